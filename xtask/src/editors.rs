//! The clients in real editors: set up, packaged, driven and photographed.
//! The screenshots are left in `target/editors/screenshots`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::report::Outcome;
use crate::rust::binary;
use crate::shell::{command, run, target};

/// Brings up VS Code's workbench, a browser to show it, and Neovim.
pub(crate) fn set_up() -> Result<Outcome> {
    run(command("bash", &["editors/tests/setup.sh"]).arg(prefix()))?;
    Ok(Outcome::Passed)
}

/// The extension type-checks and lints; the tour in VS Code packs it.
pub(crate) fn vscode_extension() -> Result<Outcome> {
    run(&mut in_extension(&["run", "check"]))?;
    Ok(Outcome::Passed)
}

/// A person's tour in a real Neovim.
pub(crate) fn neovim() -> Result<Outcome> {
    tour("editors/tests/neovim.sh")
}

/// A person's tour in a real VS Code.
pub(crate) fn vscode() -> Result<Outcome> {
    tour("editors/tests/vscode.sh")
}

fn tour(script: &str) -> Result<Outcome> {
    let mut tour = command("bash", &[script]);
    tour.arg(prefix())
        .arg(binary("scholiast"))
        .arg(binary("scripted-model"));
    run(tour.arg(prefix().join("screenshots")))?;
    Ok(Outcome::Passed)
}

fn in_extension(arguments: &[&str]) -> Command {
    command(
        "npm",
        &[&["--prefix", "editors/vscode"], arguments].concat(),
    )
}

fn prefix() -> PathBuf {
    target().join("editors")
}
