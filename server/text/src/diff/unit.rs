//! The units in which texts are compared: lines, words, characters.

use crate::Span;

/// What a text is cut into. A character is a unit of its own everywhere, and so is `\r\n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// A line with its terminator.
    Line,
    /// A run of word characters, a run of blanks, one sign, or one line terminator.
    Word,
    /// One character.
    Character,
}

impl Unit {
    /// Whether a unit may end at `offset` of `text` and the next one start there.
    pub(super) fn is_boundary(self, text: &str, offset: usize) -> bool {
        let Some((before, after)) = text.split_at_checked(offset) else {
            return false;
        };
        let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
            return true;
        };
        if (left, right) == ('\r', '\n') {
            return false;
        }
        match self {
            Self::Line => matches!(left, '\r' | '\n'),
            Self::Word => {
                let kind = Kind::of(left);
                kind != Kind::of(right) || matches!(kind, Kind::Break | Kind::Sign)
            }
            Self::Character => true,
        }
    }

    /// The units of `span`, which begins and ends at boundaries.
    pub(super) fn split(self, text: &str, span: Span) -> Vec<&str> {
        let ends = (span.start + 1..=span.end)
            .filter(|&offset| offset == span.end || self.is_boundary(text, offset));
        ends.scan(span.start, |start, end| {
            let unit = text.get(*start..end);
            *start = end;
            unit
        })
        .collect()
    }
}

/// Whether `text` holds any character that words are made of.
pub(super) fn holds_word(text: &str) -> bool {
    text.chars()
        .any(|character| Kind::of(character) == Kind::Word)
}

/// What a character does in a line of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Blank,
    Break,
    Sign,
}

impl Kind {
    /// Beyond ASCII all that is not blank counts as part of a word, so that combining marks stay
    /// with their letter.
    fn of(character: char) -> Self {
        match character {
            '\r' | '\n' => Self::Break,
            '_' => Self::Word,
            _ if character.is_whitespace() => Self::Blank,
            _ if character.is_alphanumeric() || !character.is_ascii() => Self::Word,
            _ => Self::Sign,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Unit, holds_word};
    use crate::Span;

    fn split(unit: Unit, text: &str) -> Vec<&str> {
        unit.split(text, Span::new(0, text.len()))
    }

    #[test]
    fn lines_keep_their_terminators_whichever_they_are() {
        assert_eq!(
            split(Unit::Line, "a\r\n\nb\rc\u{2028}d"),
            ["a\r\n", "\n", "b\r", "c\u{2028}d"]
        );
    }

    #[test]
    fn words_are_runs_of_letters_or_blanks_and_signs_stand_alone() {
        assert_eq!(
            split(Unit::Word, "if snake_case2  == \"né\":\r\n"),
            [
                "if",
                " ",
                "snake_case2",
                "  ",
                "=",
                "=",
                " ",
                "\"",
                "né",
                "\"",
                ":",
                "\r\n"
            ]
        );
    }

    #[test]
    fn a_combining_mark_stays_with_its_letter() {
        assert_eq!(split(Unit::Word, "cafe\u{301}!"), ["cafe\u{301}", "!"]);
    }

    #[test]
    fn characters_are_never_cut_and_neither_is_a_crlf() {
        assert_eq!(split(Unit::Character, "𝕊\r\n\r"), ["𝕊", "\r\n", "\r"]);
    }

    #[test]
    fn only_letters_digits_and_underscores_make_a_word() {
        assert!(holds_word(" = x") && holds_word("(_)") && holds_word("\t2"));
        assert!(!holds_word(" = (\r\n\t)") && !holds_word(""));
    }
}
