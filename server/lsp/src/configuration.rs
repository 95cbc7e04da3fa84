//! The settings in force: read when the session begins, when the client says
//! that they changed, and when a settings file is saved.

use std::sync::Arc;

use lsp_types::{
    ConfigurationItem, ConfigurationParams, ConfigurationRequest, DiagnosticRefreshRequest,
    InlayHintRefreshRequest, MessageType, Registration, RegistrationParams, RegistrationRequest,
    ShowMessageNotification, ShowMessageParams,
};
use scholiast_project::configuration::PROJECT_FILE;

use crate::analysis_worker::OnAnalyzed;
use crate::diagnostics::Publisher;
use crate::session::Session;
use crate::status;

/// The section of an editor's settings that is ours.
const SECTION: &str = "scholiast";

/// Merges what is known before the client can be asked.
pub(crate) fn begin(session: &Session) {
    apply(session, &session.start().settings);
    if !session.abilities().configuration {
        session.settle();
    }
}

/// Asks to be told of changed settings, which some clients do unasked and some
/// only then.
pub(crate) fn subscribe(session: &Session) {
    if !session.abilities().registers_configuration {
        return;
    }
    let registration = Registration {
        id: "configuration".into(),
        method: "workspace/didChangeConfiguration".into(),
        register_options: Some(serde_json::json!({ "section": SECTION })),
    };
    let params = RegistrationParams {
        registrations: vec![registration],
    };
    tokio::spawn(session.outbox.request::<RegistrationRequest>(params));
}

/// Asks the client for its settings where it can be asked, merges all layers,
/// and shows the open documents in their light.
pub(crate) async fn reload(session: &Arc<Session>) {
    let asked = ask(session).await;
    let editor = asked.as_ref().unwrap_or(&session.start().settings);
    apply(session, editor);
    session.settle();
    refresh(session);
    status::ready(session);
}

/// Settings that the client sent along, for clients that cannot be asked.
pub(crate) async fn received(session: &Arc<Session>, sent: serde_json::Value) {
    let ours = sent
        .get(SECTION)
        .cloned()
        .unwrap_or(serde_json::Value::Null);
    if session.abilities().configuration || ours.is_null() {
        return reload(session).await;
    }
    apply(session, &ours);
    refresh(session);
    status::ready(session);
}

/// Whether saving the file `uri` changes the settings.
pub(crate) fn is_settings_file(uri: &lsp_types::Uri) -> bool {
    uri.0.rsplit('/').next() == Some(PROJECT_FILE)
}

async fn ask(session: &Session) -> Option<serde_json::Value> {
    if !session.abilities().configuration {
        return None;
    }
    let items = vec![ConfigurationItem {
        scope_uri: None,
        section: Some(SECTION.into()),
    }];
    let asked = session
        .outbox
        .request::<ConfigurationRequest>(ConfigurationParams { items });
    let answers = asked
        .await
        .inspect_err(|error| tracing::warn!("no settings came: {error}"));
    answers
        .ok()?
        .into_iter()
        .next()
        .filter(|answer| !answer.is_null())
}

fn apply(session: &Session, editor: &serde_json::Value) {
    let nowhere = std::path::Path::new("");
    let folder = session.start().folder.as_deref().unwrap_or(nowhere);
    let loaded = session.load(editor.clone(), folder);
    session.configure(loaded.configuration);
    for complaint in loaded.complaints {
        complain(session, &format!("Scholiast, {complaint}"));
    }
}

fn complain(session: &Session, message: &str) {
    let params = ShowMessageParams::new(MessageType::Warning, message.to_owned());
    session.outbox.notify::<ShowMessageNotification>(params);
}

/// Shows everything anew: thresholds may have moved.
fn refresh(session: &Arc<Session>) {
    let abilities = session.abilities();
    if abilities.pulls_diagnostics && abilities.refreshes_diagnostics {
        tokio::spawn(session.outbox.request::<DiagnosticRefreshRequest>(()));
    }
    if abilities.refreshes_inlay_hints {
        tokio::spawn(session.outbox.request::<InlayHintRefreshRequest>(()));
    }
    let publisher = Publisher(session.clone());
    for document in session.documents.all() {
        publisher.analyzed(&document);
    }
}
