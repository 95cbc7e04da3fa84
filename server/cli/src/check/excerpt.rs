//! A finding with the lines that it is about.

use std::path::Path;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Snippet, normalize_untrusted_str,
};
use scholiast_analysis::{Diagnostic, Severity};
use scholiast_text::{PositionEncoding, Span, Text};

use super::CheckedFile;
use crate::terminal::shown_path;

/// Above this many bytes, the lines around a finding are not shown: a
/// minified file has them in one piece.
const LARGEST_EXCERPT: usize = 64 * 1024;

pub(super) fn group<'a>(found: &'a Diagnostic, file: &'a CheckedFile) -> Group<'a> {
    let text = &file.found.text;
    let title = level(found.severity)
        .primary_title(normalize_untrusted_str(&found.message))
        .id(found.rule.to_string());
    match excerpt(found, text) {
        Some(lines) => title.element(snippet(found, file, lines)),
        None => title.element(origin(&file.path, found.span, text)),
    }
}

/// The span of the whole lines that a finding speaks of; none if they are too
/// long to show.
fn excerpt(found: &Diagnostic, text: &Text) -> Option<Span> {
    let spans = || std::iter::once(found.span).chain(found.related.iter().map(|r| r.span));
    let start = spans().map(|span| span.start).min()?;
    let end = spans().map(|span| span.end).max()?;
    let first = text.line_span(text.line_of(start));
    let last = text.line_span(text.line_of(end));
    let lines = Span::new(first.start, last.end.max(end));
    (lines.len() <= LARGEST_EXCERPT).then_some(lines)
}

fn snippet<'a>(
    found: &'a Diagnostic,
    file: &'a CheckedFile,
    lines: Span,
) -> Snippet<'a, Annotation<'a>> {
    let within = |span: Span| span.start - lines.start..span.end - lines.start;
    let primary = AnnotationKind::Primary.span(within(found.span));
    let related = found.related.iter().map(|related| {
        let label = normalize_untrusted_str(&related.message);
        AnnotationKind::Context
            .span(within(related.span))
            .label(label)
    });
    let text = &file.found.text;
    Snippet::source(text.slice(lines))
        .line_start(text.line_of(lines.start) + 1)
        .path(shown_path(&file.path))
        .annotation(primary)
        .annotations(related)
}

fn origin<'a>(path: &Path, span: Span, text: &Text) -> Origin<'a> {
    let position = text.position(span.start, PositionEncoding::Utf32);
    let (line, column) = (position.line as usize + 1, position.character as usize + 1);
    Origin::path(shown_path(path))
        .line(line)
        .char_column(column)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO,
        Severity::Hint => Level::HELP,
    }
}
