//! What data cannot say of JavaScript and TypeScript: functions that serve as namespaces, and what
//! the grammar lets pass.

use scholiast_text::Text;
use tree_sitter::Node;

use crate::dialect::{Dialect, Fault};

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

    fn checked_kinds(&self) -> &'static [&'static str] {
        &[
            "arguments",
            "object",
            "formal_parameters",
            "named_imports",
            "export_clause",
        ]
    }

    fn check(&self, node: Node<'_>, _: Option<Node<'_>>, _: &Text) -> Option<Fault> {
        stray_comma(node)
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

/// `f(a, , b)`: only an array may have holes.
fn stray_comma(list: Node<'_>) -> Option<Fault> {
    let mut cursor = list.walk();
    let mut follows_item = false;
    for child in list.children(&mut cursor).filter(|child| !child.is_extra()) {
        if child.kind() == "," && !follows_item {
            return Some(Fault {
                span: child.byte_range().into(),
                message: "nothing stands before this `,`: write what is missing, or remove it"
                    .to_owned(),
            });
        }
        follows_item = child.is_named();
    }
    None
}
