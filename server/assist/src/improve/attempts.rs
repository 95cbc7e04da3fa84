//! The conversation with a model about one function: ask, judge, send back with the evidence.

use std::sync::Arc;

use scholiast_analysis::{Cancellation, Function};
use scholiast_llm::{ChatModel, StopReason, Turn, Usage};

use super::candidate::Candidate;
use super::{ImproveError, Improvement, Rejection};
use crate::answer::{self, Answer};
use crate::disclosure::Draft;
use crate::intent::Intent;
use crate::placement;
use crate::printable::printable;
use crate::prompt;
use crate::receipt::{Author, Receipt};
use crate::redaction::Redactions;
use crate::task::{Event, OnEvent, Task, ask};

/// Of the reason for declining, so many characters are told.
const MOST_REASON: usize = 300;

/// The conversation about one function.
pub(super) struct Attempts<'a> {
    task: &'a Task,
    function: &'a Function,
    intent: Intent,
    model: &'a dyn ChatModel,
    draft: Draft,
    redactions: Redactions,
    /// The code as the model is shown it, secrets included.
    shown: String,
    author: Author,
}

/// What came of one answer.
pub(super) enum Verdict {
    Accepted(Box<Improvement>),
    Rejected(Box<Rejection>),
}

impl<'a> Attempts<'a> {
    pub(super) fn new(
        task: &'a Task,
        function: &'a Function,
        intent: Intent,
        model: &'a dyn ChatModel,
    ) -> Self {
        let shown = placement::shown(&task.analysis, function.span);
        Self {
            task,
            function,
            intent,
            model,
            draft: prompt::improve(&task.analysis, function, intent),
            redactions: Redactions::of(&shown),
            shown,
            author: Author {
                model: model.name().to_owned(),
                usage: None,
                attempts: 0,
            },
        }
    }

    /// Asks, and judges the answer.
    pub(super) async fn next(&mut self, on_event: OnEvent<'_>) -> Result<Verdict, ImproveError> {
        let sharing = self.task.sharing;
        let redactions = &mut self.redactions;
        let answer = ask(&self.draft, sharing, redactions, self.model, on_event).await?;
        self.author.attempts += 1;
        self.author.usage = sum(self.author.usage, answer.finish.usage);
        if answer.finish.stop == StopReason::Length {
            return Err(ImproveError::CutOff);
        }
        on_event(Event::Checking);
        match answer::parse(&answer.text) {
            Ok(Answer::Replacement(code)) => self.judge(&answer.text, &code).await,
            Ok(Answer::Refusal(reason)) => {
                let reason = printable(&reason).chars().take(MOST_REASON).collect();
                Err(ImproveError::Declined { reason })
            }
            Err(error) => Ok(self.rejected(&answer.text, &error.to_string(), None)),
        }
    }

    /// Adds the rejected answer and the evidence to what is said next time.
    pub(super) fn send_back(&mut self, rejection: &Rejection) {
        self.draft.turns.extend([
            Turn::Assistant(rejection.answer.clone()),
            Turn::User(prompt::repair(&rejection.evidence)),
        ]);
    }

    async fn judge(&mut self, answer: &str, code: &str) -> Result<Verdict, ImproveError> {
        let restored = self.redactions.restore(code);
        if let Some(placeholder) = self.misused_placeholder(&restored) {
            let evidence = format!("the token `{placeholder}` must stay exactly as it is");
            return Ok(self.rejected(answer, &evidence, None));
        }
        let Some(candidate) = self.candidate(restored).await? else {
            let evidence = "the replacement is the same as the code that was given";
            return Ok(self.rejected(answer, evidence, None));
        };
        let mut receipt = candidate.receipt;
        if !receipt.is_accepted() {
            let evidence = receipt.failures().collect::<Vec<_>>().join("; ");
            return Ok(self.rejected(answer, &evidence, Some(receipt)));
        }
        receipt.author = Some(self.author.clone());
        Ok(Verdict::Accepted(Box::new(Improvement {
            edits: candidate.placed.edits,
            replacement: candidate.placed.text,
            receipt,
        })))
    }

    /// A placeholder that was dropped, or made up.
    fn misused_placeholder(&self, restored: &str) -> Option<String> {
        let lost = self.redactions.lost(&self.shown, restored);
        lost.into_iter()
            .next()
            .or_else(|| self.redactions.unknown_in(restored))
    }

    /// The evidence may quote code of the replacement, so it is cleared of secrets and escapes.
    fn rejected(&mut self, answer: &str, evidence: &str, receipt: Option<Receipt>) -> Verdict {
        Verdict::Rejected(Box::new(Rejection {
            evidence: self.redactions.redact(&printable(evidence)),
            receipt,
            answer: answer.to_owned(),
        }))
    }

    /// Places, analyses and verifies on a thread for work; none if nothing would change.
    async fn candidate(&self, code: String) -> Result<Option<Candidate>, ImproveError> {
        let analysis = Arc::clone(&self.task.analysis);
        let (function, intent) = (self.function.clone(), self.intent);
        let cancellation = Cancellation::new();
        let _stops_the_work = CancelOnDrop(cancellation.clone());
        let work = tokio::task::spawn_blocking(move || {
            Candidate::of(&analysis, &function, intent, &code, &cancellation)
        });
        match work.await {
            Ok(Ok(candidate)) => Ok(candidate),
            Ok(Err(_)) | Err(_) => Err(ImproveError::Interrupted),
        }
    }
}

/// A blocking task outlives the future that waits for it, unless it is told.
struct CancelOnDrop(Cancellation);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// The tokens of two calls; those of the one that told, if only one did.
fn sum(one: Option<Usage>, other: Option<Usage>) -> Option<Usage> {
    let (Some(one), Some(other)) = (one, other) else {
        return one.or(other);
    };
    Some(Usage {
        input_tokens: one.input_tokens.saturating_add(other.input_tokens),
        cached_input_tokens: one
            .cached_input_tokens
            .saturating_add(other.cached_input_tokens),
        output_tokens: one.output_tokens.saturating_add(other.output_tokens),
        reasoning_tokens: one.reasoning_tokens.saturating_add(other.reasoning_tokens),
    })
}
