//! What can go wrong between a question and its answer, in sentences that say what to do.
//!
//! A `message` is the provider's own, shortened to a line and cleared of the key.

use std::time::Duration;

/// Why there is no answer, or no whole one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(
    missing_docs,
    reason = "the fields are explained by the sentences they appear in"
)]
pub enum ModelError {
    /// No connection came about.
    #[error(
        "no server answers at {address} ({cause}): start your model server or set `model.baseUrl`"
    )]
    Unreachable { address: String, cause: String },

    /// A time limit passed.
    #[error("{}", .which.sentence(.address, *.after))]
    Timeout {
        address: String,
        which: Limit,
        after: Duration,
    },

    /// The key is missing, wrong, or not allowed to do this.
    #[error("{address} asks for a valid key ({message}): set SCHOLIAST_API_KEY")]
    Authentication { address: String, message: String },

    /// The provider has no such model.
    #[error("{address} has no model `{model}` ({message}): set `model.name` to one it offers")]
    UnknownModel {
        address: String,
        model: String,
        message: String,
    },

    /// The server is there, but has no chat completions at this address.
    #[error(
        "{address} has no chat completions ({message}): `model.baseUrl` should name an OpenAI-compatible API and mostly ends in /v1"
    )]
    UnknownPath { address: String, message: String },

    /// Too many requests or tokens in a short time.
    #[error("{address} limits how often it is asked ({message}): try again {}", when(*.retry_after))]
    RateLimited {
        address: String,
        message: String,
        /// How long the provider asks to wait, if it told.
        retry_after: Option<Duration>,
    },

    /// Nothing is left to spend; waiting does not help.
    #[error("the account at {address} has no quota left ({message}): check its plan and billing")]
    QuotaExhausted { address: String, message: String },

    /// The request is longer than the model, or the account, allows.
    #[error("the request is too large for the model ({message}): select less code")]
    TooLarge { message: String },

    /// The model or a content filter declined.
    #[error(
        "the model declined to answer ({message}): ask differently or set another `model.name`"
    )]
    Refused { message: String },

    /// The server cannot answer now; it may later.
    #[error("{address} cannot answer now (status {status}, {message}): try again {}", when(*.retry_after))]
    Overloaded {
        address: String,
        status: u16,
        message: String,
        /// How long the provider asks to wait, if it told.
        retry_after: Option<Duration>,
    },

    /// The stream ended before the answer did.
    #[error("the model's answer broke off after {received} bytes ({cause}): try again")]
    BrokenStream {
        /// Bytes of text and reasoning that had arrived.
        received: usize,
        cause: String,
    },

    /// The response is no event stream.
    #[error(
        "{address} answered with something other than an event stream: check that `model.baseUrl` names an OpenAI-compatible API, such as http://127.0.0.1:8080/v1"
    )]
    UnexpectedContentType { address: String },

    /// Any other refusal.
    #[error("{address} rejected the request ({}{message}): check `model.baseUrl` and `model.name`", status_prefix(*.status))]
    Other {
        address: String,
        /// The HTTP status, unless the failure came inside a stream without one.
        status: Option<u16>,
        message: String,
    },
}

/// Which time limit passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// [`crate::Limits::connect`]
    Connect,
    /// [`crate::Limits::first_token`]
    FirstToken,
    /// [`crate::Limits::idle`]
    Idle,
}

impl Limit {
    fn sentence(self, address: &str, after: Duration) -> String {
        match self {
            Self::Connect => format!(
                "no connection to {address} within {after:?}: check the network or set `model.baseUrl`"
            ),
            Self::FirstToken => format!(
                "{address} sent no text within {after:?}: the model may still be loading or busy; try again"
            ),
            Self::Idle => format!(
                "{address} fell silent for {after:?} in the middle of its answer: try again"
            ),
        }
    }
}

fn when(retry_after: Option<Duration>) -> String {
    match retry_after {
        Some(wait) => format!("in {} s", wait.as_secs_f64().ceil()),
        None => "later".to_owned(),
    }
}

fn status_prefix(status: Option<u16>) -> String {
    status.map_or_else(String::new, |status| format!("status {status}, "))
}
