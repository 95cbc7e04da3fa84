//! Whole-process tests: sessions over standard input and output.
//!
//! | what is tested | with | where |
//! |---|---|---|
//! | the transport, with handlers that misbehave | `transport_probe`, a server of ours | `tests/transport_*.rs` |
//! | the server people run | `scholiast` | `tests/server_*.rs` |
//!
//! Both are started by [`Editor`](scholiast_simulation::Editor), which holds them to the protocol.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, anyhow, ensure};

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
