//! `textDocument/inlayHint`: a function's cognitive complexity at the end of
//! the line that names it, for functions over the threshold alone. The hint
//! opens into the increments: in its tooltip, and with a click.

use lsp_types::{InlayHint, InlayHintLabelPart, InlayHintParams, MarkupContent, MarkupKind};
use scholiast_analysis::{Function, RELATED_LIMIT};

use crate::commands::{Target, why};
use crate::session::{Moment, Session};
use crate::transport::jsonrpc::Result;

pub(crate) async fn answer(
    session: &Session,
    params: InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    let configuration = session.configuration_for(&params.text_document.uri);
    let Some(moment) = session.moment(&params.text_document.uri) else {
        return Ok(None);
    };
    if !configuration.features.inlay_hints {
        return Ok(None);
    }
    let Some(analyzed) = moment.analysis().await? else {
        return Ok(None);
    };
    let wanted = moment.lines().span(params.range);
    let language = analyzed.analysis.language().id();
    let threshold = configuration.inlay_hint_threshold_in(language);
    let functions = analyzed.analysis.report().functions.iter();
    let hints = functions
        .filter(|function| function.cognitive.total > threshold && !function.has_syntax_error)
        .map(|function| (function, end_of_line(&moment, function)))
        .filter(|(_, end)| wanted.start <= *end && *end <= wanted.end)
        .map(|(function, end)| hint(&moment, function, end, threshold));
    Ok(Some(hints.collect()))
}

/// Where the line ends that names the function.
fn end_of_line(moment: &Moment, function: &Function) -> usize {
    let text = &moment.snapshot.text;
    text.line_span(text.line_of(function.name_span.start)).end
}

fn hint(moment: &Moment, function: &Function, end: usize, threshold: u32) -> InlayHint {
    let lines = moment.lines();
    let position = lines.position(function.name_span.start);
    let target = Target::new(moment.document.uri().clone(), position);
    let label = InlayHintLabelPart {
        value: format!("cognitive {}", function.cognitive.total),
        tooltip: Some(tooltip(moment, function, threshold).into()),
        location: None,
        command: Some(why::command(&target, "Why this number?")),
    };
    InlayHint {
        position: lines.position(end),
        label: vec![label].into(),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}

/// The largest increments, each with its line.
fn tooltip(moment: &Moment, function: &Function, threshold: u32) -> MarkupContent {
    let cognitive = &function.cognitive;
    let mut value = format!(
        "Cognitive complexity {}; {threshold} is the highest that is not shown.\n\n",
        cognitive.total
    );
    let largest = cognitive.largest(RELATED_LIMIT);
    for increment in &largest {
        let line = moment.snapshot.text.line_of(increment.span.start) + 1;
        value += &format!("- line {line}: {}\n", increment.sentence());
    }
    let rest = cognitive.increments.len() - largest.len();
    if rest > 0 {
        value += &format!("- and {rest} more\n");
    }
    MarkupContent {
        kind: MarkupKind::Markdown,
        value,
    }
}
