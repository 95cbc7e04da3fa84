//! `scholiast check --format …`: the forms that other programs read.

use anyhow::{Context, Result};
use scholiast_tests::command_line::{Project, TANGLED};
use serde_json::Value;

/// A finding of each sort, and a file that cannot be read.
fn checked(format: &str) -> Result<String> {
    let project = Project::with(&[
        ("a b,é.py", TANGLED.as_bytes()),
        ("src/broken.py", b"def f(:\n    pass\n"),
        ("clean.py", b"x = 1\n"),
        ("latin1.py", b"caf\xE9\n"),
    ])?;
    let low = ["--cognitive-threshold", "2"];
    let said = project.run(&[&["check", "--format", format][..], &low].concat())?;
    assert_eq!(said.code, Some(2));
    Ok(said.output)
}

#[test]
fn sarif_is_what_code_scanning_services_need() -> Result<()> {
    let document: Value = serde_json::from_str(&checked("sarif")?)?;
    assert_eq!(document["version"], "2.1.0");
    let run = &document["runs"][0];
    let results = run["results"].as_array().context("no results")?;
    assert_eq!(results.len(), 2);
    for result in results {
        let index = result["ruleIndex"].as_u64().context("no rule")?;
        let rule = &run["tool"]["driver"]["rules"][usize::try_from(index)?];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    let tangled = &results[0];
    assert_eq!(
        (&tangled["ruleId"], &tangled["level"]),
        (&"cognitive-complexity".into(), &"note".into())
    );
    let place = &tangled["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b,%C3%A9.py");
    let region =
        serde_json::json!({ "startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 6 });
    assert_eq!(place["region"], region);
    let related = &tangled["relatedLocations"][1];
    assert_eq!(
        related["message"]["text"],
        "+2 for this `if`, of which 1 for nesting"
    );
    assert_eq!(results[1]["level"], "error");
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let fault = &invocation["toolExecutionNotifications"][0]["message"]["text"];
    assert!(
        fault
            .as_str()
            .is_some_and(|text| text.contains("latin1.py is not UTF-8")),
        "{fault}"
    );
    Ok(())
}

#[test]
fn github_shows_each_finding_beside_its_line() -> Result<()> {
    assert_eq!(
        checked("github")?,
        "\
::notice file=a b%2Cé.py,line=1,endLine=1,col=5,endColumn=6,title=cognitive-complexity::`f` has a cognitive complexity of 3 (threshold 2)
::error file=src/broken.py,line=1,endLine=1,col=6,endColumn=7,title=syntax-error::`(` opened on line 1 is never closed
::error title=fault::latin1.py is not UTF-8 from byte 3 on: save it as UTF-8 to have it checked
"
    );
    Ok(())
}

#[test]
fn junit_has_a_suite_a_file_and_a_failure_a_finding() -> Result<()> {
    let document = checked("junit")?;
    let expected = [
        r#"<testsuites name="scholiast" tests="4" skipped="0" failures="2" errors="1">"#,
        r#"<testsuite name="a b,é.py" tests="1" skipped="0" errors="0" failures="1">"#,
        r#"<testcase name="cognitive-complexity at 1:5">"#,
        "line 3: +2 for this `if`, of which 1 for nesting",
        r#"<testsuite name="clean.py" tests="1" skipped="0" errors="0" failures="0">"#,
        r#"<error message="latin1.py is not UTF-8"#,
    ];
    for words in expected {
        assert!(
            document.contains(words),
            "`{words}` is missing in\n{document}"
        );
    }
    Ok(())
}
