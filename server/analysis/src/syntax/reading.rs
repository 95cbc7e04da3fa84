//! A broken text, looked at from every side before anything is said about it.

use scholiast_grammars::{Construct, Language, Layout};
use scholiast_text::{Edit, Span};
use tree_sitter::Tree;

use super::repair::first_error;
use super::scan::{Line, Scan};
use super::stop::{Stop, stop, token_after};
use super::workshop::Workshop;
use crate::cancellation::Cancelled;

/// What can be seen of a text that does not parse.
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) language: &'static Language,
    pub(crate) tree: Tree,
    pub(crate) scan: Scan,
    /// The strings that are whole, as the tree has it.
    pub(crate) literals: Vec<Span>,
    pub(crate) stop: Stop,
}

/// A token of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: Span,
}

impl<'a> Reading<'a> {
    /// Reads a text; `None` if it parses, or if there is no budget left to see.
    pub(crate) fn of(
        text: &'a str,
        workshop: &mut Workshop<'_>,
    ) -> Result<Option<Self>, Cancelled> {
        let language = workshop.language();
        let Some(tree) = workshop.parse(text, None)? else {
            return Ok(None);
        };
        let Some(error_start) = first_error(&tree) else {
            return Ok(None);
        };
        let literals = literals(language, &tree);
        let scan = Scan::of(text, language.lexical(), &literals);
        let stop = stop(text, workshop)?.unwrap_or_else(|| Stop {
            previous_end: error_start,
            token: token_after(text, error_start),
            expected: Vec::new(),
        });
        let mut reading = Self {
            text,
            language,
            tree,
            scan,
            literals,
            stop,
        };
        reading.narrow(workshop)?;
        Ok(Some(reading))
    }

    /// The text before `offset`.
    pub(crate) fn before(&self, offset: usize) -> &'a str {
        self.text.get(..offset).unwrap_or(self.text)
    }

    /// The text from `offset` on.
    pub(crate) fn after(&self, offset: usize) -> &'a str {
        self.text.get(offset..).unwrap_or_default()
    }

    /// The text of a span.
    pub(crate) fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Where a token inserted before the stop belongs: after the last code, before any comment.
    pub(crate) fn insertion(&self) -> usize {
        let end = self.stop.previous_end;
        let index = self.scan.line_of(end);
        let line = self.scan.line(index);
        if end <= line.code.end {
            end
        } else if line.code.is_empty() {
            self.scan
                .code_before(index)
                .map_or(end, |line| line.code.end)
        } else {
            line.code.end
        }
    }

    /// Where a change is shown: what it replaces, or the character it is inserted behind.
    pub(crate) fn place_of(&self, edit: &Edit) -> Span {
        if !edit.span.is_empty() {
            return edit.span;
        }
        let before = self.before(edit.span.start).trim_end();
        let after = self.after(edit.span.start);
        match (before.chars().next_back(), after.chars().next()) {
            (Some(last), _) => Span::new(before.len() - last.len_utf8(), before.len()),
            (None, Some(first)) => Span::new(edit.span.start, edit.span.start + first.len_utf8()),
            (None, None) => edit.span,
        }
    }

    /// Where the code behind the statement at `offset` starts, as indentation tells: what lies there
    /// is no longer that statement's matter.
    pub(crate) fn next_statement(&self, offset: usize) -> Option<usize> {
        let index = self.scan.line_of(offset);
        let indent = self.scan.line(index).indent;
        let brackets = &self.language.lexical().brackets;
        let closes = |line: &Line| {
            let first = self.after(line.code.start).chars().next();
            brackets.iter().any(|bracket| Some(bracket.close) == first)
        };
        let mut after = self.scan.code_after(index);
        after
            .find(|line| line.indent <= indent && !closes(line))
            .map(|line| line.code.start)
    }

    /// The last token before `offset`: a word, a run of operator characters, or one character.
    pub(crate) fn token_before(&self, offset: usize) -> Token<'a> {
        let before = self.before(offset).trim_end();
        let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        let is_operator = |letter: char| "+-*/%=<>!&|^.?:".contains(letter);
        let word = before.trim_end_matches(is_letter).len();
        let operator = before.trim_end_matches(is_operator).len();
        let character = before.char_indices().next_back().map_or(0, |(at, _)| at);
        let start = word.min(operator).min(character);
        Token {
            text: before.get(start..).unwrap_or_default(),
            span: Span::new(start, before.len()),
        }
    }

    /// Where layout is syntax, a statement ends with its line, but the grammar may read on: the
    /// fault is then in the line before the one where the parser stopped.
    fn narrow(&mut self, workshop: &mut Workshop<'_>) -> Result<(), Cancelled> {
        if self.language.lexical().layout != Layout::Indentation {
            return Ok(());
        }
        let Some(statement) = self.statement_before_stop() else {
            return Ok(());
        };
        let text = self.slice(statement);
        if let Some(stop) = stop(text, workshop)?
            && stop.token.is_empty()
        {
            self.stop = Stop {
                previous_end: statement.start + stop.previous_end,
                token: Span::empty(statement.start + stop.token.start),
                expected: stop.expected,
            };
        }
        Ok(())
    }

    /// The simple statement on the lines before that of the stop.
    fn statement_before_stop(&self) -> Option<Span> {
        let line = self.scan.line_of(self.stop.previous_end);
        if self.scan.line(line).code.start >= self.stop.previous_end {
            return None;
        }
        let last = self.scan.code_before(self.scan.start_of_statement(line))?;
        let first = self.scan.start_of_statement(self.scan.line_of(last.start));
        let span = Span::new(self.scan.line(first).code.start, last.code.end);
        let statement = self.slice(span);
        // A decorator waits for what it decorates.
        let is_complete = statement.ends_with(self.language.lexical().block_opener())
            || statement.starts_with('@');
        (!is_complete && !statement.is_empty()).then_some(span)
    }
}

/// The strings of a tree that are whole, in order.
pub(super) fn literals(language: &Language, tree: &Tree) -> Vec<Span> {
    let mut literals = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let is_literal = *language.construct(node.kind_id()) == Construct::Literal;
        if is_literal && !node.has_error() {
            literals.push(node.byte_range().into());
        }
        if !is_literal && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return literals;
            }
        }
    }
}
