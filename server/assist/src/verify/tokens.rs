//! The tokens of a stretch of code, without comments and layout.

use scholiast_analysis::Analysis;
use scholiast_grammars::Construct;
use scholiast_text::Span;

/// The tokens of `span`, each as it is written; a string literal is one token.
pub(super) fn tokens(analysis: &Analysis, span: Span) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut cursor = analysis.tree().walk();
    loop {
        let node = cursor.node();
        let node_span = Span::from(node.byte_range());
        let construct = analysis.language().construct(node.kind_id());
        let is_inside = node_span.intersects(span) && *construct != Construct::Comment;
        let is_token = node.child_count() == 0 || *construct == Construct::Literal;
        if is_inside && is_token {
            tokens.push(analysis.text().slice(node_span).into_owned());
        }
        if is_inside && !is_token && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return tokens;
            }
        }
    }
}
