use std::sync::Mutex;

use lsp_types::{
    DidChangeConfigurationParams, DidSaveTextDocumentParams, ExecuteCommandParams,
    InitializeParams, InitializeResult, LspAny,
};
use serde_json::Value;
use tokio::sync::Notify;

use super::*;

/// A server whose one command does as it is told, and which keeps a journal.
#[derive(Default)]
struct Mock {
    journal: Arc<Mutex<Vec<String>>>,
    released: Arc<Notify>,
}

impl LanguageServer for Mock {
    async fn initialize(&self, _: InitializeParams) -> jsonrpc::Result<InitializeResult> {
        Ok(InitializeResult::default())
    }

    async fn shutdown(&self) -> jsonrpc::Result<()> {
        Ok(())
    }

    async fn execute_command(
        &self,
        params: ExecuteCommandParams,
    ) -> jsonrpc::Result<Option<LspAny>> {
        let _note = NoteOnDrop(
            format!("{} dropped", params.command),
            Arc::clone(&self.journal),
        );
        self.note(&params.command);
        match params.command.as_str() {
            "panic" => panic!("as told"),
            "wait and panic" => {
                self.released.notified().await;
                panic!("as told, late")
            }
            "wait" => self.released.notified().await,
            _ => {}
        }
        Ok(Some(params.command.into()))
    }

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {
        self.note("configured");
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        panic!("as always");
    }
}

impl Mock {
    fn note(&self, line: &str) {
        self.journal.lock().unwrap().push(line.to_owned());
    }
}

struct NoteOnDrop(String, Arc<Mutex<Vec<String>>>);

impl Drop for NoteOnDrop {
    fn drop(&mut self) {
        self.1.lock().unwrap().push(std::mem::take(&mut self.0));
    }
}

/// A gate in front of the mock, and what comes out of it.
struct Session {
    gate: Gate<Mock>,
    outgoing: Arc<Outgoing>,
    journal: Arc<Mutex<Vec<String>>>,
    released: Arc<Notify>,
}

impl Session {
    fn uninitialized() -> Self {
        let mock = Mock::default();
        let (journal, released) = (Arc::clone(&mock.journal), Arc::clone(&mock.released));
        let outgoing = Arc::new(Outgoing::new(1 << 20));
        let (service, _) = LspService::new(|_| mock);
        let lifecycle = Arc::new(Lifecycle::new());
        let runtime = Handle::current();
        let gate = Gate::new(
            service,
            |_| {},
            runtime,
            lifecycle,
            Arc::clone(&outgoing),
            16,
        );
        Self {
            gate,
            outgoing,
            journal,
            released,
        }
    }

    fn initialized() -> Self {
        let mut session = Self::uninitialized();
        session.request(0, "initialize", json!({"capabilities": {}}));
        session
    }

    fn request(&mut self, id: i64, method: &str, params: Value) {
        let call = Call {
            method: method.into(),
            params: Some(params),
        };
        self.gate.request(Id::Number(id), call);
    }

    fn command(&mut self, id: i64, command: &str) {
        self.request(
            id,
            "workspace/executeCommand",
            json!({ "command": command }),
        );
    }

    fn notify(&mut self, method: &str, params: Value) {
        self.gate.notification(Call {
            method: method.into(),
            params: Some(params),
        });
    }

    fn journal(&self) -> Vec<String> {
        self.journal.lock().unwrap().clone()
    }

