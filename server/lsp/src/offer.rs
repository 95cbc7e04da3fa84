//! What the server offers a client, in answer to `initialize`.

use lsp_types::{
    CodeActionKind, CodeActionOptions, DiagnosticOptions, ExecuteCommandOptions, SaveOptions,
    ServerCapabilities, TextDocumentContentOptions, TextDocumentSyncKind, TextDocumentSyncOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceOptions,
};

use crate::abilities::Abilities;
use crate::commands;
use crate::convert::encoding_kind;
use crate::pages;

/// What the server offers a client with these abilities.
pub(crate) fn offer(abilities: &Abilities) -> ServerCapabilities {
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
