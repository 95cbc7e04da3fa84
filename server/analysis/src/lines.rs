//! Lines that hold code: blank lines and those of comments only are not counted.

use scholiast_grammars::{Construct, Language};
use scholiast_text::{Span, Text};
use tree_sitter::Tree;

use crate::reader::Reader;

/// How many lines of `span` hold code. Its cost follows the length of the span.
pub(crate) fn code_lines(language: &Language, text: &Text, tree: &Tree, span: Span) -> u32 {
    let mut lines = Lines::of(text);
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let place = Span::from(node.byte_range());
        if place.start >= span.end {
            return lines.count;
        }
        let is_comment = *language.construct(node.kind_id()) == Construct::Comment;
        if place.intersects(span) && !is_comment {
            if cursor.goto_first_child_for_byte(span.start).is_some() {
                continue;
            }
            let shown = Span::new(place.start.max(span.start), place.end.min(span.end));
            lines.leaf(shown);
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return lines.count;
            }
        }
    }
}

/// Counts lines as the walk passes over them.
struct Lines<'t> {
    reader: Reader<'t>,
    count: u32,
    /// Where the line after the last one counted starts.
    next_start: usize,
}

impl<'t> Lines<'t> {
    fn of(text: &'t Text) -> Self {
        Self {
            reader: Reader::new(text),
            count: 0,
            next_start: 0,
        }
    }

    fn leaf(&mut self, span: Span) {
        if span.start >= self.next_start && !span.is_empty() {
            self.count_line(span.start);
        }
        while span.end > self.next_start && !span.is_empty() {
            self.count_line(self.next_start);
        }
    }

    fn count_line(&mut self, offset: usize) {
        self.count += 1;
        self.next_start = self.reader.next_line(offset);
    }
}
