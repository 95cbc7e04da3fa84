/**
 * The language client: what it tells the server at the start, and where this extension steps
 * between the two (commands, settings, shown documents, progress, log lines).
 */
import * as readline from 'node:readline';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, NotificationType } from 'vscode-languageclient/node';
import { placeCommand } from './commands';
import { documentSelector } from './languages';
import { showCancellableProgress } from './progress';
import { chosenSettings, configuration } from './settings';
import { showDocument } from './virtualDocuments';

/** What the server says of itself; the text is one or two short sentences, also on the model. */
export interface ServerStatus {
  readonly state: 'ready' | 'working' | 'error';
  readonly text: string;
}

export const statusNotification = new NotificationType<ServerStatus>('scholiast/status');

export function createClient(
  program: string,
  extension: vscode.Extension<unknown>,
  output: vscode.LogOutputChannel,
): LanguageClient {
  const client: LanguageClient = new LanguageClient(
    'scholiast',
    'Scholiast',
    { command: program, args: ['lsp'] },
    clientOptions(extension, output, () => client),
  );
  return client;
}

function clientOptions(
  extension: vscode.Extension<unknown>,
  output: vscode.LogOutputChannel,
  client: () => LanguageClient,
): LanguageClientOptions {
  return {
    documentSelector: documentSelector(extension),
    initializationOptions: () => initializationOptions(extension),
    outputChannel: output,
    stdioOptions: {
      stdout: () => undefined,
      stderr: (lines, channel) => { forwardLog(lines, channel); },
    },
    middleware: {
      executeCommand: (command, args, next) => placeCommand(client(), command, args, next),
      handleWorkDoneProgress: (token, report, next) => { showCancellableProgress(client(), token, report, next); },
      window: { showDocument },
      workspace: { configuration: configuration(extension) },
    },
  };
}

function initializationOptions(extension: vscode.Extension<unknown>): object {
  const own = vscode.workspace.getConfiguration('scholiast');
  return {
    status: true,
    workspaceDiagnostics: own.get('workspaceDiagnostics.enabled', false),
    settings: chosenSettings(extension),
  };
}

/** The server logs to stderr; each line keeps the level that it names. */
function forwardLog(lines: NodeJS.ReadableStream, channel: vscode.LogOutputChannel): void {
  readline.createInterface({ input: lines, crlfDelay: Infinity }).on('line', (line) => {
    const level = /\b(ERROR|WARN|DEBUG|TRACE)\b/.exec(line)?.[1];
    switch (level) {
      case 'ERROR': channel.error(line); break;
      case 'WARN': channel.warn(line); break;
      case 'DEBUG': channel.debug(line); break;
      case 'TRACE': channel.trace(line); break;
      default: channel.info(line);
    }
  });
}
