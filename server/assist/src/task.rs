//! What every task starts from, and what it tells on its way.

use std::sync::Arc;

use futures_util::StreamExt;
use scholiast_analysis::{Analysis, Function, Thresholds};
use scholiast_llm::{Answer, ChatModel, Delta, DeltaStream, ModelError};
use thiserror::Error;

use crate::answer::without_thinking;
use crate::disclosure::{Draft, NotDisclosed, Sharing};
use crate::printable::printable;
use crate::redaction::Redactions;

/// A function of the longest sort takes a tenth of this; a server may stream for ever.
const MOST_ANSWER_BYTES: usize = 256 * 1024;

/// A place that a person pointed at, in one version of a file.
#[derive(Debug, Clone)]
pub struct Task {
    /// The file as it was at that moment. Edits that come of the task are edits of its text.
    pub analysis: Arc<Analysis>,
    /// The byte offset of the place.
    pub offset: usize,
    /// Whether the file's code may be sent to a model.
    pub sharing: Sharing,
    /// From which number on complexity is worth a word.
    pub thresholds: Thresholds,
}

/// There is nothing to work on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("there is no function at this place; put the cursor inside one")]
pub struct NoFunction;

impl Task {
    /// The function at the place.
    ///
    /// # Errors
    ///
    /// [`NoFunction`] if the place is in none.
    pub fn function(&self) -> Result<&Function, NoFunction> {
        self.analysis.function_at(self.offset).ok_or(NoFunction)
    }
}

/// How a task gets on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The model is being asked.
    Asking {
        /// Its name.
        model: String,
        /// How many bytes of text leave.
        bytes: usize,
        /// How many secrets were kept back.
        redacted: usize,
    },
    /// The model thinks aloud; what it thinks is not part of the answer.
    Thinking,
    /// More of the model's answer, as it arrives: unchecked, and without terminal escapes.
    Text(String),
    /// The answer is complete and being checked.
    Checking,
    /// The answer was not accepted; the model is told why and asked once more.
    Repairing {
        /// What the checks found, in sentences.
        evidence: String,
    },
}

/// Takes the events of a task. It is called on the task's own thread and should return at once.
pub type OnEvent<'a> = &'a mut (dyn FnMut(Event) + Send);

/// Why there is no answer to judge.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AskError {
    /// Nothing was sent.
    #[error(transparent)]
    NotDisclosed(#[from] NotDisclosed),
    /// The model could not be reached, or its answer broke off.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The answer does not end.
    #[error(
        "the model's answer was longer than {MOST_ANSWER_BYTES} bytes, so it was stopped; \
         set a limit of tokens or choose another model"
    )]
    Endless,
}

/// Sends a draft and gathers the answer. Dropping the future closes the connection.
pub(crate) async fn ask(
    draft: &Draft,
    sharing: Sharing,
    redactions: &mut Redactions,
    model: &dyn ChatModel,
    on_event: OnEvent<'_>,
) -> Result<Answer, AskError> {
    let disclosure = draft.disclose(sharing, redactions)?;
    on_event(Event::Asking {
        model: model.name().to_owned(),
        bytes: disclosure.bytes(),
        redacted: redactions.count(),
    });
    let mut answer = gathered(model.stream(disclosure), on_event).await?;
    answer.text = without_thinking(&answer.text).to_owned();
    Ok(answer)
}

async fn gathered(mut stream: DeltaStream, on_event: OnEvent<'_>) -> Result<Answer, AskError> {
    let mut text = String::new();
    while let Some(delta) = stream.next().await {
        match delta? {
            Delta::Text(piece) => {
                text.push_str(&piece);
                on_event(Event::Text(printable(&piece)));
            }
            Delta::Reasoning(_) => on_event(Event::Thinking),
            Delta::Finished(finish) => return Ok(Answer { text, finish }),
        }
        if text.len() > MOST_ANSWER_BYTES {
            return Err(AskError::Endless);
        }
    }
    let received = text.len();
    let cause = "it ended without saying why".to_owned();
    Err(ModelError::BrokenStream { received, cause }.into())
}
