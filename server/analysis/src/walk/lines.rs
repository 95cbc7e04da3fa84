//! Lines that hold code: blank lines and those of comments only are not counted.

use scholiast_text::{Span, Text};

use super::nested::Nested;

/// Counts lines as the walk passes over them, and remembers the count at each open function.
pub(crate) struct Lines<'t> {
    text: &'t Text,
    /// How many lines with code were met so far.
    count: u32,
    /// Where the line after the last one counted starts.
    next_start: usize,
    open: Nested<u32>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t Text) -> Self {
        Self { text, count: 0, next_start: 0, open: Nested::default() }
    }

    /// The walk is at a leaf of the tree that is no comment.
    pub(crate) fn leaf(&mut self, span: Span) {
        if span.start >= self.next_start && !span.is_empty() {
            self.count_line(span.start);
        }
        while span.end > self.next_start && !span.is_empty() {
            self.count_line(self.next_start);
        }
    }

    /// A function starts at `offset`.
    pub(crate) fn open(&mut self, depth: usize, offset: usize) {
        let is_on_counted_line = offset < self.next_start;
        self.open.open(depth, self.count - u32::from(is_on_counted_line));
    }

    /// How many lines the function has whose node was at this depth, if there is one.
    pub(crate) fn close(&mut self, depth: usize) -> Option<u32> {
        self.open.close(depth).map(|before| self.count - before)
    }

    fn count_line(&mut self, offset: usize) {
        self.count += 1;
        self.next_start = next_line(self.text, offset);
    }
}

/// Where the line after the one of `offset` starts; past every offset if there is none.
fn next_line(text: &Text, mut offset: usize) -> usize {
    loop {
        let piece = text.chunk_at(offset).as_bytes();
        if piece.is_empty() {
            return usize::MAX;
        }
        // A rope is never cut within `\r\n`.
        match piece.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(at) if piece[at..].starts_with(b"\r\n") => return offset + at + 2,
            Some(at) => return offset + at + 1,
            None => offset += piece.len(),
        }
    }
}
