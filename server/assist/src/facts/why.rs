//! "Why this number?": a function's cognitive complexity, opened into its increments.

use super::{FunctionFacts, IncrementFact};
use crate::page::{Inline, Page, code, sentence, text};

/// A page is for reading: of what a generated function holds beyond this, only the count is told.
const MOST_INCREMENTS: usize = 500;

impl FunctionFacts {
    /// Each increment with its line, its amount, the part of it due to nesting, and the code.
    pub fn why(&self) -> Page {
        let mut page = Page::default();
        page.heading([
            text("Why "),
            code(&self.name),
            text(format!(" has a cognitive complexity of {}", self.cognitive)),
        ]);
        if self.increments.is_empty() {
            page.paragraph([text(
                "Nothing in it breaks the linear flow: it reads from top to bottom.",
            )]);
            return page;
        }
        for increment in self.increments.iter().take(MOST_INCREMENTS) {
            page.item(increment.line_of_page());
        }
        page.paragraph(self.sum());
        page.paragraph([text(
            "Counted by SonarSource's white paper “Cognitive Complexity”, version 1.7.",
        )]);
        page
    }

    fn sum(&self) -> Vec<Inline> {
        let shown = self.increments.len().min(MOST_INCREMENTS);
        let omitted = match self.increments.len() - shown {
            0 => String::new(),
            count => format!("And {count} more. "),
        };
        let nesting = match self.nesting_share() {
            0 => String::new(),
            share => format!(", of which {share} for nesting"),
        };
        vec![text(format!(
            "{omitted}Together {}{nesting}.",
            self.cognitive
        ))]
    }
}

impl IncrementFact {
    /// "line 14: +2 for this `if`, of which 1 for nesting: `if order.paid:`"
    pub(super) fn line_of_page(&self) -> Vec<Inline> {
        let mut line = vec![text(format!("line {}: ", self.line))];
        line.extend(sentence(&self.sentence));
        line.extend([text(": "), code(&self.code)]);
        line
    }
}
