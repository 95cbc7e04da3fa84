//! `textDocument/hover`: on a function's name, the card of its metrics.

use lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};
use scholiast_analysis::{Analysis, Function};
use scholiast_assist::FunctionFacts;

use crate::session::Session;
use crate::transport::jsonrpc::Result;

/// How to see more of a number than the card holds. In words: editors follow
/// no link from a hover into a document of ours.
const MORE: &str = "“Why this number?”, among the actions here, shows every increment.";

pub(crate) async fn answer(session: &Session, params: HoverParams) -> Result<Option<Hover>> {
    let place = params.text_document_position_params;
    let Some(moment) = session.moment(&place.text_document.uri) else {
        return Ok(None);
    };
    let configuration = session.configuration_for(&place.text_document.uri);
    if !configuration.features.hover {
        return Ok(None);
    }
    let Some(analyzed) = moment.analysis().await? else {
        return Ok(None);
    };
    let lines = moment.lines();
    let offset = lines.offset(place.position);
    let Some(function) = named_at(&analyzed.analysis, offset) else {
        return Ok(None);
    };
    let language = analyzed.analysis.language().id();
    let thresholds = configuration.thresholds_in(language);
    let card = FunctionFacts::of(&analyzed.analysis, function).card(&thresholds);
    let (kind, mut value) = if session.abilities().markdown_hovers {
        (MarkupKind::Markdown, card.to_markdown())
    } else {
        (MarkupKind::PlainText, card.to_plain())
    };
    if function.cognitive.total > 0 {
        value += &format!("\n{MORE}\n");
    }
    Ok(Some(Hover {
        contents: MarkupContent { kind, value }.into(),
        range: Some(lines.range(function.name_span)),
    }))
}

/// The function whose name the cursor touches.
fn named_at(analysis: &Analysis, offset: usize) -> Option<&Function> {
    let functions = &analysis.report().functions;
    functions.iter().find(|function| {
        let name = function.name_span;
        name.contains(offset) || name.end == offset
    })
}
