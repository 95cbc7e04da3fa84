//! What the server has seen: requests, connections, and clients that left in the middle.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;
use tokio::sync::watch;

/// Everything seen since the server started. Written by the connections, read by the waits.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) requests: Vec<Received>,
    pub(super) open_connections: usize,
    pub(super) disconnects: usize,
}

/// One chat request as it arrived.
#[derive(Debug, Clone)]
pub struct Received {
    /// The path with its query, such as `/v1/chat/completions`.
    pub path: String,
    /// Headers by lower-case name, without `authorization`.
    pub headers: BTreeMap<String, String>,
    /// The key sent along, if one was.
    pub bearer: Option<Bearer>,
    /// The JSON body.
    pub body: Value,
}

impl Received {
    /// The text of the last message of this role (`"system"`, `"user"`, `"assistant"`); empty
    /// when there is none.
    #[must_use]
    pub fn last_text(&self, role: &str) -> &str {
        let messages = self.body["messages"].as_array();
        messages
            .into_iter()
            .flatten()
            .rev()
            .find(|message| message["role"] == role)
            .and_then(|message| message["content"].as_str())
            .unwrap_or_default()
    }
}

/// A key from an `authorization: Bearer` header. It can be compared, but not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Bearer(String);

impl Bearer {
    pub(super) fn of_header(value: &str) -> Option<Self> {
        value
            .strip_prefix("Bearer ")
            .map(|key| Self(key.to_owned()))
    }
}

impl PartialEq<str> for Bearer {
    fn eq(&self, key: &str) -> bool {
        self.0 == key
    }
}

impl fmt::Debug for Bearer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Bearer(…)")
    }
}

/// Counts a connection as open for as long as it lives.
pub(super) struct OpenConnection(watch::Sender<Record>);

impl OpenConnection {
    pub(super) fn new(record: watch::Sender<Record>) -> Self {
        record.send_modify(|record| record.open_connections += 1);
        Self(record)
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.send_modify(|record| record.open_connections -= 1);
    }
}

/// Watches over one answer: dropped before [`Witness::finished`], its client has left.
pub(super) struct Witness {
    record: watch::Sender<Record>,
    finished: bool,
}

impl Witness {
    pub(super) fn new(record: watch::Sender<Record>) -> Self {
        Self {
            record,
            finished: false,
        }
    }

    /// The server has nothing more to say, so whoever hangs up now breaks nothing off.
    pub(super) fn finished(&mut self) {
        self.finished = true;
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        if !self.finished {
            self.record.send_modify(|record| record.disconnects += 1);
        }
    }
}
