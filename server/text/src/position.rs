//! Places in a text as editors name them: a line, and a character counted in some encoding's units.

/// A place in a text as the language server protocol writes it.
///
/// See [`Text::offset`](crate::Text::offset) and [`Text::position`](crate::Text::position) for the
/// way to byte offsets and back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Zero-based line.
    pub line: u32,
    /// Zero-based distance from the line's start, in code units of a [`PositionEncoding`].
    pub character: u32,
}

impl Position {
    /// The place `character` code units into `line`, both counted from zero.
    #[must_use]
    pub fn new(line: u32, character: u32) -> Self {
        Self { line, character }
    }
}

/// The unit in which [`Position::character`] counts, as negotiated between editor and server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum PositionEncoding {
    /// Bytes: an astral character such as `𝕊` counts 4.
    Utf8,
    /// UTF-16 code units, the protocol's default: an astral character counts 2.
    #[default]
    Utf16,
    /// Unicode scalar values: every character counts 1.
    Utf32,
}
