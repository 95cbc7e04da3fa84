//! `scholiast cache`: the findings that `check` keeps from one run to the next.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, Result};
use scholiast_project::{Cache, Environment};

use crate::terminal::counted;
use crate::version;

/// Subcommands of `scholiast cache`.
#[derive(clap::Subcommand)]
pub(crate) enum Subcommand {
    /// Remove all that is kept.
    Clear,
}

/// Runs the subcommand.
pub(crate) fn run(subcommand: &Subcommand) -> Result<ExitCode> {
    let Subcommand::Clear = subcommand;
    let cleared = match of_this_person() {
        Some(cache) => cache.clear().context("the cache cannot be cleared")?,
        None => 0,
    };
    writeln!(
        std::io::stdout(),
        "removed the findings of {}",
        counted(cleared, "file")
    )?;
    Ok(ExitCode::SUCCESS)
}

/// The person's cache, if the person has a folder for one.
pub(crate) fn of_this_person() -> Option<Cache> {
    let folder = Environment::of_process().cache_folder()?;
    Some(Cache::new(&folder, &version::engine()))
}
