//! Reading a text piece by piece, in about the order of the text.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};

use scholiast_text::{Span, Text};

/// Reads short stretches that lie close to each other, such as the leaves of a tree in their order.
///
/// It keeps the piece of the rope that it read last, so that the next stretch costs no new search.
pub(crate) struct Reader<'t> {
    text: &'t Text,
    piece: &'t str,
    start: usize,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t Text) -> Self {
        Self {
            text,
            piece: "",
            start: 0,
        }
    }

    /// The characters of a span; borrowed, unless the rope happens to be cut within it.
    pub(crate) fn word(&mut self, span: Span) -> Cow<'t, str> {
        let rest = self.rest_of_piece(span.start);
        rest.get(..span.len())
            .map_or_else(|| self.text.slice(span), Cow::Borrowed)
    }

    /// Where the line after the one of `offset` starts; past every offset if there is none.
    pub(crate) fn next_line(&mut self, mut offset: usize) -> usize {
        loop {
            let rest = self.rest_of_piece(offset).as_bytes();
            if rest.is_empty() {
                return usize::MAX;
            }
            // A rope is never cut within `\r\n`.
            match rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
                Some(at) if rest[at..].starts_with(b"\r\n") => return offset + at + 2,
                Some(at) => return offset + at + 1,
                None => offset += rest.len(),
            }
        }
    }

    /// The text from `offset` to the end of its piece; empty only at the end of the text.
    fn rest_of_piece(&mut self, offset: usize) -> &'t str {
        let known = offset
            .checked_sub(self.start)
            .and_then(|at| self.piece.get(at..));
        match known {
            Some(rest) if !rest.is_empty() => rest,
            _ => {
                self.piece = self.text.chunk_at(offset);
                self.start = offset;
                self.piece
            }
        }
    }
}

/// The characters of a span that is as a rule a few letters long.
pub(crate) fn word(text: &Text, span: Span) -> Cow<'_, str> {
    Reader::new(text).word(span)
}

/// A number for a word: the same for the same word, within one process.
pub(crate) fn hashed(word: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    word.hash(&mut hasher);
    hasher.finish()
}
