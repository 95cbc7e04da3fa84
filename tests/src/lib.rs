//! Whole-process tests: sessions over standard input and output.
//!
//! | what is tested | with | where |
//! |---|---|---|
//! | the transport, with handlers that misbehave | `transport_probe`, a server of ours | `tests/transport_*.rs` |
//! | the server people run | `scholiast` | `tests/server_*.rs` |
//! | the command line | `scholiast`, in a folder and a home of its own | `tests/command_*.rs` |
//!
//! The servers are started by [`Editor`], which holds them to the protocol.

pub mod command_line;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow, ensure};
use scholiast_simulation::Editor;
use serde_json::{Value, json};

pub mod typing;

/// The command that starts the transport's probe, see `src/bin/transport_probe.rs`.
///
/// # Errors
///
/// If the directory of this test's executable is unknown.
pub fn transport_probe() -> Result<Command> {
    Ok(Command::new(built("transport_probe")?))
}

/// The command that starts `scholiast lsp`, as built from the sources there are now.
///
/// # Errors
///
/// If it cannot be built.
pub fn scholiast_lsp() -> Result<Command> {
    let mut command = Command::new(scholiast()?);
    command.arg("lsp");
    Ok(command)
}

/// The path of the `scholiast` binary: the one that `SCHOLIAST_BINARY` names, else one that is built
/// once in this process, so that a single test never runs against old sources.
///
/// # Errors
///
/// If it cannot be built.
pub fn scholiast() -> Result<&'static Path> {
    static BINARY: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    BINARY
        .get_or_init(|| given_or_built().map_err(|error| format!("{error:#}")))
        .as_deref()
        .map_err(|error| anyhow!("{error}"))
}

/// Runs a command: its reply, and the text of the page that was shown last.
///
/// # Errors
///
/// If the command fails, or no page of the server's own was shown.
pub async fn execute_and_read(
    editor: &Editor,
    command: &str,
    argument: Value,
) -> Result<(Value, String)> {
    let params = json!({ "command": command, "arguments": [argument] });
    let reply = editor.request("workspace/executeCommand", params).await?;
    let shown = editor.shown_documents().pop();
    let uri = shown.context("nothing was shown")?;
    Ok((reply, text_of_page(editor, &uri).await?))
}

/// The text of one of the server's own pages.
///
/// # Errors
///
/// If there is no such page.
pub async fn text_of_page(editor: &Editor, uri: &str) -> Result<String> {
    let params = json!({ "uri": uri });
    let page = editor
        .request("workspace/textDocumentContent", params)
        .await?;
    let text = page["text"].as_str().context("the page has no text")?;
    Ok(text.to_owned())
}

fn given_or_built() -> Result<PathBuf> {
    match env::var_os("SCHOLIAST_BINARY") {
        Some(given) => Ok(given.into()),
        None => build_scholiast(),
    }
}

/// Builds the binary into the directory this test was built into.
fn build_scholiast() -> Result<PathBuf> {
    let directory = build_directory()?;
    let target = directory
        .parent()
        .context("the build directory is the root")?;
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build
        .args(["build", "--quiet", "--workspace", "--bin", "scholiast"])
        .args(directory.ends_with("release").then_some("--release"))
        .arg("--target-dir")
        .arg(target)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = build.output().context("cargo cannot be run")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success(),
        "`scholiast` cannot be built:\n{said}"
    );
    built("scholiast")
}

/// An executable beside which cargo has put this test.
fn built(name: &str) -> Result<PathBuf> {
    Ok(build_directory()?.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

/// `target/debug`, where this test is `target/debug/deps/test-0123`.
fn build_directory() -> Result<PathBuf> {
    let test = env::current_exe().context("the test's own path is unknown")?;
    let directory = test.ancestors().nth(2);
    Ok(directory
        .context("the test is not in a build directory")?
        .to_owned())
}
