//! "Improve this function": a model's replacement, verified before anyone sees it.
//!
//! ```text
//! function → prompt → answer → placed → analysed → verified → edits and receipt
//!               ↑                                     │
//!               └── once, with the exact evidence ────┘ not accepted
//! ```

use scholiast_analysis::Function;
use scholiast_llm::ChatModel;
use scholiast_text::Edits;
use thiserror::Error;

mod attempts;
mod candidate;
#[cfg(test)]
mod tests;

use crate::intent::{Complexity, Intent};
use crate::receipt::Receipt;
use crate::task::{AskError, Event, NoFunction, OnEvent, Task};
use attempts::{Attempts, Verdict};

/// Longer functions are not rewritten whole: answers of that size drop lines.
pub const MOST_LINES: usize = 300;

/// An edit that passed every check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Improvement {
    /// The smallest edits of the task's text.
    pub edits: Edits,
    /// What stands in the function's place afterwards.
    pub replacement: String,
    /// What was checked.
    pub receipt: Receipt,
}

/// Why there is no edit.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImproveError {
    /// The place is in no function.
    #[error(transparent)]
    NoFunction(#[from] NoFunction),
    /// What is measured of broken code is a guess, and so would be every check.
    #[error("`{name}` holds a syntax error; mend that first, then ask again")]
    SyntaxError {
        /// The function.
        name: String,
    },
    /// There is no lower number than 0.
    #[error("`{name}` has a cognitive complexity of 0, so there is nothing to reduce")]
    NothingToReduce {
        /// The function.
        name: String,
    },
    /// It is too long to be rewritten whole.
    #[error(
        "`{name}` has {lines} lines, and at most {MOST_LINES} are rewritten at once; \
         split it, or ask for a function inside it"
    )]
    TooLong {
        /// The function.
        name: String,
        /// How many lines it has.
        lines: usize,
    },
    /// There is no answer to judge.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// Half an answer is not used.
    #[error(
        "the model's answer was cut off at its limit of tokens, so it was not used; \
         raise the limit or choose another model"
    )]
    CutOff,
    /// The model declined.
    #[error("the model declined: {reason}")]
    Declined {
        /// In its words.
        reason: String,
    },
    /// No answer passed the checks.
    #[error("the model's edit was not accepted, also not at the second attempt: {}", .0.evidence)]
    NotAccepted(Box<Rejection>),
    /// The check did not finish.
    #[error(
        "the check of the model's answer was interrupted, so the answer was not used; ask again"
    )]
    Interrupted,
}

/// An answer that was not accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// What the checks found, in sentences.
    pub evidence: String,
    /// The checks, where the answer got that far.
    pub receipt: Option<Receipt>,
    /// The model's answer as it came.
    pub answer: String,
}

/// Asks the model for a replacement of the task's function and verifies it; an answer that does
/// not pass is sent back once, with the evidence.
///
/// Dropping the future closes the connection to the model and stops a check that is under way.
///
/// # Errors
///
/// An [`ImproveError`]; the text is then to stay as it is.
pub async fn improve(
    task: &Task,
    intent: Intent,
    model: &dyn ChatModel,
    on_event: OnEvent<'_>,
) -> Result<Improvement, ImproveError> {
    let function = task.function()?;
    check_worth(task, function, intent)?;
    let mut attempts = Attempts::new(task, function, intent, model);
    let rejection = match attempts.next(on_event).await? {
        Verdict::Accepted(improvement) => return Ok(*improvement),
        Verdict::Rejected(rejection) => rejection,
    };
    on_event(Event::Repairing {
        evidence: rejection.evidence.clone(),
    });
    attempts.send_back(&rejection);
    match attempts.next(on_event).await? {
        Verdict::Accepted(improvement) => Ok(*improvement),
        Verdict::Rejected(rejection) => Err(ImproveError::NotAccepted(rejection)),
    }
}

/// Refuses, before anything is spent, what cannot come to a good end.
fn check_worth(task: &Task, function: &Function, intent: Intent) -> Result<(), ImproveError> {
    let name = function.name.clone();
    let text = task.analysis.text();
    let lines = text.line_of(function.span.end) - text.line_of(function.span.start) + 1;
    let is_to_fall = intent.demands().complexity == Complexity::Lower;
    if function.has_syntax_error {
        Err(ImproveError::SyntaxError { name })
    } else if is_to_fall && function.cognitive.total == 0 {
        Err(ImproveError::NothingToReduce { name })
    } else if lines > MOST_LINES {
        Err(ImproveError::TooLong { name, lines })
    } else {
        Ok(())
    }
}
