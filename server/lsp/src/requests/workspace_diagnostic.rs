//! `workspace/diagnostic`: what there is to say of every file of the workspace.
//!
//! Open documents are read as they stand in the editor, the others from disk.
//! A file that is as it was when the client was last told of it is not read
//! again. Results are sent as they come where the client takes them so.

mod file;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::{StreamExt, stream};
use lsp_types::{
    ProgressNotification, ProgressParams, ProgressToken, Uri, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDiagnosticReportPartialResult,
    WorkspaceDocumentDiagnosticReport,
};
use scholiast_project::{ConfiguredFolders, Discovery};

use crate::convert::path_of;
use crate::progress::Progress;
use crate::session::{Session, processors};
use crate::transport::jsonrpc::{Error, Result};

use self::file::{Known, check, nothing};

/// How many reports go out together.
const BATCH: usize = 32;

/// LSP's code for work that the server gave up on its own account.
const SERVER_CANCELLED: i64 = -32802;

pub(crate) async fn answer(
    session: &Arc<Session>,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReport> {
    let progress = session.progresses.begin_given(
        "Checking the workspace",
        params.work_done_progress_params.work_done_token,
        &session.outbox,
    );
    let known: Known = params
        .previous_result_ids
        .into_iter()
        .map(|previous| (previous.uri, previous.value))
        .collect();
    let sink = Sink {
        session,
        token: params.partial_result_params.partial_result_token,
        reports: Vec::new(),
    };
    tokio::select! {
        report = everything(session, known, sink, &progress) => Ok(report),
        () = progress.stopped() => Err(stopped()),
    }
}

async fn everything(
    session: &Arc<Session>,
    known: Known,
    mut sink: Sink<'_>,
    progress: &Progress,
) -> WorkspaceDiagnosticReport {
    session.until_settled().await;
    let files = files(session).await;
    let open = open_documents(session);
    let total = files.len();
    let known = Arc::new(known);
    let mut seen = HashSet::new();
    let checks = files.into_iter().map(|path| {
        let uri = open.get(&path).cloned();
        check(session.clone(), path, uri, known.clone())
    });
    let mut reports = stream::iter(checks).buffered(2 * processors());
    let mut done = 0;
    while let Some(told) = reports.next().await {
        done += 1;
        if let Some(told) = told {
            seen.insert(told.uri);
            sink.take(told.report);
        }
        if done % BATCH == 0 {
            progress.report(format!("{done} of {total} files"));
        }
    }
    drop(reports);
    for uri in known.keys().filter(|uri| !seen.contains(*uri)) {
        sink.take(nothing(uri.clone()));
    }
    sink.finish()
}

/// The files of the workspace that are ours to check.
async fn files(session: &Session) -> Vec<PathBuf> {
    let folders = session.folders.all().into_iter();
    let paths: Vec<PathBuf> = folders.map(|folder| folder.path).collect();
    let mut configured = ConfiguredFolders::new(session.configurations.layers());
    let found = tokio::task::spawn_blocking(move || Discovery::under(&paths, &mut configured));
    let found = found.await.unwrap_or_default();
    for fault in &found.faults {
        tracing::warn!("not all of the workspace is checked: {fault}");
    }
    found.files
}

/// The client's own names of the files that it has open.
fn open_documents(session: &Session) -> HashMap<PathBuf, Uri> {
    let documents = session.documents.all().into_iter();
    documents
        .filter_map(|document| Some((path_of(document.uri())?, document.uri().clone())))
        .collect()
}

/// Where reports go: to the client as they come, or into the answer.
struct Sink<'a> {
    session: &'a Session,
    token: Option<ProgressToken>,
    reports: Vec<WorkspaceDocumentDiagnosticReport>,
}

impl Sink<'_> {
    fn take(&mut self, report: WorkspaceDocumentDiagnosticReport) {
        self.reports.push(report);
        if self.reports.len() >= BATCH {
            self.send();
        }
    }

    /// Sends what has gathered, if the client takes results in parts.
    fn send(&mut self) {
        let Some(token) = &self.token else { return };
        let part = WorkspaceDiagnosticReportPartialResult::new(std::mem::take(&mut self.reports));
        let Ok(value) = serde_json::to_value(part) else {
            return;
        };
        let params = ProgressParams::new(token.clone(), value);
        self.session.outbox.notify::<ProgressNotification>(params);
    }

    fn finish(mut self) -> WorkspaceDiagnosticReport {
        if !self.reports.is_empty() {
            self.send();
        }
        WorkspaceDiagnosticReport::new(self.reports)
    }
}

fn stopped() -> Error {
    Error {
        code: SERVER_CANCELLED.into(),
        message: "the check of the workspace was stopped".into(),
        data: Some(serde_json::json!({ "retriggerRequest": false })),
    }
}
