//! A function described by what is measured: what "explain" gives without a model, and what it
//! puts above a model's words.

use scholiast_analysis::Thresholds;

use super::{FunctionFacts, counted};
use crate::page::{Inline, Page, code, text};

/// How many increments a description names.
const NAMED_INCREMENTS: usize = 5;

/// How many callees a description names.
const NAMED_CALLEES: usize = 20;

impl FunctionFacts {
    /// The static explanation, which says that it is one.
    pub fn explanation_without_model(&self, thresholds: &Thresholds) -> Page {
        let mut page = Page::default();
        page.append(self.title());
        page.paragraph([text(
            "No model is configured: these are the measured facts.",
        )]);
        page.append(self.description(thresholds));
        page
    }

    /// The function's name as a heading.
    pub(crate) fn title(&self) -> Page {
        let mut page = Page::default();
        page.heading([code(&self.name)]);
        page
    }

    /// The facts in sentences.
    pub(crate) fn description(&self, thresholds: &Thresholds) -> Page {
        let mut page = Page::default();
        page.code(self.signature.clone(), &self.language_id);
        page.paragraph(self.shape());
        page.paragraph([text(self.complexity(thresholds))]);
        for increment in self.largest_increments(NAMED_INCREMENTS) {
            page.item(increment.line_of_page());
        }
        page.paragraph(self.calls());
        page
    }

    fn shape(&self) -> Vec<Inline> {
        let (first, last) = self.lines;
        let place = if first == last {
            format!("on line {first}")
        } else {
            format!("on lines {first} to {last}")
        };
        let guess = if self.has_syntax_error {
            " It holds a syntax error, so the numbers are a guess."
        } else {
            ""
        };
        vec![text(format!(
            "A {} {} {place}: {} of code, {}.{guess}",
            self.language,
            self.kind_in_words(),
            counted(self.code_lines, "line"),
            counted(self.parameters, "parameter"),
        ))]
    }

    fn complexity(&self, thresholds: &Thresholds) -> String {
        let total = self.cognitive;
        if total == 0 {
            return "Its cognitive complexity is 0: it reads from top to bottom.".to_owned();
        }
        let threshold = thresholds.cognitive;
        let order = match total.checked_sub(threshold) {
            Some(excess) if excess > 0 => format!("{excess} over"),
            _ => "within".to_owned(),
        };
        let most = if self.increments.len() > NAMED_INCREMENTS {
            "What adds most to it:"
        } else {
            "What adds to it:"
        };
        format!(
            "Its cognitive complexity is {total}, {order} the threshold of {threshold}; \
             its control structures are nested {} deep. {most}",
            self.nesting_depth
        )
    }

    fn calls(&self) -> Vec<Inline> {
        if self.callees.is_empty() {
            return vec![text("It calls nothing.")];
        }
        let mut line = vec![text("It calls ")];
        for (index, callee) in self.callees.iter().take(NAMED_CALLEES).enumerate() {
            line.extend((index > 0).then(|| text(", ")));
            line.push(code(callee));
        }
        let omitted = self.callees.len().saturating_sub(NAMED_CALLEES);
        line.push(text(match omitted {
            0 => ".".to_owned(),
            count => format!(" and {}.", counted(count, "other name")),
        }));
        line
    }
}
