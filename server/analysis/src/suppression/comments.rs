//! Finds and reads the suppression comments of a text.
//!
//! Most texts have none, so the text is searched for the mark first, piece by piece; the tree is
//! walked only where there is one, to tell a comment from a string that looks like one.

use scholiast_grammars::{Construct, Language};
use scholiast_text::{Span, Text};

use super::{MARK, SuppressionComment};
use crate::analysis::Analysis;
use crate::diagnostics::RuleId;

/// A comment that allows something.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Comment {
    /// From the mark to the end of the words.
    pub(super) span: Span,
    /// The comment that it stands in, sign and all.
    pub(super) whole: Span,
    /// The rules that it names, known or not.
    pub(super) rules: Vec<String>,
    /// Whether it says why.
    pub(super) has_reason: bool,
}

impl Comment {
    pub(super) fn allows(&self, rule: RuleId) -> bool {
        self.rules.iter().any(|name| name == rule.as_str())
    }
}

/// The suppression comments, in the order of the source.
pub(super) fn comments(analysis: &Analysis) -> Vec<Comment> {
    let marks = marks(analysis.text());
    if marks.is_empty() {
        return Vec::new();
    }
    let mut comments = Vec::new();
    for whole in spans_of_comments(analysis, &marks) {
        let first = marks.partition_point(|&mark| mark < whole.start);
        let inside = marks[first..].iter().take_while(|&&mark| mark < whole.end);
        comments.extend(inside.filter_map(|&mark| read(analysis, whole, mark)));
    }
    comments
}

/// Where the mark stands. A text comes in pieces, and a mark may lie across two of them.
fn marks(text: &Text) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut offset = 0;
    while offset < text.len() {
        let piece = text.chunk_at(offset);
        let next = offset + piece.len();
        marks.extend(piece.match_indices(MARK).map(|(at, _)| offset + at));
        marks.extend(across(text, piece, next));
        offset = next;
    }
    marks
}

/// The mark that begins at the end of a piece and ends behind `seam`, where the piece ends.
fn across(text: &Text, piece: &str, seam: usize) -> Option<usize> {
    let beginnings = (1..MARK.len()).filter(|&length| piece.ends_with(&MARK[..length]));
    beginnings
        .map(|length| seam - length)
        .find(|&start| text.slice(Span::new(start, start + MARK.len())) == MARK)
}

/// The comments that hold one of the marks. Subtrees without a mark are not entered.
fn spans_of_comments(analysis: &Analysis, marks: &[usize]) -> Vec<Span> {
    let language = analysis.language();
    let mut found = Vec::new();
    let mut cursor = analysis.tree().walk();
    loop {
        let span = Span::from(cursor.node().byte_range());
        let next_mark = marks.partition_point(|&mark| mark < span.start);
        let holds_mark = marks.get(next_mark).is_some_and(|&mark| mark < span.end);
        let is_comment = *language.construct(cursor.node().kind_id()) == Construct::Comment;
        if holds_mark && is_comment {
            found.push(span);
        } else if holds_mark && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return found;
            }
        }
    }
}

/// Reads `allow(rule, rule) reason` behind the mark; none if something else stands there.
fn read(analysis: &Analysis, whole: Span, mark: usize) -> Option<Comment> {
    let text = analysis.text();
    let end = text.line_span(text.line_of(mark)).end.min(whole.end);
    let line = text.slice(Span::new(mark, end));
    let words = without_closer(&line, analysis.language()).trim_end();
    let behind = words.strip_prefix(MARK)?.trim_start();
    let behind = behind.strip_prefix("allow")?.trim_start();
    let (rules, reason) = behind.strip_prefix('(')?.split_once(')')?;
    let reason = reason.trim_matches(|c: char| c.is_whitespace() || ":-–—.".contains(c));
    Some(Comment {
        span: Span::new(mark, mark + words.len()),
        whole,
        rules: rules
            .split(',')
            .map(|rule| rule.trim().to_owned())
            .collect(),
        has_reason: !reason.is_empty() && reason != SuppressionComment::PLACEHOLDER,
    })
}

fn without_closer<'a>(line: &'a str, language: &Language) -> &'a str {
    let closers = language.lexical().block_comments.iter();
    let trimmed = line.trim_end();
    closers
        .filter_map(|(_, closer)| trimmed.strip_suffix(closer.as_str()))
        .next()
        .unwrap_or(trimmed)
}

#[cfg(test)]
mod tests {
    use scholiast_text::{Edit, Span, Text};

    use super::{MARK, marks};

    #[test]
    fn a_mark_is_found_wherever_the_text_is_cut_into_pieces() {
        for before in 900..1100 {
            let mut text = Text::new(&"x".repeat(before));
            for character in MARK.chars().chain("y".repeat(2000).chars()) {
                let end = Span::empty(text.len());
                text = text.edited(&Edit::new(end, character.to_string()).into());
            }
            assert_eq!(marks(&text), [before]);
        }
    }
}
