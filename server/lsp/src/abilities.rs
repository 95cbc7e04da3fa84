//! What the client can do, read once from `initialize`.

use lsp_types::{
    ClientCapabilities, ClientInfo, MarkupKind, ResourceOperationKind,
    TextDocumentClientCapabilities, WindowClientCapabilities, WorkspaceClientCapabilities,
    WorkspaceEditClientCapabilities,
};
use scholiast_text::PositionEncoding;

use crate::convert::negotiated;

/// The abilities of a client that change what we send it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Abilities {
    /// How it counts characters.
    pub(crate) encoding: PositionEncoding,

    /// It asks for diagnostics, so none are pushed.
    pub(crate) pulls_diagnostics: bool,
    /// It shows the related places of a diagnostic.
    pub(crate) related_information: bool,
    /// It opens the link behind a diagnostic's code.
    pub(crate) code_links: bool,
    /// It shows markdown in a hover.
    pub(crate) markdown_hovers: bool,
    /// It understands actions that carry an edit, not commands alone.
    pub(crate) code_action_literals: bool,
    /// It shows an action that cannot be taken, with the reason.
    pub(crate) disabled_actions: bool,
    /// It shows symbols inside each other.
    pub(crate) nested_symbols: bool,
    /// The most ranges that it folds in a document, if it says.
    pub(crate) most_folds: Option<u32>,

    /// It asks again when told that diagnostics changed as a whole.
    pub(crate) refreshes_diagnostics: bool,
    /// It asks again when told that inlay hints changed as a whole.
    pub(crate) refreshes_inlay_hints: bool,
    /// It asks again when told that code lenses changed as a whole.
    pub(crate) refreshes_code_lenses: bool,

    /// It answers `workspace/configuration`.
    pub(crate) configuration: bool,
    /// It can be asked to tell of changed settings.
    pub(crate) registers_configuration: bool,
    /// It can be asked to tell of changed files.
    pub(crate) registers_watched_files: bool,
    /// It can be told, once the session has begun, that we know symbols.
    pub(crate) registers_symbols: bool,
    /// It can be told, once the session has begun, that we know what folds.
    pub(crate) registers_folding: bool,
    /// It can be told, once the session has begun, how a selection grows.
    pub(crate) registers_selection: bool,

    /// It applies edits that we send, checking their versions.
    pub(crate) versioned_edits: bool,
    /// It understands edits of documents at a version.
    pub(crate) document_changes: bool,
    /// It lets a person fill in the gaps of an edit.
    pub(crate) snippet_edits: bool,
    /// It creates files that we name.
    pub(crate) creates_files: bool,

    /// It shows progress that we start.
    pub(crate) progress: bool,
    /// It opens a document that we name.
    pub(crate) shows_documents: bool,
    /// It asks us for the text of documents in our own scheme.
    pub(crate) virtual_documents: bool,

    /// It wants `scholiast/status` (our own clients ask for it).
    pub(crate) status: bool,
    /// It wants to ask for the diagnostics of the whole workspace, which some
    /// clients then do every few seconds.
    pub(crate) workspace_diagnostics: bool,
}

