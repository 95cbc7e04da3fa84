/**
 * Finds the server program: the one the user names in `scholiast.server.path`, else the one
 * packed in this extension.
 */
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** There is no server to run; the message says which one was looked for and what to do. */
export class MissingProgram extends Error {}

/** The absolute path of a program that this user may run. */
export async function serverProgram(context: vscode.ExtensionContext): Promise<string> {
  const chosen = vscode.workspace.getConfiguration('scholiast').get('server.path', '').trim();
  const program = chosen || packedProgram(context);
  if (await mayRun(program)) {
    return program;
  }
  throw new MissingProgram(chosen ? refuseChosen(chosen) : refusePacked(program));
}

function packedProgram(context: vscode.ExtensionContext): string {
  return context.asAbsolutePath(path.join('server', process.platform === 'win32' ? 'scholiast.exe' : 'scholiast'));
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
Install the package for this platform, or set "scholiast.server.path".`;
}
