//! What the server offers a client, in answer to `initialize`.

use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeLensOptions, DiagnosticOptions, ExecuteCommandOptions,
    SaveOptions, ServerCapabilities, TextDocumentContentOptions, TextDocumentSyncKind,
    TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use crate::commands;
use crate::convert::encoding_kind;
use crate::pages;
use crate::session::Session;
use crate::structure::Structure;

/// What the server offers the client of this session.
pub(crate) fn offer(session: &Session) -> ServerCapabilities {
    let abilities = session.abilities();
    let features = session.configuration().features;
    // What the client can be told of later is left for later: it may be switched on and off.
    let from_the_start = |structure: Structure| {
        structure.is_on(&features) && !structure.can_be_registered(abilities)
    };
    let kinds = vec![
        CodeActionKind::QuickFix,
        CodeActionKind::RefactorRewrite,
        commands::kind_of_words(),
    ];
    ServerCapabilities {
        position_encoding: Some(encoding_kind(abilities.encoding)),
        text_document_sync: Some(
            TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::Incremental),
                save: Some(
                    SaveOptions {
                        include_text: Some(false),
                    }
                    .into(),
                ),
                ..TextDocumentSyncOptions::default()
            }
            .into(),
        ),
        hover_provider: Some(true.into()),
        inlay_hint_provider: Some(true.into()),
        code_lens_provider: Some(CodeLensOptions::default()),
        document_symbol_provider: from_the_start(Structure::Symbols).then(|| true.into()),
        folding_range_provider: from_the_start(Structure::Folding).then(|| true.into()),
        selection_range_provider: from_the_start(Structure::Selection).then(|| true.into()),
        code_action_provider: Some(
            CodeActionOptions {
                code_action_kinds: Some(kinds),
                ..CodeActionOptions::default()
            }
            .into(),
        ),
        diagnostic_provider: abilities.pulls_diagnostics.then(|| {
            DiagnosticOptions {
                identifier: Some("scholiast".into()),
                workspace_diagnostics: abilities.workspace_diagnostics,
                ..DiagnosticOptions::default()
            }
            .into()
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: commands::NAMES
                .iter()
                .map(|&name| name.to_owned())
                .collect(),
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceOptions {
            text_document_content: Some(
                TextDocumentContentOptions {
                    schemes: vec![pages::SCHEME.into()],
                }
                .into(),
            ),
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(true.into()),
            }),
            ..WorkspaceOptions::default()
        }),
        ..ServerCapabilities::default()
    }
}
