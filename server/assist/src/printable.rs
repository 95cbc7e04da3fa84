//! Text that may be printed in a terminal or shown on a page: without escape sequences and
//! without characters that deceive the eye.

/// The text without terminal escape sequences, control characters (line ends and tabs stay) and
/// characters that reorder or hide text.
pub fn printable(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\u{1b}' => skip_sequence(&mut rest),
            '\n' | '\t' => kept.push(character),
            _ if character.is_control() || is_deceptive(character) => {}
            _ => kept.push(character),
        }
    }
    kept
}

/// Skips what follows an escape character: a control sequence up to its final byte, or a command
/// string (such as one that sets the clipboard) up to its terminator. ECMA-48, sections 5.4 and 5.6.
fn skip_sequence(rest: &mut std::str::Chars<'_>) {
    match rest.clone().next() {
        Some('[') => {
            rest.next();
            rest.find(|c| ('\u{40}'..='\u{7e}').contains(c) || c.is_control());
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            // An unterminated string must not swallow the rest of the answer: it ends with the line.
            rest.find(|c| matches!(c, '\u{7}' | '\u{1b}' | '\u{9c}' | '\n'));
        }
        _ => {}
    }
}

/// Bidirectional controls, zero-width characters, and the tag block, which can carry hidden text.
fn is_deceptive(character: char) -> bool {
    matches!(character,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
