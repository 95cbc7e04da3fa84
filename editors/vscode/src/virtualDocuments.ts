/**
 * Documents that exist only in the server (`scholiast:`), shown rendered, beside the code.
 *
 * The client library fetches their text by `workspace/textDocumentContent`.
 */
import * as vscode from 'vscode';
import type {
  CancellationToken,
  ShowDocumentParams,
  ShowDocumentRequest,
  ShowDocumentResult,
} from 'vscode-languageclient/node';

/** Middleware: previews `scholiast:` documents, hands everything else on. */
export async function showDocument(
  params: ShowDocumentParams,
  token: CancellationToken,
  next: ShowDocumentRequest.HandlerSignature,
): Promise<ShowDocumentResult> {
  const uri = vscode.Uri.parse(params.uri, true);
  if (uri.scheme === 'scholiast' && await preview(uri)) {
    return { success: true };
  }
  const result = await next(params, token);
  return result instanceof Error ? { success: false } : result;
}

/** Whether the built-in Markdown extension could show it; it may be disabled. */
async function preview(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    return true;
  } catch {
    return false;
  }
}
