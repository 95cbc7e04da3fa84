//! Start-up, and memory: of an idle server, and of an open document against what its text and tree
//! cost alone.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use scholiast_grammars::by_id;

use crate::bare::Bare;
use crate::client::{Server, resident};
use crate::corpus::Sample;
use crate::keystrokes::{Programs, Typist};
use crate::statistics::Times;
use crate::table::{self, Table};

/// How often each server is started.
const STARTS: usize = 15;
/// How long a server may take to come to rest before its memory is looked at.
const REST: Duration = Duration::from_secs(1);

/// Measures start-up and idle memory, and says what they came to as Markdown.
pub fn start_report(programs: &Programs<'_>) -> Result<String> {
    let mut table = Table::new(&[
        "server",
        "`initialize` answered after, median",
        "idle memory",
    ]);
    let servers = [("ours", programs.scholiast), ("null", programs.null)];
    let mut times = [Times::default(), Times::default()];
    for _ in 0..STARTS {
        for ((_, program), times) in servers.iter().zip(&mut times) {
            times.push(Server::start(program)?.1);
        }
    }
    for ((name, program), times) in servers.iter().zip(&times) {
        let (server, _) = Server::start(program)?;
        std::thread::sleep(REST);
        table.row(&[
            (*name).to_owned(),
            table::time(times.median()),
            table::megabytes(server.resident()?),
        ]);
    }
    Ok(table.finish())
}

/// Measures the memory of open documents, and says what it came to as Markdown.
pub fn memory_report(programs: &Programs<'_>, samples: &[Sample], cache: &Path) -> Result<String> {
    let mut table = Table::new(&["file", "ours", "text and tree", "ratio (≤ 1.3)"]);
    for sample in samples.iter().filter(|sample| sample.text.len() > 500_000) {
        eprintln!("memory: {}", sample.title());
        let (idle, _) = Server::start(programs.scholiast)?;
        std::thread::sleep(REST);
        let mut typist = Typist::open(programs.scholiast, sample)?;
        std::thread::sleep(REST);
        let ours = typist
            .server()
            .0
            .resident()?
            .saturating_sub(idle.resident()?);
        let least = text_and_tree(sample, cache)?;
        table.row(&[
            sample.title(),
            table::megabytes(ours),
            table::megabytes(least),
            table::times(ours as f64 / least.max(1) as f64),
        ]);
    }
    Ok(table.finish())
}

/// What text and tree cost in a process that holds nothing else.
fn text_and_tree(sample: &Sample, cache: &Path) -> Result<u64> {
    let path = cache.join("sample");
    std::fs::write(&path, &sample.text)?;
    let output = Command::new(std::env::current_exe()?)
        .args(["hold", sample.language.id()])
        .arg(&path)
        .output()?;
    let printed = String::from_utf8(output.stdout)?;
    printed
        .trim()
        .parse()
        .context("the measuring process said no number")
}

/// Holds the text and the tree of a file, and says how many kibibytes that took.
pub fn hold(language: &str, path: &Path) -> Result<u64> {
    let language = by_id(language).context("no such language")?;
    let before = resident("self")?;
    let held = Bare::open(language, &std::fs::read_to_string(path)?)?;
    let after = resident("self")?;
    drop(held);
    Ok(after.saturating_sub(before))
}
