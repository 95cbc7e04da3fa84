//! The `scholiast` command: one engine, one file a door.

mod cache;
mod check;
mod completions;
mod config;
mod demo;
mod doctor;
mod explain;
mod languages;
mod logging;
mod lsp;
mod metrics;
mod model;
mod progress;
mod settings;
mod table;
mod terminal;
mod version;

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use anyhow::Result;
use clap::{CommandFactory, Parser, Subcommand};

use terminal::Color;

/// A language server that writes in the margin of your code.
///
/// Without a subcommand, and with a program at the other end of standard input,
/// it serves the Language Server Protocol, as editors start it.
#[derive(Parser)]
#[command(version = version::short(), long_version = version::long(), about)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Subcommands>,
    /// When to write in colour.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
}

#[derive(Subcommand)]
enum Subcommands {
    /// Serve the Language Server Protocol on standard input and output.
    Lsp(lsp::Arguments),
    /// Report what is broken or tangled in files and folders.
    Check(check::Arguments),
    /// Print the numbers of functions, files or folders.
    Metrics(metrics::Arguments),
    /// Show what adds to a function's complexity, and what is known of it.
    Explain(explain::Arguments),
    /// List the languages.
    Languages,
    /// Print and check settings.
    #[command(subcommand)]
    Config(config::Subcommand),
    /// Say what is found here, what is missing, and what to do about it.
    Doctor,
    /// Manage what is kept between runs.
    #[command(subcommand)]
    Cache(cache::Subcommand),
    /// Print a script that completes this command line.
    Completions(completions::Arguments),
    /// Show what an editor would show, with the real server and a scripted model.
    Demo(demo::Arguments),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    logging::start();
    run(arguments).unwrap_or_else(|error| {
        if is_broken_pipe(&error) {
            // Whoever read our output has read enough.
            return ExitCode::SUCCESS;
        }
        // Standard error may be closed; there is nobody left to tell then.
        let _ = writeln!(std::io::stderr(), "scholiast: {error:#}");
        ExitCode::from(2)
    })
}

fn run(arguments: Arguments) -> Result<ExitCode> {
    let color = arguments.color;
    match arguments.command {
        None if std::io::stdin().is_terminal() => help(),
        None => lsp::run(&lsp::Arguments::default()),
        Some(Subcommands::Lsp(arguments)) => lsp::run(&arguments),
        Some(Subcommands::Check(arguments)) => check::run(&arguments, color),
        Some(Subcommands::Metrics(arguments)) => metrics::run(&arguments),
        Some(Subcommands::Explain(arguments)) => explain::run(&arguments, color),
        Some(Subcommands::Languages) => languages::run(),
        Some(Subcommands::Config(subcommand)) => config::run(&subcommand),
        Some(Subcommands::Doctor) => doctor::run(),
        Some(Subcommands::Cache(subcommand)) => cache::run(&subcommand),
        Some(Subcommands::Completions(arguments)) => completions::run(&arguments),
        Some(Subcommands::Demo(arguments)) => demo::run(&arguments),
    }
}

/// A person at a terminal has no use for a server that waits for frames.
fn help() -> Result<ExitCode> {
    writeln!(std::io::stderr(), "{}", Arguments::command().render_help())?;
    Ok(ExitCode::from(2))
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let cause = error.root_cause().downcast_ref::<std::io::Error>();
    cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
