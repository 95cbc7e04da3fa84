//! From text to tree, straight from the pieces of the rope.

use std::ops::ControlFlow;

use scholiast_grammars::Language;
use scholiast_text::Text;
use tree_sitter::{ParseOptions, ParseState, Parser, Tree};

use crate::cancellation::{Cancellation, Cancelled};

/// Parses a text. tree-sitter always finds a tree; what it could not read is in ERROR nodes.
pub(crate) fn parse(
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
            &mut |offset, _| text.chunk_at(offset),
            None,
            Some(ParseOptions::new().progress_callback(&mut progress)),
        )
        .ok_or(Cancelled)
}
