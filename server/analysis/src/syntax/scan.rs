//! A look at text without a tree: its lines, its brackets, and a string that never ends.

use scholiast_grammars::{Lexical, StringForm};
use scholiast_text::Span;

/// What a stretch of text is made of.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) lines: Vec<Line>,
    pub(crate) brackets: Vec<Bracket>,
    /// The first string or comment that is opened and never closed.
    pub(crate) unterminated: Option<Unterminated>,
}

/// A line of text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Line {
    /// Where it starts.
    pub(crate) start: usize,
    /// The width of the white space before its code; a tab is worth eight columns.
    pub(crate) indent: usize,
    /// Its code, without white space and comments around it; empty if there is none.
    pub(crate) code: Span,
    /// Whether it goes on with what the line before it started: in brackets, a string, after `\`.
    pub(crate) continues: bool,
}

/// A bracket in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    pub(crate) offset: usize,
    /// The index of its line.
    pub(crate) line: usize,
    /// The index of its pair in [`Lexical::brackets`].
    pub(crate) pair: usize,
    pub(crate) opens: bool,
}

/// A string or comment without end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unterminated {
    /// What opens it.
    pub(crate) open: Span,
    /// What would close it.
    pub(crate) close: String,
    /// Whether it is a comment.
    pub(crate) is_comment: bool,
    /// Whether it may span lines.
    pub(crate) is_multiline: bool,
}

impl Scan {
    /// Scans a text. `literals` are spans of strings and the like that are known to be whole, in
    /// order: they are passed over.
    pub(crate) fn of(text: &str, lexical: &Lexical, literals: &[Span]) -> Self {
        let mut scanner = Scanner {
            text,
            lexical,
            literals,
            offset: 0,
            depth: 0,
            strings: Vec::new(),
            scan: Self {
                lines: vec![Line::default()],
                ..Self::default()
            },
        };
        while scanner.step() {}
        scanner.finish()
    }

    /// The line with this index.
    pub(crate) fn line(&self, index: usize) -> Line {
        self.lines.get(index).copied().unwrap_or_default()
    }

    /// The index of the line that `offset` is on.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.lines
            .partition_point(|line| line.start <= offset)
            .saturating_sub(1)
    }

    /// The first line of the statement that the line with this index goes on with.
    pub(crate) fn start_of_statement(&self, line: usize) -> usize {
        let upto = self.lines.get(..=line).unwrap_or(&self.lines);
        upto.iter().rposition(|line| !line.continues).unwrap_or(0)
    }

    /// The lines with code after the line with this index.
    pub(crate) fn code_after(&self, line: usize) -> impl Iterator<Item = &Line> {
        self.lines
            .iter()
            .skip(line + 1)
            .filter(|line| !line.code.is_empty())
    }

    /// The first line after the one with this index that is indented no deeper, or the number of
    /// lines.
    pub(crate) fn next_line_as_shallow(&self, index: usize) -> usize {
        let indent = self.line(index).indent;
        let is_as_shallow = |line: &Line| !line.code.is_empty() && line.indent <= indent;
        let next = self.lines.iter().skip(index + 1).position(is_as_shallow);
        next.map_or(self.lines.len(), |after| index + 1 + after)
    }

    /// The lines with code before the line with this index.
    pub(crate) fn code_upto(&self, index: usize) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines
            .iter()
            .take(index)
            .filter(|line| !line.code.is_empty())
    }

    /// The last line with code before the line with this index.
    pub(crate) fn code_before(&self, line: usize) -> Option<&Line> {
        self.code_upto(line).next_back()
    }
}

/// An open string, or the code embedded in one.
#[derive(Debug)]
enum Open<'l> {
    String { form: &'l StringForm, offset: usize },
    Code { depth: usize },
}

struct Scanner<'a> {
    text: &'a str,
    lexical: &'a Lexical,
    literals: &'a [Span],
    offset: usize,
    /// How many brackets are open.
    depth: usize,
    strings: Vec<Open<'a>>,
    scan: Scan,
}

impl<'a> Scanner<'a> {
    /// Takes the next piece of text; `false` at the end.
    fn step(&mut self) -> bool {
        let rest = &self.text[self.offset..];
        let Some(next) = rest.chars().next() else {
            return false;
        };
        match self.strings.last() {
            Some(Open::String { form, offset }) => {
                let (form, offset) = (*form, *offset);
                self.in_string(rest, next, form, offset);
            }
            _ => self.in_code(rest, next),
        }
        true
    }

    fn in_string(&mut self, rest: &str, next: char, form: &'a StringForm, opened: usize) {
        let interpolation = form
            .interpolation
            .as_ref()
            .filter(|open| rest.starts_with(*open));
        if rest.starts_with(&form.quote) {
            self.strings.pop();
            self.code(form.quote.len());
        } else if let Some(open) = interpolation {
            self.strings.push(Open::Code { depth: self.depth });
            self.code(open.len());
        } else if next == '\\' && !form.raw {
            let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
            self.code(1 + escaped);
        } else if is_line_end(next) && !form.multiline {
            self.strings.pop();
            self.never_closed(opened, form);
        } else {
            self.code(next.len_utf8());
        }
    }

