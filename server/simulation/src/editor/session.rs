//! What the editor knows: what it asked, what it was told, and how it answers. Messages in, messages
//! out; no process and no clock.

use std::collections::BTreeMap;

use scholiast_text::PositionEncoding;
use serde_json::{Value, json};

use super::documents::Documents;
use super::profile::Profile;

/// One session, from the editor's side.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) profile: Profile,
    pub(super) documents: Documents,
    pub(super) settings: Value,
    /// Whether the user turns every edit of the server's down.
    pub(super) refuses_edits: bool,
    pub(super) applied_edits: usize,
    /// The answer to `initialize`; null before.
    pub(super) initialize_result: Value,
    pub(super) notifications: Vec<Received>,
    pub(super) server_requests: Vec<Received>,
    /// Errors the server could not attribute to a request.
    pub(super) stray_errors: Vec<Value>,
    pub(super) violations: Vec<String>,
    pub(super) log: String,
    pub(super) has_ended: bool,
    exchanges: BTreeMap<String, Exchange>,
    last_id: i64,
}

/// A notification or request from the server.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) method: String,
    pub(super) params: Value,
}

/// The requests sent with one id, usually one, and their answers.
#[derive(Debug)]
struct Exchange {
    method: String,
    sent: usize,
    answers: Vec<Value>,
}

impl Session {
    pub(super) fn new(profile: Profile) -> Self {
        Self {
            documents: Documents::new(profile.versions()),
            settings: profile.initial_settings(),
            profile,
            refuses_edits: false,
            applied_edits: 0,
            initialize_result: Value::Null,
            notifications: Vec::new(),
            server_requests: Vec::new(),
            stray_errors: Vec::new(),
            violations: Vec::new(),
            log: String::new(),
            has_ended: false,
            exchanges: BTreeMap::new(),
            last_id: 0,
        }
    }

    /// An id that no request has.
    pub(super) fn next_id(&mut self) -> Value {
        self.last_id += 1;
        json!(self.last_id)
    }

    /// Notes that a request is sent; its place among the requests with this id.
    pub(super) fn expect_answer(&mut self, id: &Value, method: &str) -> usize {
        let exchange = self
            .exchanges
            .entry(id.to_string())
            .or_insert_with(|| Exchange {
                method: method.to_owned(),
                sent: 0,
                answers: Vec::new(),
            });
        exchange.sent += 1;
        exchange.sent - 1
    }

    /// The response to the request at this place among those with this id.
    pub(super) fn answer(&self, id: &Value, place: usize) -> Option<&Value> {
        self.exchanges.get(&id.to_string())?.answers.get(place)
    }

    /// The requests that have no answer yet.
    pub(super) fn unanswered(&self) -> Vec<String> {
        let waiting = |exchange: &&Exchange| exchange.answers.len() < exchange.sent;
        let exchanges = self.exchanges.values().filter(waiting);
        exchanges.map(|exchange| exchange.method.clone()).collect()
    }

    /// Takes in what `initialize` was answered.
    pub(super) fn initialized(&mut self, result: Value) {
        self.documents.encoding = match result.pointer("/capabilities/positionEncoding") {
            Some(Value::String(encoding)) if encoding == "utf-8" => PositionEncoding::Utf8,
            Some(Value::String(encoding)) if encoding == "utf-32" => PositionEncoding::Utf32,
            _ => PositionEncoding::Utf16,
        };
        let sync = result.pointer("/capabilities/textDocumentSync");
        let kind = sync.map(|sync| sync.get("change").unwrap_or(sync));
        self.documents.is_incremental = kind.is_none_or(|kind| *kind != 1);
        self.initialize_result = result;
    }

    /// Whether diagnostics are to be asked for, or come by themselves.
    pub(super) fn pulls_diagnostics(&self) -> bool {
        let provider = "/capabilities/diagnosticProvider";
        let is_registered = |request: &Received| {
            request.method == "client/registerCapability"
                && request
                    .params
                    .to_string()
                    .contains("textDocument/diagnostic")
        };
        self.profile.has_capability("/textDocument/diagnostic")
            && (self.initialize_result.pointer(provider).is_some()
                || self.server_requests.iter().any(is_registered))
    }

