/**
 * Finds the server program: the one the user names in `scholiast.server.path`, else the one on the
 * `PATH`, else the one packed in this extension.
 */
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** There is no server to run; the message says which one was looked for and what to do. */
export class MissingProgram extends Error {}

/** A program that this user may run, and where it was found, in words for the log. */
export interface Program {
  readonly path: string;
  readonly origin: string;
}

const fileName = process.platform === 'win32' ? 'scholiast.exe' : 'scholiast';

export async function serverProgram(context: vscode.ExtensionContext): Promise<Program> {
  const chosen = vscode.workspace.getConfiguration('scholiast').get('server.path', '').trim();
  if (chosen) {
    return orRefuse(chosen, 'named in the settings', refuseChosen);
  }
  const onPath = await programOnPath();
  if (onPath) {
    return { path: onPath, origin: 'on the PATH' };
  }
  return orRefuse(context.asAbsolutePath(path.join('server', fileName)), 'in this extension', refusePacked);
}

async function orRefuse(program: string, origin: string, refuse: (program: string) => string): Promise<Program> {
  if (await mayRun(program)) {
    return { path: program, origin };
  }
  throw new MissingProgram(refuse(program));
}

/** The first on the `PATH`. Its relative entries are passed over: they would mean the open folder. */
async function programOnPath(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  for (const folder of folders) {
    const program = path.join(folder, fileName);
    if (await mayRun(program)) {
      return program;
    }
  }
  return undefined;
}

async function mayRun(program: string): Promise<boolean> {
  try {
    await fs.access(program, fs.constants.X_OK);
    return path.isAbsolute(program) && (await fs.stat(program)).isFile();
  } catch {
    return false;
  }
}

function refuseChosen(program: string): string {
  return `Scholiast cannot run "${program}": it is not the absolute path of a program. \
Correct or empty the setting "scholiast.server.path".`;
}

function refusePacked(program: string): string {
  return `Scholiast holds no server for ${process.platform}-${process.arch} (${program}). \
Install the package for this platform, put scholiast on your PATH, or set "scholiast.server.path".`;
}
