/**
 * The item in the status bar: the server's state at a glance, a menu on a click.
 */
import * as vscode from 'vscode';
import type { ServerStatus } from './client';

const icons = { ready: '$(book)', working: '$(sync~spin)', error: '$(error)' } as const;
const errorBackground = new vscode.ThemeColor('statusBarItem.errorBackground');

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
    this.item.tooltip = status.text;
    this.item.accessibilityInformation = { label: `Scholiast: ${status.text}` };
    this.item.backgroundColor = status.state === 'error' ? errorBackground : undefined;
    this.item.show();
  }

  async showMenu(): Promise<void> {
    const entries = [
      { label: '$(output) Show Output', command: 'scholiast.showOutput' },
      { label: '$(debug-restart) Restart Server', command: 'scholiast.restartServer' },
      { label: '$(gear) Settings', command: 'workbench.action.openSettings', argument: 'scholiast' },
    ];
    const options = { title: 'Scholiast', placeHolder: this.status.text };
    const choice = await vscode.window.showQuickPick(entries, options);
    if (choice) {
      await vscode.commands.executeCommand(choice.command, choice.argument);
    }
  }

  dispose(): void {
    this.item.dispose();
  }
}
