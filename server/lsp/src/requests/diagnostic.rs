//! `textDocument/diagnostic`: the diagnostics of one document, or the word
//! that they are the ones the client already has.

use lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};

use crate::diagnostics::{result_id, shown};
use crate::session::Session;
use crate::transport::jsonrpc::Result;

pub(crate) async fn answer(
    session: &Session,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReport> {
    let items = match session.moment(&params.text_document.uri) {
        None => Vec::new(),
        Some(moment) => match moment.analysis().await? {
            None => Vec::new(),
            Some(analyzed) => {
                let configuration = session.configuration_for(moment.document.uri());
                let found = configuration.findings(&analyzed.analysis);
                shown(session, moment.document.uri(), &moment.snapshot, &found)
            }
        },
    };
    let result_id = result_id(&items);
    if params.previous_result_id.as_ref() == Some(&result_id) {
        return Ok(unchanged(result_id).into());
    }
    Ok(full(result_id, items).into())
}

fn unchanged(result_id: String) -> RelatedUnchangedDocumentDiagnosticReport {
    RelatedUnchangedDocumentDiagnosticReport {
        related_documents: None,
        unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id },
    }
}

fn full(
    result_id: String,
    items: Vec<lsp_types::Diagnostic>,
) -> RelatedFullDocumentDiagnosticReport {
    RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport {
            result_id: Some(result_id),
            items,
        },
    }
}
