//! What must hold of the Rust workspace and of the binary it builds.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use crate::report::Outcome;
use crate::shell::{cargo, command, run, target};

/// Every file is formatted.
pub(crate) fn format() -> Result<Outcome> {
    run(&mut cargo(&["fmt", "--all", "--check"]))?;
    Ok(Outcome::Passed)
}

/// Clippy has nothing to say.
pub(crate) fn clippy() -> Result<Outcome> {
    run(&mut cargo(&[
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))?;
    Ok(Outcome::Passed)
}

/// The documentation builds without a warning.
pub(crate) fn documentation() -> Result<Outcome> {
    let mut documentation = cargo(&["doc", "--workspace", "--no-deps"]);
    run(documentation.env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(Outcome::Passed)
}

/// Unit, property and whole-process tests pass.
pub(crate) fn tests() -> Result<Outcome> {
    run(&mut cargo(&["build", "--workspace", "--bins"]))?;
    let mut tests = cargo(&["test", "--workspace"]);
    run(tests.env("SCHOLIAST_BINARY", binary("scholiast")))?;
    Ok(Outcome::Passed)
}

/// The model client reads recorded streams of real providers. The recordings
/// are not part of the repository.
pub(crate) fn recordings() -> Result<Outcome> {
    let Some(folder) = std::env::var_os("SCHOLIAST_RECORDINGS") else {
        let reason = "SCHOLIAST_RECORDINGS does not name a folder of recorded provider streams";
        return Ok(Outcome::Skipped(reason.into()));
    };
    let folder = PathBuf::from(folder);
    ensure!(
        folder.join("manifest.json").is_file(),
        "SCHOLIAST_RECORDINGS is {}, where there is no manifest.json",
        folder.display()
    );
    let arguments = [
        "test",
        "--package",
        "scholiast-llm",
        "--test",
        "recordings",
        "--",
        "--nocapture",
    ];
    run(&mut cargo(&arguments))?;
    Ok(Outcome::Passed)
}

/// The README's first command runs to its end.
pub(crate) fn demo() -> Result<Outcome> {
    run(&mut cargo(&["run", "--release", "--", "demo"]))?;
    run(&mut cargo(&[
        "run",
        "--release",
        "--",
        "demo",
        "fixtures/demo/invoice.ts",
    ]))?;
    Ok(Outcome::Passed)
}

/// Scholiast finds nothing to say about its own sources: `scholiast.toml`
/// leaves out the fixtures, and nothing else.
pub(crate) fn own_sources() -> Result<Outcome> {
    run(&mut command(
        binary("scholiast"),
        &["check", "--fail-on", "information", "--no-cache", "."],
    ))?;
    Ok(Outcome::Passed)
}

/// Where a development build of `name` stands.
pub(crate) fn binary(name: &str) -> PathBuf {
    target()
        .join("debug")
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION)
}
