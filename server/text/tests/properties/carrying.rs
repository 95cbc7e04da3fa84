//! Spans and edits that are carried through typing end up where a person would put them.
//!
//! The reference keeps a document as a list of characters and marks. A mark stands for an edit that
//! is to be made, and knows the text there without it and with it; so one list reads both as the
//! document that was typed in, and as the one in which the edits were made first and the same was
//! typed afterwards.

use proptest::collection::vec;
use proptest::prelude::{
    ProptestConfig, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::sample::Index;
use scholiast_text::{
    Carried, Change, Document, Edit, Edits, PositionEncoding, Snapshot, Span, Text, Version,
    Withdrawn,
};

use crate::generators::{
    Typing, long_text, short_text, terminators, text_without_carriage_returns, typing,
};
use crate::naive;

const ASKED: Version = Version(7);

/// A piece of the reference document.
#[derive(Clone, Debug)]
enum Piece {
    Character(char),
    /// An edit: what it replaces, and by what.
    Mark {
        without: String,
        with: String,
    },
}

impl Piece {
    fn without(&self) -> String {
        match self {
            Self::Character(character) => character.to_string(),
            Self::Mark { without, .. } => without.clone(),
        }
    }

    fn with(&self) -> String {
        match self {
            Self::Character(character) => character.to_string(),
            Self::Mark { with, .. } => with.clone(),
        }
    }
}

/// A document in which edits are marked.
#[derive(Clone, Debug)]
struct Marked(Vec<Piece>);

impl Marked {
    fn new(text: &str, edits: &Edits) -> Self {
        let mut pieces = Vec::new();
        let mut done = 0;
        for edit in edits {
            pieces.extend(text[done..edit.span.start].chars().map(Piece::Character));
            pieces.push(Piece::Mark {
                without: text[edit.span.start..edit.span.end].to_owned(),
                with: edit.replacement.clone(),
            });
            done = edit.span.end;
        }
        pieces.extend(text[done..].chars().map(Piece::Character));
        Self(pieces)
    }

    /// The document as typed, without the edits.
    fn without_edits(&self) -> String {
        self.0.iter().map(Piece::without).collect()
    }

    /// The document with the edits made before anything was typed.
    fn with_edits(&self) -> String {
        self.0.iter().map(Piece::with).collect()
    }

    /// Replaces `start..end` of the document as typed; none where a mark is in the way.
    fn typed(&self, (start, end): (usize, usize), text: &str) -> Option<Self> {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        let mut to = 0;
        for piece in &self.0 {
            let from = to;
            to += piece.without().len();
            let is_inside = from < end && start < to;
            let is_at_one_place = from == to && start == end && from == start;
            match piece {
                Piece::Mark { .. } if is_inside || is_at_one_place => return None,
                _ if to <= start => before.push(piece.clone()),
                _ if from >= end => after.push(piece.clone()),
                _ => {}
            }
        }
        before.extend(text.chars().map(Piece::Character));
        before.extend(after);
        Some(Self(before))
    }
}

/// Up to four edits of `text`, each cutting no `\r\n`, in places taken from `typings`.
fn edits_of(text: &str, typings: &[Typing]) -> Edits {
    let boundaries = naive::boundaries(text);
    let mut edits: Vec<Edit> = Vec::new();
    for typing in typings {
        let (start, end) = typing.places(&boundaries);
        let span = Span::new(start, end);
        // Edits that meet are left out: what is typed between them has no place of its own.
        if edits.iter().all(|edit| !edit.span.touches(span)) {
            edits.push(Edit::new(span, typing.text.as_str()));
        }
    }
    Edits::new(edits).unwrap_or_else(|overlap| panic!("{overlap}"))
}

/// Replaces `places` in `document` as an editor would, and calls the result the next version.
fn type_into(document: &mut Document, places: (usize, usize), text: &str) {
    let Snapshot { version, text: now } = document.snapshot();
    let change = Change::Range {
        start: now.position(places.0, PositionEncoding::Utf16),
        end: now.position(places.1, PositionEncoding::Utf16),
        text: text.to_owned(),
    };
    document.change(Version(version.0 + 2), &[change], PositionEncoding::Utf16);
}

/// A document opened with `text`, and typed in; and the reference, unless an edit was touched.
fn typed_in(text: &str, edits: &Edits, typings: &[Typing]) -> (Document, Option<Marked>) {
    let mut document = Document::open(ASKED, text);
    let mut reference = Some(Marked::new(text, edits));
    for typing in typings {
        let places = typing.places(&naive::boundaries(&document.snapshot().text.to_string()));
        type_into(&mut document, places, &typing.text);
        reference = reference.and_then(|reference| reference.typed(places, &typing.text));
    }
    (document, reference)
}

/// Short texts are touched often, long ones seldom.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![2 => short_text(), 1 => long_text(), 1 => terminators()]
}

