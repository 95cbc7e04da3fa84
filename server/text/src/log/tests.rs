//! Spans and edits carried through typing.

use super::{Carried, Withdrawn};
use crate::PositionEncoding::Utf8;
use crate::{Change, Document, Edit, Edits, Position, Span, Version};

const ASKED: Version = Version(10);
const NOW: Version = Version(20);

/// A document at version [`NOW`]: `before` at [`ASKED`], then `span` of its one line replaced.
fn typed(before: &str, span: (u32, u32), text: &str) -> Document {
    let mut document = Document::open(ASKED, before);
    replace(&mut document, NOW, span, text);
    document
}

fn replace(document: &mut Document, version: Version, span: (u32, u32), text: &str) {
    let change = Change::Range {
        start: Position::new(0, span.0),
        end: Position::new(0, span.1),
        text: text.to_owned(),
    };
    document.change(version, &[change], Utf8);
}

/// What becomes of bytes 2 to 6 of `abcdefgh` when `span` is replaced by `text`.
fn fate_of_cdef(span: (u32, u32), text: &str) -> Carried {
    typed("abcdefgh", span, text)
        .log()
        .carry(Span::new(2, 6), ASKED)
}

#[test]
fn typing_before_a_span_moves_it() {
    assert_eq!(fate_of_cdef((0, 1), "xyz"), Carried::Moved(Span::new(4, 8)));
    assert_eq!(fate_of_cdef((0, 2), ""), Carried::Moved(Span::new(0, 4)));
}

#[test]
fn typing_behind_a_span_leaves_it() {
    assert_eq!(fate_of_cdef((6, 8), "xyz"), Carried::Moved(Span::new(2, 6)));
}

#[test]
fn typing_at_the_very_ends_of_a_span_is_not_part_of_it() {
    assert_eq!(fate_of_cdef((2, 2), "x"), Carried::Moved(Span::new(3, 7)));
    assert_eq!(fate_of_cdef((6, 6), "x"), Carried::Moved(Span::new(2, 6)));
}

#[test]
fn typing_inside_a_span_touches_it() {
    assert_eq!(fate_of_cdef((4, 4), "x"), Carried::Touched);
    assert_eq!(fate_of_cdef((1, 3), ""), Carried::Touched);
    assert_eq!(fate_of_cdef((5, 7), "x"), Carried::Touched);
    assert_eq!(fate_of_cdef((0, 8), "abcdefgh"), Carried::Touched);
}

#[test]
fn an_empty_span_stays_behind_what_is_typed_at_it() {
    let document = typed("ab", (1, 1), "x");
    assert_eq!(
        document.log().carry(Span::empty(1), ASKED),
        Carried::Moved(Span::empty(2))
    );
}

#[test]
fn a_span_is_carried_from_any_remembered_version() {
    let mut document = typed("abc", (0, 0), "x");
    replace(&mut document, Version(21), (0, 0), "yz");
    let log = document.log();
    assert_eq!(
        log.carry(Span::new(0, 3), ASKED),
        Carried::Moved(Span::new(3, 6))
    );
    assert_eq!(
        log.carry(Span::new(1, 4), NOW),
        Carried::Moved(Span::new(3, 6))
    );
    assert_eq!(
        log.carry(Span::new(3, 6), Version(21)),
        Carried::Moved(Span::new(3, 6))
    );
}

#[test]
fn a_version_that_never_was_is_forgotten() {
    let document = typed("abc", (0, 0), "x");
    for version in [9, 11, 19, 21] {
        let carried = document.log().carry(Span::new(0, 1), Version(version));
        assert_eq!(carried, Carried::Forgotten);
    }
}

#[test]
fn a_number_borne_by_two_texts_is_forgotten() {
    let mut document = typed("abc", (0, 0), "x");
    replace(&mut document, NOW, (0, 0), "y");
    let log = document.log();
    assert_eq!(log.carry(Span::new(1, 4), NOW), Carried::Forgotten);
    assert_eq!(
        log.carry(Span::new(0, 3), ASKED),
        Carried::Moved(Span::new(2, 5))
    );
}

