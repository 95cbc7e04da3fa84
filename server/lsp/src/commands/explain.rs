//! "Explain this function": the measured facts, and below them the words of
//! the model if one is configured.

use lsp_types::CodeAction;
use scholiast_assist::{Explanation, Words, explain};
use scholiast_llm::ChatModel;

use super::{GivenToken, Outcome, Place, Reply, Target, kind_of_words, report};
use crate::pages::TitledPage;
use crate::session::Session;
use crate::{model, status};

/// The command's name.
pub(crate) const NAME: &str = "scholiast.explain";

/// The action that runs the command on `target`.
pub(crate) fn action(target: &Target) -> CodeAction {
    target.action("Explain this function", NAME, kind_of_words())
}

pub(crate) async fn run(session: &Session, place: &Place, token: GivenToken) -> Reply {
    let model = match session
        .configuration()
        .model
        .as_ref()
        .map(model::connect)
        .transpose()
    {
        Ok(model) => model,
        Err(error) => return Reply::new(Outcome::Failed, error.to_string()).told(session),
    };
    let name = place.function().name.clone();
    let progress = session
        .progresses
        .begin(
            &format!("Explaining {name}"),
            token,
            session.abilities(),
            &session.outbox,
        )
        .await;
    if model.is_some() {
        status::working(session, &format!("Explaining {name}"));
    }
    let task = place.task(session);
    let mut received = 0;
    let mut on_event = |event| report(&progress, &mut received, event);
    let asked = model.as_ref().map(|model| model as &dyn ChatModel);
    let explained = tokio::select! {
        explained = explain(&task, asked, &mut on_event) => explained,
        () = progress.stopped() => {
            status::ready(session);
            return Reply::new(Outcome::Cancelled, "the explanation was stopped");
        }
    };
    match explained {
        Ok(explanation) => show(session, &name, explanation).await,
        Err(error) => Reply::new(Outcome::Failed, error.to_string()).told(session),
    }
}

async fn show(session: &Session, name: &str, explanation: Explanation) -> Reply {
    let markdown = explanation.page.to_markdown();
    let page = TitledPage {
        title: format!("About {name}"),
        markdown,
    };
    session
        .pages
        .show(page, session.abilities(), &session.outbox)
        .await;
    match explanation.words {
        Words::NoModel => {
            status::ready(session);
            Reply::new(
                Outcome::NoModel,
                "no model is configured: the measured facts are shown",
            )
        }
        Words::Missing(error) => {
            status::failed(session, &error.to_string());
            Reply::new(Outcome::Failed, error.to_string()).told(session)
        }
        Words::Spoken { model, .. } => {
            status::ready(session);
            Reply::new(Outcome::Shown, format!("`{name}`, explained by {model}"))
        }
    }
}
