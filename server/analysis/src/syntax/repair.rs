//! Trying small changes: the one after which the text parses names what is wrong.

use scholiast_grammars::Language;
use scholiast_text::{Edit, Text};
use tree_sitter::{Node, Parser, Tree};

use crate::cancellation::{Cancellation, Cancelled};
use crate::walk::walk;

/// How many bytes may be parsed in trials for one file.
const BYTE_BUDGET: usize = 2_000_000;

/// A parser for trials, with a limit on what they may cost.
pub(crate) struct Workshop<'c> {
    language: &'static Language,
    parser: Parser,
    bytes_left: usize,
    cancellation: &'c Cancellation,
}

/// What became of a text by a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing is wrong with the text.
    Clean,
    /// Nothing is wrong with the statement that was faulty; there is more behind it.
    Further,
    /// It did not help, or was too expensive to try.
    Useless,
}

impl<'c> Workshop<'c> {
    pub(crate) fn new(language: &'static Language, cancellation: &'c Cancellation) -> Self {
        let mut parser = Parser::new();
        let _ = parser.set_language(language.grammar());
        Self { language, parser, bytes_left: BYTE_BUDGET, cancellation }
    }

    pub(crate) fn language(&self) -> &'static Language {
        self.language
    }

    pub(crate) fn cancellation(&self) -> &'c Cancellation {
        self.cancellation
    }

    /// The tree of a text; `None` once the budget is spent.
    pub(crate) fn parse(&mut self, text: &str) -> Result<Option<Tree>, Cancelled> {
        self.cancellation.check()?;
        let Some(left) = self.bytes_left.checked_sub(text.len()) else { return Ok(None) };
        self.bytes_left = left;
        Ok(self.parser.parse(text, None))
    }

    /// Tries a change of a text, whose faulty statement ends before `next_statement`.
    pub(crate) fn attempt(
        &mut self,
        text: &str,
        edit: &Edit,
        next_statement: Option<usize>,
    ) -> Result<Outcome, Cancelled> {
        let text = applied(text, edit);
        let Some(tree) = self.parse(&text)? else { return Ok(Outcome::Useless) };
        let next_statement = next_statement
            .filter(|next| edit.span.end <= *next)
            .map(|next| next - edit.span.len() + edit.replacement.len());
        let is_behind = |place: usize| next_statement.is_some_and(|next| place >= next);
        let error = first_error(&tree).map(|error| error.start_byte());
        if error.is_some_and(|error| !is_behind(error)) {
            return Ok(Outcome::Useless);
        }
        let mistake = self.first_mistake(&text, &tree)?;
        Ok(match [error, mistake].into_iter().flatten().min() {
            None => Outcome::Clean,
            Some(place) if is_behind(place) => Outcome::Further,
            Some(_) => Outcome::Useless,
        })
    }

    /// The first mistake that the grammar lets pass.
    fn first_mistake(&self, text: &str, tree: &Tree) -> Result<Option<usize>, Cancelled> {
        let facts = walk(self.language, &Text::new(text), tree, self.cancellation)?;
        Ok(facts.mistakes.iter().map(|mistake| mistake.span.start).min())
    }
}

/// The text after a change.
pub(crate) fn applied(text: &str, edit: &Edit) -> String {
    let (before, after) = (&text[..edit.span.start], &text[edit.span.end..]);
    [before, &edit.replacement, after].concat()
}

/// The first ERROR or MISSING node of a tree, if it has one.
pub(crate) fn first_error(tree: &Tree) -> Option<Node<'_>> {
    first_error_from(tree, 0)
}

/// The first ERROR or MISSING node of a tree that does not start before `offset`.
pub(crate) fn first_error_from(tree: &Tree, offset: usize) -> Option<Node<'_>> {
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let is_error = node.is_error() || node.is_missing();
        if is_error && node.start_byte() >= offset {
            return Some(node);
        }
        let may_hold_it = node.has_error() && node.end_byte() >= offset;
        let is_on_the_way = may_hold_it && cursor.goto_first_child();
        if !is_on_the_way && !cursor.goto_next_sibling() {
            return None;
        }
    }
}
