/**
 * The item in the status bar: the server's state at a glance, a menu under the mouse and on a click.
 */
import * as vscode from 'vscode';
import type { ServerStatus } from './client';

const icons = { ready: '$(book)', working: '$(sync~spin)', error: '$(error)' } as const;
const errorBackground = new vscode.ThemeColor('statusBarItem.errorBackground');

interface Entry {
  readonly label: string;
  readonly command: string;
  readonly argument?: string;
}

const menu: readonly Entry[] = [
  { label: '$(comment-discussion) Explain This Function', command: 'scholiast.explain' },
  { label: '$(output) Show Output', command: 'scholiast.showOutput' },
  { label: '$(debug-restart) Restart Server', command: 'scholiast.restartServer' },
  { label: '$(gear) Settings', command: 'workbench.action.openSettings', argument: '@ext:scholiast.scholiast' },
];

export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('status', vscode.StatusBarAlignment.Right, 100);
  private status: ServerStatus = { state: 'working', text: 'Starting the server.' };

  constructor() {
    this.item.name = 'Scholiast';
    this.item.command = 'scholiast.showMenu';
  }

  show(status: ServerStatus): void {
    this.status = status;
    this.item.text = `${icons[status.state]} Scholiast`;
    this.item.tooltip = tooltip(status);
    this.item.accessibilityInformation = { label: `Scholiast: ${status.text}` };
    this.item.backgroundColor = status.state === 'error' ? errorBackground : undefined;
    this.item.show();
  }

  async showMenu(): Promise<void> {
    const options = { title: 'Scholiast', placeHolder: this.status.text };
    const choice = await vscode.window.showQuickPick(menu, options);
    if (choice) {
      await vscode.commands.executeCommand(choice.command, choice.argument);
    }
  }

  dispose(): void {
    this.item.dispose();
  }
}

/** The state with the model in it, and the menu's entries as links that lead to these commands alone. */
function tooltip(status: ServerStatus): vscode.MarkdownString {
  const shown = new vscode.MarkdownString(undefined, true);
  shown.isTrusted = { enabledCommands: menu.map(({ command }) => command) };
  shown.appendMarkdown('**Scholiast**\n\n').appendText(status.text);
  shown.appendMarkdown(`\n\n---\n\n${menu.map(link).join('\n\n')}`);
  return shown;
}

function link({ label, command, argument }: Entry): string {
  const query = argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${label}](command:${command}${query})`;
}
