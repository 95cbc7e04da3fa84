//! From facts to what is put before a person: syntax errors, and functions over the threshold.

use std::fmt;

use scholiast_text::Span;

use crate::analysis::Analysis;
use crate::heavy::Heavy;
use crate::report::{Related, SyntaxError};
use crate::suppression::suppressed;

/// How many related places a diagnostic carries; the rest is there on request.
pub const RELATED_LIMIT: usize = 10;

/// A finding below the protocol: byte spans, and no words of any editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The place to look at.
    pub span: Span,
    /// How serious it is.
    pub severity: Severity,
    /// The rule that found it.
    pub rule: RuleId,
    /// What it says.
    pub message: String,
    /// Places that explain it, at most [`RELATED_LIMIT`], in the order of the source.
    pub related: Vec<Related>,
    /// How many more such places there are.
    pub omitted_related: usize,
}

/// How serious a [`Diagnostic`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing, nothing to be done at once.
    Hint,
    /// A fact, such as a number over its threshold.
    Information,
    /// Probably a mistake.
    Warning,
    /// A mistake.
    Error,
}

/// The name of a rule, as it stands in configuration and beside each finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(&'static str);

impl RuleId {
    /// The text is not of its language.
    pub const SYNTAX_ERROR: Self = Self("syntax-error");
    /// A function is harder to follow than the threshold allows.
    pub const COGNITIVE_COMPLEXITY: Self = Self("cognitive-complexity");
    /// A function has more independent paths than the threshold allows.
    pub const CYCLOMATIC_COMPLEXITY: Self = Self("cyclomatic-complexity");
    /// A function's control structures are nested deeper than the threshold allows.
    pub const NESTING_DEPTH: Self = Self("nesting-depth");
    /// A function takes more parameters than the threshold allows.
    pub const PARAMETERS: Self = Self("parameters");
    /// A function has more lines of code than the threshold allows.
    pub const FUNCTION_LINES: Self = Self("function-lines");
    /// A suppression comment gives no reason, or names no rule.
    pub const SUPPRESSION: Self = Self("suppression");

    /// Every rule.
    pub const ALL: &[Self] = &[
        Self::SYNTAX_ERROR,
        Self::COGNITIVE_COMPLEXITY,
        Self::CYCLOMATIC_COMPLEXITY,
        Self::NESTING_DEPTH,
        Self::PARAMETERS,
        Self::FUNCTION_LINES,
        Self::SUPPRESSION,
    ];

    /// The rule of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|rule| rule.0 == name).copied()
    }

    /// The name itself.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

/// From which number on a function is worth a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// The largest cognitive complexity that passes in silence.
    pub cognitive: u32,
}

impl Default for Thresholds {
    /// SonarSource's own default: 15.
    fn default() -> Self {
        Self { cognitive: 15 }
    }
}

/// What there is to say of a file, in the order of the source, without what its suppression
/// comments allow.
pub fn diagnostics(analysis: &Analysis, thresholds: &Thresholds) -> Vec<Diagnostic> {
    let mut diagnostics = suppressed(analysis, unsuppressed_diagnostics(analysis, thresholds));
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics
}

/// What there is to say of a file, in the order of the source, whatever its comments allow.
///
/// A function that holds a syntax error is not measured against the thresholds: its numbers would
/// come and go with the brackets around them.
pub fn unsuppressed_diagnostics(analysis: &Analysis, thresholds: &Thresholds) -> Vec<Diagnostic> {
    let complex = analysis.over(thresholds.cognitive);
    let complex = complex
        .iter()
        .map(|heavy| complexity(heavy, thresholds.cognitive));
    let mut diagnostics: Vec<Diagnostic> = analysis
        .syntax_errors()
        .iter()
        .map(syntax)
        .chain(complex)
        .collect();
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    diagnostics
}

fn syntax(error: &SyntaxError) -> Diagnostic {
    Diagnostic {
        span: error.span,
        severity: Severity::Error,
        rule: RuleId::SYNTAX_ERROR,
        message: error.message.clone(),
        related: error.related.iter().take(RELATED_LIMIT).cloned().collect(),
        omitted_related: error.related.len().saturating_sub(RELATED_LIMIT),
    }
}

fn complexity(function: &Heavy, threshold: u32) -> Diagnostic {
    let cognitive = &function.cognitive;
    let related: Vec<Related> = cognitive
        .largest(RELATED_LIMIT)
        .into_iter()
        .map(|increment| Related {
            span: increment.span,
            message: increment.sentence(),
        })
        .collect();
    Diagnostic {
        span: function.name_span,
        severity: Severity::Information,
        rule: RuleId::COGNITIVE_COMPLEXITY,
        message: format!(
            "`{}` has a cognitive complexity of {} (threshold {threshold})",
            function.name, cognitive.total
        ),
        omitted_related: cognitive.increments.len() - related.len(),
        related,
    }
}
