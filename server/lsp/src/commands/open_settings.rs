//! "Open settings": the settings file that holds for a document, made if there
//! is none yet and the client can make files.

use std::path::{Path, PathBuf};

use lsp_types::{
    ApplyWorkspaceEditParams, ApplyWorkspaceEditRequest, CodeAction, Command, CreateFile,
    CreateFileOptions, DocumentChange, OptionalVersionedTextDocumentIdentifier, Position, Range,
    TextDocumentEdit, TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};
use scholiast_project::configuration::{DEFAULT_COGNITIVE_THRESHOLD, PROJECT_FILE, project_file};
use serde::{Deserialize, Serialize};

use super::{Outcome, Reply, kind_of_words};
use crate::convert::{path_of, uri_of};
use crate::pages::shows;
use crate::session::Session;

/// The command's name.
pub(crate) const NAME: &str = "scholiast.openSettings";

/// What the argument looks like.
pub(super) const WANTED: &str = "{\"uri\": …}";

const TITLE: &str = "Open settings";

/// The argument: the document whose settings are meant.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Argument {
    uri: Uri,
}

/// The action that opens the settings of the document `uri`.
pub(crate) fn action(uri: Uri) -> CodeAction {
    let argument = serde_json::to_value(Argument { uri });
    CodeAction {
        title: TITLE.to_owned(),
        kind: Some(kind_of_words()),
        is_preferred: Some(false),
        command: Some(Command {
            title: TITLE.to_owned(),
            tooltip: None,
            command: NAME.to_owned(),
            arguments: argument.ok().map(|argument| vec![argument]),
        }),
        ..CodeAction::default()
    }
}

pub(super) async fn run(session: &Session, argument: &Argument) -> Reply {
    let outcome = match settings_file(session, &argument.uri) {
        Some(Settings::Present(path)) => open(session, &path).await,
        Some(Settings::Absent(path)) => create(session, &path).await,
        None => Err(format!(
            "{} is no file of this machine, so no {PROJECT_FILE} holds for it",
            argument.uri.0
        )),
    };
    match outcome {
        Ok(path) => Reply::new(Outcome::Shown, path),
        Err(message) => Reply::new(Outcome::Failed, message).told(session),
    }
}

/// The file whose settings hold for a document.
enum Settings {
    Present(PathBuf),
    /// There is none; here it would be.
    Absent(PathBuf),
}

/// The nearest file of settings at or above a document; else the place for one in the root of its
/// workspace folder, or beside the document.
fn settings_file(session: &Session, uri: &Uri) -> Option<Settings> {
    let path = path_of(uri);
    let root = session.folder_of(uri);
    let beside = path.as_deref().and_then(Path::parent);
    let start = beside.or(root.as_deref())?;
    Some(match project_file(start) {
        Some(file) => Settings::Present(file),
        None => Settings::Absent(root.as_deref().unwrap_or(start).join(PROJECT_FILE)),
    })
}

async fn open(session: &Session, path: &Path) -> Result<String, String> {
    let shown = match uri_of(path) {
        Some(uri) if session.abilities().shows_documents => shows(uri, &session.outbox).await,
        _ => false,
    };
    if shown {
        return Ok(path.display().to_string());
    }
    Err(format!("the settings are in {}", path.display()))
}

async fn create(session: &Session, path: &Path) -> Result<String, String> {
    let advice = || {
        format!(
            "there are no settings yet: write them to {}",
            path.display()
        )
    };
    let uri = uri_of(path).filter(|_| session.abilities().creates_files);
    let params = ApplyWorkspaceEditParams {
        label: Some(format!("Create {PROJECT_FILE}")),
        edit: creation(uri.ok_or_else(advice)?),
        metadata: None,
    };
    let answer = session
        .outbox
        .request::<ApplyWorkspaceEditRequest>(params)
        .await;
    if !answer.is_ok_and(|answer| answer.applied) {
        return Err(advice());
    }
    open(session, path).await
}

/// The edit that makes the file, with one setting to begin from.
fn creation(uri: Uri) -> WorkspaceEdit {
    let options = CreateFileOptions {
        overwrite: Some(false),
        ignore_if_exists: Some(true),
    };
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: None,
        text_document_identifier: TextDocumentIdentifier { uri: uri.clone() },
    };
    let content = TextEdit {
        range: Range::new(Position::new(0, 0), Position::new(0, 0)),
        new_text: format!(
            "# Settings of Scholiast for the files in this folder and below.\n\n\
             [thresholds]\ncognitive = {DEFAULT_COGNITIVE_THRESHOLD}\n"
        ),
    };
    let changes = vec![
        DocumentChange::CreateFile(CreateFile {
            uri,
            options: Some(options),
            annotation_id: None,
        }),
        DocumentChange::TextDocumentEdit(TextDocumentEdit {
            text_document,
            edits: vec![content.into()],
        }),
    ];
    WorkspaceEdit {
        document_changes: Some(changes),
        ..WorkspaceEdit::default()
    }
}
