//! The protocol's methods, each handed to the file that knows it.

use std::path::PathBuf;
use std::sync::Arc;

use lsp_types::{
    CodeActionParams, CodeActionResponse, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, DidSaveTextDocumentParams, DocumentDiagnosticParams,
    DocumentDiagnosticReport, ExecuteCommandParams, Hover, HoverParams, InitializeParams,
    InitializeResult, InitializedParams, InlayHint, InlayHintParams, LspAny, ServerInfo,
    TextDocumentContentParams, TextDocumentContentResult, WorkDoneProgressCancelParams,
    WorkspaceFolders,
};
use scholiast_project::Environment;

use crate::abilities::Abilities;
use crate::convert::path_of;
use crate::offer::offer;
use crate::session::{Session, Start};
use crate::transport::jsonrpc::Result;
use crate::transport::{LanguageServer, Outbox};
use crate::{commands, configuration, requests, sync};

/// The language server of one session.
pub(crate) struct Server {
    session: Arc<Session>,
}

impl Server {
    /// A server that speaks through `outbox`.
    pub(crate) fn new(outbox: Outbox, environment: Environment) -> Self {
        Self {
            session: Arc::new(Session::new(outbox, environment)),
        }
    }

    /// All that the client sent so far was handled.
    pub(crate) fn quiet(&self) {
        sync::quiet(&self.session);
    }

    /// `window/workDoneProgress/cancel`.
    #[expect(
        clippy::unused_async,
        reason = "the transport takes async handlers alone"
    )]
    pub(crate) async fn cancel_progress(&self, params: WorkDoneProgressCancelParams) {
        self.session.progresses.cancel(&params.token);
    }
}

impl LanguageServer for Server {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let start = start_of(params);
        let capabilities = offer(&start.abilities);
        self.session.begin(start);
        configuration::begin(&self.session);
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let server_info = ServerInfo {
            name: "scholiast".into(),
            version: Some(version),
        };
        Ok(InitializeResult {
            capabilities,
            server_info: Some(server_info),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        configuration::subscribe(&self.session);
        configuration::reload(&self.session).await;
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        sync::open(&self.session, params);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        sync::change(&self.session, params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        sync::close(&self.session, params);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        if configuration::is_settings_file(&params.text_document.uri) {
            configuration::reload(&self.session).await;
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        configuration::received(&self.session, params.settings).await;
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        if params
            .changes
            .iter()
            .any(|change| configuration::is_settings_file(&change.uri))
        {
            configuration::reload(&self.session).await;
        }
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReport> {
        requests::diagnostic::answer(&self.session, params).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        requests::hover::answer(&self.session, params).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        requests::inlay_hint::answer(&self.session, params).await
    }

    async fn code_action(
        &self,
        params: CodeActionParams,
    ) -> Result<Option<Vec<CodeActionResponse>>> {
        requests::code_action::answer(&self.session, params).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LspAny>> {
        commands::execute(&self.session, params).await
    }

    async fn text_document_content(
        &self,
        params: TextDocumentContentParams,
    ) -> Result<TextDocumentContentResult> {
        requests::text_document_content::answer(&self.session, &params)
    }
}

fn start_of(params: InitializeParams) -> Start {
    let options = params.initialization_options.clone().unwrap_or_default();
    let option = |name| options.get(name).cloned().unwrap_or_default();
    let status = option("status") == LspAny::Bool(true);
    Start {
        abilities: Abilities {
            status,
            ..Abilities::of(&params.capabilities, params.client_info.as_ref())
        },
        settings: option("settings"),
        folder: folder_of(params),
    }
}

#[expect(
    deprecated,
    reason = "older clients name their folder by rootUri alone"
)]
fn folder_of(params: InitializeParams) -> Option<PathBuf> {
    let first = match params.workspace_folders_initialize_params.workspace_folders {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => {
            folders.into_iter().next().map(|folder| folder.uri)
        }
        _ => None,
    };
    path_of(&first.or(params.root_uri)?)
}
