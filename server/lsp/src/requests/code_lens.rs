//! `textDocument/codeLens`: a number above each function over the threshold,
//! which opens into its increments. Off unless switched on.

use std::sync::Arc;

use lsp_types::{CodeLens, CodeLensParams};
use scholiast_text::{Snapshot, Span};

use crate::commands::{Target, why};
use crate::convert::Lines;
use crate::lenses::{Lens, lenses_of, renew_when_quiet};
use crate::session::{Moment, Session};
use crate::transport::jsonrpc::Result;

pub(crate) async fn answer(
    session: &Arc<Session>,
    params: CodeLensParams,
) -> Result<Option<Vec<CodeLens>>> {
    let uri = &params.text_document.uri;
    let Some(moment) = session.moment(uri) else {
        return Ok(None);
    };
    if !session.configuration_for(uri).features.code_lenses {
        return Ok(None);
    }
    if let Some((snapshot, lenses)) = session.lenses.shown(&moment.document) {
        renew_when_quiet(session, &moment.document);
        return Ok(Some(in_protocol(session, &moment, &snapshot, &lenses)));
    }
    let Some(analyzed) = moment.analysis().await? else {
        return Ok(None);
    };
    let language = analyzed.analysis.language().id();
    let threshold = session
        .configuration_for(uri)
        .thresholds_in(language)
        .cognitive;
    let lenses = lenses_of(&analyzed.analysis, threshold);
    session
        .lenses
        .keep(&moment.document, analyzed.version, &lenses);
    Ok(Some(in_protocol(
        session,
        &moment,
        &moment.snapshot,
        &lenses,
    )))
}

fn in_protocol(
    session: &Session,
    moment: &Moment,
    snapshot: &Snapshot,
    lenses: &[Lens],
) -> Vec<CodeLens> {
    let lines = Lines {
        text: &snapshot.text,
        encoding: session.encoding(),
    };
    let lens = |lens: &Lens| {
        let range = lines.range(Span::empty(lens.place));
        let target = Target::new(moment.document.uri().clone(), range.start);
        let title = format!("cognitive {} — why?", lens.total);
        CodeLens::new(range, Some(why::command(&target, &title)), None)
    };
    lenses.iter().map(lens).collect()
}
