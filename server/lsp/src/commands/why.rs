//! "Why this number?": every increment of a function's cognitive complexity,
//! with its line and its reason.

use lsp_types::{CodeAction, Command};

use super::{Outcome, Place, Reply, Target, kind_of_words};
use crate::pages::TitledPage;
use crate::session::Session;

/// The command's name.
pub(crate) const NAME: &str = "scholiast.why";

/// The action that runs the command on `target`.
pub(crate) fn action(target: &Target) -> CodeAction {
    target.action("Why this number?", NAME, kind_of_words())
}

/// The command itself on `target`, for a lens or a hint that bears `title`.
pub(crate) fn command(target: &Target, title: &str) -> Command {
    target.command(title, NAME)
}

pub(crate) async fn run(session: &Session, place: &Place) -> Reply {
    let facts = place.facts();
    let page = TitledPage {
        title: format!("Why {}", facts.name),
        markdown: facts.why().to_markdown(),
    };
    session
        .pages
        .show(page, session.abilities(), &session.outbox)
        .await;
    let message = format!(
        "`{}` has a cognitive complexity of {}",
        facts.name, facts.cognitive
    );
    Reply::new(Outcome::Shown, message)
}
