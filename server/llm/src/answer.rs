//! A whole answer, gathered from a stream.

use futures_util::StreamExt;

use crate::chat::{Delta, DeltaStream, Finish};
use crate::error::ModelError;

/// An answer that arrived to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The text, without reasoning.
    pub text: String,
    /// How it ended; check the stop reason before trusting the text to be complete.
    pub finish: Finish,
}

/// Gathers a stream into an [`Answer`], showing `on_text` each piece as it arrives.
///
/// # Errors
/// The stream's own error, or [`ModelError::BrokenStream`] when it ends without a finish.
pub async fn collect(
    mut stream: DeltaStream,
    mut on_text: impl FnMut(&str),
) -> Result<Answer, ModelError> {
    let mut text = String::new();
    while let Some(delta) = stream.next().await {
        match delta? {
            Delta::Text(piece) => {
                on_text(&piece);
                text.push_str(&piece);
            }
            Delta::Reasoning(_) => {}
            Delta::Finished(finish) => return Ok(Answer { text, finish }),
        }
    }
    Err(ModelError::BrokenStream {
        received: text.len(),
        cause: "it ended without saying why".to_owned(),
    })
}
