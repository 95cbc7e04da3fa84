//! Why a session ended, in words for the log.

use std::fmt;
use std::io;

/// Why a session ended.
#[derive(Debug)]
pub(super) enum End {
    Exit,
    InputEnded { left_over: usize },
    ParentDied { process: i64 },
    InputFailed(io::Error),
    OutputFailed(io::Error),
    Panicked,
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exit => f.write_str("the editor sent `exit`"),
            Self::InputEnded { left_over: 0 } => f.write_str("the editor closed the connection"),
            Self::InputEnded { left_over } => write!(
                f,
                "the editor closed the connection within a message, {left_over} bytes after its beginning"
            ),
            Self::ParentDied { process } => write!(
                f,
                "the editor's process {process} is not running (an editor in another container must send `processId: null`)"
            ),
            Self::InputFailed(reason) => write!(f, "the input cannot be read: {reason}"),
            Self::OutputFailed(reason) => write!(f, "the output cannot be written: {reason}"),
            Self::Panicked => f.write_str("the transport panicked"),
        }
    }
}
