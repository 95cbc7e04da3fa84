//! Which parts of a file are broken.
//!
//! A region runs from a line that starts at the margin to the next healthy statement at the
//! margin, so that it can be read by itself and one fault does not reach over into the next
//! region.

use scholiast_grammars::{Construct, Language};
use scholiast_text::{Span, Text};
use tree_sitter::{Node, Tree};

/// The broken regions of a tree with errors, in order.
pub(crate) fn regions(language: &Language, text: &Text, tree: &Tree) -> Vec<Span> {
    let root = tree.root_node();
    let mut regions: Vec<Span> = Vec::new();
    let mut open: Option<usize> = None;
    let mut cursor = root.walk();
    for child in root.children(&mut cursor) {
        if is_broken(root, child) {
            let floor = regions.last().map_or(0, |region| region.end);
            open.get_or_insert_with(|| margin_before(language, text, child.start_byte(), floor));
        } else if let Some(start) = open
            && is_anchor(language, child)
        {
            regions.push(Span::new(start, child.start_byte()));
            open = None;
        }
    }
    let is_rest_broken = open.is_some() || regions.is_empty();
    regions.extend(is_rest_broken.then(|| Span::new(open.unwrap_or(0), text.len())));
    regions
}

/// Whether a part of the file is not a whole statement. When not even the root could be read, its
/// children are whole statements and loose tokens side by side.
fn is_broken(root: Node<'_>, child: Node<'_>) -> bool {
    child.has_error() || child.is_missing() || (root.is_error() && !child.is_named())
}

/// Whether a healthy part of the file surely starts something new.
fn is_anchor(language: &Language, child: Node<'_>) -> bool {
    child.is_named()
        && child.start_position().column == 0
        && *language.construct(child.kind_id()) != Construct::Comment
}

/// The start of the last line up to `offset`, but not before `floor`, that starts a statement at the
/// margin.
fn margin_before(language: &Language, text: &Text, offset: usize, floor: usize) -> usize {
    let mut line = text.line_of(offset);
    loop {
        let start = text.line_span(line).start;
        if line == 0 || start <= floor || starts_statement(language, text.chunk_at(start)) {
            return start.max(floor);
        }
        line -= 1;
    }
}

fn starts_statement(language: &Language, line: &str) -> bool {
    let lexical = language.lexical();
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let word = line
        .split(|letter| !is_letter(letter))
        .next()
        .unwrap_or_default();
    let is_continued = lexical
        .continuations
        .iter()
        .any(|continuation| continuation == word);
    let closes = |first: char| {
        lexical
            .brackets
            .iter()
            .any(|bracket| bracket.close == first)
    };
    let first = line.chars().next();
    first.is_some_and(|first| !first.is_whitespace() && !closes(first)) && !is_continued
}
