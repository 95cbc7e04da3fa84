/**
 * The server's commands, called from the palette as well as from its code actions.
 *
 * A code action brings its place along. The palette does not: here it gets the cursor's, and
 * "Improve" asks what for.
 */
import * as vscode from 'vscode';
import type { ExecuteCommandSignature, LanguageClient } from 'vscode-languageclient/node';

type Intent = 'reduceComplexity' | 'readability';

/** Commands that may send code to a model. */
const asksModel = new Set(['scholiast.explain', 'scholiast.improve']);

/** Runs a server command, adding the place under the cursor when the caller gave none. */
export async function placeCommand(
  client: LanguageClient,
  command: string,
  args: unknown[],
  next: ExecuteCommandSignature,
): Promise<unknown> {
  if (asksModel.has(command) && !vscode.workspace.isTrusted) {
    await refuseUntrusted();
    return undefined;
  }
  const place = args.length > 0 ? args : await placeAtCursor(client, command);
  return place && next(command, place);
}

async function refuseUntrusted(): Promise<void> {
  const trust = 'Manage Trust';
  const message = 'Scholiast asks no model about code in Restricted Mode. Trust this workspace first.';
  if (await vscode.window.showWarningMessage(message, trust) === trust) {
    await vscode.commands.executeCommand('workbench.trust.manage');
  }
}

/** The arguments for the cursor's place; `undefined` when there is no editor or the user backs out. */
async function placeAtCursor(client: LanguageClient, command: string): Promise<unknown[] | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    void vscode.window.showInformationMessage('Open a file and put the cursor in a function first.');
    return undefined;
  }
  const place = {
    uri: client.code2ProtocolConverter.asUri(editor.document.uri),
    position: client.code2ProtocolConverter.asPosition(editor.selection.active),
  };
  if (command === 'scholiast.openSettings') {
    return [{ uri: place.uri }];
  }
  if (command !== 'scholiast.improve') {
    return [place];
  }
  const intent = await chooseIntent();
  return intent && [{ ...place, intent }];
}

async function chooseIntent(): Promise<Intent | undefined> {
  const choices: (vscode.QuickPickItem & { intent: Intent })[] = [
    { intent: 'reduceComplexity', label: 'Reduce complexity', detail: 'Accepted only if the cognitive complexity falls.' },
    { intent: 'readability', label: 'Readability', detail: 'Accepted only if the cognitive complexity does not rise.' },
  ];
  const choice = await vscode.window.showQuickPick(choices, { title: 'Improve this function' });
  return choice?.intent;
}
