//! What data cannot say of Python: the decorator idiom, and what its grammar lets pass.

#[path = "mistakes.rs"]
mod mistakes;

use scholiast_text::Text;
use tree_sitter::Node;

use crate::dialect::{Dialect, Fault};

/// Python's peculiarities.
pub(crate) struct Python;

impl Dialect for Python {
    /// The decorator idiom: a function that holds one function and a `return`, and nothing else
    /// but, perhaps, its docstring.
    fn only_declares(&self, body: Node<'_>) -> bool {
        let mut cursor = body.walk();
        let statements: Vec<Node<'_>> = body
            .named_children(&mut cursor)
            .filter(|statement| !statement.is_extra())
            .take(4)
            .collect();
        let statements = match statements.split_first() {
            Some((first, rest)) if is_docstring(*first) => rest,
            _ => &statements,
        };
        matches!(statements, [declaration, end]
            if is_function(*declaration) && end.kind() == "return_statement")
    }

    fn checked_kinds(&self) -> &'static [&'static str] {
        mistakes::KINDS
    }

    fn check(&self, node: Node<'_>, parent: Option<Node<'_>>, text: &Text) -> Option<Fault> {
        mistakes::check(node, parent, text)
    }

    /// `case _` and `case name` without a guard take whatever the other cases left.
    fn is_decision(&self, node: Node<'_>, _: &Text) -> bool {
        node.kind() != "case_clause" || !takes_the_rest(node)
    }
}

fn takes_the_rest(case: Node<'_>) -> bool {
    let mut cursor = case.walk();
    let mut parts = case.children(&mut cursor).filter(|part| !part.is_extra());
    let (_keyword, pattern, next) = (parts.next(), parts.next(), parts.next());
    next.is_some_and(|next| next.kind() == ":")
        && pattern
            .filter(|pattern| pattern.child_count() == 1)
            .and_then(|pattern| pattern.child(0))
            .is_some_and(|only| match only.kind() {
                "dotted_name" => only.named_child_count() == 1,
                kind => kind == "_",
            })
}

fn is_docstring(statement: Node<'_>) -> bool {
    statement.kind() == "expression_statement"
        && statement
            .named_child(0)
            .is_some_and(|value| value.kind() == "string")
}

fn is_function(statement: Node<'_>) -> bool {
    let declaration = statement
        .child_by_field_name("definition")
        .unwrap_or(statement);
    declaration.kind() == "function_definition"
}
