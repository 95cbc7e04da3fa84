//! What can be done about a finding: allow it here, read what its rule says.

use lsp_types::CodeAction;
use scholiast_analysis as analysis;

use super::{Question, allow};
use crate::commands;
use crate::diagnostics::shown;

/// The actions for these findings, each rule's page offered once.
pub(super) fn actions(
    question: &Question<'_>,
    findings: &[analysis::Diagnostic],
) -> Vec<CodeAction> {
    let mut rules = Vec::new();
    let mut actions = Vec::new();
    for found in findings {
        let Some(diagnostic) = in_protocol(question, found) else {
            continue;
        };
        actions.extend(allow::action(question, found, diagnostic.clone()));
        if !rules.contains(&found.rule) {
            rules.push(found.rule);
            actions.push(commands::show_rule::action(found.rule, diagnostic));
        }
    }
    actions
}

fn in_protocol(
    question: &Question<'_>,
    found: &analysis::Diagnostic,
) -> Option<lsp_types::Diagnostic> {
    let moment = question.moment;
    let found = std::slice::from_ref(found);
    let uri = moment.document.uri();
    let shown = shown(question.session, uri, &moment.snapshot, found);
    shown.into_iter().next()
}
