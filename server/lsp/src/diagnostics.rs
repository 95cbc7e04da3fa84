//! Diagnostics in the client's form: pushed after each analysis, or pulled.
//!
//! What is shown is always about the text of now. Where the latest analysis
//! is of an older text, each of its diagnostics is carried through what was
//! typed since, and one that was typed into is left out.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use lsp_types::{
    Code, DiagnosticRelatedInformation, DiagnosticSeverity, Location, PublishDiagnosticsParams, Uri,
};
use scholiast_analysis::{self as analysis, Related, Severity};
use scholiast_text::{Carried, Snapshot, Span};

use crate::analysis_worker::OnAnalyzed;
use crate::convert::Lines;
use crate::documents::{Analyzed, OpenDocument};
use crate::rule_pages;
use crate::session::Session;

/// The name that clients show beside each of our diagnostics.
const SOURCE: &str = "scholiast";

/// Pushes diagnostics to clients that do not pull them.
pub(crate) struct Publisher(pub(crate) Arc<Session>);

impl OnAnalyzed for Publisher {
    fn analyzed(&self, document: &Arc<OpenDocument>) {
        self.publish(document, |latest| of_now(&self.0, document, latest));
    }

    fn not_analyzed(&self, document: &Arc<OpenDocument>) {
        self.publish(document, |_| (document.snapshot(), Vec::new()));
    }
}

impl Publisher {
    /// Pushes what `find` makes of the latest analysis, unless the client has it
    /// already. One at a time, so that what is pushed last is the newest.
    ///
    /// While errors are still to be explained and nothing else is to be said,
    /// what the client shows stays: better a moment old than flickering.
    fn publish(
        &self,
        document: &OpenDocument,
        find: impl FnOnce(&Analyzed) -> (Snapshot, Vec<lsp_types::Diagnostic>),
    ) {
        if self.0.abilities().pulls_diagnostics {
            return;
        }
        let mut pushed = document.pushed();
        let Some(latest) = document.latest() else {
            return;
        };
        let (at, diagnostics) = find(&latest);
        let is_first_half = diagnostics.is_empty() && !latest.analysis.is_explained();
        let news = (at.version, result_id(&diagnostics));
        if is_first_half || pushed.as_ref() == Some(&news) {
            return;
        }
        *pushed = Some(news);
        self.0.outbox.publish_diagnostics(PublishDiagnosticsParams {
            uri: document.uri().clone(),
            version: Some(at.version.0),
            diagnostics,
        });
    }
}

/// The text of now, and what `analyzed` says of it.
fn of_now(
    session: &Session,
    document: &OpenDocument,
    analyzed: &Analyzed,
) -> (Snapshot, Vec<lsp_types::Diagnostic>) {
    let configuration = session.configuration_for(document.uri());
    let found = configuration.findings(&analyzed.analysis);
    let (snapshot, carried) = document.read(|document| {
        if document.snapshot().version == analyzed.version {
            return (document.snapshot(), found);
        }
        let carry = |span| match document.log().carry(span, analyzed.version) {
            Carried::Moved(span) => Some(span),
            Carried::Touched | Carried::Forgotten => None,
        };
        let carried: Vec<_> = found
            .into_iter()
            .filter_map(|found| carried(found, carry))
            .collect();
        (document.snapshot(), carried)
    });
    let shown = shown(session, document.uri(), &snapshot, &carried);
    (snapshot, shown)
}

/// A diagnostic with its places as `carry` moves them. Without its own place
/// it is gone; without a related one it stays.
fn carried(
    mut found: analysis::Diagnostic,
    carry: impl Fn(Span) -> Option<Span>,
) -> Option<analysis::Diagnostic> {
    found.span = carry(found.span)?;
    found.related = found
        .related
        .into_iter()
        .filter_map(|related| {
            Some(Related {
                span: carry(related.span)?,
                ..related
            })
        })
        .collect();
    Some(found)
}

/// The client's form of diagnostics of `snapshot`, a text of the document `uri`.
pub(crate) fn shown(
    session: &Session,
    uri: &Uri,
    snapshot: &Snapshot,
    found: &[analysis::Diagnostic],
) -> Vec<lsp_types::Diagnostic> {
    let lines = Lines {
        text: &snapshot.text,
        encoding: session.encoding(),
    };
    let related = session.abilities().related_information;
    let shown = |found: &analysis::Diagnostic| lsp_types::Diagnostic {
        range: lines.range(found.span),
        severity: Some(severity(found.severity)),
        code: Some(Code::String(found.rule.to_string())),
        code_description: rule_pages::link(found.rule, session.abilities()),
        source: Some(SOURCE.into()),
        message: found.message.clone().into(),
        related_information: related.then(|| related_information(found, uri, lines)),
        ..lsp_types::Diagnostic::default()
    };
    found.iter().map(shown).collect()
}

fn related_information(
    found: &analysis::Diagnostic,
    uri: &Uri,
    lines: Lines<'_>,
) -> Vec<DiagnosticRelatedInformation> {
    let at = |span| Location {
        uri: uri.clone(),
        range: lines.range(span),
    };
    let related = found
        .related
        .iter()
        .map(|related| DiagnosticRelatedInformation {
            location: at(related.span),
            message: related.message.clone(),
        });
    let rest = (found.omitted_related > 0).then(|| DiagnosticRelatedInformation {
        location: at(found.span),
        message: format!(
            "and {} more: \"Why this number?\" shows them all",
            found.omitted_related
        ),
    });
    related.chain(rest).collect()
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Information => DiagnosticSeverity::Information,
        Severity::Hint => DiagnosticSeverity::Hint,
    }
}

/// A name for this set of diagnostics: equal sets have equal names.
pub(crate) fn result_id(diagnostics: &[lsp_types::Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    diagnostics.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
