//! Lines and positions by plain loops over characters, written from the protocol's text.

use scholiast_text::{Position, PositionEncoding};

/// Code units of `character`.
fn units(character: char, encoding: PositionEncoding) -> usize {
    match encoding {
        PositionEncoding::Utf8 => character.len_utf8(),
        PositionEncoding::Utf16 => character.len_utf16(),
        PositionEncoding::Utf32 => 1,
    }
}

/// Start and end of every line, terminators excluded.
pub(crate) fn lines(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let (mut start, mut at) = (0, 0);
    while at < bytes.len() {
        let terminator = match bytes[at] {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => 2,
            b'\r' | b'\n' => 1,
            _ => 0,
        };
        if terminator > 0 {
            lines.push((start, at));
            start = at + terminator;
        }
        at += terminator.max(1);
    }
    lines.push((start, bytes.len()));
    lines
}

/// Every offset between two characters, except the one inside a `\r\n`.
pub(crate) fn boundaries(text: &str) -> Vec<usize> {
    (0..=text.len())
        .filter(|&offset| text.is_char_boundary(offset) && !splits_crlf(text, offset))
        .collect()
}

/// Whether `offset` lies between the halves of a `\r\n`.
pub(crate) fn splits_crlf(text: &str, offset: usize) -> bool {
    text.as_bytes()[..offset].ends_with(b"\r") && text.as_bytes()[offset..].starts_with(b"\n")
}

/// The offset that `position` means.
pub(crate) fn offset(text: &str, position: Position, encoding: PositionEncoding) -> usize {
    let Some(&(start, end)) = lines(text).get(position.line as usize) else {
        return text.len();
    };
    let mut left = position.character as usize;
    let mut offset = start;
    for character in text[start..end].chars() {
        if units(character, encoding) > left {
            break;
        }
        left -= units(character, encoding);
        offset += character.len_utf8();
    }
    offset
}

/// The position of `offset`, which lies between two characters.
pub(crate) fn position(text: &str, offset: usize, encoding: PositionEncoding) -> Position {
    let lines = lines(text);
    let line = lines.iter().filter(|line| line.0 <= offset).count() - 1;
    let (start, end) = lines[line];
    let before = text[start..offset.min(end)].chars();
    let character: usize = before.map(|character| units(character, encoding)).sum();
    Position::new(line as u32, character as u32)
}

/// `text` with what lies between two positions, in either order, replaced.
pub(crate) fn replaced(
    text: &str,
    ends: (Position, Position),
    replacement: &str,
    encoding: PositionEncoding,
) -> String {
    let one = offset(text, ends.0, encoding);
    let other = offset(text, ends.1, encoding);
    let (start, end) = (one.min(other), one.max(other));
    format!("{}{replacement}{}", &text[..start], &text[end..])
}
