//! From a scripted reply to the bytes of its response and the way they are written.

use std::time::Duration;

use hyper::body::Bytes;
use serde_json::{Value, json};

use super::record::Received;
use super::script::{Ending, Plain, Streamed};

/// A response laid out for writing.
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
    pub(super) blocks: Vec<Bytes>,
    /// The pause before each block but the first.
    pub(super) delay: Duration,
    pub(super) end: End,
}

/// What follows the last block.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Complete,
    Hang,
    Cut,
}

pub(super) fn streamed(reply: &Streamed, request: &Received) -> Response {
    let mut blocks = events(reply, request);
    let (kept, end) = match reply.ending {
        Ending::Complete => (blocks.len(), End::Complete),
        Ending::HangAfter(count) => (count, End::Hang),
        Ending::CutAfter(count) => (count, End::Cut),
        Ending::CloseAfter(count) => (count, End::Complete),
    };
    blocks.truncate(kept);
    Response {
        status: 200,
        headers: vec![("content-type".to_owned(), "text/event-stream".to_owned())],
        blocks,
        delay: reply.delay,
        end,
    }
}

pub(super) fn plain(reply: &Plain) -> Response {
    let mut headers: Vec<_> = reply.headers.clone().into_iter().collect();
    let names_type = |(name, _): &(String, String)| name.eq_ignore_ascii_case("content-type");
    if !headers.iter().any(names_type) {
        headers.push(("content-type".to_owned(), "application/json".to_owned()));
    }
    let block_size = match reply.block_size {
        0 => reply.body.len().max(1),
        size => size,
    };
    Response {
        status: reply.status,
        headers,
        blocks: reply
            .body
            .chunks(block_size)
            .map(Bytes::copy_from_slice)
            .collect(),
        delay: Duration::ZERO,
        end: End::Complete,
    }
}

/// The events of a whole answer, in OpenAI's order: reasoning, text, finish reason, usage, end.
fn events(reply: &Streamed, request: &Received) -> Vec<Bytes> {
    let mut chunks = Vec::new();
    if !reply.reasoning.is_empty() {
        chunks.push(json!([choice(
            json!({"reasoning_content": reply.reasoning}),
            None
        )]));
    }
    for piece in split(&reply.text, reply.pieces) {
        chunks.push(json!([choice(json!({"content": piece}), None)]));
    }
    if let Some(reason) = &reply.finish_reason {
        chunks.push(json!([choice(json!({}), Some(reason))]));
    }

    let model = &request.body["model"];
    let mut events: Vec<Bytes> = chunks
        .into_iter()
        .map(|choices| event(&envelope(model, choices).to_string()))
        .collect();
    if request.body["stream_options"]["include_usage"] == true {
        let mut last = envelope(model, json!([]));
        last["usage"] = usage(reply, request);
        events.push(event(&last.to_string()));
    }
    events.push(event("[DONE]"));
    events
}

fn event(data: &str) -> Bytes {
    Bytes::from(format!("data: {data}\n\n"))
}

fn envelope(model: &Value, choices: Value) -> Value {
    json!({
        "id": "chatcmpl-scripted",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": model,
        "choices": choices,
    })
}

fn choice(delta: Value, finish_reason: Option<&String>) -> Value {
    json!({"index": 0, "delta": delta, "finish_reason": finish_reason})
}

/// A made-up but stable count: four bytes a token.
fn usage(reply: &Streamed, request: &Received) -> Value {
    let prompt = request.body["messages"].to_string().len() / 4;
    let completion = (reply.reasoning.len() + reply.text.len()) / 4;
    json!({
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
    })
}

/// Splits into at most `pieces` parts, never inside a character.
fn split(text: &str, pieces: usize) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let length = characters.len().div_ceil(pieces.max(1)).max(1);
    characters
        .chunks(length)
        .map(|piece| piece.iter().collect())
        .collect()
}
