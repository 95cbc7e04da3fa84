//! `textDocument/selectionRange`: what a selection grows to, step by step: the
//! parts of the tree around each cursor. Off unless switched on.

use lsp_types::{Position, SelectionRange, SelectionRangeParams};
use scholiast_analysis::Analysis;
use scholiast_text::Span;

use crate::convert::Lines;
use crate::session::Session;
use crate::structure::Structure;
use crate::transport::jsonrpc::Result;

/// The most steps around one cursor: the answer is nested as deep, and clients
/// refuse to read JSON of more than about a hundred levels. Of a deeper nest
/// the innermost are given, and the whole.
const MOST: usize = 64;

pub(crate) async fn answer(
    session: &Session,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let uri = params.text_document.uri;
    let Some(moment) = session.moment(&uri) else {
        return Ok(None);
    };
    if !Structure::Selection.is_on(&session.configuration_for(&uri).features) {
        return Ok(None);
    }
    let Some(analyzed) = moment.analysis().await? else {
        return Ok(None);
    };
    let lines = moment.lines();
    let grown = |position: Position| {
        let spans = around(&analyzed.analysis, lines.offset(position));
        grown(&spans, lines)
    };
    Ok(Some(params.positions.into_iter().map(grown).collect()))
}

/// The parts of the tree around `offset`, the outermost first, each once.
fn around(analysis: &Analysis, offset: usize) -> Vec<Span> {
    let mut spans = vec![analysis.text().span()];
    let mut cursor = analysis.tree().walk();
    while cursor.goto_first_child_for_byte(offset).is_some() {
        let span = Span::from(cursor.node().byte_range());
        if !(span.start <= offset && offset <= span.end) {
            break;
        }
        if spans.last() != Some(&span) {
            spans.push(span);
        }
    }
    let innermost = spans.len().saturating_sub(MOST).max(1);
    spans.drain(1..innermost);
    spans
}

/// The spans as the protocol nests them.
fn grown(spans: &[Span], lines: Lines<'_>) -> SelectionRange {
    let whole = SelectionRange::new(lines.range(lines.text.span()), None);
    spans.iter().skip(1).fold(whole, |around, span| {
        SelectionRange::new(lines.range(*span), Some(Box::new(around)))
    })
}