fn typings() -> impl Strategy<Value = Vec<Typing>> {
    vec(typing(), 0..8)
}

/// Whether positions can name both ends of `span`.
fn cuts_nothing(text: &Text, span: Span) -> bool {
    let named = |offset| {
        text.offset(
            text.position(offset, PositionEncoding::Utf16),
            PositionEncoding::Utf16,
        )
    };
    named(span.start) == span.start && named(span.end) == span.end
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn carried_edits_give_what_editing_first_and_typing_afterwards_gives(
        text in text(),
        edits in vec(typing(), 0..4),
        typings in typings(),
    ) {
        let edits = edits_of(&text, &edits);
        let (document, reference) = typed_in(&text, &edits, &typings);
        let now = document.snapshot().text;
        match (document.log().carry_edits(&edits, ASKED), reference) {
            (Ok(carried), Some(reference)) => {
                prop_assert_eq!(now.to_string(), reference.without_edits());
                prop_assert_eq!(now.edited(&carried).to_string(), reference.with_edits());
                prop_assert!(carried.iter().all(|edit| cuts_nothing(&now, edit.span)));
            }
            (Ok(_), None) => prop_assert!(false, "a touched edit was carried"),
            (Err(Withdrawn::Touched { .. }), _) => {}
            (Err(Withdrawn::Forgotten { .. }), _) => {
                prop_assert!(false, "so few changes are remembered");
            }
        }
    }

    #[test]
    fn edits_are_withdrawn_only_when_touched(
        text in text_without_carriage_returns(),
        edits in vec(typing(), 0..4),
        mut typings in typings(),
    ) {
        // Without `\r` no terminators join, which would touch what met between them.
        for typing in &mut typings {
            typing.text = typing.text.replace('\r', "");
        }
        let edits = edits_of(&text, &edits);
        let (document, reference) = typed_in(&text, &edits, &typings);
        let carried = document.log().carry_edits(&edits, ASKED);
        prop_assert_eq!(carried.is_ok(), reference.is_some());
    }

    #[test]
    fn a_moved_span_holds_the_same_characters_and_cuts_nothing(
        text in text(),
        ends in any::<(Index, Index)>(),
        changes in vec((typing(), any::<bool>()), 0..6),
    ) {
        let boundaries = naive::boundaries(&text);
        let span = Span::new(*ends.0.get(&boundaries), *ends.1.get(&boundaries));
        let mut document = Document::open(ASKED, &text);
        for (typing, is_whole) in &changes {
            change_document(&mut document, typing, *is_whole);
        }
        let now = document.snapshot().text.to_string();
        match document.log().carry(span, ASKED) {
            Carried::Moved(moved) => {
                prop_assert_eq!(&now[moved.start..moved.end], &text[span.start..span.end]);
                prop_assert!(cuts_nothing(&document.snapshot().text, moved));
            }
            Carried::Touched => prop_assert!(!changes.is_empty()),
            Carried::Forgotten => prop_assert!(false, "so few changes are remembered"),
        }
    }
}

/// Types into `document`, which is told the range or all of its new text.
fn change_document(document: &mut Document, typing: &Typing, is_whole: bool) {
    let before = document.snapshot();
    let places = typing.places(&naive::boundaries(&before.text.to_string()));
    if !is_whole {
        return type_into(document, places, &typing.text);
    }
    let edit = Edit::new(places.0..places.1, typing.text.as_str());
    let after = before.text.edited(&edit.into()).to_string();
    let version = Version(before.version.0 + 1);
    document.change(version, &[Change::Whole(after)], PositionEncoding::Utf16);
}
