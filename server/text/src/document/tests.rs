//! Changes as editors send them.

use super::{Change, Document, Version};
use crate::PositionEncoding::{Utf8, Utf16, Utf32};
use crate::{Carried, Position, Span};

/// Replaces what lies between two places, each a line and a character.
fn range(start: (u32, u32), end: (u32, u32), text: &str) -> Change {
    Change::Range {
        start: Position::new(start.0, start.1),
        end: Position::new(end.0, end.1),
        text: text.to_owned(),
    }
}

/// What `before` reads after `changes`, counted in UTF-16.
fn changed(before: &str, changes: &[Change]) -> String {
    let mut document = Document::open(Version(1), before);
    document.change(Version(2), changes, Utf16);
    document.snapshot().text.to_string()
}

#[test]
fn typing_inserts_at_a_place() {
    assert_eq!(
        changed("a\nc\n", &[range((1, 0), (1, 0), "b\n")]),
        "a\nb\nc\n"
    );
}

#[test]
fn each_change_counts_in_the_text_the_one_before_it_left() {
    let changes = [range((0, 0), (0, 0), "x\n"), range((1, 0), (1, 1), "A")];
    assert_eq!(changed("abc", &changes), "x\nAbc");
}

#[test]
fn a_whole_change_may_stand_between_changes_of_ranges() {
    let changes = [
        range((0, 0), (0, 0), "lost"),
        Change::Whole("new".into()),
        range((0, 3), (0, 3), "er"),
    ];
    assert_eq!(changed("old", &changes), "newer");
}

#[test]
fn a_reversed_range_means_the_same_as_its_mirror_image() {
    assert_eq!(changed("abcdef", &[range((0, 4), (0, 1), "-")]), "a-ef");
}

#[test]
fn a_range_past_the_end_appends() {
    assert_eq!(changed("ab\n", &[range((7, 3), (9, 9), "c")]), "ab\nc");
}

#[test]
fn the_encoding_decides_where_a_character_is() {
    for (encoding, character) in [(Utf8, 4), (Utf16, 2), (Utf32, 1)] {
        let mut document = Document::open(Version(1), "𝕊=1");
        document.change(
            Version(2),
            &[range((0, character), (0, character), " ")],
            encoding,
        );
        assert_eq!(document.snapshot().text.to_string(), "𝕊 =1");
    }
}

#[test]
fn half_a_surrogate_pair_is_never_deleted() {
    assert_eq!(changed("𝕊x", &[range((0, 1), (0, 2), "")]), "x");
    assert_eq!(changed("𝕊x", &[range((0, 0), (0, 1), "")]), "𝕊x");
}

#[test]
fn versions_are_the_clients_own_and_may_jump() {
    let mut document = Document::open(Version(-3), "a");
    assert_eq!(document.snapshot().version, Version(-3));
    document.change(Version(4711), &[], Utf16);
    assert_eq!(document.snapshot().version, Version(4711));
    assert_eq!(document.snapshot().text.to_string(), "a");
}

#[test]
fn a_snapshot_stays_as_it_was() {
    let mut document = Document::open(Version(1), "old");
    let snapshot = document.snapshot();
    document.change(Version(2), &[Change::Whole("new".into())], Utf16);
    assert_eq!(snapshot.text.to_string(), "old");
}

#[test]
fn spans_survive_an_editor_that_always_sends_the_whole_document() {
    let before = "fn a() {}\nfn b() {}\n";
    let after = "/// Does a.\nfn a() { 1 }\nfn b() {}\n";
    let mut document = Document::open(Version(1), before);
    document.change(Version(2), &[Change::Whole(after.into())], Utf16);

    let name = Span::new(13, 14);
    assert_eq!(&before[name.start..name.end], "b");
    let Carried::Moved(moved) = document.log().carry(name, Version(1)) else {
        panic!("the name of `b` was not touched");
    };
    assert_eq!(&after[moved.start..moved.end], "b");
}