    /// Takes in a message from the server: what the editor sends in return.
    pub(super) fn receive(&mut self, message: Value) -> Vec<Value> {
        let method = message.get("method").and_then(Value::as_str);
        match (method, message.get("id")) {
            (Some(method), Some(id)) => {
                let (method, id) = (method.to_owned(), id.clone());
                self.receive_request(&method, id, message)
            }
            (Some(method), None) => {
                self.notifications
                    .push(received(method.to_owned(), message));
                Vec::new()
            }
            (None, _) => {
                self.receive_response(message);
                Vec::new()
            }
        }
    }

    fn receive_response(&mut self, response: Value) {
        let id = response.get("id").cloned().unwrap_or_default();
        if id.is_null() && response.get("error").is_some() {
            self.stray_errors.push(response);
            return;
        }
        let Some(exchange) = self.exchanges.get_mut(&id.to_string()) else {
            let violation = format!("an answer to a request {id} that was never sent");
            return self.violations.push(violation);
        };
        if response.get("result").is_some() == response.get("error").is_some() {
            let violation = format!("an answer to `{}` that is {response}", exchange.method);
            self.violations.push(violation);
        }
        exchange.answers.push(response);
        if exchange.answers.len() > exchange.sent {
            let violation = format!("a second answer to `{}`, request {id}", exchange.method);
            self.violations.push(violation);
        }
    }

    fn receive_request(&mut self, method: &str, id: Value, message: Value) -> Vec<Value> {
        if self.initialize_result.is_null() && method != "window/showMessageRequest" {
            let violation = format!("the request `{method}` before the answer to `initialize`");
            self.violations.push(violation);
        }
        let request = received(method.to_owned(), message);
        let mut replies = Vec::new();
        let outcome = match method {
            "workspace/configuration" => Ok(self.configuration(&request.params)),
            "workspace/applyEdit" => Ok(self.apply_edit(&request.params, &mut replies)),
            "window/showDocument" => Ok(json!({ "success": true })),
            "client/registerCapability"
            | "client/unregisterCapability"
            | "window/showMessageRequest"
            | "window/workDoneProgress/create"
            | "workspace/workspaceFolders" => Ok(Value::Null),
            _ if method.ends_with("/refresh") => Ok(Value::Null),
            _ => Err(json!({ "code": -32601, "message": format!("no `{method}` here") })),
        };
        self.server_requests.push(request);
        replies.push(match outcome {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
            Err(error) => json!({ "jsonrpc": "2.0", "id": id, "error": error }),
        });
        replies
    }

    fn configuration(&self, params: &Value) -> Value {
        let items = params.get("items").and_then(Value::as_array);
        let sections = items.into_iter().flatten().map(|item| {
            let section = item.get("section").and_then(Value::as_str);
            self.section(section.unwrap_or_default())
        });
        sections.collect()
    }

    fn section(&self, section: &str) -> Value {
        let mut names = section.split('.').filter(|name| !name.is_empty());
        let found = names.try_fold(&self.settings, |settings, name| settings.get(name));
        found.cloned().unwrap_or_default()
    }

    /// Applies the server's edit, and tells it of the changes before it learns of its success.
    fn apply_edit(&mut self, params: &Value, replies: &mut Vec<Value>) -> Value {
        let applied = if self.refuses_edits {
            Err("the user does not want it".to_owned())
        } else {
            let edit = params.get("edit").unwrap_or(&Value::Null);
            self.documents.apply(edit)
        };
        match applied {
            Ok(changes) => {
                self.applied_edits += 1;
                let notify = |params| notification("textDocument/didChange", params);
                replies.extend(changes.into_iter().map(notify));
                json!({ "applied": true })
            }
            Err(reason) => json!({ "applied": false, "failureReason": reason }),
        }
    }
}

fn received(method: String, mut message: Value) -> Received {
    let params = message.get_mut("params").map(Value::take);
    Received {
        method,
        params: params.unwrap_or_default(),
    }
}

/// A notification of the editor's.
pub(super) fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

#[cfg(test)]
mod tests;
