//! `scholiast metrics`: the numbers of functions, files and folders.

use anyhow::Result;
use scholiast_tests::command_line::{Project, TANGLED};
use serde_json::Value;

fn project() -> Result<Project> {
    let methods = b"class A:\n    def g(self, a, b):\n        return a if b else 0\n";
    Project::with(&[
        ("a.py", TANGLED.as_bytes()),
        ("src/b.py", methods),
        (
            "src/c.py",
            b"def outer():\n    def inner(x):\n        return x and 1\n    return inner\n",
        ),
    ])
}

fn rows(project: &Project, arguments: &[&str]) -> Result<Vec<Value>> {
    let said = project.run(&[&["metrics", "--format", "json"], arguments].concat())?;
    let document: Value = serde_json::from_str(&said.output)?;
    assert_eq!(document["version"], 1);
    Ok(document["rows"].as_array().cloned().unwrap_or_default())
}

#[test]
fn a_table_has_a_line_a_function() -> Result<()> {
    let said = project()?.run(&["metrics", "a.py"])?;
    let lines: Vec<Vec<&str>> = said
        .output
        .lines()
        .map(|line| line.split_whitespace().collect())
        .collect();
    assert_eq!(
        lines[0][..4],
        ["cognitive", "cyclomatic", "nesting", "parameters"]
    );
    assert_eq!(lines[1][..4], ["3", "3", "2", "1"]);
    assert_eq!(lines[1][lines[1].len() - 2..], ["f", "a.py:1"]);
    assert_eq!(said.output.lines().last(), Some("1 function"));
    assert_eq!(said.code, Some(0));
    Ok(())
}

#[test]
fn rows_are_sorted_and_cut_on_request() -> Result<()> {
    let project = project()?;
    let names = |arguments: &[&str]| -> Result<Vec<String>> {
        let rows = rows(&project, arguments)?.into_iter();
        Ok(rows
            .map(|row| row["function"].as_str().unwrap_or_default().to_owned())
            .collect())
    };
    assert_eq!(names(&[])?, ["f", "A.g", "outer", "outer.inner"]);
    assert_eq!(
        names(&["--sort", "parameters", "--top", "2"])?,
        ["A.g", "f"]
    );
    Ok(())
}

#[test]
fn a_folder_sums_up_its_files_and_counts_nothing_twice() -> Result<()> {
    let rows = rows(&project()?, &["--by", "directory"])?;
    assert_eq!(
        (&rows[0]["path"], &rows[0]["cognitive"]),
        (&".".into(), &3.into())
    );
    let src = &rows[1];
    assert_eq!(
        (&src["path"], &src["functions"]),
        (&"src".into(), &3.into())
    );
    // 1 for the conditional expression, 1 for the `and` in `inner`, which is part of `outer`.
    assert_eq!(
        (&src["cognitive"], &src["parameters"]),
        (&2.into(), &2.into())
    );
    Ok(())
}

#[test]
fn values_for_spreadsheets_have_one_line_a_row() -> Result<()> {
    let said = project()?.run(&["metrics", "--by", "file", "--format", "csv", "src"])?;
    let lines: Vec<&str> = said.output.lines().collect();
    assert!(
        lines[0].starts_with("path,functions,cognitive,cyclomatic,nesting,"),
        "{lines:?}"
    );
    assert!(lines[1].starts_with("src/b.py,1,1,2,1,2,"), "{lines:?}");
    Ok(())
}

#[test]
fn a_number_of_whole_files_sorts_files_and_not_functions() -> Result<()> {
    let project = project()?;
    let said = project.run(&["metrics", "--sort", "maintainability"])?;
    assert!(
        said.errors
            .contains("maintainability is a number of whole files"),
        "{}",
        said.errors
    );
    assert_eq!(said.code, Some(2));
    let rows = rows(&project, &["--by", "file", "--sort", "maintainability"])?;
    let numbers: Vec<f64> = rows
        .iter()
        .filter_map(|row| row["maintainability"].as_f64())
        .collect();
    assert_eq!(numbers.len(), 3);
    assert!(numbers.is_sorted(), "the worst is first: {numbers:?}");
    Ok(())
}

#[test]
fn what_cannot_be_measured_is_named_beside_the_rest() -> Result<()> {
    let said = project()?.run(&["metrics", "a.py", "gone.py"])?;
    assert!(said.output.contains("a.py:1"), "{}", said.output);
    assert_eq!(
        said.errors,
        "fault: gone.py: there is no such file or folder\n"
    );
    assert_eq!(said.code, Some(2));
    Ok(())
}
