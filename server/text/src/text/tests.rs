//! Texts by example; `tests/properties` compares them with a naive reference.

use super::Text;
use crate::PositionEncoding::{Utf8, Utf16, Utf32};
use crate::{Edit, Edits, Position, Span};

/// The lines of `text`, without terminators.
fn lines(text: &str) -> Vec<String> {
    let text = Text::from(text);
    (0..text.line_count())
        .map(|line| text.slice(text.line_span(line)).into_owned())
        .collect()
}

#[test]
fn lines_end_at_lf_crlf_and_lone_cr() {
    assert_eq!(lines("a\nb\r\nc\rd"), ["a", "b", "c", "d"]);
    assert_eq!(lines("\r\r\n\n"), ["", "", "", ""]);
    assert_eq!(lines(""), [""]);
}

#[test]
fn lines_end_nowhere_else() {
    let separators = "a\u{2028}b\u{2029}c\u{85}d\u{b}e\u{c}f";
    assert_eq!(lines(separators), [separators]);
}

#[test]
fn a_terminator_belongs_to_the_line_it_ends() {
    let text = Text::from("ab\r\nc");
    let lines: Vec<usize> = (0..=text.len())
        .map(|offset| text.line_of(offset))
        .collect();
    assert_eq!(lines, [0, 0, 0, 0, 1, 1]);
}

#[test]
fn a_line_past_the_last_is_empty_and_at_the_end() {
    let text = Text::from("ab\nc");
    assert_eq!(text.line_span(2), Span::empty(4));
    assert_eq!(text.line_span(usize::MAX), Span::empty(4));
}

#[test]
fn an_astral_character_counts_differently_in_each_encoding() {
    let text = Text::from("x\n𝕊é.");
    let dot = text.len() - 1;
    assert_eq!(text.position(dot, Utf8), Position::new(1, 6));
    assert_eq!(text.position(dot, Utf16), Position::new(1, 3));
    assert_eq!(text.position(dot, Utf32), Position::new(1, 2));
    for (character, encoding) in [(6, Utf8), (3, Utf16), (2, Utf32)] {
        assert_eq!(text.offset(Position::new(1, character), encoding), dot);
    }
}

#[test]
fn a_combining_mark_is_a_character_of_its_own() {
    let text = Text::from("e\u{301}!");
    for encoding in [Utf16, Utf32] {
        assert_eq!(text.offset(Position::new(0, 1), encoding), 1);
        assert_eq!(text.offset(Position::new(0, 2), encoding), 3);
    }
}

#[test]
fn a_position_inside_a_character_means_its_start() {
    let text = Text::from("𝕊é");
    assert_eq!(text.offset(Position::new(0, 1), Utf16), 0);
    assert_eq!(text.offset(Position::new(0, 3), Utf8), 0);
    assert_eq!(text.offset(Position::new(0, 5), Utf8), 4);
}

#[test]
fn a_character_past_the_end_of_its_line_means_the_end_of_the_line() {
    let text = Text::from("ab\r\ncd\ne");
    for encoding in [Utf8, Utf16, Utf32] {
        assert_eq!(text.offset(Position::new(0, 3), encoding), 2);
        assert_eq!(text.offset(Position::new(1, u32::MAX), encoding), 6);
        assert_eq!(text.offset(Position::new(2, 2), encoding), 8);
    }
}

#[test]
fn a_line_past_the_last_means_the_end_of_the_text() {
    let text = Text::from("ab\nc");
    for encoding in [Utf8, Utf16, Utf32] {
        assert_eq!(text.offset(Position::new(2, 0), encoding), 4);
        assert_eq!(text.offset(Position::new(u32::MAX, u32::MAX), encoding), 4);
    }
}

#[test]
fn the_middle_of_a_crlf_is_named_as_the_end_of_the_line() {
    let text = Text::from("ab\r\nc");
    assert_eq!(text.position(3, Utf16), Position::new(0, 2));
}

#[test]
fn offsets_past_the_end_or_inside_a_character_are_brought_back() {
    let text = Text::from("é\n𝕊");
    assert_eq!(text.position(100, Utf8), Position::new(1, 4));
    assert_eq!(text.position(5, Utf8), Position::new(1, 0));
    assert_eq!(text.slice(Span::new(1, 100)), "é\n𝕊");
    assert_eq!(text.chunk_at(1), "é\n𝕊");
    assert_eq!(text.chunk_at(100), "");
}

#[test]
fn chunks_read_one_after_the_other_are_the_text() {
    let whole = "fn 数() {}\r\n".repeat(1000);
    let text = Text::from(whole.as_str());
    let mut read = String::new();
    while read.len() < text.len() {
        read.push_str(text.chunk_at(read.len()));
    }
    assert_eq!(read, whole);
}

#[test]
fn all_edits_count_in_the_text_before_any_of_them() {
    let text = Text::from("one two three");
    let edits = Edits::new(vec![
        Edit::new(4..7, "2"),
        Edit::insert(0, "("),
        Edit::new(8..13, ")"),
    ]);
    assert_eq!(text.edited(&edits.unwrap()).to_string(), "(one 2 )");
    assert_eq!(text.to_string(), "one two three");
}

#[test]
fn edits_beyond_the_text_are_brought_into_it() {
    let text = Text::from("aé");
    let past = Edits::from(Edit::new(10..20, "!"));
    assert_eq!(text.edited(&past).to_string(), "aé!");
    let inside = Edits::from(Edit::insert(2, "-"));
    assert_eq!(text.edited(&inside).to_string(), "a-é");
}

#[test]
fn one_line_of_sixteen_megabytes_is_not_walked() {
    let text = Text::from("𝕊é. ".repeat(2 * 1024 * 1024).as_str());
    assert_eq!(text.len(), 16 * 1024 * 1024);
    // Walking there takes tens of milliseconds a time, so that ten thousand would take minutes.
    for step in 0..10_000 {
        let there = Position::new(0, step * 1000);
        assert_eq!(text.position(text.offset(there, Utf16), Utf16), there);
    }
}