    /// Ends the session once the spawned handlers had time to end, and tells the answers but for the
    /// one to `initialize`: `id: result` or `id: code`.
    async fn answers(self) -> Vec<String> {
        for _ in 0..10 {
            tokio::task::yield_now().await;
        }
        self.outgoing.close();
        let mut bytes = Vec::new();
        self.outgoing.write_to(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let bodies = text.split("Content-Length: ").skip(1);
        let messages = bodies.map(|body| {
            let body = body.split_once("\r\n\r\n").unwrap().1;
            serde_json::from_str::<Value>(body).unwrap()
        });
        messages
            .filter(|message| message["id"] != 0)
            .map(|message| match message.get("result") {
                Some(result) => format!("{}: {result}", message["id"]),
                None => format!("{}: {}", message["id"], message["error"]["code"]),
            })
            .collect()
    }
}

#[tokio::test]
async fn starts_happen_in_wire_order_and_answers_when_they_are_ready() {
    let mut session = Session::initialized();
    session.command(1, "wait");
    session.notify("workspace/didChangeConfiguration", json!({"settings": {}}));
    session.command(2, "quick");

    assert_eq!(
        session.journal(),
        ["wait", "configured", "quick", "quick dropped"]
    );
    session.released.notify_waiters();
    assert_eq!(session.answers().await, [r#"2: "quick""#, r#"1: "wait""#]);
}

#[tokio::test]
async fn a_panic_is_answered_and_the_next_request_served() {
    let mut session = Session::initialized();
    session.command(1, "panic");
    session.command(2, "wait and panic");
    session.notify(
        "textDocument/didSave",
        json!({"textDocument": {"uri": "file:///a"}}),
    );
    session.command(3, "quick");
    session.released.notify_waiters();

    assert_eq!(
        session.answers().await,
        ["1: -32603", r#"3: "quick""#, "2: -32603"]
    );
}

#[tokio::test]
async fn a_cancelled_request_is_answered_at_once_and_its_handler_dropped() {
    let mut session = Session::initialized();
    session.command(1, "wait");
    session.notify("$/cancelRequest", json!({"id": 1}));
    session.notify("$/cancelRequest", json!({"id": 1}));
    session.notify("$/cancelRequest", json!({"id": "unheard of"}));
    session.notify("$/cancelRequest", json!(null));
    let journal = Arc::clone(&session.journal);

    assert_eq!(session.answers().await, ["1: -32800"]);
    assert_eq!(*journal.lock().unwrap(), ["wait", "wait dropped"]);
}

#[tokio::test]
async fn an_id_may_be_used_again_once_it_was_answered() {
    let mut session = Session::initialized();
    session.command(1, "wait");
    session.command(1, "duplicate");
    session.notify("$/cancelRequest", json!({"id": 1}));
    session.command(1, "quick");

    assert_eq!(
        session.answers().await,
        ["1: -32600", "1: -32800", r#"1: "quick""#]
    );
}

#[tokio::test]
async fn more_requests_than_allowed_are_refused() {
    let mut session = Session::initialized();
    for id in 1..=17 {
        session.command(id, "wait");
    }
    session.notify("$/cancelRequest", json!({"id": 1}));
    session.command(18, "quick");

    assert_eq!(
        session.answers().await,
        ["17: -32803", "1: -32800", r#"18: "quick""#]
    );
}

#[tokio::test]
async fn unknown_methods_are_answered_and_unknown_notifications_ignored() {
    let mut session = Session::initialized();
    session.request(1, "no/such/method", json!({}));
    session.request(2, "$/noSuchMethod", json!({}));
    session.request(3, "textDocument/didSave", json!({}));
    session.request(4, "workspace/executeCommand", json!({"command": 5}));
    session.notify("no/such/method", json!({}));
    session.notify("$/noSuchMethod", json!({}));
    session.notify("workspace/executeCommand", json!({"command": "quick"}));

    assert_eq!(
        session.answers().await,
        ["1: -32601", "2: -32601", "3: -32600", "4: -32602"]
    );
}

#[tokio::test]
async fn messages_at_the_wrong_time_are_refused_or_ignored() {
    let mut session = Session::uninitialized();
    session.command(1, "early");
    session.notify("workspace/didChangeConfiguration", json!({"settings": {}}));
    session.request(0, "initialize", json!({"capabilities": {}}));
    session.request(2, "initialize", json!({"capabilities": {}}));
    session.request(3, "shutdown", json!(null));
    session.command(4, "late");
    session.notify("workspace/didChangeConfiguration", json!({"settings": {}}));

    assert_eq!(session.journal(), Vec::<String>::new());
    assert_eq!(
        session.answers().await,
        ["1: -32002", "2: -32600", "3: null", "4: -32600"]
    );
}

#[tokio::test]
async fn initialize_may_be_tried_again_when_it_failed() {
    let mut session = Session::uninitialized();
    session.request(1, "initialize", json!({"capabilities": 5}));
    session.request(0, "initialize", json!({"capabilities": {}}));
    session.command(2, "quick");

    assert_eq!(session.answers().await, ["1: -32602", r#"2: "quick""#]);
}
