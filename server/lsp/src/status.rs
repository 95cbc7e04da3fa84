//! `scholiast/status`: one line for the status item of our own clients. Sent
//! only to clients that asked for it when they started us, and only when
//! something in it changed.

use std::sync::{Mutex, PoisonError};

use lsp_types::{LspNotificationMethod, MessageDirection, Notification};
use serde::{Deserialize, Serialize};

use crate::session::Session;

/// The notification.
enum StatusNotification {}

impl Notification for StatusNotification {
    type Params = StatusParams;
    const METHOD: LspNotificationMethod<'static> = LspNotificationMethod::new("scholiast/status");
    const MESSAGE_DIRECTION: MessageDirection = MessageDirection::ServerToClient;
}

/// What a status item shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct StatusParams {
    state: State,
    /// The configured model's name.
    model: Option<String>,
    /// The state in one short sentence.
    text: String,
    /// How many documents are open.
    documents: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum State {
    Ready,
    Working,
    Error,
}

/// Nothing is under way.
pub(crate) fn ready(session: &Session) {
    let text = match &session.configuration().model {
        Some(model) => format!(
            "Analysing locally. Model: {} at {}",
            model.name, model.base_url
        ),
        None => "Analysing locally. No model is configured.".to_owned(),
    };
    send(session, State::Ready, text);
}

/// A model is at work.
pub(crate) fn working(session: &Session, text: &str) {
    send(session, State::Working, text.to_owned());
}

/// The last request to a model failed.
pub(crate) fn failed(session: &Session, text: &str) {
    send(session, State::Error, text.to_owned());
}

/// A document was opened or closed.
pub(crate) fn documents_changed(session: &Session) {
    let shown = session.status.shown();
    if let Some(StatusParams { state, text, .. }) = shown {
        send(session, state, text);
    }
}

/// What the client was told last.
#[derive(Debug, Default)]
pub(crate) struct Status(Mutex<Option<StatusParams>>);

impl Status {
    fn shown(&self) -> Option<StatusParams> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Whether this is news. From here on it is what the client was told.
    fn is_news(&self, params: &StatusParams) -> bool {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_news = shown.as_ref() != Some(params);
        *shown = Some(params.clone());
        is_news
    }
}

fn send(session: &Session, state: State, text: String) {
    if !session.abilities().status {
        return;
    }
    let configuration = session.configuration();
    let params = StatusParams {
        state,
        model: configuration.model.as_ref().map(|model| model.name.clone()),
        text,
        documents: session.documents.all().len(),
    };
    if session.status.is_news(&params) {
        session
            .outbox
            .notify_latest::<StatusNotification>("status", params);
    }
}
