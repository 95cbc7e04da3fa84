//! The outbox: how the server speaks to the editor. Nothing here waits for the editor, so the sync
//! handlers may use it freely: a message is in order and on its way when the call returns.

use std::any::TypeId;
use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use lsp_types::{PublishDiagnosticsNotification, PublishDiagnosticsParams};
use serde::Serialize;
use serde_json::Value;
use thiserror::Error;
use tokio::sync::oneshot;
use tower_lsp_server::jsonrpc::{self, Id};

use super::message::Response;
use super::outgoing::{NotPosted, Outgoing, Topic};

/// Why a request to the editor has no result.
#[derive(Debug, Error)]
pub enum RequestError {
    /// The editor answered with an error.
    #[error("the editor refused the request: {message} (code {code})")]
    Refused {
        /// The code of the JSON-RPC error.
        code: i64,
        /// The editor's words.
        message: String,
    },
    /// The editor answered with something that is not a result of this request.
    #[error("the editor's answer cannot be understood: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The request was not sent: the editor does not read what it is sent, or the session has ended.
    #[error("the request was not sent: {0}")]
    NotSent(String),
    /// The session ended before the editor answered.
    #[error("the session ended before the editor answered")]
    Ended,
}

type Outcome = Result<Value, jsonrpc::Error>;

/// A handle for speaking to the editor. Cheap to clone.
///
/// What is sent before `initialize` has been answered is held back until then. An editor that stops
/// reading costs at most [`Limits::unsent_bytes`](super::Limits) of memory; what does not fit is
/// dropped, and logged.
#[derive(Clone)]
pub struct Outbox {
    outgoing: Arc<Outgoing>,
    awaited: Arc<Awaited>,
}

/// The requests the editor has not answered yet.
#[derive(Default)]
struct Awaited {
    waiting: Mutex<HashMap<Id, oneshot::Sender<Outcome>>>,
    next_id: AtomicI64,
}

impl Outbox {
    pub(super) fn new(outgoing: Arc<Outgoing>) -> Self {
        Self {
            outgoing,
            awaited: Arc::default(),
        }
    }

    /// Sends a notification.
    pub fn notify<N: lsp_types::Notification>(&self, params: N::Params) {
        let method = N::METHOD.to_string();
        let posted = self.outgoing.post(&Call::new(None, &method, &params));
        report(&method, posted);
    }

    /// Sends a notification that makes earlier ones on the same topic pointless: if one with the same
    /// method and topic has not been written yet, this one takes its place.
    ///
    /// Good for states: diagnostics of a document, the report of a progress token, a status line.
    pub fn notify_latest<N: lsp_types::Notification>(
        &self,
        topic: impl Into<String>,
        params: N::Params,
    ) {
        let method = N::METHOD.to_string();
        let topic = Topic {
            method: method.clone(),
            name: topic.into(),
        };
        let message = Call::new(None, &method, &params);
        report(&method, self.outgoing.post_newest(topic, &message));
    }

    /// Publishes the diagnostics of a document; only the newest of a document are worth sending.
    pub fn publish_diagnostics(&self, params: PublishDiagnosticsParams) {
        let topic = params.uri.0.clone();
        self.notify_latest::<PublishDiagnosticsNotification>(topic, params);
    }

    /// Sends a request. It is on its way when this returns; await the answer where waiting is allowed.
    pub fn request<R: lsp_types::Request>(&self, params: R::Params) -> Answer<R> {
        let id = Id::Number(self.awaited.next_id.fetch_add(1, Ordering::Relaxed));
        let (sender, receiver) = oneshot::channel();
        self.awaited.lock().insert(id.clone(), sender);

        let method = R::METHOD.to_string();
        let request = Call::new(Some(&id), &method, &params);
        let state = match self.outgoing.post(&request) {
            Ok(()) => State::Awaited(receiver),
            Err(reason) => {
                self.awaited.lock().remove(&id);
                State::NotSent(reason.to_string())
            }
        };
        Answer {
            id,
            state,
            outbox: self.clone(),
            result: PhantomData,
        }
    }

    /// Hands an answer to whoever waits for it; `false` if nobody ever asked.
    pub(super) fn settle(&self, response: Response) -> bool {
        let Some(sender) = self.awaited.lock().remove(&response.id) else {
            return false;
        };
        let outcome = response.outcome.unwrap_or(Ok(Value::Null));
        // Whoever asked may have stopped waiting a moment ago.
        let _ = sender.send(outcome);
        true
    }

    /// Ends the wait of everybody who awaits an answer.
    pub(super) fn abandon(&self) {
        self.awaited.lock().clear();
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").finish_non_exhaustive()
    }
}

impl Awaited {
    fn lock(&self) -> MutexGuard<'_, HashMap<Id, oneshot::Sender<Outcome>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The editor's answer to come. Dropping it withdraws the request: the editor gets a
/// `$/cancelRequest`.
#[must_use = "dropping the answer cancels the request"]
pub struct Answer<R> {
    id: Id,
    state: State,
    outbox: Outbox,
    result: PhantomData<fn() -> R>,
}

enum State {
    Awaited(oneshot::Receiver<Outcome>),
    NotSent(String),
}

impl<R: lsp_types::Request> Future for Answer<R> {
    type Output = Result<R::Result, RequestError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let outcome = match &mut self.state {
            State::NotSent(reason) => {
                return Poll::Ready(Err(RequestError::NotSent(reason.clone())));
            }
            State::Awaited(receiver) => std::task::ready!(Pin::new(receiver).poll(context)),
        };
        Poll::Ready(match outcome {
            Ok(Ok(value)) => serde_json::from_value(value).map_err(RequestError::from),
            Ok(Err(error)) => Err(RequestError::Refused {
                code: error.code.code(),
                message: error.message.into_owned(),
            }),
            Err(_) => Err(RequestError::Ended),
        })
    }
}

impl<R> Drop for Answer<R> {
    fn drop(&mut self) {
        if self.outbox.awaited.lock().remove(&self.id).is_none() {
            return;
        }
        let params = serde_json::json!({ "id": self.id });
        // A queue that takes no more has no room for a courtesy either.
        let _ = self
            .outbox
            .outgoing
            .post(&Call::new(None, "$/cancelRequest", &params));
    }
}

/// A request or notification as it is written.
#[derive(Serialize)]
struct Call<'a, P> {
    jsonrpc: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Id>,
    method: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    params: Option<&'a P>,
}

impl<'a, P: 'static> Call<'a, P> {
    /// `()` stands for no parameters, which are left out: null is not the same to every editor.
    fn new(id: Option<&'a Id>, method: &'a str, params: &'a P) -> Self {
        let has_params = TypeId::of::<P>() != TypeId::of::<()>();
        Self {
            jsonrpc: "2.0",
            id,
            method,
            params: has_params.then_some(params),
        }
    }
}

fn report(method: &str, posted: Result<(), NotPosted>) {
    if let Err(reason) = posted {
        tracing::warn!("the notification `{method}` was dropped: {reason}");
    }
}

#[cfg(test)]
mod tests;
