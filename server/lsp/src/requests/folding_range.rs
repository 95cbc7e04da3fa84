//! `textDocument/foldingRange`: what spans lines and can be folded away:
//! functions, classes, blocks, comments. Off unless switched on.

use std::collections::HashSet;

use lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};
use scholiast_analysis::Analysis;
use scholiast_grammars::Construct;
use scholiast_text::{Span, Text};

use crate::session::Session;
use crate::structure::Structure;
use crate::transport::jsonrpc::Result;

/// The most ranges in an answer, unless the client names a smaller number.
const MOST: usize = 5_000;

pub(crate) async fn answer(
    session: &Session,
    params: FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>> {
    let uri = params.text_document.uri;
    let Some(moment) = session.moment(&uri) else {
        return Ok(None);
    };
    if !Structure::Folding.is_on(&session.configuration_for(&uri).features) {
        return Ok(None);
    }
    let Some(analyzed) = moment.analysis().await? else {
        return Ok(None);
    };
    let clients = session
        .abilities()
        .most_folds
        .map_or(MOST, |most| most as usize);
    let analysis = analyzed.analysis.clone();
    let folds = tokio::task::spawn_blocking(move || folds(&analysis, clients.min(MOST)));
    Ok(folds.await.ok())
}

/// The ranges, outer before inner, one a first line.
fn folds(analysis: &Analysis, most: usize) -> Vec<FoldingRange> {
    let (text, language) = (analysis.text(), analysis.language());
    let mut first_lines = HashSet::new();
    let mut folds = Vec::new();
    let mut cursor = analysis.tree().walk();
    while folds.len() < most {
        let node = cursor.node();
        let construct = language.construct(node.kind_id());
        let is_comment = *construct == Construct::Comment;
        // A block without a bracket of its own begins where its first statement does: what is
        // folded is the statement that it belongs to.
        let is_bare = *construct == Construct::Block
            && text
                .chunk_at(node.start_byte())
                .starts_with(|c: char| c != '{');
        let is_part = cursor.depth() > 0 && !is_bare;
        if is_part && (is_comment || node.named_child_count() > 0) {
            let fold = fold(text, node.byte_range().into(), is_comment);
            folds.extend(fold.filter(|fold| first_lines.insert(fold.start_line)));
        }
        // What stands on one line holds nothing that can be folded.
        let spans_lines = text.line_of(node.start_byte()) < text.line_of(node.end_byte());
        if spans_lines && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return folds;
            }
        }
    }
    folds
}

/// The lines of a span, but for a last one that only closes it.
fn fold(text: &Text, span: Span, is_comment: bool) -> Option<FoldingRange> {
    let first = text.line_of(span.start);
    let last = text.line_of(span.end.saturating_sub(1));
    let ending = Span::new(text.line_span(last).start, span.end);
    let only_closes = !is_comment && text.slice(ending).trim_start().starts_with(['}', ')', ']']);
    let last = last - usize::from(only_closes && first < last);
    let line = |line: usize| u32::try_from(line).unwrap_or(u32::MAX);
    (first < last).then(|| FoldingRange {
        start_line: line(first),
        end_line: line(last),
        kind: is_comment.then_some(FoldingRangeKind::Comment),
        ..FoldingRange::default()
    })
}
