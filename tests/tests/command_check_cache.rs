//! `scholiast check` twice: what is kept between runs changes nothing but the time they take.

use std::path::{Path, PathBuf};

use anyhow::Result;
use scholiast_tests::command_line::{Project, TANGLED};

const CHECK: [&str; 3] = ["check", "--cognitive-threshold", "2"];

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    Ok(found)
}

fn project() -> Result<Project> {
    Project::with(&[("a.py", TANGLED.as_bytes()), ("b.py", b"def f(:\n")])
}

#[test]
fn the_first_run_the_second_and_one_without_a_cache_say_the_same() -> Result<()> {
    let project = project()?;
    let plain = project.run(&[&CHECK[..], &["--no-cache"]].concat())?;
    assert!(!project.home().join("findings").exists());
    let first = project.run(&CHECK)?;
    let kept = entries(&project.home().join("findings"))?;
    assert_eq!(kept.len(), 2);
    let second = project.run(&CHECK)?;
    assert_eq!(plain.output, first.output);
    assert_eq!(first.output, second.output);
    let cleared = project.run(&["cache", "clear"])?;
    assert_eq!(cleared.output, "removed the findings of 2 files\n");
    assert!(!project.home().join("findings").exists());
    Ok(())
}

#[test]
fn kept_findings_that_were_damaged_are_found_anew() -> Result<()> {
    let project = project()?;
    let first = project.run(&CHECK)?;
    for entry in entries(&project.home().join("findings"))? {
        std::fs::write(entry, b"\xFF not JSON")?;
    }
    assert_eq!(project.run(&CHECK)?.output, first.output);
    Ok(())
}

#[test]
fn a_cache_that_cannot_be_written_stops_nothing() -> Result<()> {
    let project = project()?.variable("XDG_CACHE_HOME", "/dev/null");
    let said = project.run(&CHECK)?;
    assert!(said.output.contains("complexity of 3"), "{}", said.output);
    assert_eq!(said.errors, "");
    Ok(())
}
