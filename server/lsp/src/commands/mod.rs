//! `workspace/executeCommand`: what the code actions run, one file a command.
//!
//! Each takes one argument, the place in a document; each answers with how it
//! came out, and tells the person the same in words.

pub(crate) mod explain;
pub(crate) mod improve;
mod place;
mod reply;
mod target;
pub(crate) mod why;

use std::sync::Arc;

use lsp_types::{ExecuteCommandParams, LspAny, ProgressToken};
use scholiast_assist::{Event, Intent};

use crate::progress::Progress;
use crate::session::Session;
use crate::transport::jsonrpc::{Error, Result};

use self::place::Place;
use self::reply::{Outcome, Reply};
pub(crate) use self::target::{Target, kind_of_words};

/// The commands' names, as the client may call them.
pub(crate) const NAMES: &[&str] = &[why::NAME, explain::NAME, improve::NAME];

/// Runs a command to its end.
pub(crate) async fn execute(
    session: &Arc<Session>,
    params: ExecuteCommandParams,
) -> Result<Option<LspAny>> {
    let name = params.command;
    let target = target_of(&name, params.arguments)?;
    let Some(moment) = session.moment(&target.uri) else {
        let message = format!(
            "{} is not open, so there is nothing to work on",
            target.uri.0
        );
        return answer(&Reply::new(Outcome::Failed, message).told(session));
    };
    let token = params.work_done_progress_params.work_done_token;
    let Some(analyzed) = moment.analysis().await? else {
        let message = "Scholiast does not analyse this document: it knows no grammar for it, or it is too large";
        return answer(&Reply::new(Outcome::Failed, message).told(session));
    };
    let Some(place) = Place::find(moment, analyzed, target.position) else {
        let message = "there is no function here: put the cursor into one";
        return answer(&Reply::new(Outcome::Failed, message).told(session));
    };
    let reply = match name.as_str() {
        why::NAME => why::run(session, &place).await,
        explain::NAME => explain::run(session, &place, token).await,
        improve::NAME => {
            let intent = target.intent.unwrap_or(Intent::ReduceComplexity);
            improve::run(session, &place, intent, token).await
        }
        _ => {
            return Err(Error::invalid_params(format!(
                "there is no command `{name}`"
            )));
        }
    };
    answer(&reply)
}

fn target_of(name: &str, arguments: Option<Vec<LspAny>>) -> Result<Target> {
    let first = arguments
        .and_then(|arguments| arguments.into_iter().next())
        .unwrap_or_default();
    serde_json::from_value(first).map_err(|error| {
        let wanted = "{\"uri\": …, \"position\": {\"line\": …, \"character\": …}}";
        Error::invalid_params(format!("`{name}` takes one argument {wanted}: {error}"))
    })
}

fn answer(reply: &Reply) -> Result<Option<LspAny>> {
    serde_json::to_value(reply)
        .map(Some)
        .map_err(|_| Error::internal_error())
}

/// Where a command's progress is shown, if the client said.
pub(crate) type GivenToken = Option<ProgressToken>;

/// What an event of a task says to the person who watches its progress.
fn report(progress: &Progress, received: &mut usize, event: Event) {
    if matches!(event, Event::Asking { .. }) {
        *received = 0;
    }
    let message = match event {
        Event::Asking {
            model,
            bytes,
            redacted: 0,
        } => format!("{bytes} bytes go to {model}"),
        Event::Asking {
            model,
            bytes,
            redacted,
        } => {
            format!("{bytes} bytes go to {model}, {redacted} secrets kept back")
        }
        Event::Thinking => "the model is thinking".to_owned(),
        Event::Text(piece) => {
            *received += piece.chars().count();
            format!("{received} characters received")
        }
        Event::Checking => "checking the answer".to_owned(),
        Event::Repairing { evidence } => format!("not accepted, asking once more: {evidence}"),
    };
    progress.report(message);
}
