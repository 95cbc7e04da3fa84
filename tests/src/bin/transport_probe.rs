//! A language server that misbehaves when told to, on the transport of the real one.
//!
//! `workspace/executeCommand` runs one of the commands below with one argument object; the text of
//! documents is kept, so that a test can see which changes arrived, and in which order.

use std::collections::HashMap;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use lsp_types::{
    ConfigurationItem, ConfigurationParams, ConfigurationRequest, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    ExecuteCommandParams, InitializeParams, InitializeResult, LogMessageNotification,
    LogMessageParams, LspAny, MessageType, PublishDiagnosticsParams, ServerCapabilities,
    TextDocumentContentChangeEvent, TextDocumentSyncKind, Uri, WorkDoneProgressCancelParams,
};
use scholiast_lsp::transport::jsonrpc::{Error, Result};
use scholiast_lsp::transport::{LanguageServer, Limits, Outbox, Transport};
use scholiast_text::{Change, Document, Position, PositionEncoding, Version};
use serde_json::json;
use tokio::sync::Barrier;

/// Limits that tests can reach.
const LIMITS: Limits = Limits {
    message_bytes: 1 << 20,
    unsent_bytes: 1 << 20,
    requests_in_flight: 64,
};

/// How many requests have to be in flight for `meet` to end.
const MEETING: usize = 40;

fn main() -> std::io::Result<ExitCode> {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    Transport::new(LIMITS)
        .method("window/workDoneProgress/cancel", Probe::cancel_progress)
        .serve_stdio(|outbox| Probe {
            outbox,
            documents: Mutex::default(),
            meeting: Barrier::new(MEETING),
        })
}

struct Probe {
    outbox: Outbox,
    documents: Mutex<HashMap<String, Document>>,
    meeting: Barrier,
}

impl LanguageServer for Probe {
    async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
        Ok(InitializeResult {
            capabilities: ServerCapabilities {
                text_document_sync: Some(TextDocumentSyncKind::Incremental.into()),
                ..ServerCapabilities::default()
            },
            ..InitializeResult::default()
        })
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let opened = params.text_document;
        let document = Document::open(Version(opened.version), &opened.text);
        self.documents().insert(opened.uri.0, document);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let changed = params.text_document;
        let changes: Vec<Change> = params.content_changes.into_iter().map(change).collect();
        if let Some(document) = self
            .documents()
            .get_mut(&changed.text_document_identifier.uri.0)
        {
            document.change(Version(changed.version), &changes, PositionEncoding::Utf16);
        }
    }

    /// Panics at once.
    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        panic!("told to panic on {}", params.text_document.uri.0);
    }

    /// Panics after having waited.
    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {
        tokio::task::yield_now().await;
        panic!("told to panic on new settings");
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LspAny>> {
        let argument = params
            .arguments
            .unwrap_or_default()
            .pop()
            .unwrap_or_default();
        match params.command.as_str() {
            "text" => self.text(&argument),
            "wait" => {
                tokio::time::sleep(duration(&argument)).await;
                Ok(Some(LspAny::Null))
            }
            "meet" => {
                self.meeting.wait().await;
                Ok(Some(LspAny::Null))
            }
            "waitForever" => std::future::pending().await,
            "hogARuntimeThread" => {
                tokio::task::yield_now().await;
                thread::sleep(duration(&argument));
                Ok(Some(LspAny::Null))
            }
            "panic" => panic!("told to panic at once"),
            "panicLater" => {
                tokio::task::yield_now().await;
                panic!("told to panic later")
            }
            "askTheEditor" => self.ask_the_editor().await,
            "flood" => self.flood(&argument),
            other => Err(Error::invalid_params(format!("no command `{other}`"))),
        }
    }
}

impl Probe {
    async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        self.outbox
            .notify::<LogMessageNotification>(LogMessageParams {
                kind: MessageType::Log,
                message: format!("cancelled {:?}", params.token),
            });
    }

    /// The text of a document, and its version.
    fn text(&self, argument: &LspAny) -> Result<Option<LspAny>> {
        let uri = argument["uri"].as_str().unwrap_or_default();
        let documents = self.documents();
        let document = documents
            .get(uri)
            .ok_or_else(|| Error::invalid_params(format!("`{uri}` is not open")))?;
        let snapshot = document.snapshot();
        Ok(Some(json!({
            "version": snapshot.version.0,
            "text": snapshot.text.to_string(),
        })))
    }

    async fn ask_the_editor(&self) -> Result<Option<LspAny>> {
        let item = ConfigurationItem {
            section: Some("probe".into()),
            ..ConfigurationItem::default()
        };
        let params = ConfigurationParams { items: vec![item] };
        match self.outbox.request::<ConfigurationRequest>(params).await {
            Ok(values) => Ok(Some(values.into())),
            Err(error) => Err(Error::invalid_params(error.to_string())),
        }
    }

    /// Publishes diagnostics of one document again and again, with messages to the log in between.
    fn flood(&self, argument: &LspAny) -> Result<Option<LspAny>> {
        let padding = "x".repeat(1000);
        let count = i32::try_from(argument["count"].as_i64().unwrap_or_default());
        for version in 1..=count.unwrap_or_default() {
            let uri = Uri::from("file:///flooded");
            let published = PublishDiagnosticsParams::new(uri, Some(version), vec![]);
            self.outbox.publish_diagnostics(published);
            self.outbox
                .notify::<LogMessageNotification>(LogMessageParams {
                    kind: MessageType::Log,
                    message: format!("{version} {padding}"),
                });
        }
        Ok(Some(LspAny::Null))
    }

    fn documents(&self) -> std::sync::MutexGuard<'_, HashMap<String, Document>> {
        self.documents
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn duration(argument: &LspAny) -> Duration {
    Duration::from_millis(argument["milliseconds"].as_u64().unwrap_or_default())
}

fn change(event: TextDocumentContentChangeEvent) -> Change {
    match event {
        TextDocumentContentChangeEvent::TextDocumentContentChangePartial(partial) => {
            Change::Range {
                start: position(partial.range.start),
                end: position(partial.range.end),
                text: partial.text,
            }
        }
        TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
            Change::Whole(whole.text)
        }
    }
}

fn position(position: lsp_types::Position) -> Position {
    Position::new(position.line, position.character)
}
