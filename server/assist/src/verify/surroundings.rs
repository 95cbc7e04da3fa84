//! Everything around the function is as it was: the text, and the functions read from it.
//!
//! The text alone would not do. A replacement that ends inside a comment, or outdents a line, can
//! swallow or move what follows without a byte of that being changed.

use std::collections::HashSet;

use scholiast_analysis::Function;
use scholiast_text::Span;

use super::comparison::Comparison;
use crate::receipt::{Check, Subject};

pub(super) fn check(comparison: &Comparison<'_>) -> Check {
    if !text_is_kept(comparison) {
        return Check::failed(
            Subject::Surroundings,
            format!("text outside of `{}` changed", comparison.target.name),
        );
    }
    let mut before = comparison.outside_before();
    let after: HashSet<Outline<'_>> = comparison.outside_after().map(outline).collect();
    let missing = before.find(|function| !after.contains(&moved(comparison, function)));
    let evidence = match missing {
        None if comparison.outside_before().count() == comparison.outside_after().count() => {
            return Check::passed(Subject::Surroundings, "nothing else changed");
        }
        None => "code outside of the replacement became another function".to_owned(),
        Some(function) => format!(
            "`{}`, which is outside of the replacement, is read differently after it",
            function.qualified_name
        ),
    };
    Check::failed(Subject::Surroundings, evidence)
}

fn text_is_kept(comparison: &Comparison<'_>) -> bool {
    let (before, after) = (comparison.before.text(), comparison.after.text());
    let start = comparison.target.span.start;
    let in_front = Span::new(0, start);
    let behind_before = Span::new(comparison.target.span.end, before.len());
    let behind_after = Span::new(comparison.region.end, after.len());
    before.slice(in_front) == after.slice(in_front)
        && before.slice(behind_before) == after.slice(behind_after)
}

/// What must stay of a function outside: name, signature and place.
type Outline<'a> = (&'a str, &'a str, Option<usize>, Option<usize>);

fn outline(function: &Function) -> Outline<'_> {
    let Span { start, end } = function.span;
    (
        &function.qualified_name,
        &function.signature,
        Some(start),
        Some(end),
    )
}

fn moved<'a>(comparison: &Comparison<'_>, function: &'a Function) -> Outline<'a> {
    let Span { start, end } = function.span;
    (
        &function.qualified_name,
        &function.signature,
        comparison.moved(start),
        comparison.moved(end),
    )
}
