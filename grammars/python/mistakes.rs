//! Mistakes that tree-sitter's Python grammar lets pass and Python does not.

use scholiast_text::{Span, Text};
use tree_sitter::Node;

use crate::dialect::Fault;

/// The longest statement header that is quoted whole.
const HEADER_LIMIT: usize = 60;

/// The kinds of node that [`check`] knows something about.
pub(super) const KINDS: &[&str] = &[
    "module",
    "block",
    "try_statement",
    "parameters",
    "lambda_parameters",
    "argument_list",
    "print_statement",
    "exec_statement",
    "string",
];

/// The mistake in a node.
pub(super) fn check(node: Node<'_>, parent: Option<Node<'_>>, text: &Text) -> Option<Fault> {
    match node.kind() {
        "block" if is_empty(node) => missing_block(node, parent?, text),
        "module" | "block" => uneven_indentation(node),
        "parameters" | "lambda_parameters" => parameter_order(node),
        "argument_list" => argument_order(node),
        "print_statement" | "exec_statement" => python_2(node),
        "string" => broken_string(node, text),
        _ => lone_try(node),
    }
}

/// A statement that starts at another column than the block it is in. The fault is its indentation.
fn uneven_indentation(block: Node<'_>) -> Option<Fault> {
    let mut cursor = block.walk();
    let mut column = (block.kind() == "module").then_some(0);
    let mut previous_row = None;
    for statement in block.named_children(&mut cursor) {
        let start = statement.start_position();
        // A statement behind a `;` or a `\` starts where it likes; one in the first row may
        // follow a byte order mark.
        let starts_line = previous_row != Some(start.row) && start.row > 0;
        previous_row = Some(statement.end_position().row);
        if statement.is_extra() || statement.is_error() || !starts_line {
            continue;
        }
        let expected = *column.get_or_insert(start.column);
        if start.column != expected {
            let line_start = statement.start_byte() - start.column;
            return Some(Fault {
                span: Span::new(line_start, statement.start_byte()),
                message: "unexpected indentation: the line does not line up with the block it \
                          is in"
                    .to_owned(),
            });
        }
    }
    None
}

/// Whether nothing but comments is in a block.
fn is_empty(block: Node<'_>) -> bool {
    let first = block.named_child(0).map_or("comment", |first| first.kind());
    let mut cursor = block.walk();
    first == "comment"
        && block
            .named_children(&mut cursor)
            .all(|child| child.kind() == "comment")
}

/// `def f():` with nothing in it.
fn missing_block(block: Node<'_>, statement: Node<'_>, text: &Text) -> Option<Fault> {
    let mut cursor = statement.walk();
    let colon = statement
        .children(&mut cursor)
        .take_while(|child| child.end_byte() <= block.start_byte())
        .filter(|child| child.kind() == ":")
        .last()?;
    let header = Span::new(statement.start_byte(), colon.end_byte());
    let quoted = text.slice(Span::new(
        header.start,
        header.end.min(header.start + HEADER_LIMIT),
    ));
    let is_whole = header.len() <= HEADER_LIMIT && !quoted.contains(['\n', '\r']);
    let word = quoted
        .split(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or_default();
    let quoted = if is_whole { quoted.as_ref() } else { word };
    Some(Fault {
        span: colon.byte_range().into(),
        message: format!("expected an indented block after `{quoted}`"),
    })
}

/// A string in single quotes that goes on after the end of its line.
fn broken_string(string: Node<'_>, text: &Text) -> Option<Fault> {
    if string.start_position().row == string.end_position().row {
        return None;
    }
    let open = Span::from(string.child(0)?.byte_range());
    if string.has_error() || text.slice(open).ends_with("\"\"\"") {
        return None;
    }
    let line = text.line_span(text.line_of(open.start));
    let rest = text.slice(Span::new(open.start, line.end));
    let is_allowed = rest.ends_with('\\') || rest.contains('{') || rest.contains("'''");
    (!is_allowed).then(|| Fault {
        span: Span::new(open.start, line.end),
        message: "this string is never closed: it would have to end on its line".to_owned(),
    })
}

/// `try:` with neither `except` nor `finally`.
fn lone_try(statement: Node<'_>) -> Option<Fault> {
    let mut cursor = statement.walk();
    let is_handled = statement
        .named_children(&mut cursor)
        .any(|child| matches!(child.kind(), "except_clause" | "finally_clause"));
    let keyword = statement.child(0)?;
    (!is_handled && !statement.has_error()).then(|| Fault {
        span: keyword.byte_range().into(),
        message: "expected `except` or `finally` after the block of this `try`".to_owned(),
    })
}

/// `def f(a=1, b)`.
fn parameter_order(list: Node<'_>) -> Option<Fault> {
    let mut cursor = list.walk();
    let mut has_default = false;
    for parameter in list.named_children(&mut cursor) {
        match parameter.kind() {
            "default_parameter" | "typed_default_parameter" => has_default = true,
            // After `*` or `*args` a default is no longer followed by position.
            "keyword_separator" | "list_splat_pattern" => return None,
            "typed_parameter" if is_splat(parameter) => return None,
            "identifier" | "typed_parameter" if has_default => {
                return Some(Fault {
                    span: parameter.byte_range().into(),
                    message: "a parameter without a default follows one that has a default"
                        .to_owned(),
                });
            }
            _ => {}
        }
    }
    None
}

fn is_splat(parameter: Node<'_>) -> bool {
    parameter
        .named_child(0)
        .is_some_and(|name| name.kind().ends_with("splat_pattern"))
}

/// `f(a=1, 2)`.
fn argument_order(list: Node<'_>) -> Option<Fault> {
    if list.named_child_count() < 2 {
        return None;
    }
    let mut cursor = list.walk();
    let mut has_keyword = false;
    for argument in list.named_children(&mut cursor) {
        match argument.kind() {
            "keyword_argument" | "dictionary_splat" => has_keyword = true,
            "list_splat" | "comment" | "line_continuation" | "ERROR" => {}
            _ if has_keyword => {
                return Some(Fault {
                    span: argument.byte_range().into(),
                    message: "a positional argument follows a keyword argument".to_owned(),
                });
            }
            _ => {}
        }
    }
    None
}

/// `print "hello"`, once a statement. `print >> file, "hello"` still is an expression.
fn python_2(statement: Node<'_>) -> Option<Fault> {
    let keyword = statement.child(0)?;
    let word = keyword.kind();
    let is_shift = statement
        .named_child(0)
        .is_some_and(|child| child.kind() == "chevron");
    (!is_shift).then(|| Fault {
        span: keyword.byte_range().into(),
        message: format!("`{word}` is a function in Python 3: expected `(` after it"),
    })
}
