//! A stretch of code as lines, each with what its beginning lies in.

use std::fmt;

use scholiast_analysis::Analysis;
use scholiast_grammars::Construct;
use scholiast_text::Span;

use super::indentation::Step;

/// What the beginning of a line lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    Code,
    Comment,
    /// A string literal that began on an earlier line.
    Literal,
}

impl Opening {
    /// What the later lines of a construct begin in, if that matters.
    fn of(construct: &Construct) -> Option<Self> {
        match construct {
            Construct::Literal => Some(Self::Literal),
            Construct::Comment => Some(Self::Comment),
            _ => None,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) opening: Opening,
}

/// Code that begins with the white space in front of its first line.
#[derive(Debug, Clone)]
pub(super) struct Code {
    margin: String,
    lines: Vec<Line>,
}

impl Code {
    /// The code of `span`, whose first line gets the margin that it has in the file, also where
    /// other code stands in front of it.
    pub(super) fn in_file(file: &Analysis, span: Span) -> Self {
        let text = file.text();
        let first_line = text.line_span(text.line_of(span.start));
        let margin = margin_of(&text.slice(first_line)).to_owned();
        let rest = text.slice(Span::new(
            span.start.max(first_line.start + margin.len()),
            span.end,
        ));
        Self::new(margin, &rest, openings(file, span))
    }

    /// All the code of a text.
    pub(super) fn whole(analysis: &Analysis) -> Self {
        let text = analysis.text().to_string();
        let margin = margin_of(&text).to_owned();
        let rest = &text[margin.len()..];
        Self::new(margin, rest, openings(analysis, analysis.text().span()))
    }

    fn new(margin: String, rest: &str, openings: Vec<Opening>) -> Self {
        let text = format!("{margin}{rest}")
            .replace("\r\n", "\n")
            .replace('\r', "\n");
        let openings = openings.into_iter().chain(std::iter::repeat(Opening::Code));
        let line = |(text, opening): (&str, Opening)| Line {
            text: text.to_owned(),
            opening,
        };
        let lines = text.split('\n').zip(openings).map(line).collect();
        Self { margin, lines }
    }

    pub(super) fn margin(&self) -> &str {
        &self.margin
    }

    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Whether this very line is one of those that begin inside a string literal.
    pub(super) fn has_literal_line(&self, text: &str) -> bool {
        let mut lines = self.lines.iter();
        lines.any(|line| line.opening == Opening::Literal && line.text == text)
    }

    /// What one level of indentation is here. A single line tells at most by its margin.
    pub(super) fn step(&self) -> Option<Step> {
        let is_code = |line: &&Line| line.opening == Opening::Code && !line.text.trim().is_empty();
        let lines = self.lines.iter().filter(is_code);
        let inner = lines.filter_map(|line| line.text.strip_prefix(self.margin.as_str()));
        let tabs_outside = self.margin.contains('\t').then_some(Step::Tab);
        Step::of(inner).or(tabs_outside)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        formatter.write_str(&lines.join("\n"))
    }
}

fn margin_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// Sets those of `openings` that there are.
fn set(openings: &mut [Opening], at: impl Iterator<Item = usize>, opening: Opening) {
    for index in at {
        if let Some(known) = openings.get_mut(index) {
            *known = opening;
        }
    }
}

/// What each line of `span` begins in.
fn openings(analysis: &Analysis, span: Span) -> Vec<Opening> {
    let text = analysis.text();
    let first = text.line_of(span.start);
    let mut openings = vec![Opening::Code; text.line_of(span.end) - first + 1];
    let mut cursor = analysis.tree().walk();
    loop {
        let node = cursor.node();
        let node_span = Span::from(node.byte_range());
        let opening = Opening::of(analysis.language().construct(node.kind_id()));
        if let Some(opening) = opening {
            let lines = text.line_of(node_span.start) + 1..=text.line_of(node_span.end);
            let later = lines.filter(|line| *line > first);
            let known = later.map(|line| line - first);
            set(&mut openings, known, opening);
        }
        let is_of_interest = opening.is_none() && node_span.intersects(span);
        if is_of_interest && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return openings;
            }
        }
    }
}
