//! What may be wrong with a text, and the small changes that would confirm it.

use scholiast_text::{Edit, Span};

use super::reading::Reading;
use super::{delimiters, tokens};
use crate::report::Related;

/// Something that may be wrong. Places are offsets in the text that was read.
#[derive(Debug)]
pub(crate) struct Suspicion {
    pub(crate) message: String,
    pub(crate) place: Place,
    pub(crate) related: Vec<Related>,
    /// Changes of one token, each of which would confirm it; the best first.
    pub(crate) edits: Vec<Edit>,
    /// Whether such a change is what a person would make.
    pub(crate) is_fix: bool,
    /// Whether it is worth saying even if no change confirms it.
    pub(crate) is_evident: bool,
}

/// Where a suspicion is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Place {
    /// Here.
    At(Span),
    /// Where the change is made that confirms it.
    OfChange,
}

impl Suspicion {
    pub(crate) fn new(message: String, place: Place) -> Self {
        Self {
            message,
            place,
            related: Vec::new(),
            edits: Vec::new(),
            is_fix: true,
            is_evident: false,
        }
    }

    /// The changes that would confirm it, the best first.
    pub(crate) fn confirmed_by(self, edits: impl IntoIterator<Item = Edit>) -> Self {
        let edits = edits.into_iter().collect();
        Self { edits, ..self }
    }

    /// A place that explains it.
    pub(crate) fn with_related(mut self, span: Span, message: String) -> Self {
        self.related.push(Related { span, message });
        self
    }

    /// It is worth saying even if no change confirms it.
    pub(crate) fn evident(self) -> Self {
        Self {
            is_evident: true,
            ..self
        }
    }

    /// A change that confirms it is nothing to leave in the text.
    pub(crate) fn without_fix(self) -> Self {
        Self {
            is_fix: false,
            ..self
        }
    }

    /// Where it is shown, confirmed by this change or by none.
    pub(crate) fn span(&self, reading: &Reading<'_>, confirmed_by: Option<&Edit>) -> Span {
        match self.place {
            Place::At(span) => span,
            Place::OfChange => confirmed_by
                .or(self.edits.first())
                .map_or(reading.stop.token, |edit| reading.place_of(edit)),
        }
    }
}

/// All suspicions, the likeliest first. The last one is certain, and says little.
///
/// `line_number` gives the number of an offset's line in the file, counted from one.
pub(crate) fn suspicions(
    reading: &Reading<'_>,
    line_number: &dyn Fn(usize) -> usize,
) -> Vec<Suspicion> {
    let mut suspicions = delimiters::suspicions(reading, line_number);
    suspicions.extend(tokens::suspicions(reading));
    suspicions
}
