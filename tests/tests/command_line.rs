//! `scholiast` itself: without a subcommand, its version, its languages, its completions.

use anyhow::Result;
use scholiast_tests::command_line::Project;

#[test]
fn without_a_subcommand_it_serves_whoever_started_it() -> Result<()> {
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
    let said = Project::with(&[])?.run_with_input(&[], frame.as_bytes())?;
    assert!(
        said.output.contains(r#""name":"scholiast""#),
        "{}",
        said.output
    );
    Ok(())
}

#[test]
fn the_version_names_the_grammars() -> Result<()> {
    let project = Project::with(&[])?;
    let long = project.run(&["--version"])?.output;
    assert!(long.starts_with("scholiast 0."), "{long}");
    assert!(long.contains("tree-sitter-python 0."), "{long}");
    assert_eq!(project.run(&["-V"])?.output.lines().count(), 1);
    Ok(())
}

#[test]
fn the_languages_are_listed_with_their_files() -> Result<()> {
    let said = Project::with(&[])?.run(&["languages"])?;
    let python = said.output.lines().find(|line| line.starts_with("python"));
    assert!(
        python.is_some_and(|line| line.contains(".py")),
        "{}",
        said.output
    );
    Ok(())
}

#[test]
fn completions_know_the_subcommands() -> Result<()> {
    let project = Project::with(&[])?;
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = project.run(&["completions", shell])?;
        assert!(said.output.contains("metrics"), "{shell}: {}", said.output);
    }
    assert_eq!(project.run(&["completions", "cobol"])?.code, Some(2));
    Ok(())
}

#[test]
fn help_tells_the_exit_codes() -> Result<()> {
    let said = Project::with(&[])?.run(&["check", "--help"])?;
    assert!(said.output.contains("Exit code: 0"), "{}", said.output);
    Ok(())
}
