//! Edits on their way to the client: versioned, so that a client never applies
//! one to a text that it was not made for.

use std::sync::Arc;

use lsp_types::{
    ApplyWorkspaceEditParams, ApplyWorkspaceEditRequest, DocumentChange,
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

/// Edits of the text of this moment, as changes to exactly that version.
pub(crate) fn versioned(moment: &Moment, edits: &Edits) -> Vec<DocumentChange> {
    changes(
        moment.document.uri().clone(),
        moment.snapshot.version,
        moment.lines(),
        edits,
    )
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
    let changes = changes(document.uri().clone(), snapshot.version, lines, edits);
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

fn changes(uri: Uri, version: Version, lines: Lines<'_>, edits: &Edits) -> Vec<DocumentChange> {
    let text_document = OptionalVersionedTextDocumentIdentifier {
        version: Some(version.0),
        text_document_identifier: TextDocumentIdentifier { uri },
    };
    let edits = lines
        .text_edits(edits)
        .into_iter()
        .map(Into::into)
        .collect();
    vec![DocumentChange::TextDocumentEdit(TextDocumentEdit {
        text_document,
        edits,
    })]
}
