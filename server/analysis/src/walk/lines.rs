//! Lines that hold code: blank lines and those of comments only are not counted.

use scholiast_text::{Span, Text};

use super::nested::Nested;
use crate::reader::Reader;

/// Counts lines as the walk passes over them, and remembers the count at each open function.
pub(crate) struct Lines<'t> {
    reader: Reader<'t>,
    /// How many lines with code were met so far.
    count: u32,
    /// Where the line after the last one counted starts.
    next_start: usize,
    open: Nested<u32>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t Text) -> Self {
        Self {
            reader: Reader::new(text),
            count: 0,
            next_start: 0,
            open: Nested::default(),
        }
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
        self.open
            .open(depth, self.count - u32::from(is_on_counted_line));
    }

    /// How many lines the function has whose node was at this depth, if there is one.
    pub(crate) fn close(&mut self, depth: usize) -> Option<u32> {
        self.open.close(depth).map(|before| self.count - before)
    }

    fn count_line(&mut self, offset: usize) {
        self.count += 1;
        self.next_start = self.reader.next_line(offset);
    }
}
