//! `textDocument/codeAction`: what can be done where the cursor stands. One
//! quick fix for a syntax error with a certain repair; for a function, its
//! number explained, an explanation and the improvements.

use std::sync::Arc;

use lsp_types::{CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, WorkspaceEdit};
use scholiast_analysis::{Function, SyntaxError};
use scholiast_assist::Intent;
use scholiast_text::{Edits, Span};

use crate::commands::{self, Target};
use crate::documents::Analyzed;
use crate::edits::versioned;
use crate::session::{Moment, Session};
use crate::transport::jsonrpc::Result;

pub(crate) async fn answer(
    session: &Session,
    params: CodeActionParams,
) -> Result<Option<Vec<CodeActionResponse>>> {
    let Some(moment) = session.moment(&params.text_document.uri) else {
        return Ok(None);
    };
    let Some(analyzed) = moment.analysis().await? else {
        return Ok(None);
    };
    let selected = moment.lines().span(params.range);
    let fixes = fixes(&moment, &analyzed, selected);
    let target = analyzed
        .analysis
        .function_at(selected.start)
        .map(|function| {
            let position = moment.lines().position(function.name_span.start);
            (
                function,
                Target::new(params.text_document.uri.clone(), position),
            )
        });
    let on_function = target
        .iter()
        .flat_map(|(function, target)| on_function(function, target));
    let wanted = params.context.only.as_deref();
    let actions = fixes
        .into_iter()
        .chain(on_function)
        .filter(|action| is_wanted(action, wanted));
    let literals = session.abilities().code_action_literals;
    Ok(Some(
        actions
            .filter_map(|action| in_form(action, literals))
            .collect(),
    ))
}

/// Repairs of the syntax errors that touch the selection.
fn fixes(moment: &Moment, analyzed: &Arc<Analyzed>, selected: Span) -> Vec<CodeAction> {
    let errors = analyzed.analysis.report().syntax_errors.iter();
    let touching = errors.filter(|error| error.span.touches(selected));
    touching.filter_map(|error| fix(moment, error)).collect()
}

fn fix(moment: &Moment, error: &SyntaxError) -> Option<CodeAction> {
    let fix = error.fix.as_ref()?;
    let replaced = moment.snapshot.text.slice(fix.span);
    let title = match (replaced.as_ref(), fix.replacement.trim()) {
        ("", added) => format!("Insert `{added}`"),
        (removed, "") => format!("Remove `{removed}`"),
        (removed, added) => format!("Replace `{removed}` with `{added}`"),
    };
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QuickFix),
        is_preferred: Some(true),
        edit: Some(WorkspaceEdit {
            document_changes: Some(versioned(moment, &Edits::from(fix.clone()))),
            ..WorkspaceEdit::default()
        }),
        ..CodeAction::default()
    })
}

fn on_function(function: &Function, target: &Target) -> Vec<CodeAction> {
    let mut actions = Vec::new();
    if function.cognitive.total > 0 {
        actions.push(commands::why::action(target));
        actions.push(commands::improve::action(target, Intent::ReduceComplexity));
    }
    actions.push(commands::improve::action(target, Intent::Readability));
    actions.push(commands::explain::action(target));
    actions
}

/// Whether the client asked for actions of this kind, or of one above it.
fn is_wanted(action: &CodeAction, wanted: Option<&[CodeActionKind]>) -> bool {
    let Some(wanted) = wanted else { return true };
    let kind = action.kind.clone().map(String::from).unwrap_or_default();
    wanted.iter().cloned().map(String::from).any(|wanted| {
        wanted.is_empty() || kind == wanted || kind.starts_with(&format!("{wanted}."))
    })
}

/// The action as the client can read it: whole, or as its command alone.
fn in_form(action: CodeAction, literals: bool) -> Option<CodeActionResponse> {
    if literals {
        return Some(action.into());
    }
    action.command.map(Into::into)
}
