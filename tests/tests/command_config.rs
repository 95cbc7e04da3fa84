//! `scholiast config`: settings with their origins, their schema, and what is wrong in them.

use anyhow::{Context, Result};
use scholiast_tests::command_line::Project;
use serde_json::Value;

#[test]
fn every_value_is_shown_with_the_place_where_it_was_set() -> Result<()> {
    let project = Project::with(&[("scholiast.toml", b"[thresholds]\nlines = 80\nnesting = 3\n")])?
        .variable("SCHOLIAST_THRESHOLDS_PARAMETERS", "5");
    project.write_own_settings("thresholds.nesting = 4\n")?;
    let said = project.run(&["config", "show", "--cognitive-threshold", "9"])?;
    let line = |key: &str| -> Result<String> {
        let mut lines = said.output.lines();
        let line = lines
            .find(|line| line.starts_with(key))
            .context("the key is missing")?;
        Ok(line.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let own = project.home().join("config.toml").display().to_string();
    assert!(
        line("thresholds.lines")?.ends_with("scholiast.toml:2"),
        "{}",
        said.output
    );
    assert_eq!(
        line("thresholds.nesting")?,
        format!("thresholds.nesting = 4 # {own}:1")
    );
    assert_eq!(
        line("thresholds.cognitive")?,
        "thresholds.cognitive = 9 # flag --cognitive-threshold"
    );
    assert_eq!(
        line("thresholds.parameters")?,
        "thresholds.parameters = 5 # environment variable SCHOLIAST_THRESHOLDS_PARAMETERS"
    );
    assert_eq!(
        line("thresholds.cyclomatic")?,
        "thresholds.cyclomatic = \"off\" # default"
    );
    assert_eq!(said.code, Some(0));
    Ok(())
}

#[test]
fn a_file_is_checked_whole_and_each_fault_has_its_line_and_its_fix() -> Result<()> {
    let wrong = b"[thresholds]\ncogntive = 3\n[model]\nbase_url = 'http://evil.example'\n[rules]\nsyntax-error = 'of'\n";
    let project = Project::with(&[
        ("scholiast.toml", wrong),
        ("good.toml", b"thresholds.lines = 9\n"),
    ])?;
    let said = project.run(&["config", "check", "scholiast.toml"])?;
    let expected = [
        "scholiast.toml:2: unknown key `cogntive`: did you mean `cognitive`?",
        "scholiast.toml:3: `[model]` is not read from a project's file",
        "scholiast.toml:6: `rules.syntax-error` cannot be the text \"of\": did you mean \"off\"?",
    ];
    for words in expected {
        assert!(
            said.output.contains(words),
            "`{words}` is missing in\n{}",
            said.output
        );
    }
    assert_eq!(said.output.lines().count(), expected.len());
    assert_eq!(said.code, Some(1));
    let said = project.run(&["config", "check", "good.toml"])?;
    assert_eq!(
        (said.output.as_str(), said.code),
        ("good.toml: nothing is wrong\n", Some(0))
    );
    assert_eq!(
        project.run(&["config", "check", "gone.toml"])?.code,
        Some(2)
    );
    Ok(())
}

#[test]
fn without_a_file_the_ones_in_force_are_checked() -> Result<()> {
    let project = Project::with(&[("scholiast.toml", b"nonsense = 1\n")])?;
    project.write_own_settings("profile = 3\n")?;
    let said = project.run(&["config", "check"])?;
    assert!(
        said.output
            .contains("scholiast.toml:1: unknown key `nonsense`"),
        "{}",
        said.output
    );
    assert!(
        said.output.contains("config.toml:1: `profile` cannot be 3"),
        "{}",
        said.output
    );
    Ok(())
}

#[test]
fn the_published_schema_is_the_one_in_the_documentation() -> Result<()> {
    let said = Project::with(&[])?.run(&["config", "schema"])?;
    let schema: Value = serde_json::from_str(&said.output)?;
    assert_eq!(
        schema["properties"]["thresholds"]["properties"]["cognitive"]["default"],
        15
    );
    let published = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/scholiast.schema.json");
    let published: Value = serde_json::from_str(&std::fs::read_to_string(published)?)?;
    assert_eq!(
        schema, published,
        "write it anew: scholiast config schema > docs/scholiast.schema.json"
    );
    Ok(())
}
