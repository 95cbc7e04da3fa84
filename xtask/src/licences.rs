//! What the dependency tree may contain, by `cargo deny` and `deny.toml`.

use std::path::PathBuf;

use anyhow::Result;

use crate::report::Outcome;
use crate::shell::{cargo, command, run, succeeds, target};

/// The version whose configuration `deny.toml` follows.
const CARGO_DENY: &str = "0.20.2";

/// Licences, banned crates and foreign sources.
pub(crate) fn licences_and_bans() -> Result<Outcome> {
    let deny = cargo_deny()?;
    run(&mut command(
        deny,
        &["check", "licenses", "bans", "sources"],
    ))?;
    Ok(Outcome::Passed)
}

/// Known vulnerabilities, where the advisory database can be fetched.
pub(crate) fn advisories() -> Result<Outcome> {
    let deny = cargo_deny()?;
    if !succeeds(&mut command(&deny, &["fetch", "db"])) {
        return Ok(Outcome::Skipped(
            "the advisory database cannot be reached from here".into(),
        ));
    }
    run(&mut command(&deny, &["check", "advisories"]))?;
    Ok(Outcome::Passed)
}

/// `cargo-deny`, installed under the target folder where it is missing.
fn cargo_deny() -> Result<PathBuf> {
    let tools = target().join("tools");
    let program = tools
        .join("bin")
        .join("cargo-deny")
        .with_extension(std::env::consts::EXE_EXTENSION);
    if !succeeds(&mut command(&program, &["--version"])) {
        let mut install = cargo(&[
            "install",
            "cargo-deny",
            "--locked",
            "--version",
            CARGO_DENY,
            "--root",
        ]);
        run(install.arg(&tools))?;
    }
    Ok(program)
}
