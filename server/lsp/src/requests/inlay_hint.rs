//! `textDocument/inlayHint`: a function's cognitive complexity at the end of
//! the line that names it, for functions over the threshold alone.

use lsp_types::{InlayHint, InlayHintParams};
use scholiast_analysis::Function;

use crate::convert::Lines;
use crate::session::Session;
use crate::transport::jsonrpc::Result;

pub(crate) async fn answer(
    session: &Session,
    params: InlayHintParams,
) -> Result<Option<Vec<InlayHint>>> {
    let configuration = session.configuration();
    let Some(moment) = session.moment(&params.text_document.uri) else {
        return Ok(None);
    };
    if !configuration.features.inlay_hints {
        return Ok(None);
    }
    let Some(analyzed) = moment.analysis().await? else {
        return Ok(None);
    };
    let lines = moment.lines();
    let wanted = lines.span(params.range);
    let language = analyzed.analysis.language().id();
    let threshold = configuration.inlay_hint_threshold_in(language);
    let functions = analyzed.analysis.report().functions.iter();
    let hints = functions
        .filter(|function| function.cognitive.total > threshold)
        .filter(|function| wanted.contains(function.name_span.start))
        .map(|function| hint(function, threshold, lines));
    Ok(Some(hints.collect()))
}

fn hint(function: &Function, threshold: u32, lines: Lines<'_>) -> InlayHint {
    let line = lines.text.line_of(function.name_span.start);
    let total = function.cognitive.total;
    let tooltip = format!(
        "`{}` has a cognitive complexity of {total}; {threshold} is the highest that is not shown.",
        function.name
    );
    InlayHint {
        position: lines.position(lines.text.line_span(line).end),
        label: format!("cognitive {total}").into(),
        kind: None,
        text_edits: None,
        tooltip: Some(tooltip.into()),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
