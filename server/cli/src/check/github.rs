//! Findings as workflow commands of GitHub Actions, which shows them beside the lines of a pull
//! request: `::error file=a.py,line=2,…::message`.

use std::io::Write;

use anyhow::Result;
use scholiast_analysis::Severity;

use super::Outcome;
use super::place::places;

pub(super) fn print(outcome: &Outcome, output: &mut impl Write) -> Result<()> {
    for (file, found) in outcome.diagnostics() {
        let (start, end) = places(found.span, &file.found.text);
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Information | Severity::Hint => "notice",
        };
        // A range of columns is understood on one line only.
        let columns = if start.line == end.line {
            format!(",col={},endColumn={}", start.column, end.column)
        } else {
            String::new()
        };
        writeln!(
            output,
            "::{command} file={},line={},endLine={}{columns},title={}::{}",
            property(&file.path.to_string_lossy()),
            start.line,
            end.line,
            property(found.rule.as_str()),
            message(&found.message),
        )?;
    }
    for fault in &outcome.faults {
        writeln!(
            output,
            "::error title=fault::{}",
            message(&fault.sentence())
        )?;
    }
    Ok(())
}

/// A text that a command may carry: what would end it is escaped, as the runner has it.
fn message(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '%' => escaped.push_str("%25"),
            '\r' => escaped.push_str("%0D"),
            '\n' => escaped.push_str("%0A"),
            _ if character.is_control() => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
