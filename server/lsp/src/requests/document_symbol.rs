//! `textDocument/documentSymbol`: the functions of a document, inside each
//! other as they stand. Off unless switched on.

use lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location,
    SymbolInformation, SymbolKind, Uri,
};
use scholiast_analysis::{Function, FunctionKind};

use crate::convert::Lines;
use crate::session::Session;
use crate::structure::Structure;
use crate::transport::jsonrpc::Result;

/// More symbols than anybody reads are left out.
const MOST: usize = 10_000;

/// Deeper ones are shown on this level: clients walk the answer recursively.
const DEEPEST: usize = 32;

pub(crate) async fn answer(
    session: &Session,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let uri = params.text_document.uri;
    let Some(moment) = session.moment(&uri) else {
        return Ok(None);
    };
    if !Structure::Symbols.is_on(&session.configuration_for(&uri).features) {
        return Ok(None);
    }
    let Some(analyzed) = moment.analysis().await? else {
        return Ok(None);
    };
    let functions = &analyzed.analysis.report().functions;
    let functions = &functions[..functions.len().min(MOST)];
    let lines = moment.lines();
    Ok(Some(if session.abilities().nested_symbols {
        DocumentSymbolResponse::DocumentSymbolList(nested(functions, lines))
    } else {
        DocumentSymbolResponse::SymbolInformationList(flat(functions, lines, &uri))
    }))
}

/// The functions inside each other. They come in the order in which they start, so that the last
/// ones opened are the ones that the next can be inside of.
fn nested(functions: &[Function], lines: Lines<'_>) -> Vec<DocumentSymbol> {
    let mut roots = Vec::new();
    let mut open: Vec<(usize, DocumentSymbol)> = Vec::new();
    for (index, function) in functions.iter().enumerate() {
        while let Some((last, _)) = open.last()
            && (function.parent != Some(*last) || open.len() >= DEEPEST)
        {
            close(&mut open, &mut roots);
        }
        open.push((index, symbol(function, lines)));
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

/// Hands the innermost open symbol to the one around it.
fn close(open: &mut Vec<(usize, DocumentSymbol)>, roots: &mut Vec<DocumentSymbol>) {
    let Some((_, symbol)) = open.pop() else {
        return;
    };
    match open.last_mut() {
        Some((_, around)) => around.children.get_or_insert_default().push(symbol),
        None => roots.push(symbol),
    }
}

#[expect(deprecated, reason = "the protocol's own field, left empty")]
fn symbol(function: &Function, lines: Lines<'_>) -> DocumentSymbol {
    DocumentSymbol {
        name: function.name.clone(),
        detail: Some(function.signature.clone()),
        kind: kind(function.kind),
        tags: None,
        deprecated: None,
        range: lines.range(function.span),
        selection_range: lines.range(function.name_span),
        children: None,
    }
}

fn flat(functions: &[Function], lines: Lines<'_>, uri: &Uri) -> Vec<SymbolInformation> {
    let symbol = |function: &Function| {
        let around = function.qualified_name.rsplit_once('.');
        let base = BaseSymbolInformation {
            name: function.name.clone(),
            kind: kind(function.kind),
            tags: None,
            container_name: around.map(|(around, _)| around.to_owned()),
        };
        let location = Location::new(uri.clone(), lines.range(function.span));
        SymbolInformation::new(None, location, base)
    };
    functions.iter().map(symbol).collect()
}

fn kind(kind: FunctionKind) -> SymbolKind {
    match kind {
        FunctionKind::Method => SymbolKind::Method,
        FunctionKind::Function | FunctionKind::Closure => SymbolKind::Function,
    }
}
