//! What the provider's own events say that genai does not pass on.

use std::sync::{Arc, Mutex, PoisonError};

use genai::chat::{ChatFrameSink, FrameCtx, RawFrameRef, Usage};
use serde::Deserialize;

/// Looks over genai's shoulder at the events of one answer. Clones share what they saw.
#[derive(Debug, Clone, Default)]
pub(super) struct Frames(Arc<Mutex<Seen>>);

/// What went by so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// Any bytes that ended like an event.
    pub(super) anything: bool,
    /// An event with data.
    pub(super) data: bool,
    /// The text of OpenAI's `delta.refusal`, which comes in place of content.
    pub(super) refusal: String,
    /// The last count. genai overlooks it in an event that also has a choice but no finish
    /// reason, as OpenRouter and LiteLLM send it.
    pub(super) usage: Option<Usage>,
}

/// The parts of an event that are looked at here.
#[derive(Deserialize)]
struct Event {
    #[serde(default)]
    choices: Vec<Choice>,
    usage: Option<Usage>,
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    delta: Delta,
}

#[derive(Default, Deserialize)]
struct Delta {
    refusal: Option<String>,
}

impl Frames {
    pub(super) fn seen(&self) -> Seen {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl ChatFrameSink for Frames {
    fn on_frame(&self, _: &FrameCtx, frame: RawFrameRef<'_>) {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        seen.anything = true;
        seen.data |= !frame.data.is_empty();
        if let Some(event) = noteworthy(frame.data) {
            let first = event.choices.into_iter().next();
            let refusal = first.and_then(|choice| choice.delta.refusal);
            seen.refusal.push_str(&refusal.unwrap_or_default());
            seen.usage = event.usage.or(seen.usage.take());
        }
    }
}

/// Most events have neither field, and need not be parsed a second time.
fn noteworthy(data: &str) -> Option<Event> {
    let fields = ["\"refusal\"", "\"usage\""];
    if !fields.iter().any(|field| data.contains(field)) {
        return None;
    }
    serde_json::from_str(data).ok()
}
