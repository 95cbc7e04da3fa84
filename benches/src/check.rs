//! `scholiast check` on one core, against a process that reads and parses the same files.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use scholiast_grammars::by_path;

use crate::bare::Bare;
use crate::corpus;
use crate::statistics::{Times, ratio};
use crate::table::{self, Table};

const RUNS: usize = 5;

/// Measures each language's folder, and says what it came to as Markdown.
pub fn report(scholiast: &Path, cache: &Path) -> Result<String> {
    let mut table = Table::new(&[
        "files",
        "check, median",
        "bare parse, median",
        "ratio (≤ 1.6)",
    ]);
    let ourselves = std::env::current_exe()?;
    for (language, folder) in corpus::folders(cache)? {
        eprintln!("check: {}", language.name());
        let (mut ours, mut bare) = (Times::default(), Times::default());
        for _ in 0..RUNS {
            ours.push(time(
                Command::new(scholiast).args(["check", "--no-cache", "--format", "json"]),
                &folder,
            )?);
            bare.push(time(Command::new(&ourselves).arg("parse"), &folder)?);
        }
        table.row(&[
            language.name().to_owned(),
            table::time(ours.median()),
            table::time(bare.median()),
            table::times(ratio(ours.median(), bare.median())),
        ]);
    }
    Ok(table.finish())
}

/// Reads and parses every file of a folder.
pub fn parse(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let language = by_path(&path).context("a file of no known language")?;
        let bare = Bare::open(language, &std::fs::read_to_string(&path)?)?;
        std::hint::black_box(bare.tree().root_node().has_error());
    }
    Ok(())
}

/// How long a command takes on a folder. What it finds does not matter: findings are a failure to
/// `check`.
fn time(command: &mut Command, folder: &Path) -> Result<Duration> {
    let started = Instant::now();
    command
        .arg(folder)
        .env("RAYON_NUM_THREADS", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    Ok(started.elapsed())
}
