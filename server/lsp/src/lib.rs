//! The language server: the only crate that knows LSP.
//!
//! | what | where |
//! |---|---|
//! | messages between the editor and us: order, panics, cancel, the end | [`transport`] |
//! | the protocol's methods, each handed on | `server` |
//! | what holds for one client; what it can do, what it is offered | `session`, `abilities`, `offer` |
//! | open documents and their analyses | `sync`, `documents`, `analysis_worker` |
//! | answers about a document, one file a request | `requests/` |
//! | what code actions run, one file a command | `commands/` |
//! | edits, pages and progress on their way to the client | `edits`, `pages`, `progress` |
//! | byte offsets to positions and back | `convert` |

mod abilities;
mod analysis_worker;
mod commands;
mod configuration;
mod convert;
mod diagnostics;
mod documents;
mod edits;
mod model;
mod offer;
mod pages;
mod progress;
mod requests;
mod server;
mod session;
mod status;
mod sync;
pub mod transport;

use std::io;
use std::process::ExitCode;

use scholiast_project::Environment;

use server::Server;
use transport::{Limits, Transport};

/// Serves an editor on standard input and output until it ends the session.
///
/// # Errors
/// If the system refuses a thread or a handle.
pub fn serve_stdio(environment: Environment) -> io::Result<ExitCode> {
    Transport::new(Limits::default())
        .method("window/workDoneProgress/cancel", Server::cancel_progress)
        .when_quiet(Server::quiet)
        .serve_stdio(|outbox| Server::new(outbox, environment))
}
