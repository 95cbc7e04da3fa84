//! The least that keeping up with a text costs: a rope, a tree, and the parser's own answer to an
//! edit.

use anyhow::{Context, Result};
use scholiast_grammars::Language;
use scholiast_text::{Edits, Text};
use tree_sitter::{InputEdit, Parser, Point, Tree};

use crate::typing::Keystroke;

/// A text and its tree.
pub struct Bare {
    parser: Parser,
    text: Text,
    tree: Tree,
}

impl Bare {
    /// Parses a text.
    pub fn open(language: &Language, text: &str) -> Result<Self> {
        let mut parser = Parser::new();
        parser.set_language(language.grammar())?;
        let text = Text::new(text);
        let tree = parse(&mut parser, &text, None)?;
        Ok(Self { parser, text, tree })
    }

    /// Makes an edit and parses again.
    pub fn press(&mut self, key: &Keystroke) -> Result<()> {
        let text = self.text.edited(&Edits::from(key.edit()));
        let new_end = key.replaced.start + key.inserted.len();
        self.tree.edit(&InputEdit {
            start_byte: key.replaced.start,
            old_end_byte: key.replaced.end,
            new_end_byte: new_end,
            start_position: point(&self.text, key.replaced.start),
            old_end_position: point(&self.text, key.replaced.end),
            new_end_position: point(&text, new_end),
        });
        self.tree = parse(&mut self.parser, &text, Some(&self.tree))?;
        self.text = text;
        Ok(())
    }

    /// The tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }
}

fn parse(parser: &mut Parser, text: &Text, before: Option<&Tree>) -> Result<Tree> {
    parser
        .parse_with_options(&mut |offset, _| text.chunk_at(offset), before, None)
        .context("tree-sitter found no tree")
}

fn point(text: &Text, offset: usize) -> Point {
    let line = text.line_of(offset);
    Point::new(line, offset - text.line_span(line).start)
}
