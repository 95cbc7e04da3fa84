//! One file of the workspace, checked as it stands: an open one in its
//! editor's text, any other on disk.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{
    FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, Uri,
    WorkspaceDocumentDiagnosticReport as Report, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};
use scholiast_project::Source;
use scholiast_text::{Snapshot, Text, Version};

use crate::analyses::analyze;
use crate::convert::uri_of;
use crate::diagnostics::{result_id, shown};
use crate::session::Session;
use crate::workspace_files::Stamp;

/// What the client was told last: the name of the result, by document.
pub(super) type Known = HashMap<Uri, String>;

/// What there is to say of a file, and the name it goes by.
pub(super) struct Told {
    pub(super) uri: Uri,
    pub(super) report: Report,
}

/// Checks one file, open in the editor under `open` or else on disk; none if
/// it cannot be read.
pub(super) async fn check(
    session: Arc<Session>,
    path: PathBuf,
    open: Option<Uri>,
    known: Arc<Known>,
) -> Option<Told> {
    match open {
        Some(uri) => check_open(&session, uri, &known).await,
        None => check_on_disk(&session, path, &known).await,
    }
}

async fn check_open(session: &Session, uri: Uri, known: &Known) -> Option<Told> {
    let moment = session.moment(&uri)?;
    let analyzed = moment.lasting_analysis(session).await?;
    let found = session.configuration_for(&uri).findings(&analyzed.analysis);
    let items = shown(session, &uri, &moment.snapshot, &found);
    let name = result_id(&items);
    Some(told(uri, Some(moment.snapshot.version), name, items, known))
}

async fn check_on_disk(session: &Session, path: PathBuf, known: &Known) -> Option<Told> {
    let uri = uri_of(&path)?;
    let stamp = Stamp::of(&path, session.configurations.generation())?;
    let name = session.checked.name_of(&path, stamp);
    if let Some(name) = name.filter(|name| known.get(&uri) == Some(name)) {
        return Some(told(uri, None, name, Vec::new(), known));
    }
    let configuration = session.configuration_for(&uri);
    let (source, text) = read(&path, configuration.largest_file()).await?;
    let analysis = analyze(&session.analyses, source.language, text.clone()).await?;
    let found = configuration.findings(&analysis);
    let version = Version::default();
    let items = shown(session, &uri, &Snapshot { version, text }, &found);
    let name = result_id(&items);
    session.checked.remember(path, stamp, name.clone());
    Some(told(uri, None, name, items, known))
}

/// What to tell a client that knows this much.
fn told(
    uri: Uri,
    version: Option<Version>,
    name: String,
    items: Vec<lsp_types::Diagnostic>,
    known: &Known,
) -> Told {
    let version = version.map(|version| version.0);
    let report = if known.get(&uri) == Some(&name) {
        unchanged(uri.clone(), version, name)
    } else {
        full(uri.clone(), version, Some(name), items)
    };
    Told { uri, report }
}

/// That there is nothing to say of a document any more.
pub(super) fn nothing(uri: Uri) -> Report {
    full(uri, None, None, Vec::new())
}

async fn read(path: &Path, limit: usize) -> Option<(Source, Text)> {
    let path = path.to_path_buf();
    let source = tokio::task::spawn_blocking(move || {
        let source = Source::read_up_to(&path, limit);
        source.inspect_err(|error| tracing::warn!("{} {error}", path.display()))
    });
    let source = source.await.ok()?.ok()?;
    let text = Text::new(&source.text);
    Some((source, text))
}

fn full(
    uri: Uri,
    version: Option<i32>,
    result_id: Option<String>,
    items: Vec<lsp_types::Diagnostic>,
) -> Report {
    WorkspaceFullDocumentDiagnosticReport {
        uri,
        version,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    }
    .into()
}

fn unchanged(uri: Uri, version: Option<i32>, result_id: String) -> Report {
    WorkspaceUnchangedDocumentDiagnosticReport {
        uri,
        version,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    }
    .into()
}
