//! Findings for programs: one JSON document.
//!
//! Lines and columns count from 1, columns in Unicode characters; `offset`
//! counts bytes from 0.

use std::io::Write;

use anyhow::Result;
use scholiast_analysis::{Diagnostic, Related, Severity};
use scholiast_text::{Span, Text};
use serde_json::{Value, json};

use super::place::Place;
use super::{CheckedFile, Fault, Outcome};

/// The version of this document's shape; raised when a field changes its meaning.
const SHAPE: u32 = 1;

pub(super) fn print(outcome: &Outcome, output: &mut impl Write) -> Result<()> {
    let document = json!({
        "version": SHAPE,
        "summary": {
            "files": outcome.files.len(),
            "functions": outcome.functions(),
            "findings": outcome.findings(),
            "faults": outcome.faults.len(),
        },
        "files": outcome.files.iter().map(file).collect::<Vec<_>>(),
        "faults": outcome.faults.iter().map(fault).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *output, &document)?;
    writeln!(output)?;
    Ok(())
}

fn file(checked: &CheckedFile) -> Value {
    let text = &checked.found.text;
    let diagnostics = checked.found.diagnostics.iter();
    json!({
        "path": checked.path.to_string_lossy(),
        "language": checked.found.language.id(),
        "diagnostics": diagnostics.map(|found| diagnostic(found, text)).collect::<Vec<_>>(),
    })
}

fn diagnostic(found: &Diagnostic, text: &Text) -> Value {
    let related = |related: &Related| json!({ "message": related.message, "range": range(related.span, text) });
    json!({
        "rule": found.rule.to_string(),
        "severity": severity(found.severity),
        "message": found.message,
        "range": range(found.span, text),
        "related": found.related.iter().map(related).collect::<Vec<_>>(),
        "omittedRelated": found.omitted_related,
    })
}

fn range(span: Span, text: &Text) -> Value {
    json!({ "start": place(span.start, text), "end": place(span.end, text) })
}

fn place(offset: usize, text: &Text) -> Value {
    let Place { line, column } = super::place::place(offset, text);
    json!({ "line": line, "column": column, "offset": offset })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "information",
        Severity::Hint => "hint",
    }
}

fn fault(fault: &Fault) -> Value {
    let path = fault.path.as_ref().map(|path| path.to_string_lossy());
    json!({ "path": path, "message": fault.message })
}
