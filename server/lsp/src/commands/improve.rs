//! "Improve": a model's replacement of a function, verified, carried through
//! what was typed meanwhile, and applied by the client.

use lsp_types::{CodeAction, CodeActionKind};
use scholiast_assist::receipt::Subject;
use scholiast_assist::task::AskError;
use scholiast_assist::{ImproveError, Improvement, Intent, improve};
use scholiast_text::Withdrawn;

use super::{GivenToken, Outcome, Place, Reply, Target, report};
use crate::edits::{Delivery, deliver};
use crate::pages::TitledPage;
use crate::session::Session;
use crate::{model, status};

/// The command's name.
pub(crate) const NAME: &str = "scholiast.improve";

/// The action that runs the command on `target` with this intent.
pub(crate) fn action(target: &Target, intent: Intent) -> CodeAction {
    let target = Target {
        intent: Some(intent),
        ..target.clone()
    };
    target.action(
        &format!("Improve: {}", short(intent)),
        NAME,
        CodeActionKind::RefactorRewrite,
    )
}

fn short(intent: Intent) -> &'static str {
    match intent {
        Intent::ReduceComplexity => "reduce complexity",
        Intent::Readability => "readability",
        Intent::Performance => "performance",
        Intent::Document => "documentation",
    }
}

pub(crate) async fn run(
    session: &Session,
    place: &Place,
    intent: Intent,
    token: GivenToken,
) -> Reply {
    let configuration = session.configuration();
    let Some(settings) = &configuration.model else {
        return without_model(session, place).await;
    };
    let model = match model::connect(settings) {
        Ok(model) => model,
        Err(error) => return Reply::new(Outcome::Failed, error.to_string()).told(session),
    };
    let name = place.function().name.clone();
    let title = format!("Improving {name}: {}", short(intent));
    let progress = session
        .progresses
        .begin(&title, token, session.abilities(), &session.outbox)
        .await;
    status::working(session, &title);
    let task = place.task(session);
    let mut received = 0;
    let mut on_event = |event| report(&progress, &mut received, event);
    let improved = tokio::select! {
        improved = improve(&task, intent, &model, &mut on_event) => improved,
        () = progress.stopped() => {
            status::ready(session);
            return Reply::new(Outcome::Cancelled, format!("{title}: stopped"));
        }
    };
    match improved {
        Ok(improvement) => {
            status::ready(session);
            apply(session, place, intent, &improvement)
                .await
                .told(session)
        }
        Err(error) => refused(session, &error).told(session),
    }
}

/// With no model there is no edit; what was measured is shown, and says so.
async fn without_model(session: &Session, place: &Place) -> Reply {
    let facts = place.facts();
    let page = facts.explanation_without_model(&place.thresholds(session));
    let page = TitledPage {
        title: format!("About {}", facts.name),
        markdown: page.to_markdown(),
    };
    session
        .pages
        .show(page, session.abilities(), &session.outbox)
        .await;
    let message = "no model is configured, so nothing was changed: the measured facts are shown";
    Reply::new(Outcome::NoModel, message).told(session)
}

async fn apply(
    session: &Session,
    place: &Place,
    intent: Intent,
    improvement: &Improvement,
) -> Reply {
    let (name, short) = (&place.function().name, short(intent));
    let moment = &place.moment;
    let since = moment.snapshot.version;
    let label = format!("Improve {name}: {short}");
    let receipt = improvement.receipt.to_string();
    match deliver(session, &moment.document, &improvement.edits, since, &label).await {
        Delivery::Applied => {
            // First what editors still show when they fold a message to one line.
            let number = improvement.receipt.checks.iter();
            let number = number.filter(|check| check.subject == Subject::Complexity);
            let number: String = number.map(|check| format!("{check}. ")).collect();
            let message = format!("Improved {name}: {number}{receipt}");
            Reply::new(Outcome::Applied, message).with_receipt(receipt)
        }
        Delivery::Withdrawn(Withdrawn::Touched { .. }) => Reply::new(
            Outcome::Withdrawn,
            format!("{label}: withdrawn, because you changed the same lines meanwhile"),
        ),
        Delivery::Withdrawn(Withdrawn::Forgotten { .. }) => Reply::new(
            Outcome::Withdrawn,
            format!("{label}: withdrawn, because too much was typed meanwhile to follow it"),
        ),
        Delivery::Declined(reason) => Reply::new(
            Outcome::Failed,
            format!("{label}: the editor did not apply the edit: {reason}"),
        ),
    }
}

fn refused(session: &Session, error: &ImproveError) -> Reply {
    let message = error.to_string();
    let model_failed = matches!(
        error,
        ImproveError::Ask(AskError::Model(_) | AskError::Endless) | ImproveError::Interrupted
    );
    if model_failed {
        status::failed(session, &message);
        return Reply::new(Outcome::Failed, message);
    }
    status::ready(session);
    Reply::new(Outcome::Refused, message)
}
