//! Lines: with code, with comments alone, blank; logical lines; the longest line.

use scholiast_text::{PositionEncoding, Span, Text};

use crate::reader::Reader;

/// The lines of a function or a file. Each physical line is of one sort: code, comment or blank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// All lines from the first to the last.
    pub physical: u32,
    /// Lines that hold code, the lines inside a string included.
    pub code: u32,
    /// Lines that hold nothing but comments.
    pub comment: u32,
    /// Lines that hold nothing.
    pub blank: u32,
    /// Logical lines: simple statements, and headers of compound ones.
    pub logical: u32,
    /// Characters of the longest line, its indentation included.
    pub longest: u32,
}

/// What a line holds; code outranks a comment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Content {
    Comment,
    Code,
}

/// Counts lines as a walk passes over the leaves, in their order.
pub(super) struct LineCounter<'t> {
    text: &'t Text,
    reader: Reader<'t>,
    lines: Lines,
    /// What the line holds that the last leaf ended in.
    current: Option<Content>,
    /// Where the line after that one starts.
    next_start: usize,
}

impl<'t> LineCounter<'t> {
    pub(super) fn new(text: &'t Text) -> Self {
        Self {
            text,
            reader: Reader::new(text),
            lines: Lines::default(),
            current: None,
            next_start: 0,
        }
    }

    /// The walk is at a leaf.
    pub(super) fn leaf(&mut self, span: Span, content: Content) {
        if span.is_empty() {
            return;
        }
        if span.start < self.next_start {
            self.current = self.current.max(Some(content));
        } else {
            self.open_line(span.start, content);
        }
        while span.end > self.next_start {
            self.open_line(self.next_start, content);
        }
    }

    /// The walk is at a logical line.
    pub(super) fn statement(&mut self) {
        self.lines.logical += 1;
    }

    /// The counts, given the span that was walked over.
    pub(super) fn finish(mut self, span: Span) -> Lines {
        self.close_line();
        let mut lines = self.lines;
        if span.is_empty() {
            return lines;
        }
        let first = self.text.line_of(span.start);
        let last = self.text.line_of(span.end - 1);
        lines.physical = saturated(last - first + 1);
        lines.blank = lines.physical.saturating_sub(lines.code + lines.comment);
        let length = |line| {
            let end = self.text.line_span(line).end;
            self.text.position(end, PositionEncoding::Utf32).character
        };
        lines.longest = (first..=last).map(length).max().unwrap_or(0);
        lines
    }

    fn open_line(&mut self, offset: usize, content: Content) {
        self.close_line();
        self.current = Some(content);
        self.next_start = self.reader.next_line(offset);
    }

    fn close_line(&mut self) {
        match self.current.take() {
            Some(Content::Code) => self.lines.code += 1,
            Some(Content::Comment) => self.lines.comment += 1,
            None => {}
        }
    }
}

fn saturated(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
