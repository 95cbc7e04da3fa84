//! Cyclomatic complexity, as its parts: each decision, and where it stands.
//!
//! McCabe's number (1976) is one more than the decisions of a function. What is a decision has a
//! custom in every language, which `[measures.decisions]` of its description follows.

use std::borrow::Cow;

use scholiast_grammars::{Condition, Language, Measured, Symbol};
use scholiast_text::{Span, Text};
use tree_sitter::Node;

use crate::reader::word;

/// How many linearly independent paths lead through a function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cyclomatic {
    /// What adds a path, in the order of the source.
    pub decisions: Vec<Decision>,
}

impl Cyclomatic {
    /// One path, and one more for every decision (at most `u32::MAX`).
    pub fn total(&self) -> u32 {
        u32::try_from(self.decisions.len())
            .unwrap_or(u32::MAX)
            .saturating_add(1)
    }
}

/// One more path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The keyword or operator that it is for, not the whole statement.
    pub span: Span,
    /// That keyword or operator.
    pub keyword: Cow<'static, str>,
}

impl Decision {
    /// The decision as a person would say it: "+1 for this `if`".
    pub fn sentence(&self) -> String {
        format!("+1 for this `{}`", self.keyword)
    }
}

/// Gathers decisions as a walk passes over them.
///
/// A node that may be a decision is one once a token directly in it says so: its first token, or
/// the first of those that the description names.
pub(super) struct Paths<'t> {
    language: &'static Language,
    text: &'t Text,
    decisions: Vec<Decision>,
    /// The depth of the outermost node around the walk whose decisions are not counted.
    silence: Option<usize>,
}

impl<'t> Paths<'t> {
    pub(super) fn new(language: &'static Language, text: &'t Text) -> Self {
        Self {
            language,
            text,
            decisions: Vec::new(),
            silence: None,
        }
    }

    /// What would make a node under this parent a decision.
    pub(super) fn condition(
        &self,
        node: Node<'_>,
        measured: &'static Measured,
        parent: Option<Symbol>,
    ) -> Option<&'static Condition> {
        let condition = measured.decision.as_ref()?;
        let counts = self.silence.is_none()
            && condition.allows_parent(parent)
            && self.language.dialect().is_decision(node, self.text);
        counts.then_some(condition)
    }

    /// The decisions inside the node of this depth do not count.
    pub(super) fn silence(&mut self, depth: usize) {
        self.silence.get_or_insert(depth);
    }

    pub(super) fn leave(&mut self, depth: usize) {
        self.silence.take_if(|silent| *silent == depth);
    }

    /// Adds the decision that a keyword or an operator makes.
    pub(super) fn add(&mut self, token: Node<'_>) {
        let span = Span::from(token.byte_range());
        let keyword = if token.is_named() {
            word(self.text, span).into_owned().into()
        } else {
            self.language.token(token.kind_id()).into()
        };
        self.decisions.push(Decision { span, keyword });
    }

    pub(super) fn finish(self) -> Cyclomatic {
        Cyclomatic {
            decisions: self.decisions,
        }
    }
}
