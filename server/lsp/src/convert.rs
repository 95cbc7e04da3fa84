//! Between byte offsets and the protocol's lines and characters, and between
//! its URIs and paths. Nothing outside this file converts positions.

use std::path::{Path, PathBuf};

use lsp_types::{Position, PositionEncodingKind, Range, TextEdit, Uri};
use scholiast_text::{self as text, Edits, PositionEncoding, Span, Text};

/// The encoding to speak, of those the client offers: bytes are cheapest,
/// UTF-16 is what every client must know.
pub(crate) fn negotiated(offered: Option<&[PositionEncodingKind]>) -> PositionEncoding {
    let offers = |kind| offered.is_some_and(|offered| offered.contains(kind));
    if offers(&PositionEncodingKind::UTF8) {
        PositionEncoding::Utf8
    } else if offers(&PositionEncodingKind::UTF16) || !offers(&PositionEncodingKind::UTF32) {
        PositionEncoding::Utf16
    } else {
        PositionEncoding::Utf32
    }
}

/// The protocol's name of `encoding`.
pub(crate) fn encoding_kind(encoding: PositionEncoding) -> PositionEncodingKind {
    match encoding {
        PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
        PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
        PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// A text, and the encoding in which a client counts its characters.
#[derive(Clone, Copy)]
pub(crate) struct Lines<'a> {
    pub(crate) text: &'a Text,
    pub(crate) encoding: PositionEncoding,
}

impl Lines<'_> {
    /// The byte offset of a client's position, clamped into the text.
    pub(crate) fn offset(&self, position: Position) -> usize {
        self.text.offset(from_protocol(position), self.encoding)
    }

    /// The span of a client's range, clamped into the text.
    pub(crate) fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
    }

    /// The client's position of a byte offset.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let position = self.text.position(offset, self.encoding);
        Position::new(position.line, position.character)
    }

    /// The client's range of a span.
    pub(crate) fn range(&self, span: Span) -> Range {
        Range::new(self.position(span.start), self.position(span.end))
    }

    /// The client's form of a set of edits.
    pub(crate) fn text_edits(&self, edits: &Edits) -> Vec<TextEdit> {
        let edit = |edit: &text::Edit| TextEdit {
            range: self.range(edit.span),
            new_text: edit.replacement.clone(),
        };
        edits.iter().map(edit).collect()
    }
}

/// A protocol position in the text crate's own type.
pub(crate) fn from_protocol(position: Position) -> text::Position {
    text::Position {
        line: position.line,
        character: position.character,
    }
}

/// The path of a `file:` URI of this machine.
pub(crate) fn path_of(uri: &Uri) -> Option<PathBuf> {
    url::Url::parse(&uri.0).ok()?.to_file_path().ok()
}

/// The `file:` URI of an absolute path.
pub(crate) fn uri_of(path: &Path) -> Option<Uri> {
    let url = url::Url::from_file_path(path).ok()?;
    Some(Uri::from(String::from(url)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_offered_encoding_is_taken_and_utf16_is_the_rule() {
        use PositionEncodingKind as Kind;
        assert_eq!(negotiated(None), PositionEncoding::Utf16);
        assert_eq!(negotiated(Some(&[])), PositionEncoding::Utf16);
        assert_eq!(
            negotiated(Some(&[Kind::UTF16, Kind::UTF8])),
            PositionEncoding::Utf8
        );
        assert_eq!(negotiated(Some(&[Kind::UTF32])), PositionEncoding::Utf32);
        assert_eq!(
            negotiated(Some(&[Kind::UTF32, Kind::UTF16])),
            PositionEncoding::Utf16
        );
    }
}
