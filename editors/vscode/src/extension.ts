/**
 * Scholiast for VS Code: starts the language server and gives it a place in the window.
 *
 * Everything Scholiast knows lives in the server. This side finds the program, shows its state,
 * and lends the palette commands the cursor's position.
 */
import * as vscode from 'vscode';
import { languages } from './languages';
import { ServerSession } from './session';
import { StatusItem } from './statusItem';

/** Settings that the server learns at its start alone. */
const atStart = ['scholiast.server.path', 'scholiast.workspaceDiagnostics.enabled'];

/** What {@link deactivate} has to stop. */
let session: ServerSession | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  void vscode.commands.executeCommand('setContext', 'scholiast.languages', languages(context.extension));
  const output = vscode.window.createOutputChannel('Scholiast', { log: true });
  const status = new StatusItem();
  const server = new ServerSession(context, output, status);
  session = server;
  context.subscriptions.push(
    output,
    status,
    vscode.commands.registerCommand('scholiast.restartServer', () => server.restart()),
    vscode.commands.registerCommand('scholiast.showOutput', () => { output.show(); }),
    vscode.commands.registerCommand('scholiast.showMenu', () => status.showMenu()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (atStart.some((setting) => change.affectsConfiguration(setting))) {
        void server.restart();
      } else if (change.affectsConfiguration('scholiast')) {
        void server.settingsChanged();
      }
    }),
  );
  await server.start();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
