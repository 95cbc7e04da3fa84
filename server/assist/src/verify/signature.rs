//! The function can be called as before: its signature, and the decorators and modifiers in front
//! of its name, are kept.

use scholiast_analysis::{Analysis, Function};
use scholiast_text::Span;

use super::comparison::Comparison;
use super::tokens::tokens;
use crate::receipt::{Check, Subject};

pub(super) fn check(comparison: &Comparison<'_>) -> Check {
    match fault(comparison) {
        None => Check::passed(Subject::Signature, "signature kept"),
        Some(evidence) => Check::failed(Subject::Signature, evidence),
    }
}

fn fault(comparison: &Comparison<'_>) -> Option<String> {
    let target = comparison.target;
    let Some(replaced) = comparison.replaced() else {
        return Some(format!(
            "`{}` is not defined in the replacement",
            target.name
        ));
    };
    if target.signature != replaced.signature {
        return Some(format!(
            "the signature changed from `{}` to `{}`",
            target.signature, replaced.signature
        ));
    }
    let before = in_front_of_name(target);
    let after = in_front_of_name(replaced);
    let is_same = tokens(comparison.before, before) == tokens(comparison.after, after);
    (!is_same).then(|| {
        format!(
            "what stands in front of the name changed from `{}` to `{}`",
            in_one_line(comparison.before, before),
            in_one_line(comparison.after, after)
        )
    })
}

fn in_front_of_name(function: &Function) -> Span {
    Span::new(function.span.start, function.name_span.start)
}

fn in_one_line(analysis: &Analysis, span: Span) -> String {
    let code = analysis.text().slice(span);
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}
