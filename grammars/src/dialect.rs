//! The door for what data cannot say of a language.

use scholiast_text::{Span, Text};
use tree_sitter::Node;

/// What is peculiar to one language. Every answer has a default: most languages need few of them.
pub trait Dialect: Send + Sync {
    /// Whether this function does nothing but declare others, so that by the white paper's
    /// exceptions (Python's decorators, JavaScript's namespace functions) those are not nested.
    ///
    /// Called once a function with its body; looks at the statements directly in it.
    fn only_declares(&self, body: Node<'_>) -> bool {
        let _ = body;
        false
    }

    /// The node kinds that [`Dialect::check`] wants to see.
    fn checked_kinds(&self) -> &'static [&'static str] {
        &[]
    }

    /// A mistake that the grammar lets pass in a node of one of the checked kinds.
    ///
    /// Looks at the node, its children and, once a mistake is certain, at the parent's children, so
    /// that its cost follows the node's own size.
    fn check(&self, node: Node<'_>, parent: Option<Node<'_>>, text: &Text) -> Option<Fault> {
        let _ = (node, parent, text);
        None
    }

    /// Whether a node of one of the kinds under `[measures.decisions]` is one more path through its
    /// function. `case _` is none: it is where all other paths lead.
    ///
    /// Looks at the node and its children only.
    fn is_decision(&self, node: Node<'_>, text: &Text) -> bool {
        let _ = (node, text);
        true
    }

    /// A text without what the grammar cannot read although it is right: every such piece replaced
    /// by as many spaces. `None` if there is none.
    ///
    /// Called only for text that does not parse.
    fn readable(&self, text: &str) -> Option<String> {
        let _ = text;
        None
    }
}

/// A mistake found by a [`Dialect`], told as a person would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes to mend.
    pub span: Span,
    /// What is wrong: "a parameter without a default follows one that has a default".
    pub message: String,
}
