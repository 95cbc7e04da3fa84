//! Minimal edits always lead from one text to the other, whatever time they are given.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, TestCaseError, prop_assert, prop_assert_eq, prop_oneof,
    proptest,
};
use scholiast_text::{Edits, Text, minimal_edits};

use crate::generators::{Typing, long_text, short_text, text_without_carriage_returns, typing};
use crate::naive;

/// `text` after one piece of typing.
fn typed(text: &str, typing: &Typing) -> String {
    let (start, end) = typing.places(&naive::boundaries(text));
    format!("{}{}{}", &text[..start], typing.text, &text[end..])
}

/// A text, and what became of it in a few places.
fn revision() -> impl Strategy<Value = (String, String)> {
    let before = prop_oneof![3 => short_text(), 1 => long_text()];
    (before, vec(typing(), 0..6)).prop_map(|(before, typings)| {
        let after = typings
            .iter()
            .fold(before.clone(), |text, typing| typed(&text, typing));
        (before, after)
    })
}

/// Two texts that may have much, little or nothing in common.
fn texts() -> impl Strategy<Value = (String, String)> {
    prop_oneof![2 => revision(), 1 => (short_text(), short_text())]
}

/// None at all, hardly any, or enough.
fn deadline() -> impl Strategy<Value = Duration> {
    prop_oneof![
        Just(Duration::ZERO),
        Just(Duration::from_micros(20)),
        Just(Duration::from_secs(10))
    ]
}

/// No two edits meet, and none cuts a character or a `\r\n` of either text.
fn assert_well_cut(before: &str, after: &str, edits: &Edits) -> Result<(), TestCaseError> {
    let (mut done, mut after_at) = (None, 0);
    for edit in edits {
        prop_assert!(
            done.is_none_or(|done| done < edit.span.start),
            "{edits:?} meet"
        );
        after_at += edit.span.start - done.unwrap_or(0);
        let after_end = after_at + edit.replacement.len();
        for offset in [edit.span.start, edit.span.end] {
            prop_assert!(before.is_char_boundary(offset) && !naive::splits_crlf(before, offset));
        }
        for offset in [after_at, after_end] {
            prop_assert!(after.is_char_boundary(offset) && !naive::splits_crlf(after, offset));
        }
        (done, after_at) = (Some(edit.span.end), after_end);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn edits_lead_from_before_to_after((before, after) in texts(), deadline in deadline()) {
        let edits = minimal_edits(&before, &after, deadline);
        prop_assert_eq!(Text::from(before.as_str()).edited(&edits).to_string(), after);
    }

    #[test]
    fn edits_stand_apart_and_cut_nothing((before, after) in texts(), deadline in deadline()) {
        let edits = minimal_edits(&before, &after, deadline);
        assert_well_cut(&before, &after, &edits)?;
    }

    #[test]
    fn one_replacement_is_found_again_no_larger_than_it_was(
        before in text_without_carriage_returns(),
        typing in typing(),
    ) {
        let after = typed(&before, &typing).replace('\r', "");
        let edits = minimal_edits(&before, &after, Duration::ZERO);
        let (start, end) = typing.places(&naive::boundaries(&before));
        let removed = edits.span().map_or(0, |span| span.len());
        let added: usize = edits.iter().map(|edit| edit.replacement.len()).sum();
        prop_assert!(edits.len() <= 1);
        prop_assert!(removed <= end - start && added <= typing.text.len());
    }
}
