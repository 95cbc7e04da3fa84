//! How far a suppression comment reaches: over its own line or the next line of code, and over the
//! function that begins there.

use std::collections::HashMap;

use scholiast_text::{Span, Text};

use super::comments::Comment;
use crate::analysis::Analysis;

/// No line is read further than this to see whether it holds code: it can be as long as a file.
const LINE_BEGINNING: usize = 1024;

/// What each comment holds for, in their order; nothing behind the last line of code.
pub(super) struct Reaches(pub(super) Vec<Option<Span>>);

impl Reaches {
    pub(super) fn of(analysis: &Analysis, comments: &[Comment]) -> Self {
        let text = analysis.text();
        let functions = functions_by_line(analysis);
        let reach = |comment: &Comment| {
            let line = line_of_code(analysis, comment)?;
            let span = text.line_span(line);
            let function = functions.get(&line).copied().unwrap_or(span);
            Some(Span::new(
                span.start.min(function.start),
                // A finding at the very end of the line is still on it.
                span.end.max(function.end) + 1,
            ))
        };
        Self(comments.iter().map(reach).collect())
    }
}

/// The outermost function that begins on each line, or that is named there.
fn functions_by_line(analysis: &Analysis) -> HashMap<usize, Span> {
    let text = analysis.text();
    let mut by_line = HashMap::new();
    for function in &analysis.report().functions {
        for start in [function.span.start, function.name_span.start] {
            by_line.entry(text.line_of(start)).or_insert(function.span);
        }
    }
    by_line
}

/// The line that a comment speaks of.
fn line_of_code(analysis: &Analysis, comment: &Comment) -> Option<usize> {
    let text = analysis.text();
    let own = text.line_of(comment.whole.start);
    let before = Span::new(text.line_span(own).start, comment.whole.start);
    if !text.slice(before).trim().is_empty() {
        return Some(own);
    }
    let last = text.line_of(comment.whole.end.saturating_sub(1));
    let behind = Span::new(comment.whole.end, text.line_span(last).end);
    if comment.whole.end < behind.end && !text.slice(behind).trim().is_empty() {
        return Some(last);
    }
    let mut signs = Signs::of(analysis);
    (last + 1..text.line_count()).find(|&line| signs.is_code(&beginning(text, line)))
}

fn beginning(text: &Text, line: usize) -> String {
    let span = text.line_span(line);
    let end = span.end.min(span.start + LINE_BEGINNING);
    text.slice(Span::new(span.start, end)).trim().to_owned()
}

/// Tells lines of code from those of comments, going down the lines of a text.
struct Signs<'a> {
    line_comments: &'a [String],
    block_comments: &'a [(String, String)],
    /// What ends the comment that the lines are in.
    awaited: Option<&'a str>,
}

impl<'a> Signs<'a> {
    fn of(analysis: &'a Analysis) -> Self {
        let lexical = analysis.language().lexical();
        Self {
            line_comments: &lexical.line_comments,
            block_comments: &lexical.block_comments,
            awaited: None,
        }
    }

    fn is_code(&mut self, line: &str) -> bool {
        if let Some(closer) = self.awaited {
            if line.contains(closer) {
                self.awaited = None;
            }
            return false;
        }
        let begins = |sign: &str| line.starts_with(sign);
        if let Some((open, close)) = self.block_comments.iter().find(|(open, _)| begins(open)) {
            let rest = &line[open.len()..];
            self.awaited = (!rest.contains(close.as_str())).then_some(close.as_str());
            return rest
                .split_once(close.as_str())
                .is_some_and(|(_, code)| !code.trim().is_empty());
        }
        !line.is_empty() && !self.line_comments.iter().any(|sign| begins(sign))
    }
}
