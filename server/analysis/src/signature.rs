//! What a declaration promises its callers, as one line whatever its layout.
//!
//! `def  settle( order :Order,*, dry=False )->None:` becomes
//! `def settle(order: Order, *, dry=False) -> None`.

use std::borrow::Cow;

use scholiast_grammars::{Construct, Language};
use scholiast_text::{Span, Text};
use tree_sitter::{Node, TreeCursor};

use crate::reader::{Reader, word};

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
        line.push(word(text, name.byte_range().into()));
        line.text.push_str(" = ");
        line.last = "=".into();
    }
    let mut reader = Reader::new(text);
    let mut cursor = declaration.walk();
    let mut token = next_token(&mut cursor, language, true);
    while let Some(span) = token.filter(|span| span.start < body_start) {
        let end = span.end.min(body_start).min(span.start + LENGTH_LIMIT);
        line.push(reader.word(Span::new(span.start, end)));
        if line.text.len() >= LENGTH_LIMIT {
            break;
        }
        token = next_token(&mut cursor, language, false);
    }
    line.finish()
}

/// The next token from a node on, comments and decorators left out; or from behind it.
fn next_token(cursor: &mut TreeCursor<'_>, language: &Language, from_here: bool) -> Option<Span> {
    let mut may_descend = from_here;
    loop {
        if !may_descend {
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return None;
                }
            }
        }
        let node = cursor.node();
        let construct = language.construct(node.kind_id());
        let is_left_out = matches!(construct, Construct::Comment | Construct::Decorator);
        let is_token = node.child_count() == 0 || *construct == Construct::Literal;
        if is_token && !is_left_out {
            return Some(node.byte_range().into());
        }
        may_descend = !is_left_out && cursor.goto_first_child();
    }
}

/// Tokens on their way to a line.
#[derive(Default)]
struct Line<'t> {
    text: String,
    last: Cow<'t, str>,
}

impl<'t> Line<'t> {
    fn push(&mut self, token: Cow<'t, str>) {
        if token.is_empty() {
            return;
        }
        let is_closing = matches!(token.as_ref(), ")" | "]" | "}");
        if is_closing && self.last == "," {
            self.text.truncate(self.text.trim_end_matches(',').len());
            self.last = Cow::default();
        }
        if self.needs_space_before(&token) {
            self.text.push(' ');
        }
        self.text.push_str(&token);
        let is_prefix =
            token == "*" || (matches!(token.as_ref(), "&" | "|") && self.expects_operand());
        self.last = if is_prefix { Cow::default() } else { token };
    }

    /// Whether an operator here has nothing on its left: `order: &Order`.
    fn expects_operand(&self) -> bool {
        self.last.is_empty()
            || matches!(
                self.last.as_ref(),
                "(" | "[" | "<" | "," | ":" | "=" | "->" | "&"
            )
    }

    fn needs_space_before(&self, token: &str) -> bool {
        let is_spaced = |token: &str| matches!(token, "->" | "=>" | "|" | "&" | "?");
        let is_word = |character: Option<char>| {
            character.is_some_and(|character| character.is_alphanumeric() || character == '_')
        };
        let last = self.last.as_ref();
        let is_opened = last.is_empty() || matches!(last, "(" | "[" | "<");
        let ends_operand =
            is_word(last.chars().next_back()) || matches!(last, ")" | "]" | "}" | ">");
        let words = ends_operand && (is_word(token.chars().next()) || token == "*");
        let after = matches!(last, "," | ":");
        !is_opened && (words || after || is_spaced(token) || is_spaced(last))
    }

    fn finish(self) -> String {
        let line = self.text.trim_end();
        line.strip_suffix([':', ';']).unwrap_or(line).to_owned()
    }
}
