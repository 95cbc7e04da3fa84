//! The text of a document: immutable, cheap to clone, and quick to turn positions into offsets.
//!
//! One rule holds for every byte offset given to a [`Text`]: past the end it counts as the end,
//! inside a character as that character's start. No offset makes it panic.

use std::borrow::Cow;
use std::fmt;

use ropey::Rope;

use crate::{Edits, Position, PositionEncoding, Span};

/// A text that never changes; editing makes a new one that shares what stayed the same.
///
/// Lines end at `\n`, `\r\n` and lone `\r`, and nowhere else, as the language server protocol has
/// it. The last line has no terminator, so `"a\n"` has two lines, the second one empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// Takes over the characters of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            rope: Rope::from_str(text),
        }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no character at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The whole text.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }

    /// The characters of `span`; borrowed when they lie in one piece of the rope.
    #[must_use]
    pub fn slice(&self, span: Span) -> Cow<'_, str> {
        let chars = self.char_at(span.start)..self.char_at(span.end.max(span.start));
        self.rope.slice(chars).into()
    }

    /// The text from `offset` to the end of the rope's piece that holds it; empty only at the end.
    ///
    /// Parsers read a text through this without copying it.
    #[must_use]
    pub fn chunk_at(&self, offset: usize) -> &str {
        let offset = self.floor(offset);
        let (chunk, chunk_start, _, _) = self.rope.chunk_at_byte(offset);
        chunk.get(offset - chunk_start..).unwrap_or_default()
    }

    /// As [`Text::chunk_at`], but from any byte, also one inside a character.
    #[must_use]
    pub fn bytes_at(&self, offset: usize) -> &[u8] {
        let (chunk, chunk_start, _, _) = self.rope.chunk_at_byte(offset.min(self.len()));
        chunk
            .as_bytes()
            .get(offset - chunk_start..)
            .unwrap_or_default()
    }

    /// Number of lines, at least 1.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// The zero-based line that holds `offset`; a terminator belongs to the line it ends.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.rope.byte_to_line(self.floor(offset))
    }

    /// The zero-based `line` without its terminator; past the last line, the empty span at the end.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        if line >= self.line_count() {
            return Span::empty(self.len());
        }
        let start = self.rope.line_to_byte(line);
        let next = self.rope.line_to_byte(line + 1);
        let is_last = line + 1 == self.line_count();
        let end = if is_last {
            next
        } else {
            self.before_terminator(next)
        };
        Span::new(start, end)
    }

    /// The position of `offset`, in constant-size steps down the rope however long its line is.
    ///
    /// No position can name the place between the `\r` and `\n` of one terminator: it is given as
    /// the end of the line.
    #[must_use]
    pub fn position(&self, offset: usize, encoding: PositionEncoding) -> Position {
        let offset = self.floor(offset);
        let line = self.rope.byte_to_line(offset);
        let span = self.line_span(line);
        let character = self.units(Span::new(span.start, offset.min(span.end)), encoding);
        Position::new(saturated(line), saturated(character))
    }

    /// The offset of `position`, brought into the text as the protocol says.
    ///
    /// A character past the end of its line means the line's end, before the terminator; a line
    /// past the last one means the end of the text. A position inside a surrogate pair or a
    /// multi-byte character means that character's start.
    #[must_use]
    pub fn offset(&self, position: Position, encoding: PositionEncoding) -> usize {
        let line = self.line_span(position.line as usize);
        let character = position.character as usize;
        match encoding {
            PositionEncoding::Utf8 => self.floor(line.end.min(line.start + character)),
            PositionEncoding::Utf16 => self.offset_in_utf16(line, character),
            PositionEncoding::Utf32 => {
                let start = self.rope.byte_to_char(line.start);
                let end = self.rope.byte_to_char(line.end);
                self.rope.char_to_byte(end.min(start + character))
            }
        }
    }

    /// The line feeds of `span`. Parsers that know no other end of a line count rows by them.
    #[must_use]
    pub fn line_feeds(&self, span: Span) -> LineFeeds {
        let end = span.end.min(self.len());
        let (mut feeds, mut offset) = (LineFeeds::default(), span.start);
        while offset < end {
            let piece = self.bytes_at(offset);
            let piece = &piece[..piece.len().min(end - offset)];
            feeds.count += memchr::memchr_iter(b'\n', piece).count();
            feeds.last = memchr::memrchr(b'\n', piece)
                .map(|at| offset + at)
                .or(feeds.last);
            offset += piece.len().max(1);
        }
        feeds
    }

    /// The text after all of `edits`; this one stays as it is.
    #[must_use]
    pub fn edited(&self, edits: &Edits) -> Self {
        let mut edited = self.clone();
        // From the back, so that the offsets of those yet to be made stay true.
        for edit in edits.iter().rev() {
            let start = edited.char_at(edit.span.start);
            let end = edited.char_at(edit.span.end).max(start);
            edited.rope.remove(start..end);
            edited.rope.insert(start, &edit.replacement);
        }
        edited
    }

    /// Whether `offset` lies between the `\r` and the `\n` of one terminator.
    pub(crate) fn splits_terminator(&self, offset: usize) -> bool {
        let before = offset.checked_sub(1).and_then(|it| self.rope.get_byte(it));
        before == Some(b'\r') && self.rope.get_byte(offset) == Some(b'\n')
    }

    /// The end of a line's own text, given where the next line starts.
    fn before_terminator(&self, next: usize) -> usize {
        let last = next.saturating_sub(1);
        if self.splits_terminator(last) {
            last - 1
        } else {
            last
        }
    }

    /// Length of `span` in code units; both its ends lie between characters.
    fn units(&self, span: Span, encoding: PositionEncoding) -> usize {
        if encoding == PositionEncoding::Utf8 {
            return span.len();
        }
        let start = self.rope.byte_to_char(span.start);
        let end = self.rope.byte_to_char(span.end);
        if encoding == PositionEncoding::Utf32 {
            return end - start;
        }
        self.rope.char_to_utf16_cu(end) - self.rope.char_to_utf16_cu(start)
    }

    /// The offset `character` UTF-16 code units into `line`, at most its end.
    fn offset_in_utf16(&self, line: Span, character: usize) -> usize {
        let units_before = |offset| {
            let chars = self.rope.byte_to_char(offset);
            self.rope.char_to_utf16_cu(chars)
        };
        let target = units_before(line.end).min(units_before(line.start) + character);
        // The rope gives the character that holds a code unit: a pair is never split.
        self.rope.char_to_byte(self.rope.utf16_cu_to_char(target))
    }

    /// Number of characters before `offset`.
    fn char_at(&self, offset: usize) -> usize {
        self.rope.byte_to_char(offset.min(self.len()))
    }

    /// The nearest offset between two characters, at or before `offset`.
    fn floor(&self, offset: usize) -> usize {
        self.rope.char_to_byte(self.char_at(offset))
    }
}

/// The line feeds of a stretch of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineFeeds {
    /// How many there are.
    pub count: usize,
    /// Where the last one stands.
    pub last: Option<usize>,
}

/// Protocol numbers are 32 bits wide; a text that overflows them is cut off, not wrapped round.
fn saturated(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.rope
            .chunks()
            .try_for_each(|chunk| formatter.write_str(chunk))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Text({:?})", self.to_string())
    }
}

#[cfg(test)]
mod tests;
