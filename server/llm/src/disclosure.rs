//! The only thing a model client accepts: text that was cleared to leave this machine.

use std::fmt;

/// A prompt after ignore rules, trust and redaction have had their say.
///
/// There is one way to make one, [`Disclosure::reviewed`], so that every place from which text
/// can leave is found by searching for that name.
#[derive(Clone, PartialEq, Eq)]
pub struct Disclosure {
    system: String,
    turns: Vec<Turn>,
}

/// One message of a conversation.
#[derive(Clone, PartialEq, Eq)]
pub enum Turn {
    /// What the person, or Scholiast in their name, says.
    User(String),
    /// What the model answered earlier.
    Assistant(String),
}

impl Disclosure {
    /// Declares that this text was reviewed and may be sent to the configured model.
    #[must_use]
    pub fn reviewed(system: String, turns: Vec<Turn>) -> Self {
        Self { system, turns }
    }

    /// The instructions; empty when there are none.
    #[must_use]
    pub fn system(&self) -> &str {
        &self.system
    }

    /// The conversation, oldest first.
    #[must_use]
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// How many bytes of text leave.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let turns: usize = self.turns.iter().map(|turn| turn.text().len()).sum();
        self.system.len() + turns
    }
}

impl Turn {
    /// What was said.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::User(text) | Self::Assistant(text) => text,
        }
    }
}

/// Shows sizes only: somebody's code does not belong into logs.
impl fmt::Debug for Disclosure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Disclosure")
            .field("turns", &self.turns)
            .field("bytes", &self.bytes())
            .finish()
    }
}

impl fmt::Debug for Turn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let speaker = match self {
            Self::User(_) => "User",
            Self::Assistant(_) => "Assistant",
        };
        write!(formatter, "{speaker}({} bytes)", self.text().len())
    }
}
