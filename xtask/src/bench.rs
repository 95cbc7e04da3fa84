//! `cargo xtask bench`: numbers to look at, each beside the least that the same work costs.

use anyhow::Result;

use crate::shell::{cargo, command, run, target};

/// Builds what is measured, and prints the report.
pub(crate) fn bench(word: &str) -> Result<()> {
    for package in ["scholiast", "scholiast-benches"] {
        run(&mut cargo(&["build", "--release", "--package", package]))?;
    }
    let programs = target().join("release");
    let program = programs.join("scholiast-benches");
    let cache = target().join("benches");
    let mut report = command(program, &["report"]);
    run(report.arg(programs).arg(cache).arg(word))
}
