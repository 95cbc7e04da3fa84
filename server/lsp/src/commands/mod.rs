//! `workspace/executeCommand`: what the code actions run, one file a command.
//!
//! Each takes one argument, the place in a document; each answers with how it
//! came out, and tells the person the same in words.

pub(crate) mod explain;
pub(crate) mod improve;
pub(crate) mod why;

use std::sync::Arc;

use lsp_types::{
    CodeAction, CodeActionKind, Command, ExecuteCommandParams, LspAny, MessageType, Position,
    ProgressToken, ShowMessageNotification, ShowMessageParams, Uri,
};
use scholiast_analysis::Function;
use scholiast_assist::{Event, FunctionFacts, Intent, Sharing, Task};
use scholiast_project::privacy::is_private;
use serde::{Deserialize, Serialize};

use crate::convert::path_of;
use crate::documents::Analyzed;
use crate::progress::Progress;
use crate::session::{Moment, Session};
use crate::transport::jsonrpc::{Error, Result};

/// The commands' names, as the client may call them.
pub(crate) const NAMES: &[&str] = &[why::NAME, explain::NAME, improve::NAME];

/// The kind of actions that show words and change nothing.
pub(crate) fn kind_of_words() -> CodeActionKind {
    CodeActionKind::Custom("scholiast.show".into())
}

/// The argument of every command: a place, and for some what to do there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Target {
    uri: Uri,
    position: Position,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    intent: Option<Intent>,
}

impl Target {
    pub(crate) fn new(uri: Uri, position: Position) -> Self {
        Self {
            uri,
            position,
            intent: None,
        }
    }

    fn command(&self, title: &str, name: &str) -> Command {
        Command {
            title: title.to_owned(),
            tooltip: None,
            command: name.to_owned(),
            arguments: serde_json::to_value(self).ok().map(|target| vec![target]),
        }
    }

    fn action(&self, title: &str, name: &str, kind: CodeActionKind) -> CodeAction {
        CodeAction {
            title: title.to_owned(),
            kind: Some(kind),
            command: Some(self.command(title, name)),
            ..CodeAction::default()
        }
    }
}

/// How a command came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Outcome {
    /// A page was shown.
    Shown,
    /// An edit was applied.
    Applied,
    /// The model's edit failed the checks, or the model refused.
    Refused,
    /// The person changed the text meanwhile.
    Withdrawn,
    /// No model is configured: the static facts were shown.
    NoModel,
    /// The person stopped it.
    Cancelled,
    /// It could not be done.
    Failed,
}

/// A command's answer.
#[derive(Debug, Serialize)]
pub(crate) struct Reply {
    outcome: Outcome,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<String>,
}

impl Reply {
    pub(crate) fn new(outcome: Outcome, message: impl Into<String>) -> Self {
        Self {
            outcome,
            message: message.into(),
            receipt: None,
        }
    }

    /// Tells the person, and becomes the answer.
    pub(crate) fn told(self, session: &Session) -> Self {
        let kind = match self.outcome {
            Outcome::Shown | Outcome::Applied | Outcome::NoModel | Outcome::Cancelled => {
                MessageType::Info
            }
            Outcome::Refused | Outcome::Withdrawn => MessageType::Warning,
            Outcome::Failed => MessageType::Error,
        };
        let params = ShowMessageParams::new(kind, self.message.clone());
        session.outbox.notify::<ShowMessageNotification>(params);
        self
    }

    /// With the receipt of an edit.
    pub(crate) fn with_receipt(mut self, receipt: String) -> Self {
        self.receipt = Some(receipt);
        self
    }
}

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

/// A function of an analysed document.
pub(crate) struct Place {
    moment: Moment,
    analyzed: Arc<Analyzed>,
    function: usize,
}

impl Place {
    /// The innermost function around a position.
    fn find(moment: Moment, analyzed: Arc<Analyzed>, position: Position) -> Option<Self> {
        let offset = moment.lines().offset(position);
        let found = analyzed.analysis.function_at(offset)?;
        let functions = &analyzed.analysis.report().functions;
        let function = functions
            .iter()
            .position(|function| std::ptr::eq(function, found))?;
        Some(Self {
            moment,
            analyzed,
            function,
        })
    }

    fn function(&self) -> &Function {
        &self.analyzed.analysis.report().functions[self.function]
    }

    /// The work that a model may do on it.
    fn task(&self, session: &Session) -> Task {
        Task {
            analysis: self.analyzed.analysis.clone(),
            offset: self.function().name_span.start,
            sharing: self.sharing(),
            thresholds: session.configuration().thresholds(),
        }
    }

    /// Whether its code may leave this machine. Only a file can be listed as
    /// private; a document without a path is the person's to send.
    fn sharing(&self) -> Sharing {
        match path_of(self.moment.document.uri()) {
            Some(path) if is_private(&path) => Sharing::Private,
            _ => Sharing::Allowed,
        }
    }

    /// What was measured of it.
    fn facts(&self) -> FunctionFacts {
        FunctionFacts::of(&self.analyzed.analysis, self.function())
    }
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
