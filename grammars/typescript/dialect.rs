//! What data cannot say of JavaScript and TypeScript: functions that serve as namespaces.

use tree_sitter::Node;

use crate::dialect::Dialect;

/// The peculiarities of the JavaScript family.
pub(crate) struct EcmaScript;

impl Dialect for EcmaScript {
    /// The namespace idiom: a function that stands in for a class or a module, with nothing but
    /// declarations and assignments at its top level and, perhaps, a `return` of what it made.
    fn only_declares(&self, body: Node<'_>) -> bool {
        let mut cursor = body.walk();
        body.kind() == "statement_block"
            && body
                .named_children(&mut cursor)
                .filter(|statement| !statement.is_extra())
                .all(is_declaration)
    }
}

fn is_declaration(statement: Node<'_>) -> bool {
    match statement.kind() {
        "expression_statement" => is_child(statement, &["assignment_expression", "string"]),
        "return_statement" => is_child(
            statement,
            &[
                "object",
                "identifier",
                "this",
                "class",
                "function_expression",
            ],
        ),
        kind => {
            matches!(kind, "empty_statement" | "generator_function_declaration")
                || kind.ends_with("_declaration")
        }
    }
}

fn is_child(statement: Node<'_>, kinds: &[&str]) -> bool {
    statement
        .named_child(0)
        .is_some_and(|child| kinds.contains(&child.kind()))
}
