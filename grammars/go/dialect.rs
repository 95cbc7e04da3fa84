//! What data cannot say of Go: what its grammar lets pass because it is meant for fragments too.

use scholiast_text::Text;
use tree_sitter::Node;

use crate::dialect::{Dialect, Fault};

/// Go's peculiarities.
pub(crate) struct Go;

impl Dialect for Go {
    fn checked_kinds(&self) -> &'static [&'static str] {
        &[
            "source_file",
            "literal_value",
            "argument_list",
            "parameter_list",
        ]
    }

    fn check(&self, node: Node<'_>, _: Option<Node<'_>>, _: &Text) -> Option<Fault> {
        match node.kind() {
            "source_file" => stray_statement(node),
            _ => line_end_in_list(node),
        }
    }
}

/// A statement at the top of the file, where only declarations may stand.
fn stray_statement(file: Node<'_>) -> Option<Fault> {
    let mut cursor = file.walk();
    let mut previous: Option<Node<'_>> = None;
    for child in file.named_children(&mut cursor) {
        let is_statement = child.kind() == "block" || child.kind().ends_with("_statement");
        if is_statement && !child.has_error() && child.kind() != "empty_statement" {
            let start = child.child(0).unwrap_or(child);
            let follows_header = previous.is_some_and(is_without_body);
            let message = if child.kind() == "block" && follows_header {
                "this `{` opens no function's body: it has to stand on the line of the header"
            } else {
                "a statement outside a function: only declarations may stand here"
            };
            return Some(Fault {
                span: start.byte_range().into(),
                message: message.to_owned(),
            });
        }
        previous = Some(child).filter(|child| !child.is_extra()).or(previous);
    }
    None
}

fn is_without_body(declaration: Node<'_>) -> bool {
    let is_function = matches!(
        declaration.kind(),
        "function_declaration" | "method_declaration"
    );
    is_function && declaration.child_by_field_name("body").is_none()
}

/// A list whose closing bracket stands on a line of its own needs a comma before that line: the
/// end of a line ends a statement.
fn line_end_in_list(list: Node<'_>) -> Option<Fault> {
    let mut cursor = list.walk();
    let children: Vec<Node<'_>> = list
        .children(&mut cursor)
        .filter(|child| !child.is_extra())
        .collect();
    let [.., last, close] = children[..] else {
        return None;
    };
    if list.has_error() {
        return None;
    }
    let is_open = last.is_named() && last.end_position().row < close.start_position().row;
    is_open.then(|| Fault {
        span: last.byte_range().into(),
        message: "expected `,` after this: the end of a line ends a list".to_owned(),
    })
}
