//! `workspace/textDocumentContent`: the text of a page in our own scheme.

use lsp_types::{TextDocumentContentParams, TextDocumentContentResult};

use crate::rule_pages;
use crate::session::Session;
use crate::transport::jsonrpc::{Error, Result};

pub(crate) fn answer(
    session: &Session,
    params: &TextDocumentContentParams,
) -> Result<TextDocumentContentResult> {
    let of_a_rule = rule_pages::text(&params.uri).map(str::to_owned);
    let text = of_a_rule.or_else(|| session.pages.text(&params.uri));
    text.map(TextDocumentContentResult::new).ok_or_else(|| {
        Error::invalid_params("this page is no longer kept: run the command that showed it again")
    })
}
