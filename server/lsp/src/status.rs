//! `scholiast/status`: one line for the status item of our own clients. Sent
//! only to clients that asked for it when they started us.

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
#[derive(Serialize, Deserialize)]
struct StatusParams {
    state: State,
    /// The configured model's name.
    model: Option<String>,
    /// The state in one short sentence.
    text: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
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

fn send(session: &Session, state: State, text: String) {
    if !session.abilities().status {
        return;
    }
    let model = session
        .configuration()
        .model
        .as_ref()
        .map(|model| model.name.clone());
    let params = StatusParams { state, model, text };
    session
        .outbox
        .notify_latest::<StatusNotification>("status", params);
}
