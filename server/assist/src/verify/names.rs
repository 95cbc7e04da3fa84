//! What the file offers to others is kept, and nothing but new functions is added to it.

use std::collections::HashSet;

use scholiast_analysis::{Exported, Function};
use scholiast_grammars::Construct;
use scholiast_text::Span;

use super::comparison::Comparison;
use crate::receipt::{Check, Subject};

pub(super) fn check(comparison: &Comparison<'_>) -> Check {
    let fault = lost_name(comparison)
        .or_else(|| name_taken_twice(comparison))
        .or_else(|| stray_code(comparison));
    match fault {
        Some(evidence) => Check::failed(Subject::Names, evidence),
        None => Check::passed(Subject::Names, words(comparison)),
    }
}

fn words(comparison: &Comparison<'_>) -> String {
    let added = comparison.added();
    if added.is_empty() {
        return "names kept".to_owned();
    }
    let names: Vec<String> = added
        .iter()
        .map(|function| format!("`{}`", function.name))
        .collect();
    format!("names kept, added {}", names.join(", "))
}

fn lost_name(comparison: &Comparison<'_>) -> Option<String> {
    let after = comparison.after.exported();
    let kept: HashSet<&Exported> = after.iter().collect();
    // The function itself is the matter of another check.
    let is_target = |exported: &Exported| exported.name == comparison.target.qualified_name;
    let mut before = comparison.before.exported().iter();
    let lost = before.find(|exported| !kept.contains(exported) && !is_target(exported))?;
    let namesake = after.iter().find(|exported| exported.name == lost.name);
    Some(match namesake {
        None => format!("`{}` is no longer offered by the file", lost.name),
        Some(Exported { signature, .. }) => format!(
            "what the file offers as `{}` changed from `{}` to `{signature}`",
            lost.name, lost.signature
        ),
    })
}

/// A function defined under a name in use would take the place of what has that name.
fn name_taken_twice(comparison: &Comparison<'_>) -> Option<String> {
    let functions = comparison
        .outside_before()
        .map(|function| function.qualified_name.clone());
    let exported = comparison
        .before
        .exported()
        .iter()
        .map(|exported| exported.name.clone());
    let mut taken: HashSet<String> = functions.chain(exported).collect();
    taken.insert(comparison.target.qualified_name.clone());
    let added = comparison.added();
    let twice = added
        .iter()
        .find(|function| !taken.insert(function.qualified_name.clone()))?;
    Some(format!(
        "the replacement adds a function `{}`, a name that is taken already",
        twice.name
    ))
}

/// Code beside the functions of the replacement would run, or take effect, on its own.
fn stray_code(comparison: &Comparison<'_>) -> Option<String> {
    let functions = comparison.outermost();
    let stray = beside(comparison, &functions)?;
    let line = comparison.line_of_replacement(stray.start);
    let text = comparison.after.text();
    let end = text.line_span(text.line_of(stray.start)).end.min(stray.end);
    let code = text.slice(Span::new(stray.start, end)).into_owned();
    Some(format!(
        "line {line} of the replacement is not part of a function: `{code}`; \
         only functions may be added"
    ))
}

/// The first named piece of the replacement that is neither a comment nor part of a function.
fn beside(comparison: &Comparison<'_>, functions: &[&Function]) -> Option<Span> {
    let mut cursor = comparison.after.tree().walk();
    loop {
        let node = cursor.node();
        let span = Span::from(node.byte_range());
        let is_around = span.contains_span(comparison.region);
        let is_of_function = functions
            .iter()
            .any(|function| function.span.contains_span(span));
        let is_inside = comparison.region.contains_span(span) && !is_of_function;
        let holds_function = functions
            .iter()
            .any(|function| span.contains_span(function.span));
        if (is_around || (is_inside && holds_function)) && cursor.goto_first_child() {
            continue;
        }
        let construct = comparison.after.language().construct(node.kind_id());
        let is_code = node.is_named() && *construct != Construct::Comment;
        if is_inside && is_code && !holds_function {
            return Some(span);
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return None;
            }
        }
    }
}
