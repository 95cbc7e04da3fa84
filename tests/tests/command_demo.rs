//! `scholiast demo`: the whole path from a document to a verified edit.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

fn demo(arguments: &[&Path]) -> Result<String> {
    let output = Command::new(scholiast_tests::scholiast()?)
        .arg("demo")
        .args(arguments)
        .output()?;
    ensure!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

#[test]
fn the_sample_shows_an_answer_that_fails_and_one_that_passes() -> Result<()> {
    let shown = demo(&[])?;
    let expected = [
        "A demonstration.",
        "‹cognitive 23›",
        "expected `:`",
        "Cognitive complexity **23**",
        "Why this number?",
        "not accepted, asking once more: the signature changed",
        "cognitive 23 → 7",
        "+ def _covering(invoice, payments, strict):",
    ];
    for words in expected {
        assert!(shown.contains(words), "`{words}` is missing in\n{shown}");
    }
    Ok(())
}

#[test]
fn a_file_of_ones_own_is_shown_and_left_as_it_is() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("mine.ts");
    let code = "export class A {\n  f(x: number) {\n    return x > 1 ? 1 : 0;\n  }\n}\n";
    std::fs::write(&path, code)?;
    let shown = demo(&[&path])?;
    assert!(
        shown.contains("+   // Looked at in a demonstration."),
        "{shown}"
    );
    assert!(shown.contains("not accepted, asking once more"), "{shown}");
    assert_eq!(std::fs::read_to_string(&path)?, code);
    Ok(())
}

#[test]
fn a_file_that_cannot_be_shown_is_an_error_that_says_why() {
    let error = demo(&[Path::new("gone.py")]).map_err(|error| error.to_string());
    assert!(error.is_err_and(|error| error.contains("gone.py")));
}
