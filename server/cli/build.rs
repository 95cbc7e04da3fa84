//! Finds out what `scholiast --version` tells: the commit, and the grammars' versions.

use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!(
        "cargo::rustc-env=SCHOLIAST_COMMIT={}",
        commit().unwrap_or_default()
    );
    println!(
        "cargo::rustc-env=SCHOLIAST_GRAMMARS={}",
        grammars().unwrap_or_default()
    );
}

/// The commit that is built; none outside a repository, or without git.
fn commit() -> Option<String> {
    // Both move when another commit is checked out; the second when one is made.
    for file in ["HEAD", "logs/HEAD"] {
        if let Some(path) =
            git(&["rev-parse", "--git-path", file]).filter(|path| Path::new(path).exists())
        {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    git(&["rev-parse", "--short=10", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let said = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| said.trim().to_owned())
}

/// `tree-sitter-python 0.25.0, …`, as the lock file has them.
fn grammars() -> Option<String> {
    let lock = Path::new("../../Cargo.lock");
    println!("cargo::rerun-if-changed={}", lock.display());
    let lock = std::fs::read_to_string(lock).ok()?;
    let mut grammars = Vec::new();
    let mut lines = lock.lines();
    while let Some(line) = lines.next() {
        let quoted = |line: &str, key: &str| {
            let value = line.strip_prefix(key)?.strip_prefix(" = \"")?;
            Some(value.strip_suffix('"')?.to_owned())
        };
        let Some(name) = quoted(line, "name").filter(|name| name.starts_with("tree-sitter-"))
        else {
            continue;
        };
        let version = lines.next().and_then(|line| quoted(line, "version"))?;
        if name != "tree-sitter-language" {
            grammars.push(format!("{name} {version}"));
        }
    }
    Some(grammars.join(", "))
}
