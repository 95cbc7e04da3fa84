//! Random texts, places and typing, rich in what goes wrong: every kind of line terminator,
//! separators that are none, astral and combining characters.

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{Index, select};
use scholiast_text::{Position, PositionEncoding};

/// The encodings an editor may count in.
pub(crate) const ENCODINGS: [PositionEncoding; 3] = [
    PositionEncoding::Utf8,
    PositionEncoding::Utf16,
    PositionEncoding::Utf32,
];

const PIECES: [&str; 20] = [
    "\n",
    "\r\n",
    "\r",
    "\n",
    "\r\n",
    "\u{2028}",
    "\u{85}",
    "\u{b}",
    "\u{c}",
    "𝕊",
    "👩‍💻",
    "e\u{301}",
    "ß",
    "日本",
    " ",
    "\t",
    "x",
    "=",
    "(",
    "word",
];

/// A short text, perhaps empty.
pub(crate) fn short_text() -> impl Strategy<Value = String> {
    vec(select(&PIECES[..]), 0..24).prop_map(|pieces| pieces.concat())
}

/// A text of little else than terminators, which easily join and part.
pub(crate) fn terminators() -> impl Strategy<Value = String> {
    vec(select(&["\r", "\n", "\r\n", "x"][..]), 0..8).prop_map(|pieces| pieces.concat())
}

/// A text of many lines that takes more than one piece of a rope.
pub(crate) fn long_text() -> impl Strategy<Value = String> {
    (short_text(), short_text(), 20..120_usize)
        .prop_map(|(one, other, times)| format!("{one}{other}").repeat(times))
}

/// A text without any `\r`, where joining terminators cannot happen.
pub(crate) fn text_without_carriage_returns() -> impl Strategy<Value = String> {
    short_text().prop_map(|text| text.replace('\r', ""))
}

/// An encoding.
pub(crate) fn encoding() -> impl Strategy<Value = PositionEncoding> {
    select(&ENCODINGS[..])
}

/// A position that often lies past the end of its line or of the text.
pub(crate) fn position() -> impl Strategy<Value = Position> {
    let line = prop_oneof![9 => 0..12_u32, 1 => Just(u32::MAX)];
    let character = prop_oneof![9 => 0..12_u32, 1 => Just(u32::MAX)];
    (line, character).prop_map(|(line, character)| Position::new(line, character))
}

/// One replacement in a text that is not known yet; see [`Typing::places`].
#[derive(Clone, Debug)]
pub(crate) struct Typing {
    start: Index,
    length: usize,
    /// What is typed.
    pub(crate) text: String,
}

impl Typing {
    /// The two places, out of `boundaries`, between which the typing replaces.
    pub(crate) fn places(&self, boundaries: &[usize]) -> (usize, usize) {
        let first = self.start.index(boundaries.len());
        let last = (first + self.length).min(boundaries.len() - 1);
        (boundaries[first], boundaries[last])
    }
}

/// Typing as people do it: little is replaced at a time, often nothing.
pub(crate) fn typing() -> impl Strategy<Value = Typing> {
    let pieces = vec(select(&PIECES[..]), 0..3).prop_map(|pieces| pieces.concat());
    let half_a_terminator = select(&["\r", "\n"][..]).prop_map(str::to_owned);
    let text = prop_oneof![4 => pieces, 1 => half_a_terminator];
    (any::<Index>(), 0..4_usize, text).prop_map(|(start, length, text)| Typing {
        start,
        length,
        text,
    })
}
