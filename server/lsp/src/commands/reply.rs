//! How a command came out, for the program that called it and for the person.

use lsp_types::{MessageType, ShowMessageNotification, ShowMessageParams};
use serde::Serialize;

use crate::session::Session;

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
