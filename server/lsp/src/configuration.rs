//! The settings in force: read when the session begins, when the client says
//! that they changed, and when a settings file is saved.

use std::sync::Arc;

use lsp_types::{
    CodeLensRefreshRequest, ConfigurationItem, ConfigurationParams, ConfigurationRequest,
    DiagnosticRefreshRequest, InlayHintRefreshRequest, Registration, RegistrationParams,
    RegistrationRequest, Uri,
};
use scholiast_project::configuration::PROJECT_FILE;
use scholiast_project::privacy::PRIVATE_FILES;
use serde_json::{Value, json};

use crate::analysis_worker::OnAnalyzed;
use crate::configurations::EditorSettings;
use crate::convert::path_of;
use crate::diagnostics::Publisher;
use crate::session::Session;
use crate::{status, structure};

/// The section of an editor's settings that is ours.
const SECTION: &str = "scholiast";

/// Merges what is known before the client can be asked.
pub(crate) fn begin(session: &Session) {
    apply(
        session,
        EditorSettings::of(session.start().settings.clone()),
    );
    if !session.abilities().configuration {
        session.settle();
    }
}

/// Asks to be told of changed settings and files, which some clients do unasked
/// and some only then.
pub(crate) fn subscribe(session: &Session) {
    let abilities = session.abilities();
    let mut registrations = Vec::new();
    if abilities.registers_configuration {
        registrations.push(Registration {
            id: "configuration".into(),
            method: "workspace/didChangeConfiguration".into(),
            register_options: Some(json!({ "section": SECTION })),
        });
    }
    if abilities.registers_watched_files {
        let watchers = [PROJECT_FILE, PRIVATE_FILES].map(|name| {
            let glob = format!("**/{name}");
            json!({ "globPattern": glob })
        });
        registrations.push(Registration {
            id: "files".into(),
            method: "workspace/didChangeWatchedFiles".into(),
            register_options: Some(json!({ "watchers": watchers })),
        });
    }
    if !registrations.is_empty() {
        let params = RegistrationParams { registrations };
        tokio::spawn(session.outbox.request::<RegistrationRequest>(params));
    }
}

/// Asks the client for its settings where it can be asked, reads all layers,
/// and shows the open documents in their light.
pub(crate) async fn reload(session: &Arc<Session>) {
    let asked = ask(session).await;
    let known = || EditorSettings::of(session.start().settings.clone());
    apply(session, asked.unwrap_or_else(known));
    session.settle();
    refresh(session);
    status::ready(session);
}

/// Settings that the client sent along, for clients that cannot be asked.
pub(crate) async fn received(session: &Arc<Session>, sent: Value) {
    let ours = sent.get(SECTION).cloned().unwrap_or_default();
    if session.abilities().configuration || ours.is_null() {
        return reload(session).await;
    }
    apply(session, EditorSettings::of(ours));
    refresh(session);
    status::ready(session);
}

/// Whether a change of the file `uri` changes the settings.
pub(crate) fn is_settings_file(session: &Session, uri: &Uri) -> bool {
    let name = uri.0.rsplit('/').next();
    let is_users = || path_of(uri).is_some_and(|path| path == session.configurations.user_file());
    name == Some(PROJECT_FILE) || is_users()
}

/// Asks for the settings in general, and of each folder of the workspace.
async fn ask(session: &Session) -> Option<EditorSettings> {
    if !session.abilities().configuration {
        return None;
    }
    let folders: Vec<Uri> = session.folders.all().into_iter().map(|it| it.uri).collect();
    let scopes = std::iter::once(None).chain(folders.iter().cloned().map(Some));
    let items = scopes.map(|scope_uri| ConfigurationItem {
        scope_uri,
        section: Some(SECTION.into()),
    });
    let params = ConfigurationParams {
        items: items.collect(),
    };
    let asked = session.outbox.request::<ConfigurationRequest>(params);
    let answers = asked
        .await
        .inspect_err(|error| tracing::warn!("no settings came: {error}"));
    let mut answers = answers.ok()?.into_iter();
    let general = answers.next().filter(|answer| !answer.is_null())?;
    let of_folders = folders.into_iter().zip(answers);
    Some(EditorSettings {
        general,
        by_folder: of_folders.filter(|(_, answer)| !answer.is_null()).collect(),
    })
}

/// Puts new settings in force, and shows what is wrong with them.
fn apply(session: &Session, editor: EditorSettings) {
    session.configurations.renew(editor);
    let before = session.settings_faults.begin();
    session.configuration();
    for folder in session.folders.all() {
        session.configured_in(&folder);
    }
    for document in session.documents.all() {
        session.configuration_for(document.uri());
    }
    session.settings_faults.end(before, session);
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
    session.lenses.forget_all();
    if abilities.refreshes_code_lenses {
        tokio::spawn(session.outbox.request::<CodeLensRefreshRequest>(()));
    }
    structure::register(session);
    let publisher = Publisher(session.clone());
    for document in session.documents.all() {
        publisher.analyzed(&document);
    }
}
