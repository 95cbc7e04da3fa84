//! Short pieces of a text, for reading only.

use std::borrow::Cow;

use scholiast_text::{Span, Text};

/// The characters of a span that is as a rule a few letters long. Found with one step down the
/// rope where [`Text::slice`] takes four, unless the rope happens to be cut within the span.
pub(crate) fn word(text: &Text, span: Span) -> Cow<'_, str> {
    match text.chunk_at(span.start).get(..span.len()) {
        Some(word) => Cow::Borrowed(word),
        None => text.slice(span),
    }
}
