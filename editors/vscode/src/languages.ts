/**
 * The languages the server reads, by VS Code's names. The one list of them is in package.json: those
 * that activate this extension.
 */
import type * as vscode from 'vscode';
import type { DocumentSelector } from 'vscode-languageclient/node';

export function languages(extension: vscode.Extension<unknown>): string[] {
  const { activationEvents } = extension.packageJSON as { activationEvents: string[] };
  return activationEvents.flatMap((event) => /^onLanguage:(.+)$/.exec(event)?.[1] ?? []);
}

/** Files of those languages, and unsaved ones. */
export function documentSelector(extension: vscode.Extension<unknown>): DocumentSelector {
  return languages(extension).flatMap((language) => [
    { scheme: 'file', language },
    { scheme: 'untitled', language },
  ]);
}
