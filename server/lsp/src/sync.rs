//! `didOpen`, `didChange`, `didClose`: the only writers of the documents'
//! text. Nothing here awaits: the transport runs each to its end in the order
//! of the wire.

use std::sync::Arc;

use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    PublishDiagnosticsParams, TextDocumentContentChangeEvent, Uri,
};
use scholiast_grammars::{self as grammars, Language};
use scholiast_text::{Change, Version};

use crate::analysis_worker;
use crate::convert::from_protocol;
use crate::diagnostics::Publisher;
use crate::session::Session;

/// A document was opened: its text is ours to follow from here on.
pub(crate) fn open(session: &Arc<Session>, params: DidOpenTextDocumentParams) {
    let item = params.text_document;
    let id = String::from(item.language_id);
    let language = language_of(&id, &item.uri, &item.text);
    let version = Version(item.version);
    let document = session
        .documents
        .open(item.uri, language, version, &item.text);
    let listener = Arc::new(Publisher(session.clone()));
    let session = session.clone();
    tokio::spawn(async move {
        session.until_settled().await;
        analysis_worker::keep_up(document, session.analyses.clone(), listener).await;
    });
}

/// A document was changed.
pub(crate) fn change(session: &Session, params: DidChangeTextDocumentParams) {
    let uri = &params.text_document.text_document_identifier.uri;
    let Some(document) = session.documents.get(uri) else {
        tracing::warn!("{uri:?} was changed without being open: ignored");
        return;
    };
    let changes: Vec<Change> = params.content_changes.into_iter().map(from_event).collect();
    document.change(
        Version(params.text_document.version),
        &changes,
        session.encoding(),
    );
    session.note_changed(document);
}

/// All that the client sent so far was handled.
pub(crate) fn quiet(session: &Arc<Session>) {
    let listener = Publisher(session.clone());
    for document in session.take_changed() {
        analysis_worker::hasten(&document, &listener);
    }
}

/// A document was closed: nothing is shown of it any more.
pub(crate) fn close(session: &Session, params: DidCloseTextDocumentParams) {
    let uri = params.text_document.uri;
    if !session.documents.close(&uri) {
        tracing::warn!("{uri:?} was closed without being open: ignored");
        return;
    }
    if !session.abilities().pulls_diagnostics {
        let diagnostics = Vec::new();
        session
            .outbox
            .publish_diagnostics(PublishDiagnosticsParams {
                uri,
                version: None,
                diagnostics,
            });
    }
}

/// The client's word for the language, else what the file's name says, else its first line.
fn language_of(id: &str, uri: &Uri, text: &str) -> Option<&'static Language> {
    let path = uri.0.split(['?', '#']).next().unwrap_or_default();
    let first_line = text.lines().next().unwrap_or_default();
    grammars::detect(Some(id), Some(path.as_ref()), first_line)
}

fn from_event(event: TextDocumentContentChangeEvent) -> Change {
    match event {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => Change::Range {
            start: from_protocol(part.range.start),
            end: from_protocol(part.range.end),
            text: part.text,
        },
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
            Change::Whole(whole.text)
        }
    }
}
