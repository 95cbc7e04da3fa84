//! What data cannot say of Rust: which arm of a `match` is no path of its own.

use scholiast_text::Text;
use tree_sitter::Node;

use crate::dialect::Dialect;

/// Rust's peculiarities.
pub(crate) struct Rust;

impl Dialect for Rust {
    /// The arm `_` without a guard takes whatever the other arms left.
    fn is_decision(&self, node: Node<'_>, _: &Text) -> bool {
        node.kind() != "match_arm" || !takes_the_rest(node)
    }
}

fn takes_the_rest(arm: Node<'_>) -> bool {
    let pattern = arm.child_by_field_name("pattern");
    pattern.is_some_and(|pattern| {
        pattern.child_count() == 1 && pattern.child(0).is_some_and(|only| only.kind() == "_")
    })
}
