//! What is left of a file when comments and layout are taken away.

use std::hash::{DefaultHasher, Hash, Hasher};

use scholiast_grammars::Construct;
use scholiast_text::{Span, Text};

use crate::analysis::Analysis;

/// A number that is the same for two files of one language if and, but for a chance of one in
/// 2⁶⁴, only if they hold the same code, apart from comments and layout.
///
/// Where layout is structure, as with Python's indentation, the shape of the tree stands for it.
/// It is meant for comparing two analyses in one process: it may change with the grammar.
pub fn code_fingerprint(analysis: &Analysis) -> u64 {
    let (language, text) = (analysis.language(), analysis.text());
    let mut hasher = DefaultHasher::new();
    let mut cursor = analysis.tree().walk();
    let mut depth = 0u64;
    loop {
        let node = cursor.node();
        let construct = language.construct(node.kind_id());
        let is_leaf = node.child_count() == 0 || *construct == Construct::Literal;
        if *construct != Construct::Comment {
            (depth, node.kind_id()).hash(&mut hasher);
            if is_leaf {
                hash_text(text, node.byte_range().into(), &mut hasher);
            } else if cursor.goto_first_child() {
                depth += 1;
                continue;
            }
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return hasher.finish();
            }
            depth -= 1;
        }
    }
}

/// Feeds the bytes of a span, the same however the rope is cut into pieces.
fn hash_text(text: &Text, span: Span, hasher: &mut DefaultHasher) {
    span.len().hash(hasher);
    let mut offset = span.start;
    while offset < span.end {
        let piece = text.chunk_at(offset).as_bytes();
        let piece = &piece[..piece.len().min(span.end - offset)];
        if piece.is_empty() {
            break;
        }
        hasher.write(piece);
        offset += piece.len();
    }
}
