//! `scholiast lsp`: the language server on standard input and output.

use std::process::ExitCode;

use anyhow::Result;
use scholiast_project::Environment;

/// Options of `scholiast lsp`.
#[derive(clap::Args, Default)]
pub(crate) struct Arguments {
    /// Accepted and ignored: standard input and output are the only channel.
    #[arg(long, hide = true)]
    stdio: bool,
    /// The process that started us; when it is gone, so are we.
    #[arg(long, hide = true, value_name = "PID")]
    client_process_id: Option<u32>,
}

/// Serves until the client ends the session.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let Arguments {
        stdio: _,
        client_process_id: _,
    } = arguments;
    Ok(scholiast_lsp::serve_stdio(Environment::of_process())?)
}
