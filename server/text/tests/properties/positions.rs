//! Lines, positions and offsets of a text are those of the naive reference.

use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use proptest::sample::Index;
use scholiast_text::{Position, Span, Text};

use crate::generators::{ENCODINGS, encoding, long_text, position, short_text};
use crate::naive;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn lines_are_those_of_the_reference(source in short_text()) {
        let text = Text::from(source.as_str());
        let lines = (0..text.line_count()).map(|line| text.line_span(line));
        let lines: Vec<(usize, usize)> = lines.map(|span| (span.start, span.end)).collect();
        prop_assert_eq!(lines, naive::lines(&source));
    }

    #[test]
    fn every_offset_has_the_position_of_the_reference(source in short_text()) {
        let text = Text::from(source.as_str());
        for encoding in ENCODINGS {
            for offset in (0..=source.len()).filter(|&it| source.is_char_boundary(it)) {
                let expected = naive::position(&source, offset, encoding);
                prop_assert_eq!(text.position(offset, encoding), expected);
                prop_assert_eq!(text.line_of(offset), expected.line as usize);
            }
        }
    }

    #[test]
    fn every_position_in_and_around_the_text_has_the_offset_of_the_reference(source in short_text()) {
        let text = Text::from(source.as_str());
        for encoding in ENCODINGS {
            for line in 0..text.line_count() as u32 + 2 {
                for character in 0..text.len() as u32 + 2 {
                    let position = Position::new(line, character);
                    let expected = naive::offset(&source, position, encoding);
                    prop_assert_eq!(text.offset(position, encoding), expected);
                }
            }
        }
    }

    #[test]
    fn an_offset_returns_from_its_position(source in short_text()) {
        let text = Text::from(source.as_str());
        for encoding in ENCODINGS {
            for offset in naive::boundaries(&source) {
                prop_assert_eq!(text.offset(text.position(offset, encoding), encoding), offset);
            }
        }
    }

    #[test]
    fn no_offset_panics_and_none_cuts_a_character(source in short_text(), past in 0..4_usize) {
        let text = Text::from(source.as_str());
        for offset in 0..=source.len() + past {
            let start = source.floor_char_boundary(offset);
            prop_assert_eq!(&text.slice(Span::new(offset, usize::MAX)), &source[start..]);
            prop_assert_eq!(text.chunk_at(offset), &source[start..]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn long_texts_agree_with_the_reference_too(
        source in long_text(),
        encoding in encoding(),
        place in any::<Index>(),
        position in position(),
    ) {
        let text = Text::from(source.as_str());
        prop_assert_eq!(text.line_count(), naive::lines(&source).len());
        let offset = source.floor_char_boundary(place.index(source.len() + 1));
        prop_assert_eq!(
            text.position(offset, encoding),
            naive::position(&source, offset, encoding)
        );
        let position = Position::new(position.line.saturating_mul(9), position.character);
        prop_assert_eq!(
            text.offset(position, encoding),
            naive::offset(&source, position, encoding)
        );
    }
}
