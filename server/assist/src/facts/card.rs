//! The metrics card: what a hover shows of a function.

use scholiast_analysis::Thresholds;

use super::{FunctionFacts, Measured, counted};
use crate::page::{Page, code, sentence, strong, text};

/// How many increments the card names; the rest is a command away.
const NAMED_INCREMENTS: usize = 3;

impl FunctionFacts {
    /// The metrics in a few lines.
    pub fn card(&self, thresholds: &Thresholds) -> Page {
        let mut page = Page::default();
        page.paragraph([
            text("Cognitive complexity "),
            strong(self.cognitive),
            text(format!(" (threshold {})", thresholds.cognitive)),
        ]);
        page.item([text(format!("nesting depth {}", self.nesting_depth))]);
        page.item([text(counted(self.parameters, "parameter"))]);
        page.item([text(counted(self.code_lines, "line") + " of code")]);
        if let Some(measured) = &self.measured {
            measured.add_to(&mut page);
        }
        if self.has_syntax_error {
            page.paragraph([
                code(&self.name),
                text(" holds a syntax error, so these numbers are a guess."),
            ]);
        }
        if self.cognitive > thresholds.cognitive {
            page.paragraph([text("What adds most:")]);
            for increment in self.largest_increments(NAMED_INCREMENTS) {
                let line = text(format!("line {}: ", increment.line));
                page.item([line].into_iter().chain(sentence(&increment.sentence)));
            }
        }
        page
    }
}

impl Measured {
    fn add_to(self, page: &mut Page) {
        page.item([text(format!("cyclomatic complexity {}", self.cyclomatic))]);
        page.item([text(counted(self.logical_lines, "logical line"))]);
        page.item([text(format!("Halstead volume {}", self.halstead_volume))]);
        page.item([text(format!("readability {} of 100", self.readability))]);
    }
}
