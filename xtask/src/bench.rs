//! `cargo xtask bench`: numbers to look at, each beside the least that the same work costs.

use anyhow::Result;

use crate::shell::{cargo, command, run, target};

/// Builds what is measured, and prints the report.
pub(crate) fn bench(word: &str) -> Result<()> {
    let packages = ["--package", "scholiast", "--package", "scholiast-benches"];
    run(cargo(&["build", "--release"]).args(packages))?;
    let programs = target().join("release");
    let program = programs.join("scholiast-benches");
    let cache = target().join("benches");
    let mut report = command(program, &["report"]);
    run(report.arg(programs).arg(cache).arg(word))
}
