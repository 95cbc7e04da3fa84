//! Places as people and other programs count them: lines and columns from 1, columns in Unicode
//! characters.

use scholiast_text::{PositionEncoding, Span, Text};

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) line: u32,
    pub(super) column: u32,
}

/// Where a span starts, and where it ends (the place after its last character).
pub(super) fn places(span: Span, text: &Text) -> (Place, Place) {
    (place(span.start, text), place(span.end, text))
}

pub(super) fn place(offset: usize, text: &Text) -> Place {
    let position = text.position(offset, PositionEncoding::Utf32);
    Place {
        line: position.line + 1,
        column: position.character + 1,
    }
}
