//! Findings for people: each with the lines it is about, and a closing line.

use std::io::{IsTerminal, Write};
use std::path::Path;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use anyhow::Result;
use scholiast_analysis::{Diagnostic, Severity};
use scholiast_text::{PositionEncoding, Span, Text};

use super::{Checked, Outcome};

/// Above this many bytes, the lines around a finding are not shown: a
/// minified file has them in one piece.
const LARGEST_EXCERPT: usize = 64 * 1024;

pub(super) fn print(outcome: &Outcome, output: &mut impl Write) -> Result<()> {
    let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let renderer = if colours {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    for file in &outcome.files {
        for found in &file.diagnostics {
            let group = group(found, file);
            writeln!(output, "{}\n", renderer.render(&[group]))?;
        }
    }
    for fault in &outcome.faults {
        let path = fault
            .path
            .as_ref()
            .map_or_else(String::new, |path| format!("{} ", path.display()));
        writeln!(
            output,
            "fault: {}",
            normalize_untrusted_str(&format!("{path}{}", fault.message))
        )?;
    }
    writeln!(output, "{}", closing_line(outcome))?;
    Ok(())
}

fn closing_line(outcome: &Outcome) -> String {
    let checked = format!(
        "{} in {}",
        counted(outcome.functions(), "function"),
        counted(outcome.files.len(), "file"),
    );
    let found = match outcome.findings() {
        0 => "nothing to report".to_owned(),
        findings => counted(findings, "finding"),
    };
    match outcome.faults.len() {
        0 => format!("{checked}: {found}"),
        faults => format!(
            "{checked}: {found}; {} could not be checked",
            counted(faults, "path")
        ),
    }
}

fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

fn group<'a>(found: &'a Diagnostic, file: &'a Checked) -> Group<'a> {
    let title = level(found.severity)
        .primary_title(normalize_untrusted_str(&found.message))
        .id(found.rule.to_string());
    match excerpt(found, &file.text) {
        Some(lines) => title.element(snippet(found, file, lines)),
        None => title.element(origin(&file.path, found.span, &file.text)),
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
    file: &'a Checked,
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
    Snippet::source(file.text.slice(lines))
        .line_start(file.text.line_of(lines.start) + 1)
        .path(file.path.to_string_lossy())
        .annotation(primary)
        .annotations(related)
}

fn origin<'a>(path: &'a Path, span: Span, text: &Text) -> Origin<'a> {
    let position = text.position(span.start, PositionEncoding::Utf32);
    let (line, column) = (position.line as usize + 1, position.character as usize + 1);
    Origin::path(path.to_string_lossy())
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
