//! A document reads what the naive reference reads after the same changes.

use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, prop_assert_eq, prop_oneof, proptest};
use scholiast_text::{Change, Document, PositionEncoding, Text, Version};

use crate::generators::{encoding, long_text, position, short_text};
use crate::naive;

/// Mostly ranges, some of them reversed or beyond the text; sometimes the whole document.
fn change() -> impl Strategy<Value = Change> {
    let range = (position(), position(), short_text())
        .prop_map(|(start, end, text)| Change::Range { start, end, text });
    prop_oneof![6 => range, 1 => short_text().prop_map(Change::Whole)]
}

/// What `text` reads after `change`.
fn changed(text: &str, change: &Change, encoding: PositionEncoding) -> String {
    match change {
        Change::Whole(after) => after.clone(),
        Change::Range {
            start,
            end,
            text: new,
        } => naive::replaced(text, (*start, *end), new, encoding),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn changes_do_what_the_protocol_says(
        opened in prop_oneof![4 => short_text(), 1 => long_text()],
        notifications in vec(vec(change(), 0..4), 1..8),
        encoding in encoding(),
    ) {
        let mut document = Document::open(Version(1), &opened);
        let mut expected = opened;
        for (number, changes) in notifications.iter().enumerate() {
            let version = Version(2 + 3 * number as i32);
            document.change(version, changes, encoding);
            for change in changes {
                expected = changed(&expected, change, encoding);
            }
            let snapshot = document.snapshot();
            prop_assert_eq!(snapshot.version, version);
            prop_assert_eq!(snapshot.text.line_count(), naive::lines(&expected).len());
            prop_assert_eq!(&snapshot.text, &Text::from(expected.as_str()));
        }
    }
}
