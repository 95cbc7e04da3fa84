//! `scholiast check`: what it prints, and what its exit code says.

use anyhow::Result;
use scholiast_tests::command_line::{Project, TANGLED};
use serde_json::Value;

fn check(project: &Project, arguments: &[&str]) -> Result<(String, Option<i32>)> {
    let said = project.run(&[&["check"], arguments].concat())?;
    Ok((said.output, said.code))
}

#[test]
fn a_clean_folder_exits_with_0() -> Result<()> {
    let project = Project::with(&[
        ("a.py", TANGLED.as_bytes()),
        ("b.ts", b"export const x = 1;\n"),
    ])?;
    let (printed, code) = check(&project, &[])?;
    assert_eq!(printed, "1 function in 2 files: nothing to report\n");
    assert_eq!(code, Some(0));
    Ok(())
}

#[test]
fn findings_are_shown_with_their_lines_and_fail_from_the_named_severity_on() -> Result<()> {
    let project = Project::with(&[("a.py", TANGLED.as_bytes())])?;
    let low = ["--cognitive-threshold", "2", "a.py"];
    let (printed, code) = check(&project, &low)?;
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
    let failing = |fail_on| check(&project, &[&low[..], &["--fail-on", fail_on]].concat());
    assert_eq!(failing("information")?.1, Some(1));
    assert_eq!(failing("warning")?.1, Some(0));
    let as_warning = [
        "--set",
        "rules.cognitive-complexity=warning",
        "--fail-on",
        "warning",
    ];
    assert_eq!(
        check(&project, &[&low[..], &as_warning].concat())?.1,
        Some(1)
    );
    Ok(())
}

#[test]
fn bad_input_is_named_and_keeps_nothing_else_from_being_checked() -> Result<()> {
    let project = Project::with(&[
        ("latin1.py", b"# caf\xE9\n"),
        ("binary.py", b"\x7fELF\0"),
        ("broken.py", b"def f(:\n    pass\n"),
        (".gitignore", b"ignored.py\n"),
        ("ignored.py", b"def f(:\n"),
    ])?;
    let (printed, code) = check(&project, &[".", "gone.py"])?;
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
    let project = Project::with(&[
        ("scholiast.toml", b"thresholds.cognitive = 2\n"),
        ("src/a.py", TANGLED.as_bytes()),
    ])?;
    assert!(check(&project, &["src"])?.0.contains("complexity of 3"));
    project.write(
        "scholiast.toml",
        b"thresholds.cognitive = 2\nthreshold = 3\n",
    )?;
    let (printed, code) = check(&project, &["src"])?;
    assert!(printed.contains("complexity of 3"), "{printed}");
    let mistake = "scholiast.toml:2: unknown key `threshold`: did you mean `thresholds`?";
    assert!(printed.contains(mistake), "{printed}");
    assert_eq!(code, Some(2));
    Ok(())
}

#[test]
fn json_gives_rule_severity_and_places() -> Result<()> {
    let project = Project::with(&[("é.py", "# é\ndef f(:\n    pass\n".as_bytes())])?;
    let (printed, code) = check(&project, &["--format", "json", "é.py"])?;
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
    let project = Project::with(&[("a.py", source.as_bytes())])?;
    let (printed, _) = check(&project, &["--cognitive-threshold", "0"])?;
    assert!(!printed.contains('\x1b'), "{printed:?}");
    Ok(())
}

#[test]
fn a_hundred_thousand_brackets_are_survived() -> Result<()> {
    let project = Project::with(&[("deep.py", "(".repeat(100_000).as_bytes())])?;
    let (printed, code) = check(&project, &[])?;
    assert!(printed.contains("error[syntax-error]"), "{printed}");
    assert_eq!(code, Some(1));
    Ok(())
}

#[test]
fn neither_a_files_name_nor_its_text_reaches_a_terminal_as_a_command() -> Result<()> {
    let project = Project::with(&[
        ("\u{1b}[31mred.py", b"def f(:\n"),
        ("\u{1b}[2Jlatin.py", b"\xE9"),
    ])?;
    for format in ["human", "github"] {
        let (printed, _) = check(&project, &["--format", format])?;
        assert!(
            printed.contains("red.py") && printed.contains("latin.py"),
            "{printed}"
        );
        assert!(!printed.contains('\u{1b}'), "{printed:?}");
    }
    Ok(())
}

#[test]
fn colour_is_there_when_asked_for_and_only_then() -> Result<()> {
    let project = Project::with(&[("a.py", b"def f(:\n")])?;
    assert!(
        check(&project, &["--color", "always"])?
            .0
            .contains('\u{1b}')
    );
    assert!(
        !check(&project, &[])?.0.contains('\u{1b}'),
        "a pipe is no terminal"
    );
    Ok(())
}

#[test]
fn standard_input_is_checked_under_the_name_that_it_is_given() -> Result<()> {
    let project = Project::with(&[("src/scholiast.toml", b"thresholds.cognitive = 2\n")])?;
    let check = |name: &str, input: &[u8]| {
        let arguments = ["check", "--stdin", "--stdin-filename", name];
        project.run_with_input(&arguments, input)
    };
    let said = check("src/a.py", TANGLED.as_bytes())?;
    assert!(said.output.contains(" --> src/a.py:1:5"), "{}", said.output);
    assert!(
        !check("a.py", TANGLED.as_bytes())?
            .output
            .contains("complexity")
    );
    let said = check("a.cobol", b"")?;
    assert!(
        said.output
            .contains("a.cobol is in a language that no grammar here knows")
    );
    assert_eq!(said.code, Some(2));
    assert_eq!(
        project.run(&["check", "--stdin"])?.code,
        Some(2),
        "the name is missing"
    );
    Ok(())
}

#[test]
fn a_folder_without_sources_is_no_success() -> Result<()> {
    let project = Project::with(&[("notes.txt", b"")])?;
    let (printed, code) = check(&project, &[])?;
    assert!(
        printed.contains(".: there is no source file in this folder"),
        "{printed}"
    );
    assert_eq!(code, Some(2));
    Ok(())
}

#[test]
fn settings_ignore_paths() -> Result<()> {
    let project = Project::with(&[
        ("scholiast.toml", b"ignore = ['vendor/']\n"),
        ("vendor/broken.py", b"def f(:\n"),
        ("a.py", b"x = 1\n"),
    ])?;
    assert_eq!(check(&project, &[])?.1, Some(0));
    assert_eq!(
        check(&project, &["vendor/broken.py"])?.1,
        Some(1),
        "who names a file means it"
    );
    Ok(())
}
