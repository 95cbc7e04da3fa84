//! A function's source with what adds to its complexity in the margin.

use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Origin, Snippet};
use scholiast_analysis::{Analysis, Function};
use scholiast_text::Span;

use crate::terminal::{Color, shown, shown_path};

/// Functions longer than this, in bytes, are explained without their source.
const LARGEST_DRAWING: usize = 256 * 1024;

/// The function's source, each increment of its complexity beneath the code that it is for.
pub(super) fn drawing(
    analysis: &Analysis,
    function: &Function,
    path: &Path,
    color: Color,
) -> String {
    let text = analysis.text();
    let total = function.cognitive.total;
    let title = shown(&format!(
        "`{}` has a cognitive complexity of {total}",
        function.qualified_name
    ));
    let title = Level::INFO.primary_title(title);
    let first = text.line_of(function.span.start);
    let start = text.line_span(first).start;
    let end = text.line_span(text.line_of(function.span.end)).end;
    let lines = Span::new(start, end);
    if lines.len() > LARGEST_DRAWING {
        let origin = Origin::path(shown_path(path)).line(first + 1);
        return color.renderer().render(&[title.element(origin)]);
    }
    let increments = function.cognitive.increments.iter().map(|increment| {
        AnnotationKind::Context
            .span(increment.span.start - start..increment.span.end - start)
            .label(shown(&increment.sentence()))
    });
    let name = function.name_span;
    let snippet = Snippet::source(text.slice(lines))
        .line_start(first + 1)
        .path(shown_path(path))
        .fold(false)
        .annotation(AnnotationKind::Primary.span(name.start - start..name.end - start))
        .annotations(increments);
    color.renderer().render(&[title.element(snippet)])
}