#[test]
fn the_oldest_of_very_many_versions_are_forgotten() {
    let mut document = Document::open(Version(0), "abc");
    for version in 1..=5000 {
        replace(&mut document, Version(version), (0, 0), "x");
    }
    let log = document.log();
    assert_eq!(log.carry(Span::new(0, 1), Version(0)), Carried::Forgotten);
    assert_eq!(
        log.carry(Span::new(0, 1), Version(4990)),
        Carried::Moved(Span::new(10, 11))
    );
}

#[test]
fn a_change_too_big_to_remember_is_forgotten_and_later_ones_are_not() {
    let mut document = Document::open(Version(0), "abc");
    let changes: Vec<Change> = (0..100_000)
        .map(|_| Change::Range {
            start: Position::default(),
            end: Position::default(),
            text: "x".to_owned(),
        })
        .collect();
    document.change(Version(1), &changes, Utf8);
    replace(&mut document, Version(2), (0, 0), "y");
    let log = document.log();
    assert_eq!(log.carry(Span::new(0, 1), Version(0)), Carried::Forgotten);
    assert_eq!(
        log.carry(Span::new(0, 1), Version(1)),
        Carried::Moved(Span::new(1, 2))
    );
}

#[test]
fn a_line_feed_typed_behind_a_lone_carriage_return_touches_what_ended_there() {
    let mut document = Document::open(ASKED, "a\rb");
    let line_feed = Change::Range {
        start: Position::new(1, 0),
        end: Position::new(1, 0),
        text: "\n".to_owned(),
    };
    document.change(NOW, &[line_feed], Utf8);
    let log = document.log();
    assert_eq!(log.carry(Span::new(0, 2), ASKED), Carried::Touched);
    assert_eq!(
        log.carry(Span::new(0, 1), ASKED),
        Carried::Moved(Span::new(0, 1))
    );
    assert_eq!(
        log.carry(Span::new(2, 3), ASKED),
        Carried::Moved(Span::new(3, 4))
    );
}

#[test]
fn a_deletion_that_joins_a_crlf_touches_what_met_there() {
    let mut document = Document::open(ASKED, "a\rb\nc");
    let deletion = Change::Range {
        start: Position::new(1, 0),
        end: Position::new(1, 1),
        text: String::new(),
    };
    document.change(NOW, &[deletion], Utf8);
    let log = document.log();
    assert_eq!(document.snapshot().text.to_string(), "a\r\nc");
    assert_eq!(log.carry(Span::new(0, 2), ASKED), Carried::Touched);
    assert_eq!(log.carry(Span::new(3, 5), ASKED), Carried::Touched);
    assert_eq!(
        log.carry(Span::new(4, 5), ASKED),
        Carried::Moved(Span::new(3, 4))
    );
}

#[test]
fn edits_go_where_their_text_went() {
    let edits = Edits::new(vec![Edit::new(0..1, "A"), Edit::insert(3, "!")]).unwrap();
    let document = typed("abc", (1, 2), "xyz");
    let carried = document.log().carry_edits(&edits, ASKED).unwrap();
    assert_eq!(
        document.snapshot().text.edited(&carried).to_string(),
        "Axyzc!"
    );
}

#[test]
fn edits_are_withdrawn_together_when_one_of_them_is_touched() {
    let edits = Edits::new(vec![Edit::new(0..1, "A"), Edit::delete(4..8)]).unwrap();
    let withdrawn = typed("abcdefgh", (5, 6), "x")
        .log()
        .carry_edits(&edits, ASKED);
    assert_eq!(
        withdrawn.unwrap_err().to_string(),
        "the text at bytes 4..8 of version 10 was changed meanwhile: ask again for the current text"
    );
}

#[test]
fn an_insertion_is_withdrawn_when_something_was_typed_at_the_same_place() {
    let edits = Edits::from(Edit::insert(1, "x"));
    let withdrawn = typed("ab", (1, 1), "y").log().carry_edits(&edits, ASKED);
    let expected = Withdrawn::Touched {
        span: Span::empty(1),
        since: ASKED,
    };
    assert_eq!(withdrawn, Err(expected));
}

#[test]
fn edits_for_a_forgotten_text_are_withdrawn() {
    let edits = Edits::from(Edit::insert(0, "x"));
    let withdrawn = typed("ab", (1, 1), "y")
        .log()
        .carry_edits(&edits, Version(3));
    assert_eq!(
        withdrawn.unwrap_err().to_string(),
        "what happened to the text since version 3 is no longer known: ask again for the current text"
    );
}
