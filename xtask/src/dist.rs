//! What people install, under `target/dist`: an archive and a VS Code package for each platform, and a
//! file of checksums. Names are stable, so that a registry such as Mason's can point to them:
//!
//! ```text
//! scholiast-0.1.0-x86_64-unknown-linux-gnu.tar.gz
//! scholiast-0.1.0-linux-x64.vsix
//! SHA256SUMS
//! ```
//!
//! A platform that cannot be built for on this machine is left out, with the reason.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::shell::{cargo, command, output, root, run, target};

/// A platform people have, in Rust's words and in VS Code's.
struct Platform {
    triple: &'static str,
    vscode: &'static str,
}

const PLATFORMS: &[Platform] = &[
    Platform {
        triple: "x86_64-unknown-linux-gnu",
        vscode: "linux-x64",
    },
    Platform {
        triple: "aarch64-unknown-linux-gnu",
        vscode: "linux-arm64",
    },
    Platform {
        triple: "x86_64-unknown-linux-musl",
        vscode: "alpine-x64",
    },
    Platform {
        triple: "x86_64-apple-darwin",
        vscode: "darwin-x64",
    },
    Platform {
        triple: "aarch64-apple-darwin",
        vscode: "darwin-arm64",
    },
    Platform {
        triple: "x86_64-pc-windows-msvc",
        vscode: "win32-x64",
    },
];

/// What stands in an archive beside the program: files and folders of the repository.
const BESIDE: &[(&str, &str)] = &[
    ("README.md", "README.md"),
    ("CHANGELOG.md", "CHANGELOG.md"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
    ("editors/neovim", "neovim"),
    ("editors/helix", "helix"),
    ("editors/emacs", "emacs"),
];

/// Builds everything for every platform this machine can build for.
pub(crate) fn dist() -> Result<()> {
    let folder = target().join("dist");
    if folder.exists() {
        fs::remove_dir_all(&folder).context("the last distribution cannot be removed")?;
    }
    fs::create_dir_all(&folder)?;
    let mut left_out = Vec::new();
    for platform in PLATFORMS {
        match obstacle(platform)? {
            None => build(platform, &folder)?,
            Some(reason) => left_out.push(format!("{}: {reason}", platform.triple)),
        }
    }
    let made = checksums(&folder)?;
    ensure!(!made.is_empty(), "nothing can be built on this machine");
    for name in made {
        println!("made      {}", folder.join(name).display());
    }
    for reason in left_out {
        println!("left out  {reason}");
    }
    Ok(())
}

/// Why `platform` cannot be built for here.
fn obstacle(platform: &Platform) -> Result<Option<String>> {
    let triple = platform.triple;
    let host = output(&mut command("rustc", &["--print", "host-tuple"]))?;
    if host.trim() == triple {
        return Ok(None);
    }
    let libraries = output(&mut command(
        "rustc",
        &["--print", "target-libdir", "--target", triple],
    ))?;
    if !Path::new(libraries.trim()).is_dir() {
        return Ok(Some(format!(
            "its standard library is not installed: rustup target add {triple}"
        )));
    }
    let variable = format!(
        "CARGO_TARGET_{}_LINKER",
        triple.to_uppercase().replace('-', "_")
    );
    if std::env::var_os(&variable).is_some() {
        return Ok(None);
    }
    Ok(Some(format!("{variable} names no linker for it")))
}

fn build(platform: &Platform, folder: &Path) -> Result<()> {
    run(&mut cargo(&[
        "build",
        "--release",
        "--package",
        "scholiast",
        "--target",
        platform.triple,
    ]))?;
    let program = program(platform);
    archive(platform, &program, folder)?;
    package(platform, &program, folder)
}

fn program(platform: &Platform) -> PathBuf {
    let built = target().join(platform.triple).join("release");
    built.join(program_name(platform))
}

fn program_name(platform: &Platform) -> &'static str {
    if platform.vscode.starts_with("win32") {
        "scholiast.exe"
    } else {
        "scholiast"
    }
}

/// The archive: one folder of the archive's own name.
fn archive(platform: &Platform, program: &Path, folder: &Path) -> Result<()> {
    let name = format!("scholiast-{}-{}", version(), platform.triple);
    let staged = folder.join(&name);
    fs::create_dir(&staged)?;
    fs::copy(program, staged.join(program_name(platform))).context("the program is not there")?;
    for (from, to) in BESIDE {
        run(command("cp", &["-R"])
            .arg(root().join(from))
            .arg(staged.join(to)))?;
    }
    let mut tar = command("tar", &["--create", "--gzip", "--owner=0", "--group=0"]);
    tar.arg("--file").arg(folder.join(format!("{name}.tar.gz")));
    run(tar.arg("--directory").arg(folder).arg(&name))?;
    Ok(fs::remove_dir_all(staged)?)
}

/// The VS Code extension with the server inside.
fn package(platform: &Platform, program: &Path, folder: &Path) -> Result<()> {
    run(&mut command("bash", &["editors/tests/setup/extension.sh"]))?;
    let name = format!("scholiast-{}-{}.vsix", version(), platform.vscode);
    let mut pack = command("node", &["editors/vscode/package.mjs"]);
    run(pack
        .arg(program)
        .arg(folder.join(name))
        .arg(platform.vscode))
}

/// Writes `SHA256SUMS`, as `sha256sum --check` reads it: the names in it.
fn checksums(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let mut sum = command("sha256sum", &["--"]);
    sum.current_dir(folder).args(&names);
    if !names.is_empty() {
        fs::write(folder.join("SHA256SUMS"), output(&mut sum)?)?;
    }
    Ok(names)
}

/// The workspace's version, which this program shares.
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
