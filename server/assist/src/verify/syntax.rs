//! The result parses: it has no syntax error that was not there before.

use scholiast_analysis::{Analysis, SyntaxError};

use super::comparison::Comparison;
use crate::receipt::{Check, Subject};

pub(super) fn check(comparison: &Comparison<'_>) -> Check {
    let errors = &comparison.after.report().syntax_errors;
    let explained = errors.iter().find(|error| is_new(comparison, error));
    let evidence = explained
        .map(|error| explained_evidence(comparison, error))
        .or_else(|| unexplained_evidence(comparison));
    match evidence {
        None => Check::passed(Subject::Syntax, "parses"),
        Some(evidence) => Check::failed(Subject::Syntax, evidence),
    }
}

/// An error inside the replacement is new: what stood there before is gone.
fn is_new(comparison: &Comparison<'_>, error: &SyntaxError) -> bool {
    let before = comparison.before.report().syntax_errors.iter();
    let mut moved = before.filter_map(|known| comparison.moved(known.span.start));
    !moved.any(|start| start == error.span.start)
}

fn explained_evidence(comparison: &Comparison<'_>, error: &SyntaxError) -> String {
    let message = &error.message;
    if comparison.region.start <= error.span.start && error.span.start <= comparison.region.end {
        let line = comparison.line_of_replacement(error.span.start);
        let note = line_note(comparison, message);
        format!("line {line} of the replacement does not parse: {message}{note}")
    } else {
        let line = comparison.after.text().line_of(error.span.start) + 1;
        format!("with the replacement, line {line} of the file no longer parses: {message}")
    }
}

/// Messages name lines of the file, which a model does not see.
fn line_note(comparison: &Comparison<'_>, message: &str) -> String {
    let first_line = comparison.after.text().line_of(comparison.region.start) + 1;
    if message.contains("line ") && first_line > 1 {
        format!(" (line {first_line} of the file is line 1 of the replacement)")
    } else {
        String::new()
    }
}

/// Errors that a language keeps silent about, since its valid code is full of them, still count
/// when they are in the replacement.
fn unexplained_evidence(comparison: &Comparison<'_>) -> Option<String> {
    let starts = error_starts(comparison.after);
    let is_inside = |start: &usize| comparison.region.contains(*start);
    let line = comparison.line_of_replacement(starts.into_iter().find(is_inside)?);
    Some(format!("line {line} of the replacement does not parse"))
}

/// Where the nodes of the tree start that stand for an error or a missing token.
fn error_starts(analysis: &Analysis) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut cursor = analysis.tree().walk();
    loop {
        let node = cursor.node();
        if node.is_error() || node.is_missing() {
            starts.push(node.start_byte());
        }
        if node.has_error() && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return starts;
            }
        }
    }
}
