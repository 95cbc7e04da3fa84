//! `workspace/executeCommand`: what the code actions run, one file a command.
//!
//! Each takes one argument and answers with how it came out, in words that the
//! person is told as well. A command on a function works on the text as it was
//! when the command was called, whatever is typed meanwhile.

pub(crate) mod explain;
pub(crate) mod improve;
pub(crate) mod open_settings;
mod place;
mod reply;
pub(crate) mod show_rule;
mod target;
pub(crate) mod why;

use std::sync::Arc;

use lsp_types::{ExecuteCommandParams, LspAny, ProgressToken};
use scholiast_assist::{Event, Intent};
use serde::de::DeserializeOwned;

use crate::progress::Progress;
use crate::session::Session;
use crate::transport::jsonrpc::{Error, Result};

use self::place::Place;
use self::reply::{Outcome, Reply};
pub(crate) use self::target::{Target, kind_of_words};

/// The commands' names, as the client may call them.
pub(crate) const NAMES: &[&str] = &[
    why::NAME,
    explain::NAME,
    improve::NAME,
    show_rule::NAME,
    open_settings::NAME,
];

/// Runs a command to its end.
pub(crate) async fn execute(
    session: &Arc<Session>,
    params: ExecuteCommandParams,
) -> Result<Option<LspAny>> {
    let reply = match params.command.as_str() {
        why::NAME | explain::NAME | improve::NAME => on_function(session, params).await?,
        show_rule::NAME => show_rule::run(session, &argument(params, show_rule::WANTED)?).await,
        open_settings::NAME => {
            open_settings::run(session, &argument(params, open_settings::WANTED)?).await
        }
        unknown => {
            return Err(Error::invalid_params(format!(
                "there is no command `{unknown}`"
            )));
        }
    };
    answer(&reply)
}

async fn on_function(session: &Arc<Session>, params: ExecuteCommandParams) -> Result<Reply> {
    let name = params.command.clone();
    let token = params.work_done_progress_params.work_done_token.clone();
    let target: Target = argument(params, target::WANTED)?;
    let place = match place(session, &target).await {
        Ok(place) => place,
        Err(message) => return Ok(Reply::new(Outcome::Failed, message).told(session)),
    };
    Ok(match name.as_str() {
        why::NAME => why::run(session, &place).await,
        explain::NAME => explain::run(session, &place, token).await,
        _ => {
            let intent = target.intent.unwrap_or(Intent::ReduceComplexity);
            improve::run(session, &place, intent, token).await
        }
    })
}

/// The function that is meant, or why there is none.
async fn place(session: &Session, target: &Target) -> std::result::Result<Place, String> {
    let moment = session.moment(&target.uri).ok_or_else(|| {
        format!(
            "{} is not open, so there is nothing to work on",
            target.uri.0
        )
    })?;
    let analyzed = moment.lasting_analysis(session).await.ok_or(
        "Scholiast does not analyse this document: it knows no grammar for it, or it is too large",
    )?;
    Place::find(moment, analyzed, target.position)
        .ok_or_else(|| "there is no function here: put the cursor into one".into())
}

/// The one argument of a command. `wanted` shows what it should look like.
fn argument<T: DeserializeOwned>(params: ExecuteCommandParams, wanted: &str) -> Result<T> {
    let first = params.arguments.unwrap_or_default().into_iter().next();
    serde_json::from_value(first.unwrap_or_default()).map_err(|error| {
        let name = params.command;
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
