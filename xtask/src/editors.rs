//! The clients in real editors: set up, packaged, driven and photographed.
//! The screenshots are left in `target/editors/screenshots`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::report::Outcome;
use crate::rust::binary;
use crate::shell::{command, run, target};

/// Brings up VS Code's workbench, a browser to show it, and the other editors.
pub(crate) fn set_up() -> Result<Outcome> {
    run(command("bash", &["editors/tests/setup.sh"]).arg(prefix()))?;
    Ok(Outcome::Passed)
}

/// The extension type-checks and lints; the tour in VS Code packs it.
pub(crate) fn vscode_extension() -> Result<Outcome> {
    run(&mut in_extension(&["run", "check"]))?;
    Ok(Outcome::Passed)
}

/// A person's tour in a real VS Code.
pub(crate) fn vscode() -> Result<Outcome> {
    tour("vscode")
}

/// The same in a real Neovim.
pub(crate) fn neovim() -> Result<Outcome> {
    tour("neovim")
}

/// The same in the oldest Neovim that the plugin supports.
pub(crate) fn oldest_neovim() -> Result<Outcome> {
    tour("neovim-0.11")
}

/// Helix opens a file and shows what the server says of it.
pub(crate) fn helix() -> Result<Outcome> {
    tour("helix")
}

/// So does Emacs, by eglot.
pub(crate) fn emacs() -> Result<Outcome> {
    tour("emacs")
}

/// Another implementation of the protocol has no complaint.
pub(crate) fn protocol() -> Result<Outcome> {
    tour("protocol")
}

/// How `run.sh` ends when the editor is not there.
const NOT_THERE: i32 = 77;

fn tour(editor: &str) -> Result<Outcome> {
    let mut tour = command("bash", &["editors/tests/run.sh", editor]);
    tour.arg(prefix())
        .arg(binary("scholiast"))
        .arg(binary("scripted-model"))
        .arg(prefix().join("screenshots"));
    let status = tour.status().context("bash did not start")?;
    match status.code() {
        Some(0) => Ok(Outcome::Passed),
        Some(NOT_THERE) => Ok(Outcome::Skipped(format!(
            "{editor} is not under {}; `cargo xtask test --only set-up` brings it",
            prefix().display()
        ))),
        _ => bail!("the tour in {editor} ended with {status}"),
    }
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
