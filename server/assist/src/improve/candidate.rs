//! A model's code, placed, analysed and verified: the part of the work that needs a processor.

use scholiast_analysis::{Analysis, Cancellation, Cancelled, Function};
use scholiast_text::Text;

use crate::intent::Intent;
use crate::placement::{Placed, place};
use crate::receipt::Receipt;
use crate::verify::verify;

/// A replacement in its place, and what the checks say of it.
pub(super) struct Candidate {
    pub(super) placed: Placed,
    pub(super) receipt: Receipt,
}

impl Candidate {
    /// None if the file would stay as it is.
    pub(super) fn of(
        before: &Analysis,
        function: &Function,
        intent: Intent,
        code: &str,
        cancellation: &Cancellation,
    ) -> Result<Option<Self>, Cancelled> {
        let language = before.language();
        let replacement = Analysis::of_healthy_parts(language, Text::new(code), cancellation)?;
        let placed = place(before, function.span, &replacement);
        if placed.edits.is_empty() {
            return Ok(None);
        }
        let text = before.text().edited(&placed.edits);
        let after = Analysis::of(language, text, cancellation)?;
        let receipt = verify(before, &after, function, intent);
        Ok(Some(Self { placed, receipt }))
    }
}
