//! `scholiast check`: what it prints, and what its exit code says.

use std::path::Path;
use std::process::{Command, Output};

use anyhow::Result;
use serde_json::Value;

const TANGLED: &str = "def f(xs):\n    for x in xs:\n        if x:\n            print(x)\n";

fn check(folder: &Path, arguments: &[&str]) -> Result<(String, Option<i32>)> {
    let Output { status, stdout, .. } = Command::new(scholiast_tests::scholiast()?)
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CONFIG_HOME", folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .output()?;
    Ok((String::from_utf8(stdout)?, status.code()))
}

fn project(files: &[(&str, &[u8])]) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        std::fs::write(path, content)?;
    }
    Ok(folder)
}

#[test]
fn a_clean_folder_exits_with_0() -> Result<()> {
    let folder = project(&[
        ("a.py", TANGLED.as_bytes()),
        ("b.ts", b"export const x = 1;\n"),
    ])?;
    let (printed, code) = check(folder.path(), &[])?;
    assert_eq!(printed, "1 function in 2 files: nothing to report\n");
    assert_eq!(code, Some(0));
    Ok(())
}

#[test]
fn findings_are_shown_with_their_lines_and_fail_from_the_named_severity_on() -> Result<()> {
    let folder = project(&[("a.py", TANGLED.as_bytes())])?;
    let low = ["--cognitive-threshold", "2", "a.py"];
    let (printed, code) = check(folder.path(), &low)?;
    assert_eq!(
        printed,
        "\
info[cognitive-complexity]: `f` has a cognitive complexity of 3 (threshold 2)
 --> a.py:1:5
  |
1 | def f(xs):
  |     ^
2 |     for x in xs:
  |     --- +1 for this `for` loop
3 |         if x:
  |         -- +2 for this `if`, of which 1 for nesting

1 function in 1 file: 1 finding
"
    );
    assert_eq!(
        code,
        Some(0),
        "complexity is information, which fails nothing unless asked to"
    );
    let failing = |fail_on| check(folder.path(), &[&low[..], &["--fail-on", fail_on]].concat());
    assert_eq!(failing("information")?.1, Some(1));
    assert_eq!(failing("warning")?.1, Some(0));
    let as_warning = [
        "--set",
        "rules.cognitive-complexity=warning",
        "--fail-on",
        "warning",
    ];
    assert_eq!(
        check(folder.path(), &[&low[..], &as_warning].concat())?.1,
        Some(1)
    );
    Ok(())
}

#[test]
fn bad_input_is_named_and_keeps_nothing_else_from_being_checked() -> Result<()> {
    let folder = project(&[
        ("latin1.py", b"# caf\xE9\n"),
        ("binary.py", b"\x7fELF\0"),
        ("broken.py", b"def f(:\n    pass\n"),
        (".gitignore", b"ignored.py\n"),
        ("ignored.py", b"def f(:\n"),
    ])?;
    let (printed, code) = check(folder.path(), &[".", "gone.py"])?;
    assert!(printed.contains("error[syntax-error]"), "{printed}");
    assert!(
        printed.contains("latin1.py is not UTF-8 from byte 5 on"),
        "{printed}"
    );
    assert!(printed.contains("binary.py is not text"), "{printed}");
    assert!(
        printed.contains("gone.py: there is no such file or folder"),
        "{printed}"
    );
    assert!(!printed.contains("ignored.py"), "{printed}");
    assert!(printed.ends_with("; 3 faults\n"), "{printed}");
    assert_eq!(code, Some(2));
    Ok(())
}

#[test]
fn the_projects_own_threshold_holds_and_a_mistake_beside_it_is_named() -> Result<()> {
    let folder = project(&[
        ("scholiast.toml", b"thresholds.cognitive = 2\n"),
        ("src/a.py", TANGLED.as_bytes()),
    ])?;
    assert!(
        check(folder.path(), &["src"])?
            .0
            .contains("complexity of 3")
    );
    std::fs::write(
        folder.path().join("scholiast.toml"),
        "thresholds.cognitive = 2\nthreshold = 3\n",
    )?;
    let (printed, code) = check(folder.path(), &["src"])?;
    assert!(printed.contains("complexity of 3"), "{printed}");
    let mistake = "scholiast.toml:2: unknown key `threshold`: did you mean `thresholds`?";
    assert!(printed.contains(mistake), "{printed}");
    assert_eq!(code, Some(2));
    Ok(())
}

#[test]
fn json_gives_rule_severity_and_places() -> Result<()> {
    let folder = project(&[("é.py", "# é\ndef f(:\n    pass\n".as_bytes())])?;
    let (printed, code) = check(folder.path(), &["--format", "json", "é.py"])?;
    let document: Value = serde_json::from_str(&printed)?;
    assert_eq!(document["version"], 1);
    assert_eq!(document["summary"]["findings"], 1);
    assert_eq!(document["files"][0]["path"], "é.py");
    let found = &document["files"][0]["diagnostics"][0];
    assert_eq!(
        (&found["rule"], &found["severity"]),
        (&"syntax-error".into(), &"error".into())
    );
    assert_eq!(found["range"]["start"]["line"], 2);
    assert_eq!(code, Some(1));
    Ok(())
}

#[test]
fn terminal_escapes_in_code_are_not_passed_on() -> Result<()> {
    let source =
        "def f(xs):\n    for x in xs:\n        if x == '\x1b]0;owned\x07':\n            pass\n";
    let folder = project(&[("a.py", source.as_bytes())])?;
    let (printed, _) = check(folder.path(), &["--cognitive-threshold", "0"])?;
    assert!(!printed.contains('\x1b'), "{printed:?}");
    Ok(())
}

#[test]
fn a_hundred_thousand_brackets_are_survived() -> Result<()> {
    let folder = project(&[("deep.py", "(".repeat(100_000).as_bytes())])?;
    let (printed, code) = check(folder.path(), &[])?;
    assert!(printed.contains("error[syntax-error]"), "{printed}");
    assert_eq!(code, Some(1));
    Ok(())
}
