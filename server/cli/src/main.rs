//! The `scholiast` command: one engine, one file a door.

mod check;
mod demo;
mod logging;
mod lsp;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// A language server that writes in the margin of your code.
///
/// Without a subcommand it serves the Language Server Protocol on standard
/// input and output, as editors start it.
#[derive(Parser)]
#[command(version, about, arg_required_else_help = false)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Subcommands>,
}

#[derive(Subcommand)]
enum Subcommands {
    /// Serve the Language Server Protocol on standard input and output.
    Lsp(lsp::Arguments),
    /// Report what is broken or tangled in files and folders.
    Check(check::Arguments),
    /// Show what an editor would show, with the real server and a scripted model.
    Demo(demo::Arguments),
}

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    logging::start();
    let ended = match command.unwrap_or(Subcommands::Lsp(lsp::Arguments::default())) {
        Subcommands::Lsp(arguments) => lsp::run(&arguments),
        Subcommands::Check(arguments) => check::run(&arguments),
        Subcommands::Demo(arguments) => demo::run(&arguments),
    };
    ended.unwrap_or_else(|error| {
        // Standard error may be closed; there is nobody left to tell then.
        let _ = writeln!(std::io::stderr(), "scholiast: {error:#}");
        ExitCode::from(2)
    })
}
