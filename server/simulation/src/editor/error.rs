//! What can go wrong in a session, with what a person needs to find out why.

use std::io;
use std::process::ExitStatus;
use std::time::Duration;

use thiserror::Error;

/// Why something the editor wanted did not come about.
#[derive(Debug, Error)]
pub enum EditorError {
    /// The server's command could not be started.
    #[error("the server `{command}` could not be started: {source}")]
    Spawn {
        /// The program that was to be run.
        command: String,
        /// The system's reason.
        source: io::Error,
    },
    /// The document is open in this editor.
    #[error("`{0}` is open in the editor already: close it first")]
    AlreadyOpen(String),
    /// The document is not open in this editor.
    #[error("`{0}` is not open in the editor: open it first")]
    NotOpen(String),
    /// The text that was looked for does not occur.
    #[error("`{needle}` does not occur in `{uri}`")]
    NotFound {
        /// What was looked for.
        needle: String,
        /// Where.
        uri: String,
    },
    /// Edits that cannot be made together.
    #[error("the edits cannot be made: {0}")]
    Edits(#[from] scholiast_text::EditsError),
    /// A workspace edit of the server's cannot be applied.
    #[error("the server's edit cannot be applied: {0}")]
    NotApplied(String),
    /// The server answered a request with an error.
    #[error("the server answered `{method}` with the error {code}: {message}")]
    Refused {
        /// The request.
        method: String,
        /// The code of the JSON-RPC error.
        code: i64,
        /// The server's words.
        message: String,
    },
    /// What was awaited did not happen in time.
    #[error("{what} did not come within {patience:?}; the server's log:\n{log}")]
    TimedOut {
        /// What was awaited.
        what: String,
        /// How long.
        patience: Duration,
        /// What the server wrote to its standard error.
        log: String,
    },
    /// The server ended before what was awaited happened.
    #[error("the server ended before {what} came; its log:\n{log}")]
    Ended {
        /// What was awaited.
        what: String,
        /// What the server wrote to its standard error.
        log: String,
    },
    /// The server's process ended, but not as a success.
    #[error("the server ended with {status}; its log:\n{log}")]
    Failed {
        /// How it ended.
        status: ExitStatus,
        /// What the server wrote to its standard error.
        log: String,
    },
    /// The server broke the rules of the protocol.
    #[error("the server broke the protocol: {}", .0.join("; "))]
    Violations(Vec<String>),
    /// The system failed.
    #[error("the server's process cannot be reached: {0}")]
    Io(#[from] io::Error),
}

impl EditorError {
    /// The code of the error the server answered with, if that is what went wrong.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            _ => None,
        }
    }
}
