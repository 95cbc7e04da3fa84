//! "Show rule": the page that says what a rule finds, why, and how to allow it.

use lsp_types::{CodeAction, CodeActionKind, Command, Diagnostic};
use scholiast_analysis::RuleId;
use serde::{Deserialize, Serialize};

use super::{Outcome, Reply};
use crate::rule_pages;
use crate::session::Session;

/// The command's name.
pub(crate) const NAME: &str = "scholiast.showRule";

/// What the argument looks like.
pub(super) const WANTED: &str = "{\"rule\": \"cognitive-complexity\"}";

/// The argument: a rule by its name.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Argument {
    rule: String,
}

/// The action that shows the page of `rule`, offered for `diagnostic`.
pub(crate) fn action(rule: RuleId, diagnostic: Diagnostic) -> CodeAction {
    let title = format!("Show rule `{rule}`");
    let argument = Argument {
        rule: rule.to_string(),
    };
    CodeAction {
        title: title.clone(),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic]),
        is_preferred: Some(false),
        command: Some(Command {
            title,
            tooltip: None,
            command: NAME.to_owned(),
            arguments: serde_json::to_value(argument)
                .ok()
                .map(|argument| vec![argument]),
        }),
        ..CodeAction::default()
    }
}

pub(super) async fn run(session: &Session, argument: &Argument) -> Reply {
    let rule = RuleId::named(&argument.rule);
    let Some((rule, page)) = rule.and_then(|rule| Some((rule, rule_pages::page(rule)?))) else {
        let message = format!("there is no rule `{}`", argument.rule);
        return Reply::new(Outcome::Failed, message).told(session);
    };
    session
        .pages
        .show_lasting(
            rule_pages::uri(rule),
            page,
            session.abilities(),
            &session.outbox,
        )
        .await;
    Reply::new(Outcome::Shown, format!("the rule `{rule}`"))
}
