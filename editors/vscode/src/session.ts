/**
 * One running server at a time: start, stop, restart, and what the user is told when that fails.
 */
import * as vscode from 'vscode';
import { DidChangeConfigurationNotification, type LanguageClient, State } from 'vscode-languageclient/node';
import { createClient, type ServerStatus, statusNotification } from './client';
import { MissingProgram, serverProgram } from './program';
import { closeProgress } from './progress';
import type { StatusItem } from './statusItem';

export class ServerSession {
  private client: LanguageClient | undefined;
  /** Starts and stops queue here, so that two quick restarts never leave two servers. */
  private pending: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly output: vscode.LogOutputChannel,
    private readonly status: StatusItem,
  ) {}

  start(): Promise<void> {
    return this.enqueue(() => this.startNow());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.stopNow());
  }

  restart(): Promise<void> {
    return this.enqueue(async () => {
      this.output.info('Restarting the server.');
      await this.stopNow();
      await this.startNow();
    });
  }

  /** Tells the server to read its settings anew; it asks for them itself. */
  async settingsChanged(): Promise<void> {
    if (this.client?.isRunning()) {
      await this.client.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    }
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    this.pending = this.pending.then(step, step);
    return this.pending;
  }

  private async startNow(): Promise<void> {
    this.status.show({ state: 'working', text: 'Starting the server.' });
    try {
      const program = await serverProgram(this.context);
      this.output.info(`Starting ${program.path} lsp (${program.origin})`);
      this.client = createClient(program.path, this.context.extension, this.output);
      this.follow(this.client);
      await this.client.start();
    } catch (error) {
      await this.stopNow();
      this.fail(error);
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await setServing(false);
    try {
      await client?.dispose();
    } catch (error) {
      this.output.warn(`The server did not stop in order: ${reason(error)}`);
    }
  }

  /** Keeps the status item and the commands' visibility in step with this client. */
  private follow(client: LanguageClient): void {
    client.onNotification(statusNotification, (status: ServerStatus) => { this.status.show(status); });
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) {
        closeProgress();
      }
      if (client !== this.client) {
        return;
      }
      void setServing(newState === State.Running);
      if (newState === State.Running) {
        this.status.show({ state: 'ready', text: 'The server is running.' });
      } else if (newState === State.Stopped) {
        this.status.show({ state: 'error', text: 'The server has stopped.' });
      }
    });
  }

  /** Says what went wrong in the status item, the output and one message with the ways out. */
  private fail(error: unknown): void {
    const why = reason(error);
    const text = error instanceof MissingProgram ? why : `Scholiast's server did not start: ${why}`;
    this.output.error(text);
    this.status.show({ state: 'error', text });
    void offerWaysOut(text);
  }
}

async function offerWaysOut(text: string): Promise<void> {
  const settings = 'Open Setting';
  const output = 'Show Output';
  const choice = await vscode.window.showErrorMessage(text, settings, output);
  if (choice === settings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'scholiast.server.path');
  } else if (choice === output) {
    await vscode.commands.executeCommand('scholiast.showOutput');
  }
}

function setServing(serving: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', 'scholiast.serving', serving);
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
