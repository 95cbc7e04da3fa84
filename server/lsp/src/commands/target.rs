//! The argument of a command, and the actions that carry it.

use lsp_types::{CodeAction, CodeActionKind, Command, Position, Uri};
use scholiast_assist::Intent;
use serde::{Deserialize, Serialize};

/// The kind of actions that show words and change nothing.
pub(crate) fn kind_of_words() -> CodeActionKind {
    CodeActionKind::Custom("scholiast.show".into())
}

/// What the argument looks like.
pub(super) const WANTED: &str = "{\"uri\": …, \"position\": {\"line\": …, \"character\": …}}";

/// The argument of the commands on a function: a place, and for some what to do there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Target {
    pub(super) uri: Uri,
    pub(super) position: Position,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) intent: Option<Intent>,
}

impl Target {
    pub(crate) fn new(uri: Uri, position: Position) -> Self {
        Self {
            uri,
            position,
            intent: None,
        }
    }

    pub(super) fn command(&self, title: &str, name: &str) -> Command {
        Command {
            title: title.to_owned(),
            tooltip: None,
            command: name.to_owned(),
            arguments: serde_json::to_value(self).ok().map(|target| vec![target]),
        }
    }

    pub(super) fn action(&self, title: &str, name: &str, kind: CodeActionKind) -> CodeAction {
        CodeAction {
            title: title.to_owned(),
            kind: Some(kind),
            command: Some(self.command(title, name)),
            ..CodeAction::default()
        }
    }
}
