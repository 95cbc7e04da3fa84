//! What data cannot say of JavaScript and TypeScript: functions that serve as namespaces, and what
//! the grammar lets pass.

use scholiast_text::Text;
use tree_sitter::Node;

use crate::dialect::{Dialect, Fault};

/// The longest comment that is looked for before a variance annotation, in bytes.
const COMMENT_LIMIT: usize = 400;

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

    /// Variance annotations, `interface Source<out T>`, are younger than the grammar.
    fn readable(&self, text: &str) -> Option<String> {
        let mut readable = text.to_owned();
        for word in ["in", "out"] {
            let places: Vec<usize> = text.match_indices(word).map(|(at, _)| at).collect();
            for at in places {
                if is_variance(&text[..at], &text[at + word.len()..]) {
                    readable.replace_range(at..at + word.len(), &" ".repeat(word.len()));
                }
            }
        }
        (readable != text).then_some(readable)
    }
}

/// Whether `in` or `out` between these two annotates a type parameter: `<in T`, `, in out T`.
fn is_variance(before: &str, after: &str) -> bool {
    let before = without_comment(before);
    let before = match before.strip_suffix("in") {
        Some(shorter) if shorter.ends_with(char::is_whitespace) => without_comment(shorter),
        _ => before,
    };
    let precedes_name = after
        .trim_start()
        .starts_with(|first: char| first.is_alphabetic());
    before.ends_with(['<', ',']) && precedes_name && after.starts_with(char::is_whitespace)
}

/// A text without the white space and the one comment, if it is short, that it ends with.
fn without_comment(text: &str) -> &str {
    let text = text.trim_end();
    let near = text.len().saturating_sub(COMMENT_LIMIT);
    let near = (near..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    let tail = &text[near..];
    let start = if tail.ends_with("*/") {
        tail.rfind("/*")
    } else {
        tail.rfind("//").filter(|at| !tail[*at..].contains('\n'))
    };
    start.map_or(text, |at| text[..near + at].trim_end())
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
