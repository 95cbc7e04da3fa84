//! The one way out: a prompt becomes a [`Disclosure`] here, after the file's privacy and its
//! secrets were looked at, or it does not leave.

use scholiast_llm::{Disclosure, Turn};
use thiserror::Error;

use crate::redaction::Redactions;

/// Whether a file's code may be sent to a model. The doors decide, by ignore rules and trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// It may, without its secrets.
    Allowed,
    /// It never leaves this machine.
    Private,
}

/// Why a prompt does not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotDisclosed {
    /// The file is private.
    #[error(
        "this file is private, so nothing of it was sent to a model; \
         to change that, take it out of the private files of your configuration"
    )]
    PrivateFile,
}

/// A prompt that nobody has cleared yet.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// The instructions.
    pub(crate) system: String,
    /// The conversation, oldest first; what the model said in it is as the model said it.
    pub(crate) turns: Vec<Turn>,
}

impl Draft {
    /// Clears the prompt: secrets are exchanged for placeholders that `redactions` remembers.
    ///
    /// # Errors
    ///
    /// [`NotDisclosed`] if the file may not be shared.
    pub(crate) fn disclose(
        &self,
        sharing: Sharing,
        redactions: &mut Redactions,
    ) -> Result<Disclosure, NotDisclosed> {
        if sharing == Sharing::Private {
            return Err(NotDisclosed::PrivateFile);
        }
        let system = redactions.redact(&self.system);
        let turns = self.turns.iter().map(|turn| match turn {
            Turn::User(text) => Turn::User(redactions.redact(text)),
            Turn::Assistant(text) => Turn::Assistant(redactions.redact(text)),
        });
        let turns = turns.collect();
        #[expect(
            clippy::disallowed_methods,
            reason = "this is the place where privacy and secrets were looked at"
        )]
        let disclosure = Disclosure::reviewed(system, turns);
        Ok(disclosure)
    }
}
