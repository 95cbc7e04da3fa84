//! The quick fix of a syntax error that has a certain repair.

use lsp_types::{CodeAction, CodeActionKind};
use scholiast_analysis::SyntaxError;
use scholiast_text::Edits;

use super::Question;
use crate::edits::workspace_edit;

/// Repairs of the syntax errors that touch the selection.
pub(super) fn actions(question: &Question<'_>) -> Vec<CodeAction> {
    let errors = &question.analyzed.analysis.report().syntax_errors;
    let touching = errors
        .iter()
        .filter(|error| error.span.touches(question.selected));
    touching.filter_map(|error| fix(question, error)).collect()
}

fn fix(question: &Question<'_>, error: &SyntaxError) -> Option<CodeAction> {
    let fix = error.fix.as_ref()?;
    let replaced = question.moment.snapshot.text.slice(fix.span);
    let title = match (replaced.as_ref(), fix.replacement.trim()) {
        ("", added) => format!("Insert `{added}`"),
        (removed, "") => format!("Remove `{removed}`"),
        (removed, added) => format!("Replace `{removed}` with `{added}`"),
    };
    let edits = Edits::from(fix.clone());
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        is_preferred: Some(true),
        edit: Some(workspace_edit(question.session, question.moment, &edits)),
        ..CodeAction::default()
    })
}