impl Abilities {
    /// Reads what the client says of itself. Whatever it leaves out, it cannot do.
    pub(crate) fn of(capabilities: &ClientCapabilities, client: Option<&ClientInfo>) -> Self {
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref());
        let mut abilities = Self {
            encoding: negotiated(encodings),
            ..Self::default()
        };
        if let Some(workspace) = &capabilities.workspace {
            abilities.read_workspace(workspace, client);
        }
        if let Some(document) = &capabilities.text_document {
            abilities.read_document(document);
        }
        if let Some(window) = &capabilities.window {
            abilities.read_window(window);
        }
        abilities
    }

    fn read_workspace(
        &mut self,
        workspace: &WorkspaceClientCapabilities,
        client: Option<&ClientInfo>,
    ) {
        let diagnostics = workspace.diagnostics.as_ref();
        let inlay_hint = workspace.inlay_hint.as_ref();
        let code_lens = workspace.code_lens.as_ref();
        self.refreshes_diagnostics = is(diagnostics.and_then(|of| of.refresh_support));
        self.refreshes_inlay_hints = is(inlay_hint.and_then(|of| of.refresh_support));
        self.refreshes_code_lenses = is(code_lens.and_then(|of| of.refresh_support));

        let settings = workspace.did_change_configuration.as_ref();
        let files = workspace.did_change_watched_files.as_ref();
        self.configuration = is(workspace.configuration);
        self.registers_configuration = is(settings.and_then(|of| of.dynamic_registration));
        self.registers_watched_files = is(files.and_then(|of| of.dynamic_registration));
        self.virtual_documents = workspace.text_document_content.is_some();

        let edit = workspace.workspace_edit.clone().unwrap_or_default();
        let applies = is(workspace.apply_edit);
        self.document_changes = is(edit.document_changes) || is_neovim(client);
        self.versioned_edits = applies && self.document_changes;
        self.snippet_edits = is(edit.snippet_edit_support);
        self.creates_files = applies && creates_files(&edit);
    }

    fn read_document(&mut self, document: &TextDocumentClientCapabilities) {
        self.read_diagnostics(document);
        let hover = document.hover.as_ref();
        let formats = hover.and_then(|of| of.content_format.as_ref());
        self.markdown_hovers =
            formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown));

        let action = document.code_action.as_ref();
        self.code_action_literals =
            action.is_some_and(|of| of.code_action_literal_support.is_some());
        self.disabled_actions = is(action.and_then(|of| of.disabled_support));

        let symbol = document.document_symbol.as_ref();
        let folding = document.folding_range.as_ref();
        let selection = document.selection_range.as_ref();
        self.nested_symbols = is(symbol.and_then(|of| of.hierarchical_document_symbol_support));
        self.most_folds = folding.and_then(|of| of.range_limit);
        self.registers_symbols = is(symbol.and_then(|of| of.dynamic_registration));
        self.registers_folding = is(folding.and_then(|of| of.dynamic_registration));
        self.registers_selection = is(selection.and_then(|of| of.dynamic_registration));
    }

    /// Of pushed and of pulled diagnostics clients say the same, or speak of one sort alone.
    fn read_diagnostics(&mut self, document: &TextDocumentClientCapabilities) {
        let pushed = document.publish_diagnostics.as_ref();
        let pushed = pushed.map(|of| &of.diagnostics_capabilities);
        let pulled = document.diagnostic.as_ref();
        let pulled = pulled.map(|of| &of.diagnostics_capabilities);
        let related = |of: &lsp_types::DiagnosticsCapabilities| of.related_information;
        let links = |of: &lsp_types::DiagnosticsCapabilities| of.code_description_support;
        self.pulls_diagnostics = pulled.is_some();
        self.related_information = is(pushed.and_then(related).or(pulled.and_then(related)));
        self.code_links = is(pushed.and_then(links).or(pulled.and_then(links)));
    }

    fn read_window(&mut self, window: &WindowClientCapabilities) {
        let show = window.show_document.as_ref();
        self.progress = is(window.work_done_progress);
        self.shows_documents = show.is_some_and(|show| show.support);
    }
}

/// An ability that a client does not mention is one it does not have.
fn is(claimed: Option<bool>) -> bool {
    claimed == Some(true)
}

fn creates_files(edit: &WorkspaceEditClientCapabilities) -> bool {
    let operations = edit.resource_operations.as_ref();
    is(edit.document_changes)
        && operations.is_some_and(|operations| operations.contains(&ResourceOperationKind::Create))
}

/// Neovim refuses an edit whose version is not the buffer's, as it should, but
/// does not announce `documentChanges` in all of its versions.
fn is_neovim(client: Option<&ClientInfo>) -> bool {
    client.is_some_and(|client| client.name == "Neovim")
}
