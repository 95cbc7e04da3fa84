//! Findings as SARIF 2.1.0, the form that code scanning services take.
//!
//! The few parts of the standard that findings need are written by hand: the crates that model all
//! of it generate themselves from its schema at build time, which costs more than it saves here.

use std::io::Write;
use std::path::Path;

use anyhow::Result;
use scholiast_analysis::{Diagnostic, Severity};
use scholiast_project::configuration::rules;
use scholiast_text::{Span, Text};
use serde_json::{Value, json};

use super::place::places;
use super::{CheckedFile, Fault, Outcome};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

pub(super) fn print(outcome: &Outcome, output: &mut impl Write) -> Result<()> {
    let results = outcome
        .diagnostics()
        .map(|(file, found)| result(file, found));
    let notifications = outcome.faults.iter().map(notification);
    let run = json!({
        "tool": { "driver": {
            "name": "Scholiast",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules::descriptions().map(rule).collect::<Vec<_>>(),
        }},
        "columnKind": "unicodeCodePoints",
        "invocations": [{
            "executionSuccessful": outcome.faults.is_empty(),
            "toolExecutionNotifications": notifications.collect::<Vec<_>>(),
        }],
        "results": results.collect::<Vec<_>>(),
    });
    let document = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    serde_json::to_writer_pretty(&mut *output, &document)?;
    writeln!(output)?;
    Ok(())
}

fn rule((name, finds): (&str, &str)) -> Value {
    json!({ "id": name, "shortDescription": { "text": finds } })
}

fn result(file: &CheckedFile, found: &Diagnostic) -> Value {
    let text = &file.found.text;
    let index = rules::descriptions().position(|(name, _)| name == found.rule.as_str());
    let related = found.related.iter().enumerate().map(|(id, related)| {
        let mut place = location(&file.path, related.span, text);
        place["id"] = id.into();
        place["message"] = json!({ "text": related.message });
        place
    });
    let mut result = json!({
        "ruleId": found.rule.as_str(),
        "level": level(found.severity),
        "message": { "text": found.message },
        "locations": [location(&file.path, found.span, text)],
    });
    if let Some(index) = index {
        result["ruleIndex"] = index.into();
    }
    let related: Vec<Value> = related.collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    result
}

fn location(path: &Path, span: Span, text: &Text) -> Value {
    let (start, end) = places(span, text);
    json!({ "physicalLocation": {
        "artifactLocation": { "uri": uri(path) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    }})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn notification(fault: &Fault) -> Value {
    json!({ "level": "error", "message": { "text": fault.sentence() } })
}

/// A relative path stays relative, so that a service finds it in its own checkout.
fn uri(path: &Path) -> String {
    let relative = path.strip_prefix(".").unwrap_or(path);
    if relative.is_absolute() {
        return url::Url::from_file_path(relative).map_or_else(|()| lossy(relative), String::from);
    }
    let rooted = url::Url::from_file_path(Path::new("/").join(relative));
    rooted.map_or_else(
        |()| lossy(relative),
        |url| url.path().trim_start_matches('/').to_owned(),
    )
}

fn lossy(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
