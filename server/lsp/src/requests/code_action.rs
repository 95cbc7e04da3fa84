//! `textDocument/codeAction`: what can be done where the cursor stands.
//!
//! Asked by a person, everything; asked by the client on its own, with each
//! move of the cursor, only what belongs to a diagnostic there.

mod allow;
mod fixes;
mod on_findings;
mod on_function;

use std::sync::Arc;

use lsp_types::{
    CodeAction, CodeActionDisabled, CodeActionKind, CodeActionParams, CodeActionResponse,
    CodeActionTriggerKind,
};
use scholiast_analysis as analysis;
use scholiast_project::Configuration;
use scholiast_text::Span;

use crate::commands;
use crate::documents::Analyzed;
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
    let context = params.context;
    let question = Question {
        session,
        configuration: session.configuration_for(&params.text_document.uri),
        selected: moment.lines().span(params.range),
        moment: &moment,
        analyzed: &analyzed,
    };
    let is_unasked = context.trigger_kind == Some(CodeActionTriggerKind::Automatic);
    let actions = question.actions(is_unasked);
    let wanted = context.only.as_deref();
    let shown = actions
        .into_iter()
        .filter(|action| is_wanted(action, wanted))
        .filter_map(|action| in_form(action, session));
    Ok(Some(shown.collect()))
}

/// What is asked: what can be done with the selected part of this text?
struct Question<'a> {
    session: &'a Session,
    configuration: Arc<Configuration>,
    moment: &'a Moment,
    analyzed: &'a Analyzed,
    selected: Span,
}

impl Question<'_> {
    fn actions(&self, is_unasked: bool) -> Vec<CodeAction> {
        let findings = self.findings();
        let mut actions = fixes::actions(self);
        actions.extend(on_findings::actions(self, &findings));
        if !is_unasked {
            actions.extend(on_function::actions(self));
            let uri = self.moment.document.uri().clone();
            actions.push(commands::open_settings::action(uri));
        }
        actions
    }

    /// What is said of the selected part.
    fn findings(&self) -> Vec<analysis::Diagnostic> {
        let mut findings = self.configuration.findings(&self.analyzed.analysis);
        findings.retain(|found| found.span.touches(self.selected));
        findings
    }
}

/// Says why an action cannot be taken here.
fn disabled(action: CodeAction, reason: &str) -> CodeAction {
    CodeAction {
        disabled: Some(CodeActionDisabled {
            reason: reason.to_owned(),
        }),
        ..action
    }
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
fn in_form(action: CodeAction, session: &Session) -> Option<CodeActionResponse> {
    let abilities = session.abilities();
    if action.disabled.is_some() && !abilities.disabled_actions {
        return None;
    }
    if abilities.code_action_literals {
        return Some(action.into());
    }
    action.command.map(Into::into)
}
