//! Findings for people: each with the lines it is about, and a closing line.

use std::io::Write;

use anyhow::Result;

use super::Outcome;
use super::excerpt::group;
use crate::terminal::{Color, counted};

pub(super) fn print(outcome: &Outcome, color: Color, output: &mut impl Write) -> Result<()> {
    let renderer = color.renderer();
    for (file, found) in outcome.diagnostics() {
        writeln!(output, "{}\n", renderer.render(&[group(found, file)]))?;
    }
    for fault in &outcome.faults {
        writeln!(output, "fault: {}", fault.sentence())?;
    }
    writeln!(output, "{}", closing_line(outcome))?;
    Ok(())
}

fn closing_line(outcome: &Outcome) -> String {
    let checked = format!(
        "{} in {}",
        counted(outcome.functions(), "function"),
        counted(outcome.files.len(), "file"),
    );
    let found = match outcome.findings() {
        0 => "nothing to report".to_owned(),
        findings => counted(findings, "finding"),
    };
    match outcome.faults.len() {
        0 => format!("{checked}: {found}"),
        faults => format!("{checked}: {found}; {}", counted(faults, "fault")),
    }
}
