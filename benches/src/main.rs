//! Measures the server and the command against the least their work could cost.
//!
//! `cargo xtask bench` builds everything this needs and starts it.

#![expect(clippy::print_stdout, reason = "a report is printed")]

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use scholiast_benches::corpus::{self, Sample};
use scholiast_benches::keystrokes::{self, Programs};
use scholiast_benches::{burst, check, footprint};

const USAGE: &str = "usage: scholiast-benches report PROGRAMS CACHE [WORD]";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["report", programs, cache] => report(programs.as_ref(), cache.as_ref(), ""),
        ["report", programs, cache, word] => report(programs.as_ref(), cache.as_ref(), word),
        // The two that the report starts as processes of their own.
        ["hold", language, path] => {
            println!("{}", footprint::hold(language, path.as_ref())?);
            Ok(())
        }
        ["parse", folder] => check::parse(folder.as_ref()),
        _ => bail!("{USAGE}"),
    }
}

/// Prints the report, with the samples whose title contains `word`.
fn report(folder: &Path, cache: &Path, word: &str) -> Result<()> {
    let (scholiast, null) = (
        program(folder, "scholiast")?,
        program(folder, "null-server")?,
    );
    let programs = Programs {
        scholiast: &scholiast,
        null: &null,
    };
    std::fs::create_dir_all(cache)?;
    let mut samples = corpus::samples(cache)?;
    samples.retain(|sample: &Sample| sample.title().contains(word));
    println!(
        "## A keystroke\n\n{}",
        keystrokes::report(&programs, &samples)?
    );
    println!("## A burst\n\n{}", burst::report(&scholiast, &samples)?);
    println!("## Start\n\n{}", footprint::start_report(&programs)?);
    println!(
        "## Memory\n\n{}",
        footprint::memory_report(&programs, &samples, cache)?
    );
    println!(
        "## `check` on one core\n\n{}",
        check::report(&scholiast, cache)?
    );
    Ok(())
}

fn program(folder: &Path, name: &str) -> Result<PathBuf> {
    let path = folder
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION);
    path.canonicalize().with_context(|| {
        format!(
            "{} is not built: `cargo xtask bench` builds it",
            path.display()
        )
    })
}
