//! Edits on their way to the client: versioned, so that a client never applies
//! one to a text that it was not made for.

use std::collections::HashMap;
use std::sync::Arc;

use lsp_types::{
    ApplyWorkspaceEditParams, ApplyWorkspaceEditRequest, DocumentChange, Edit,
    OptionalVersionedTextDocumentIdentifier, TextDocumentEdit, TextDocumentIdentifier, Uri,
    WorkspaceEdit,
};
use scholiast_text::{Edits, Snapshot, Version, Withdrawn};

use crate::convert::Lines;
use crate::documents::OpenDocument;
use crate::session::{Moment, Session};

/// How often an edit is carried on and sent again when the person typed while
/// it was on its way.
const ATTEMPTS: u32 = 5;

/// What became of an edit.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// The client applied it.
    Applied,
    /// The person changed the text it applies to, so it was not sent.
    Withdrawn(Withdrawn),
    /// The client would not apply it, and said why or not.
    Declined(String),
}

/// Edits of the text of this moment, in the form that the client understands: to
/// exactly that version where it can.
pub(crate) fn workspace_edit(session: &Session, moment: &Moment, edits: &Edits) -> WorkspaceEdit {
    let text_edits = moment.lines().text_edits(edits);
    if session.abilities().document_changes {
        return workspace_edit_of(moment, text_edits.into_iter().map(Into::into).collect());
    }
    let uri = moment.document.uri().clone();
    WorkspaceEdit {
        changes: Some(HashMap::from([(uri, text_edits)])),
        ..WorkspaceEdit::default()
    }
}

/// Edits of exactly the version of this moment.
pub(crate) fn workspace_edit_of(moment: &Moment, edits: Vec<Edit>) -> WorkspaceEdit {
    let uri = moment.document.uri().clone();
    WorkspaceEdit {
        document_changes: Some(changes(uri, moment.snapshot.version, edits)),
        ..WorkspaceEdit::default()
    }
}

/// Sends edits made for the text at `since`, carried through everything that
/// was typed meanwhile.
pub(crate) async fn deliver(
    session: &Session,
    document: &Arc<OpenDocument>,
    edits: &Edits,
    since: Version,
    label: &str,
) -> Delivery {
    if !session.abilities().versioned_edits {
        let reason = "this editor does not take edits that name the version they were made for";
        return Delivery::Declined(reason.into());
    }
    let mut declined = String::new();
    for _ in 0..ATTEMPTS {
        let carried = document.read(|document| {
            let carried = document.log().carry_edits(edits, since);
            carried.map(|edits| (document.snapshot(), edits))
        });
        let (snapshot, edits) = match carried {
            Ok(carried) => carried,
            Err(withdrawn) => return Delivery::Withdrawn(withdrawn),
        };
        match send(session, document, &snapshot, &edits, label).await {
            Ok(()) => return Delivery::Applied,
            Err(reason) => declined = reason,
        }
        let unchanged = document.snapshot().version == snapshot.version;
        if unchanged {
            break;
        }
    }
    Delivery::Declined(declined)
}

async fn send(
    session: &Session,
    document: &OpenDocument,
    snapshot: &Snapshot,
    edits: &Edits,
    label: &str,
) -> Result<(), String> {
    let lines = Lines {
        text: &snapshot.text,
        encoding: session.encoding(),
    };
    let edits = lines.text_edits(edits).into_iter().map(Into::into);
    let changes = changes(document.uri().clone(), snapshot.version, edits.collect());
    let params = ApplyWorkspaceEditParams {
        label: Some(label.to_owned()),
        edit: WorkspaceEdit {
            document_changes: Some(changes),
            ..WorkspaceEdit::default()
        },
        metadata: None,
    };
    let answer = session
        .outbox
        .request::<ApplyWorkspaceEditRequest>(params)
        .await;
    match answer {
        Ok(answer) if answer.applied => Ok(()),
        Ok(answer) => Err(answer
            .failure_reason
            .unwrap_or_else(|| "the editor gave no reason".into())),
        Err(error) => Err(error.to_string()),
    }
}

fn changes(uri: Uri, version: Version, edits: Vec<Edit>) -> Vec<DocumentChange> {
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(version.0),
        text_document_identifier: TextDocumentIdentifier { uri },
    };
    vec![DocumentChange::TextDocumentEdit(TextDocumentEdit {
        text_document,
        edits,
    })]
}
