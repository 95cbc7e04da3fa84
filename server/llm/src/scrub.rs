//! Makes what a server said fit to be shown: one line, not endless, and without the key.

use secrecy::{ExposeSecret, SecretString};

/// Longer messages are cut here; counted in characters.
const LONGEST: usize = 300;

/// Shortens `text` to a line of printable characters in which `key` does not occur.
pub(crate) fn scrub(text: &str, key: Option<&SecretString>) -> String {
    let hidden = match key.map(ExposeSecret::expose_secret) {
        Some(key) if !key.is_empty() => text.replace(key, "[key]"),
        _ => text.to_owned(),
    };
    let spaced: String = hidden
        .chars()
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    shorten(&line)
}

fn shorten(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_escapes_and_the_key_are_gone() {
        let said = "bad key\n\n  canary-1:\u{1b}[31m denied";
        assert_eq!(
            scrub(said, Some(&"canary-1".into())),
            "bad key [key]: [31m denied"
        );
    }

    #[test]
    fn long_messages_are_cut_between_characters() {
        let said = "ß".repeat(1000);
        assert_eq!(scrub(&said, None), format!("{}…", "ß".repeat(300)));
    }

    #[test]
    fn an_empty_key_hides_nothing() {
        assert_eq!(scrub("as it is", Some(&"".into())), "as it is");
    }
}
