//! Diffs by example. An edit is shown in place: `{old→new}`.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::minimal_edits;
use crate::Text;

const AMPLE: Duration = Duration::from_secs(10);

/// `before` with its edits to `after` written into it.
fn shown(before: &str, after: &str, deadline: Duration) -> String {
    let edits = minimal_edits(before, after, deadline);
    assert_eq!(Text::from(before).edited(&edits).to_string(), after);
    let mut shown = String::new();
    let mut done = 0;
    for edit in &edits {
        let (start, end) = (edit.span.start, edit.span.end);
        let (kept, old) = (&before[done..start], &before[start..end]);
        write!(shown, "{kept}{{{old}→{}}}", edit.replacement).unwrap();
        done = end;
    }
    shown + &before[done..]
}

#[test]
fn equal_texts_need_no_edit() {
    assert!(minimal_edits("a\nb\n", "a\nb\n", AMPLE).is_empty());
    assert!(minimal_edits("", "", AMPLE).is_empty());
}

#[test]
fn a_typed_character_is_one_insertion() {
    assert_eq!(
        shown("let x = 1;\n", "let x = 12;\n", AMPLE),
        "let x = 1{→2};\n"
    );
}

#[test]
fn edits_are_of_words_and_shrink_to_their_differing_characters() {
    assert_eq!(
        shown("count = old_total\n", "count = old_sum\n", AMPLE),
        "count = old_{total→sum}\n"
    );
}

#[test]
fn lines_in_between_hold_edits_apart() {
    assert_eq!(
        shown("one\ntwo\nthree\n", "One\ntwo\nthree!\n", AMPLE),
        "{o→O}ne\ntwo\nthree{→!}\n"
    );
}

#[test]
fn words_in_between_hold_edits_apart_but_blanks_and_signs_do_not() {
    assert_eq!(
        shown("a = f(b)\n", "c = f(d)\n", AMPLE),
        "{a→c} = f({b→d})\n"
    );
    assert_eq!(shown("a = (b)\n", "c = (d)\n", AMPLE), "{a = (b→c = (d})\n");
}

#[test]
fn indenting_a_block_leaves_its_words_alone() {
    assert_eq!(
        shown("a()\nb()\n", "if x:\n    a()\n    b()\n", AMPLE),
        "{→if x:\n    }a()\n{→    }b()\n"
    );
}

#[test]
fn a_moved_line_goes_and_comes_as_a_whole() {
    assert_eq!(
        shown(
            "use b;\nuse c;\nuse a;\n",
            "use a;\nuse b;\nuse c;\n",
            AMPLE
        ),
        "{→use a;\n}use b;\nuse c;\n{use a;\n→}"
    );
}

#[test]
fn changing_all_terminators_replaces_only_terminators() {
    assert_eq!(shown("a\r\nb\r\n", "a\nb\n", AMPLE), "a{\r\n→\n}b{\r\n→\n}");
}

#[test]
fn a_crlf_is_never_cut() {
    assert_eq!(shown("a\r\n", "a\r", AMPLE), "a{\r\n→\r}");
    assert_eq!(shown("a\rb", "a\r\nb", AMPLE), "a{\r→\r\n}b");
    assert_eq!(shown("a\nb", "a\r\nb", Duration::ZERO), "a{\n→\r\n}b");
}

#[test]
fn characters_that_share_bytes_are_replaced_whole() {
    assert_eq!(shown("é", "è", AMPLE), "{é→è}");
    assert_eq!(shown("a𝕊b", "a𝕋b", Duration::ZERO), "a{𝕊→𝕋}b");
}

#[test]
fn without_time_there_is_one_edit_between_the_first_and_the_last_difference() {
    assert_eq!(
        shown("one\ntwo\nthree\n", "One\ntwo\nthree!\n", Duration::ZERO),
        "{one\ntwo\nthree→One\ntwo\nthree!}\n"
    );
}

#[test]
fn an_endless_deadline_is_no_deadline() {
    assert_eq!(shown("a b", "a c", Duration::MAX), "a {b→c}");
}

#[test]
fn two_large_unlike_texts_do_not_take_long() {
    let text = |seed: u64| -> String {
        let line = |number: u64| format!("line {} of {}\n", number * seed % 997, number % seed);
        (0..200_000).map(line).collect()
    };
    let (before, after) = (text(7919), text(104_729));
    let start = Instant::now();
    let edits = minimal_edits(&before, &after, Duration::from_millis(50));
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "took {:?}",
        start.elapsed()
    );
    assert_eq!(
        Text::from(before.as_str()).edited(&edits).to_string(),
        after
    );
}
