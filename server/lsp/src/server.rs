//! The protocol's methods, each handed to the file that knows it.

use std::sync::Arc;

use lsp_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentSymbolParams,
    DocumentSymbolResponse, ExecuteCommandParams, FoldingRange, FoldingRangeParams, Hover,
    HoverParams, InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams,
    LspAny, SelectionRange, SelectionRangeParams, ServerInfo, SetTraceParams,
    TextDocumentContentParams, TextDocumentContentResult, TraceValue, WorkDoneProgressCancelParams,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceFolder, WorkspaceFolders,
    WorkspaceFoldersChangeEvent,
};
use scholiast_project::Environment;

use crate::abilities::Abilities;
use crate::offer::offer;
use crate::session::{Session, Start};
use crate::transport::jsonrpc::Result;
use crate::transport::{LanguageServer, Outbox};
use crate::{commands, configuration, requests, status, structure, sync};

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

    /// Runs a request's handler, and tells a client that wants to watch.
    async fn traced<T>(&self, method: &str, answer: impl Future<Output = Result<T>>) -> Result<T> {
        let Session { trace, outbox, .. } = &*self.session;
        trace.following(method, outbox, answer).await
    }

    /// `$/setTrace`.
    #[expect(
        clippy::unused_async,
        reason = "the transport takes async handlers alone"
    )]
    pub(crate) async fn set_trace(&self, params: SetTraceParams) {
        self.session.trace.set(params.value);
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
        self.session
            .trace
            .set(params.trace.clone().unwrap_or(TraceValue::Off));
        self.session.folders.change(folders_of(&params));
        let start = start_of(&params);
        self.session.begin(start);
        configuration::begin(&self.session);
        let capabilities = offer(&self.session);
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
        structure::register(&self.session);
        configuration::subscribe(&self.session);
        configuration::reload(&self.session).await;
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        sync::open(&self.session, params);
        status::documents_changed(&self.session);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        sync::change(&self.session, params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.session.lenses.forget(&params.text_document.uri);
        sync::close(&self.session, params);
        status::documents_changed(&self.session);
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        if configuration::is_settings_file(&self.session, &params.text_document.uri) {
            configuration::reload(&self.session).await;
        }
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        configuration::received(&self.session, params.settings).await;
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.session.folders.change(params.event);
        configuration::reload(&self.session).await;
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        if params
            .changes
            .iter()
            .any(|change| configuration::is_settings_file(&self.session, &change.uri))
        {
            configuration::reload(&self.session).await;
        }
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReport> {
        let answer = requests::diagnostic::answer(&self.session, params);
        self.traced("textDocument/diagnostic", answer).await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReport> {
        let answer = requests::workspace_diagnostic::answer(&self.session, params);
        self.traced("workspace/diagnostic", answer).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let answer = requests::hover::answer(&self.session, params);
        self.traced("textDocument/hover", answer).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let answer = requests::inlay_hint::answer(&self.session, params);
        self.traced("textDocument/inlayHint", answer).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let answer = requests::code_lens::answer(&self.session, params);
        self.traced("textDocument/codeLens", answer).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        let answer = requests::document_symbol::answer(&self.session, params);
        self.traced("textDocument/documentSymbol", answer).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let answer = requests::folding_range::answer(&self.session, params);
        self.traced("textDocument/foldingRange", answer).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        let answer = requests::selection_range::answer(&self.session, params);
        self.traced("textDocument/selectionRange", answer).await
    }

    async fn code_action(
        &self,
        params: CodeActionParams,
    ) -> Result<Option<Vec<CodeActionResponse>>> {
        let answer = requests::code_action::answer(&self.session, params);
        self.traced("textDocument/codeAction", answer).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LspAny>> {
        let answer = commands::execute(&self.session, params);
        self.traced("workspace/executeCommand", answer).await
    }

    async fn text_document_content(
        &self,
        params: TextDocumentContentParams,
    ) -> Result<TextDocumentContentResult> {
        requests::text_document_content::answer(&self.session, &params)
    }
}

fn start_of(params: &InitializeParams) -> Start {
    let options = params.initialization_options.clone().unwrap_or_default();
    let option = |name| options.get(name).cloned().unwrap_or_default();
    let wishes = |name| option(name) == LspAny::Bool(true);
    Start {
        abilities: Abilities {
            status: wishes("status"),
            workspace_diagnostics: wishes("workspaceDiagnostics"),
            ..Abilities::of(&params.capabilities, params.client_info.as_ref())
        },
        settings: option("settings"),
    }
}

/// The folders that are open from the beginning.
#[expect(
    deprecated,
    reason = "older clients name their folder by rootUri alone"
)]
fn folders_of(params: &InitializeParams) -> WorkspaceFoldersChangeEvent {
    let named = params
        .workspace_folders_initialize_params
        .workspace_folders
        .as_ref();
    let root = || {
        params
            .root_uri
            .clone()
            .map(|uri| WorkspaceFolder::new(uri, String::new()))
    };
    let added = match named {
        Some(WorkspaceFolders::WorkspaceFolderList(folders)) => folders.clone(),
        _ => root().into_iter().collect(),
    };
    WorkspaceFoldersChangeEvent::new(added, Vec::new())
}
