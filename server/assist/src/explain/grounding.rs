//! A simple check of a model's words against the code: names in backticks that the file does not
//! hold are marked.

use pulldown_cmark::{Event, Options, Parser};
use scholiast_analysis::Analysis;
use scholiast_grammars::Language;

/// What is put behind a name that is not in the file.
const MARK: &str = " (not in this file)";

/// A model's markdown with its unknown names marked.
pub(super) struct Grounded {
    pub(super) markdown: String,
    /// Each once, in the order in which they were mentioned.
    pub(super) unknown_names: Vec<String>,
}

/// Marks every code span that is a name, or a path of names, of which the file does not hold all
/// parts. Keywords of the language are known.
pub(super) fn grounded(markdown: &str, analysis: &Analysis) -> Grounded {
    let text = analysis.text().to_string();
    let is_known = |name: &str| holds_word(&text, name) || is_keyword(analysis.language(), name);
    let mut grounded = Grounded {
        markdown: String::with_capacity(markdown.len()),
        unknown_names: Vec::new(),
    };
    let mut done = 0;
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        let Event::Code(span) = event else { continue };
        let Some(path) = name_path(&span) else {
            continue;
        };
        if path.split('.').all(is_known) {
            continue;
        }
        grounded.markdown.push_str(&markdown[done..range.end]);
        grounded.markdown.push_str(MARK);
        done = range.end;
        if !grounded.unknown_names.iter().any(|known| known == path) {
            grounded.unknown_names.push(path.to_owned());
        }
    }
    grounded.markdown.push_str(&markdown[done..]);
    grounded
}

/// `order.total` of "order.total" or "order.total(now)"; none for anything but a path of names.
fn name_path(span: &str) -> Option<&str> {
    let path = match span.split_once('(') {
        Some((path, rest)) if rest.ends_with(')') => path,
        Some(_) => return None,
        None => span,
    };
    path.split('.').all(is_name).then_some(path)
}

fn is_name(part: &str) -> bool {
    let starts_like_one = |c: char| c.is_alphabetic() || c == '_' || c == '$';
    part.starts_with(starts_like_one) && part.chars().all(is_of_name)
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(start, _)| {
        let before = text[..start].chars().next_back();
        let after = text[start + word.len()..].chars().next();
        !before.is_some_and(is_of_name) && !after.is_some_and(is_of_name)
    })
}

/// Whether the grammar has a token or a node of this name, such as `yield` or `None`.
fn is_keyword(language: &Language, name: &str) -> bool {
    let grammar = language.grammar();
    let is_node = |name: &str, named| grammar.id_for_node_kind(name, named) != 0;
    is_node(name, false) || is_node(&name.to_lowercase(), true)
}
