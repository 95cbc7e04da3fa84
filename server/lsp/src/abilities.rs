//! What the client can do, read once from `initialize`.

use lsp_types::{ClientCapabilities, ClientInfo};
use scholiast_text::PositionEncoding;

use crate::convert::negotiated;

/// The abilities of a client that change what we send it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Abilities {
    /// How it counts characters.
    pub(crate) encoding: PositionEncoding,
    /// It asks for diagnostics, so none are pushed.
    pub(crate) pulls_diagnostics: bool,
    /// It asks again when told that diagnostics changed as a whole.
    pub(crate) refreshes_diagnostics: bool,
    /// It asks again when told that inlay hints changed as a whole.
    pub(crate) refreshes_inlay_hints: bool,
    /// It shows the related places of a diagnostic.
    pub(crate) related_information: bool,
    /// It understands actions that carry an edit, not commands alone.
    pub(crate) code_action_literals: bool,
    /// It answers `workspace/configuration`.
    pub(crate) configuration: bool,
    /// It can be asked to tell of changed settings.
    pub(crate) registers_configuration: bool,
    /// It applies edits that we send, checking their versions.
    pub(crate) versioned_edits: bool,
    /// It shows progress that we start.
    pub(crate) progress: bool,
    /// It opens a document that we name.
    pub(crate) shows_documents: bool,
    /// It asks us for the text of documents in our own scheme.
    pub(crate) virtual_documents: bool,
    /// It wants `scholiast/status` (our own clients ask for it).
    pub(crate) status: bool,
}

impl Abilities {
    /// Reads what the client says of itself. Whatever it leaves out, it cannot do.
    pub(crate) fn of(capabilities: &ClientCapabilities, client: Option<&ClientInfo>) -> Self {
        let workspace = capabilities.workspace.as_ref();
        let document = capabilities.text_document.as_ref();
        let window = capabilities.window.as_ref();
        let encodings = capabilities
            .general
            .as_ref()
            .and_then(|g| g.position_encodings.as_deref());
        let applies_edits = workspace.and_then(|w| w.apply_edit) == Some(true);
        let document_changes =
            workspace.and_then(|w| w.workspace_edit.as_ref()?.document_changes) == Some(true);
        let publishing = document.and_then(|d| d.publish_diagnostics.as_ref());
        let diagnostics = document.and_then(|d| d.diagnostic.as_ref());
        let related = publishing
            .and_then(|p| p.diagnostics_capabilities.related_information)
            .or_else(|| diagnostics.and_then(|d| d.diagnostics_capabilities.related_information));
        Self {
            encoding: negotiated(encodings),
            pulls_diagnostics: diagnostics.is_some(),
            refreshes_diagnostics: workspace.and_then(|w| w.diagnostics.as_ref()?.refresh_support)
                == Some(true),
            refreshes_inlay_hints: workspace.and_then(|w| w.inlay_hint.as_ref()?.refresh_support)
                == Some(true),
            related_information: related == Some(true),
            code_action_literals: document
                .and_then(|d| d.code_action.as_ref()?.code_action_literal_support.as_ref())
                .is_some(),
            configuration: workspace.and_then(|w| w.configuration) == Some(true),
            registers_configuration: workspace
                .and_then(|w| w.did_change_configuration.as_ref()?.dynamic_registration)
                == Some(true),
            versioned_edits: applies_edits && (document_changes || is_neovim(client)),
            progress: window.and_then(|w| w.work_done_progress) == Some(true),
            shows_documents: window
                .is_some_and(|w| w.show_document.as_ref().is_some_and(|s| s.support)),
            virtual_documents: workspace.is_some_and(|w| w.text_document_content.is_some()),
            status: false,
        }
    }
}

/// Neovim refuses an edit whose version is not the buffer's, as it should, but
/// does not announce `documentChanges`.
fn is_neovim(client: Option<&ClientInfo>) -> bool {
    client.is_some_and(|client| client.name == "Neovim")
}
