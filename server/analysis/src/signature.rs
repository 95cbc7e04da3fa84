//! What a declaration promises its callers, as one line whatever its layout.
//!
//! `def  settle( order :Order,*, dry=False )->None:` becomes
//! `def settle(order: Order, *, dry=False) -> None`.

use scholiast_grammars::{Construct, Language};
use scholiast_text::{Span, Text};
use tree_sitter::Node;

use crate::word::word;

/// The longest signature in bytes; default values can be any expression.
const LENGTH_LIMIT: usize = 2_000;

/// The tokens of a declaration up to its body, joined by one fixed rule. A name that stands outside
/// the declaration, as in `const f = (x) => x`, is put before it.
pub(crate) fn signature(
    declaration: Node<'_>,
    name: Option<Node<'_>>,
    body_start: usize,
    language: &Language,
    text: &Text,
) -> String {
    let mut line = Line::default();
    if let Some(name) = name.filter(|name| name.end_byte() <= declaration.start_byte()) {
        line.push(&word(text, name.byte_range().into()));
        line.push("=");
    }
    let mut cursor = declaration.walk();
    loop {
        let node = cursor.node();
        let construct = language.construct(node.kind_id());
        let span = Span::new(node.start_byte(), node.end_byte().min(body_start));
        let is_left_out = matches!(construct, Construct::Comment | Construct::Decorator);
        let is_token = node.child_count() == 0 || *construct == Construct::Literal;
        if is_token && !is_left_out {
            line.push(&word(text, Span::new(span.start, span.end.min(span.start + LENGTH_LIMIT))));
        }
        if line.text.len() >= LENGTH_LIMIT {
            break;
        }
        if !is_token && !is_left_out && cursor.goto_first_child() {
            continue;
        }
        let mut has_next = cursor.goto_next_sibling();
        while !has_next && cursor.goto_parent() {
            has_next = cursor.goto_next_sibling();
        }
        if !has_next || cursor.node().start_byte() >= body_start {
            break;
        }
    }
    line.finish()
}

/// Tokens on their way to a line.
#[derive(Default)]
struct Line {
    text: String,
    last: String,
}

impl Line {
    fn push(&mut self, token: &str) {
        if token.is_empty() {
            return;
        }
        if matches!(token, ")" | "]" | "}") && self.last == "," {
            self.text.truncate(self.text.trim_end_matches(',').len());
        }
        if self.needs_space_before(token) {
            self.text.push(' ');
        }
        self.text.push_str(token);
        token.clone_into(&mut self.last);
    }

    fn needs_space_before(&self, token: &str) -> bool {
        let is_spaced = |token: &str| matches!(token, "->" | "=>" | "|" | "&" | "?");
        let is_word = |character: Option<char>| {
            character.is_some_and(|character| character.is_alphanumeric() || character == '_')
        };
        let words = is_word(self.last.chars().last()) && is_word(token.chars().next());
        let after = matches!(self.last.as_str(), "," | ":");
        !self.last.is_empty() && (words || after || is_spaced(token) || is_spaced(&self.last))
    }

    fn finish(self) -> String {
        let line = self.text.trim_end();
        line.strip_suffix(':').unwrap_or(line).to_owned()
    }
}
