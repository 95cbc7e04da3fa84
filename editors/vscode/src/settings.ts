/**
 * The settings as the server gets them: only those that somebody has set. A default that was sent along
 * would go before what the project's own `scholiast.toml` says.
 */
import * as vscode from 'vscode';
import type { ConfigurationRequest } from 'vscode-languageclient/node';

const section = 'scholiast';

/** What concerns this extension alone. */
const ours = /^(server|trace|workspaceDiagnostics)\./;

type Tree = Record<string, unknown>;

/** The section as a tree, for a folder or file or in general. */
export function chosenSettings(extension: vscode.Extension<unknown>, scope?: vscode.Uri): Tree {
  const configuration = vscode.workspace.getConfiguration(section, scope);
  const tree: Tree = {};
  for (const key of settingNames(extension)) {
    if (isChosen(configuration.inspect(key))) {
      plant(tree, key.split('.'), configuration.get(key));
    }
  }
  return tree;
}

/** Middleware: answers `workspace/configuration` for our section, hands everything else on. */
export function configuration(extension: vscode.Extension<unknown>): ConfigurationRequest.MiddlewareSignature {
  return async (params, token, next) => {
    const answers = await next(params, token);
    if (!Array.isArray(answers)) {
      return answers;
    }
    return answers.map((answer: unknown, at) => {
      const item = params.items[at];
      const scope = item?.scopeUri === undefined ? undefined : vscode.Uri.parse(item.scopeUri, true);
      return item?.section === section ? chosenSettings(extension, scope) : answer;
    });
  };
}

/** The names that package.json gives, without the section. */
function settingNames(extension: vscode.Extension<unknown>): string[] {
  const { contributes } = extension.packageJSON as { contributes: { configuration: { properties: object } } };
  const names = Object.keys(contributes.configuration.properties).map((name) => name.slice(section.length + 1));
  return names.filter((name) => !ours.test(name));
}

function isChosen(found: ReturnType<vscode.WorkspaceConfiguration['inspect']>): boolean {
  const values = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
  return values.some((value) => value !== undefined);
}

function plant(tree: Tree, path: string[], value: unknown): void {
  const [name, ...rest] = path;
  if (name === undefined) {
    return;
  }
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const branch = (tree[name] ??= {}) as Tree;
  plant(branch, rest, value);
}
