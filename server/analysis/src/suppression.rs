//! Suppression comments: what a person has looked at and allows, with the reason.
//!
//! ```python
//! # scholiast: allow(cognitive-complexity) mirrors the table in the specification
//! def decode(instruction):
//! ```
//!
//! A comment on a line of its own holds for the next line of code, one behind code for its own
//! line; where that line begins a function, for all of it. One without a reason still holds, and a
//! hint asks for the reason.

mod comments;
mod reach;

use std::fmt;

use scholiast_grammars::Language;
use scholiast_text::Span;

use crate::analysis::Analysis;
use crate::diagnostics::{Diagnostic, RuleId, Severity};

use self::comments::{Comment, comments};
use self::reach::Reaches;

/// What a suppression comment starts with, behind the sign of the comment.
const MARK: &str = "scholiast:";

/// A suppression comment in the making: the reason is for a person to write.
///
/// ```
/// use scholiast_analysis::{RuleId, SuppressionComment};
///
/// let python = scholiast_grammars::by_id("python").unwrap();
/// let comment = SuppressionComment::new(python, RuleId::SYNTAX_ERROR).unwrap();
/// assert_eq!(comment.to_string(), "# scholiast: allow(syntax-error) say why");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppressionComment {
    /// What stands before the reason.
    pub before: String,
    /// What ends the comment, behind the reason.
    pub after: String,
}

impl SuppressionComment {
    /// Stands in for a reason until somebody gives one. It is not taken for a reason.
    pub const PLACEHOLDER: &str = "say why";

    /// The comment that allows `rule`; none in a language without comments.
    pub fn new(language: &Language, rule: RuleId) -> Option<Self> {
        let words = |sign: &str| format!("{sign} {MARK} allow({rule}) ");
        let lexical = language.lexical();
        if let Some(sign) = lexical.line_comments.first() {
            return Some(Self {
                before: words(sign),
                after: String::new(),
            });
        }
        let (open, close) = lexical.block_comments.first()?;
        Some(Self {
            before: words(open),
            after: format!(" {close}"),
        })
    }
}

/// The comment as it stands before a reason is given.
impl fmt::Display for SuppressionComment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = (&self.before, &self.after);
        write!(formatter, "{before}{}{after}", Self::PLACEHOLDER)
    }
}

/// What is left of `found` after the suppression comments of the text, with a hint for each comment
/// that gives no reason or names no rule.
pub fn suppressed(analysis: &Analysis, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let comments = comments(analysis);
    if comments.is_empty() {
        return found;
    }
    let reaches = Reaches::of(analysis, &comments);
    let is_allowed = |diagnostic: &Diagnostic| {
        let start = diagnostic.span.start;
        comments.iter().zip(&reaches.0).any(|(comment, reach)| {
            comment.allows(diagnostic.rule) && reach.is_some_and(|reach| reach.contains(start))
        })
    };
    let mut left: Vec<Diagnostic> = found
        .into_iter()
        .filter(|diagnostic| !is_allowed(diagnostic))
        .collect();
    left.extend(comments.iter().flat_map(complaints));
    left
}

/// What is wrong with the comment itself.
fn complaints(comment: &Comment) -> Vec<Diagnostic> {
    let unknown = comment
        .rules
        .iter()
        .filter(|name| RuleId::named(name).is_none());
    let mut complaints: Vec<Diagnostic> = unknown
        .map(|name| {
            hint(
                comment.span,
                format!("there is no rule `{name}`, so nothing is allowed by that name"),
            )
        })
        .collect();
    if complaints.is_empty() && !comment.has_reason {
        let rules = comment.rules.join("`, `");
        complaints.push(hint(
            comment.span,
            format!("this comment allows `{rules}` without saying why: write a reason behind it"),
        ));
    }
    complaints
}

fn hint(span: Span, message: String) -> Diagnostic {
    Diagnostic {
        span,
        severity: Severity::Hint,
        rule: RuleId::SUPPRESSION,
        message,
        related: Vec::new(),
        omitted_related: 0,
    }
}
