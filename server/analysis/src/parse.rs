//! From text to tree, straight from the pieces of the rope; and from an edit to the next tree.

use std::ops::ControlFlow;

use scholiast_grammars::Language;
use scholiast_text::{Span, Splice, Text};
use tree_sitter::{InputEdit, ParseOptions, ParseState, Parser, Point, Tree};

use crate::cancellation::{Cancellation, Cancelled};
use crate::walk::Change;

/// Parses a text. tree-sitter always finds a tree; what it could not read is in ERROR nodes.
pub(crate) fn parse(
    language: &Language,
    text: &Text,
    cancellation: &Cancellation,
) -> Result<Tree, Cancelled> {
    parse_after(None, language, text, cancellation)
}

/// Parses the text that `splice` made of the text of `tree`, and tells where the two trees differ.
pub(crate) fn parse_edited(
    tree: &Tree,
    before: &Text,
    splice: Splice,
    language: &Language,
    text: &Text,
    cancellation: &Cancellation,
) -> Result<(Tree, Change), Cancelled> {
    let mut edited = tree.clone();
    edited.edit(&input_edit(before, splice, text));
    let parsed = parse_after(Some(&edited), language, text, cancellation)?;
    let mut span = Span::new(
        splice.replaced.start,
        splice.replaced.start + splice.inserted,
    );
    for range in edited.changed_ranges(&parsed) {
        span = Span::new(
            span.start.min(range.start_byte),
            span.end.max(range.end_byte),
        );
    }
    let growth = splice.growth();
    Ok((parsed, Change { span, growth }))
}

fn parse_after(
    edited: Option<&Tree>,
    language: &Language,
    text: &Text,
    cancellation: &Cancellation,
) -> Result<Tree, Cancelled> {
    cancellation.check()?;
    let mut parser = Parser::new();
    // A language is only registered once its grammar was loaded, so this does not fail; if it ever
    // did, the parser would have no language, and the answer below would be none.
    let _ = parser.set_language(language.grammar());
    let mut progress = |_: &ParseState| {
        if cancellation.is_cancelled() {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    };
    parser
        .parse_with_options(
            &mut |offset, _| text.bytes_at(offset),
            edited,
            Some(ParseOptions::new().progress_callback(&mut progress)),
        )
        .ok_or(Cancelled)
}

/// The edit in the parser's own terms: its rows end at `\n` only, its columns are bytes.
fn input_edit(before: &Text, splice: Splice, after: &Text) -> InputEdit {
    let Splice { replaced, inserted } = splice;
    let new_end = replaced.start + inserted;
    let start_position = point_after(after, Point::new(0, 0), Span::new(0, replaced.start));
    InputEdit {
        start_byte: replaced.start,
        old_end_byte: replaced.end,
        new_end_byte: new_end,
        start_position,
        old_end_position: point_after(before, start_position, replaced),
        new_end_position: point_after(after, start_position, Span::new(replaced.start, new_end)),
    }
}

/// The parser's position at the end of a stretch that starts at `start`.
fn point_after(text: &Text, start: Point, stretch: Span) -> Point {
    let feeds = text.line_feeds(stretch);
    match feeds.last {
        None => Point::new(start.row, start.column + stretch.len()),
        Some(last) => Point::new(start.row + feeds.count, stretch.end - last - 1),
    }
}
