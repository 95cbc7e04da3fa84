/**
 * Progress that can be cancelled gets a notification with a Cancel button.
 *
 * The client library shows all progress in the status bar, where VS Code offers no way to cancel.
 */
import * as vscode from 'vscode';
import {
  type HandleWorkDoneProgressSignature,
  type LanguageClient,
  type ProgressToken,
  type WorkDoneProgressBegin,
  WorkDoneProgressCancelNotification,
  type WorkDoneProgressEnd,
  type WorkDoneProgressReport,
} from 'vscode-languageclient/node';

interface Notice {
  report(step: WorkDoneProgressReport): void;
  close(): void;
}

/** The notices on screen, by the server's token. */
const notices = new Map<ProgressToken, Notice>();

/** Middleware: takes cancellable progress over, hands everything else on. */
export function showCancellableProgress(
  client: LanguageClient,
  token: ProgressToken,
  step: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd,
  next: HandleWorkDoneProgressSignature,
): void {
  if (step.kind === 'begin' && step.cancellable) {
    notices.set(token, openNotice(client, token, step));
    return;
  }
  if (step.kind === 'report') {
    notices.get(token)?.report(step);
  } else if (step.kind === 'end') {
    notices.get(token)?.close();
    notices.delete(token);
  }
  next(token, step);
}

/** Closes every notice: the server that would have ended them is gone. */
export function closeProgress(): void {
  for (const notice of notices.values()) {
    notice.close();
  }
  notices.clear();
}

function openNotice(client: LanguageClient, token: ProgressToken, begin: WorkDoneProgressBegin): Notice {
  let shown: vscode.Progress<{ message?: string }> | undefined;
  let close = (): void => undefined;
  const ended = new Promise<void>((resolve) => { close = resolve; });
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title: begin.title };
  void vscode.window.withProgress(options, (progress, cancelled) => {
    shown = progress;
    progress.report({ message: begin.message ?? '' });
    cancelled.onCancellationRequested(() => client.sendNotification(WorkDoneProgressCancelNotification.type, { token }));
    return ended;
  });
  return {
    report: ({ message }) => { if (message !== undefined) { shown?.report({ message }); } },
    close,
  };
}
