//! `textDocument/hover`: on a function's name, the card of its metrics.

use lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};
use scholiast_assist::FunctionFacts;

use crate::session::Session;
use crate::transport::jsonrpc::Result;

pub(crate) async fn answer(session: &Session, params: HoverParams) -> Result<Option<Hover>> {
    let place = params.text_document_position_params;
    let Some(moment) = session.moment(&place.text_document.uri) else {
        return Ok(None);
    };
    let Some(analyzed) = moment.analysis().await? else {
        return Ok(None);
    };
    let lines = moment.lines();
    let offset = lines.offset(place.position);
    let functions = &analyzed.analysis.report().functions;
    let named_here = |name: scholiast_text::Span| name.contains(offset) || name.end == offset;
    let Some(function) = functions
        .iter()
        .find(|function| named_here(function.name_span))
    else {
        return Ok(None);
    };
    let facts = FunctionFacts::of(&analyzed.analysis, function);
    let card = facts
        .card(&session.configuration().thresholds())
        .to_markdown();
    Ok(Some(Hover {
        contents: MarkupContent {
            kind: MarkupKind::Markdown,
            value: card,
        }
        .into(),
        range: Some(lines.range(function.name_span)),
    }))
}