    fn in_code(&mut self, rest: &str, next: char) {
        let literal = self.literal();
        let line_comment = self
            .lexical
            .line_comments
            .iter()
            .any(|open| rest.starts_with(open));
        let block_comment = self
            .lexical
            .block_comments
            .iter()
            .find(|(open, _)| rest.starts_with(open));
        let string = self
            .lexical
            .strings
            .iter()
            .find(|form| rest.starts_with(&form.quote));
        if let Some(end) = literal {
            self.code(end - self.offset);
        } else if line_comment {
            self.skip(rest.find(is_line_end).unwrap_or(rest.len()));
        } else if let Some((open, close)) = block_comment {
            self.block_comment(rest, open, close);
        } else if let Some(form) = string {
            self.strings.push(Open::String {
                form,
                offset: self.offset,
            });
            self.code(form.quote.len());
        } else if next.is_whitespace() {
            self.skip(next.len_utf8());
        } else if next == '\\' && rest[1..].starts_with(is_line_end) {
            self.line_continuation(rest);
        } else {
            self.bracket(next);
            self.code(next.len_utf8());
        }
    }

    /// The end of the known literal that starts here, if one does.
    fn literal(&self) -> Option<usize> {
        let index = self
            .literals
            .partition_point(|literal| literal.start < self.offset);
        let literal = self.literals.get(index)?;
        let starts_here = literal.start == self.offset && !literal.is_empty();
        (starts_here && self.text.is_char_boundary(literal.end)).then_some(literal.end)
    }

    fn block_comment(&mut self, rest: &str, open: &str, close: &str) {
        match rest[open.len()..].find(close) {
            Some(at) => self.skip(open.len() + at + close.len()),
            None => {
                self.scan.unterminated.get_or_insert(Unterminated {
                    open: Span::new(self.offset, self.offset + open.len()),
                    close: close.to_owned(),
                    is_comment: true,
                    is_multiline: true,
                });
                self.skip(rest.len());
            }
        }
    }

    fn line_continuation(&mut self, rest: &str) {
        let length = if rest[1..].starts_with("\r\n") { 3 } else { 2 };
        self.skip(length);
        if let Some(line) = self.scan.lines.last_mut() {
            line.continues = true;
        }
    }

    fn bracket(&mut self, next: char) {
        let pairs = &self.lexical.brackets;
        let is_either =
            |pair: &&scholiast_grammars::Bracket| next == pair.open || next == pair.close;
        let Some(pair) = pairs.iter().position(|pair| is_either(&pair)) else {
            return;
        };
        let opens = next == pairs[pair].open;
        if !opens
            && let Some(Open::Code { depth }) = self.strings.last()
            && *depth == self.depth
        {
            self.strings.pop();
            return;
        }
        self.depth = if opens {
            self.depth + 1
        } else {
            self.depth.saturating_sub(1)
        };
        let line = self.scan.lines.len() - 1;
        self.scan.brackets.push(Bracket {
            offset: self.offset,
            line,
            pair,
            opens,
        });
    }

    fn never_closed(&mut self, opened: usize, form: &StringForm) {
        self.scan.unterminated.get_or_insert(Unterminated {
            open: Span::new(opened, opened + form.quote.len()),
            close: form.quote.clone(),
            is_comment: false,
            is_multiline: form.multiline,
        });
    }

    /// Passes over code.
    fn code(&mut self, length: usize) {
        self.take(length, true);
    }

    /// Passes over white space or a comment.
    fn skip(&mut self, length: usize) {
        self.take(length, false);
    }

    fn take(&mut self, length: usize, is_code: bool) {
        let end = self.offset + length;
        while self.offset < end {
            let piece = &self.text[self.offset..end];
            let at = piece.find(is_line_end).unwrap_or(piece.len());
            if is_code && at > 0 {
                self.mark_code(Span::new(self.offset, self.offset + at));
            }
            self.offset += at;
            if at < piece.len() {
                let is_pair = self.text[self.offset..].starts_with("\r\n");
                self.offset += if is_pair { 2 } else { 1 };
                self.start_line(is_code);
            }
        }
    }

    fn mark_code(&mut self, span: Span) {
        let Some(line) = self.scan.lines.last_mut() else {
            return;
        };
        if line.code.is_empty() {
            line.indent = indent_width(&self.text[line.start..span.start]);
            line.code.start = span.start;
        }
        line.code.end = span.end;
    }

    fn start_line(&mut self, is_within_code: bool) {
        let start = self.offset;
        let continues = self.depth > 0 || is_within_code;
        self.scan.lines.push(Line {
            start,
            indent: 0,
            code: Span::empty(start),
            continues,
        });
    }

    fn finish(mut self) -> Scan {
        let open = self.strings.iter().find_map(|open| match open {
            Open::String { form, offset } => Some((*form, *offset)),
            Open::Code { .. } => None,
        });
        if let Some((form, offset)) = open {
            self.never_closed(offset, form);
        }
        self.scan
    }
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r')
}

fn indent_width(white: &str) -> usize {
    white
        .chars()
        .map(|character| if character == '\t' { 8 } else { 1 })
        .sum()
}
