//! Fits a replacement into the place of the code it replaces: its margin, its kind of
//! indentation, its line ends; and says in small edits what changes.
//!
//! ```text
//! file (tabs, margin of one tab)      answer (spaces, no margin)       placed
//! →def f(self):                       def f(self):                     →def f(self):
//! →→if self.a:                            return self.a or 0           →→return self.a or 0
//! →→→return self.a
//! →→return 0
//! ```
//!
//! Lines that begin inside a string literal are moved only if they did not stand there before: their
//! indentation is part of the program.

use std::time::Duration;

use scholiast_analysis::Analysis;
use scholiast_text::{Edits, Span, Text, minimal_edits};

mod code;
mod indentation;
#[cfg(test)]
mod tests;

use code::{Code, Line, Opening};
use indentation::Step;

/// How long to look for the smallest edits before coarser ones do.
const DIFF_DEADLINE: Duration = Duration::from_millis(50);

/// A replacement in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// What stands in the span afterwards.
    pub text: String,
    /// The smallest edits of the file that bring it there; none of them leaves the span.
    pub edits: Edits,
}

/// The code of a span as a model is shown it: lines end with `\n`, and the first one has the
/// margin that it has in the file.
pub fn shown(file: &Analysis, span: Span) -> String {
    Code::in_file(file, span).to_string()
}

/// Places `replacement`, the analysis of a model's code by itself, where `span` stands in `file`.
pub fn place(file: &Analysis, span: Span, replacement: &Analysis) -> Placed {
    let original = Code::in_file(file, span);
    let lines = fitted(&Code::whole(replacement), &original);
    let text = lines.join(&line_end(file.text(), span));
    // The margin of the first line stands in front of the span already.
    let text = text.trim_start().to_owned();
    let before = file.text().slice(span);
    let edits = minimal_edits(&before, &text, DIFF_DEADLINE).shifted(span.start);
    Placed { text, edits }
}

fn fitted(answer: &Code, original: &Code) -> Vec<String> {
    let conversion = Conversion {
        answer,
        original,
        steps: answer.step().zip(original.step()),
    };
    let lines = answer.lines().iter();
    lines.map(|line| conversion.line(line)).collect()
}

/// From the indentation of the answer to that of the original.
struct Conversion<'a> {
    answer: &'a Code,
    original: &'a Code,
    /// What one level is in the answer and in the original, where both are known.
    steps: Option<(Step, Step)>,
}

impl Conversion<'_> {
    fn line(&self, line: &Line) -> String {
        // Further out than the code's first line: a string or an aligned comment.
        let Some(rest) = line.text.strip_prefix(self.answer.margin()) else {
            return line.text.clone();
        };
        let moved = |rest: &str| self.original.margin().to_owned() + rest;
        match line.opening {
            Opening::Literal => {
                let candidates = [line.text.clone(), moved(rest), moved(&self.exchanged(rest))];
                let mut known = candidates.into_iter();
                known
                    .find(|candidate| self.original.has_literal_line(candidate))
                    .unwrap_or_else(|| moved(rest))
            }
            _ if rest.is_empty() => String::new(),
            _ => moved(&self.exchanged(rest)),
        }
    }

    fn exchanged(&self, rest: &str) -> String {
        match &self.steps {
            Some((from, to)) => from.exchanged(to, rest),
            None => rest.to_owned(),
        }
    }
}

/// What ends the lines around the span: that of its own first line, else that of the file's.
fn line_end(text: &Text, span: Span) -> String {
    let candidates = [text.line_of(span.start), 0];
    let terminator = |line: usize| {
        let start = text.line_span(line).end;
        let end = text.line_span(line + 1).start;
        text.slice(Span::new(start, end)).into_owned()
    };
    let mut found = candidates.into_iter().map(terminator);
    found
        .find(|terminator| !terminator.is_empty())
        .unwrap_or_else(|| "\n".to_owned())
}
