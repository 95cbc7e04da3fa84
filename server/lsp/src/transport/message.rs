//! Messages: the body of a frame as the request, notification or response it is.
//!
//! The framework's own types are stricter than the editors in the field, so bodies are read here:
//! an error with a member of its own, a response without a result, half of a surrogate pair.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use thiserror::Error;
use tower_lsp_server::jsonrpc::{self, ErrorCode, Id, Request};

use super::framing::swallowed_header;
use super::surrogates;

/// A message from the editor.
#[derive(Debug, PartialEq)]
pub(super) enum Message {
    Request(Id, Call),
    Notification(Call),
    Response(Response),
}

/// What the editor wants done.
#[derive(Debug, PartialEq)]
pub(super) struct Call {
    pub(super) method: String,
    pub(super) params: Option<Value>,
}

impl Call {
    /// The same for the framework: a request if it has an id.
    pub(super) fn into_request(self, id: Option<Id>) -> Request {
        let mut request = Request::build(self.method);
        if let Some(params) = self.params {
            request = request.params(params);
        }
        if let Some(id) = id {
            request = request.id(id);
        }
        request.finish()
    }
}

/// The editor's answer to a request of ours.
#[derive(Debug, PartialEq)]
pub(super) struct Response {
    pub(super) id: Id,
    /// `None` if the message says nothing, which some editors mean for a null result.
    pub(super) outcome: Option<Result<Value, jsonrpc::Error>>,
}

/// What a body was read as.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) message: Result<Message, Unreadable>,
    /// How many bytes at the end belong to the next message, because the length was too long.
    pub(super) surplus: usize,
}

/// A body that is no message.
#[derive(Debug, Error, PartialEq)]
#[error("a message from the editor could not be read: {reason}")]
pub(super) struct Unreadable {
    /// The request that waits for an answer, where its id can be made out.
    pub(super) id: Option<Id>,
    pub(super) code: ErrorCode,
    reason: String,
}

/// An error reply with a sentence of ours.
pub(super) fn error(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> jsonrpc::Error {
    let mut error = jsonrpc::Error::new(code);
    error.message = message.into();
    error
}

/// Reads one body.
pub(super) fn parse(body: &[u8]) -> Parsed {
    let envelope = read_envelope(body).or_else(|fault| match surrogates::mended(body) {
        Some(mended) => read_envelope(&mended),
        None => Err(fault),
    });
    match envelope {
        Ok((envelope, surplus)) => Parsed {
            message: classify(envelope),
            surplus,
        },
        Err(fault) => Parsed {
            message: Err(unreadable(body, &fault)),
            surplus: swallowed_header(body).map_or(0, |start| body.len() - start),
        },
    }
}

/// The members of every kind of message. For an id and a result, absent is not the same as null.
#[derive(Deserialize)]
#[serde(expecting = "a JSON-RPC object")]
struct Envelope {
    jsonrpc: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    id: Option<Value>,
    method: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    params: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    result: Option<Value>,
    error: Option<Value>,
}

fn present<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(value).map(Some)
}

/// Reads the first JSON value of a body; what follows it, blanks apart, is surplus.
fn read_envelope(body: &[u8]) -> Result<(Envelope, usize), serde_json::Error> {
    if body.trim_ascii_start().starts_with(b"[") {
        return Err(fault("it is an array, but LSP has no batches"));
    }
    let mut values = serde_json::Deserializer::from_slice(body).into_iter();
    let envelope = values.next().unwrap_or_else(|| Err(fault("it is empty")))?;
    let rest = body.get(values.byte_offset()..).unwrap_or_default();
    Ok((envelope, rest.trim_ascii().len()))
}

fn fault(reason: &str) -> serde_json::Error {
    serde::de::Error::custom(reason)
}

fn classify(envelope: Envelope) -> Result<Message, Unreadable> {
    let id = envelope
        .id
        .map(|id| Id::deserialize(id).unwrap_or_default());
    let known_id = id.clone().filter(|id| *id != Id::Null);
    let invalid = |reason: &str| Unreadable {
        id: known_id.clone(),
        code: ErrorCode::InvalidRequest,
        reason: reason.to_owned(),
    };
    if envelope.jsonrpc.is_none_or(|version| version != "2.0") {
        return Err(invalid("`jsonrpc` is not \"2.0\""));
    }
    let method = match envelope.method {
        Some(Value::String(method)) => Some(method),
        Some(_) => return Err(invalid("`method` is not a string")),
        None => None,
    };
    match (method, id) {
        (Some(_), Some(Id::Null)) => Err(invalid("its id is neither an integer nor a string")),
        (Some(method), id) => {
            let params = envelope.params;
            let call = Call { method, params };
            Ok(match id {
                Some(id) => Message::Request(id, call),
                None => Message::Notification(call),
            })
        }
        (None, Some(id)) => {
            let error = envelope.error.map(|error| Err(refusal(&error)));
            let outcome = error.or(envelope.result.map(Ok));
            Ok(Message::Response(Response { id, outcome }))
        }
        (None, None) => Err(invalid("it has neither a method nor an id")),
    }
}

/// The editor's error, with whatever of its members can be used.
fn refusal(value: &Value) -> jsonrpc::Error {
    let code = value.get("code").and_then(Value::as_i64);
    let message = value.get("message").and_then(Value::as_str);
    let mut refusal = error(
        code.map_or(ErrorCode::InternalError, ErrorCode::from),
        message.unwrap_or("the editor gave no reason").to_owned(),
    );
    refusal.data = value.get("data").cloned();
    refusal
}

fn unreadable(body: &[u8], fault: &serde_json::Error) -> Unreadable {
    Unreadable {
        id: probable_id(body),
        code: if fault.is_data() {
            ErrorCode::InvalidRequest
        } else {
            ErrorCode::ParseError
        },
        reason: fault.to_string(),
    }
}

/// The id of a message that is cut or broken: the first member of that name, if it stands before
/// the parameters, which may hold an `"id"` of their own.
pub(super) fn probable_id(head: &[u8]) -> Option<Id> {
    let find = |name: &[u8]| head.windows(name.len()).position(|window| window == name);
    let start = find(b"\"id\"")?;
    if find(b"\"params\"").is_some_and(|params| params < start) {
        return None;
    }
    let value = head.get(start + 4..)?.trim_ascii_start();
    let value = value.strip_prefix(b":")?.trim_ascii_start();
    let complete = value.starts_with(b"\"") || value.iter().any(|b| matches!(b, b',' | b'}'));
    let mut ids = serde_json::Deserializer::from_slice(value).into_iter::<Id>();
    ids.next()?.ok().filter(|id| complete && *id != Id::Null)
}

#[cfg(test)]
mod tests;
