//! Pieces of the text in messages.

/// The longest piece that is quoted whole, in characters.
const LIMIT: usize = 24;

/// A piece of text as it can stand in a message: short, and without control characters.
pub(crate) fn quoted(text: &str) -> String {
    let shown = text.chars().take(LIMIT);
    let mut quoted: String = shown.flat_map(printable).collect();
    if text.chars().nth(LIMIT).is_some() {
        quoted.push('…');
    }
    quoted
}

fn printable(character: char) -> impl Iterator<Item = char> {
    let escaped = character.is_control().then(|| character.escape_default());
    let plain = (!character.is_control()).then_some(character);
    escaped.into_iter().flatten().chain(plain)
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn control_characters_are_spelled_out_and_long_text_is_cut() {
        assert_eq!(quoted("a\u{0}b\u{1b}"), "a\\u{0}b\\u{1b}");
        assert_eq!(quoted("日本"), "日本");
        assert_eq!(quoted(&"x".repeat(30)), "x".repeat(24) + "…");
    }
}
