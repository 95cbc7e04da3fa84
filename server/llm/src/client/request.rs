//! From a disclosure to genai's request, target and options.

use genai::adapter::AdapterKind;
use genai::chat::{ChatMessage, ChatOptions, ChatRequest, ReasoningEffort};
use genai::resolver::{AuthData, Endpoint as GenaiEndpoint};
use genai::{Headers, ModelIden, ServiceTarget};
use serde_json::json;

use super::frames::Frames;
use crate::disclosure::{Disclosure, Turn};
use crate::endpoint::Endpoint;

/// The conversation in genai's words.
pub(super) fn conversation(disclosure: &Disclosure) -> ChatRequest {
    let messages = disclosure
        .turns()
        .iter()
        .map(|turn| match turn {
            Turn::User(text) => ChatMessage::user(text.as_str()),
            Turn::Assistant(text) => ChatMessage::assistant(text.as_str()),
        })
        .collect();
    let request = ChatRequest::new(messages);
    match disclosure.system() {
        "" => request,
        system => request.with_system(system),
    }
}

/// The adapter is named, never guessed from the model's name: a guess may choose another provider.
pub(super) fn target(endpoint: &Endpoint) -> ServiceTarget {
    ServiceTarget {
        endpoint: GenaiEndpoint::from_owned(endpoint.chat_url()),
        // Also keeps genai from asking for a key, of which local servers have none.
        auth: AuthData::RequestOverride {
            url: endpoint.chat_url(),
            headers: Headers::default(),
        },
        model: ModelIden::new(AdapterKind::OpenAI, endpoint.model()),
    }
}

pub(super) fn options(endpoint: &Endpoint, frames: &Frames) -> ChatOptions {
    let mut options = ChatOptions::default()
        .with_capture_usage(true)
        .with_raw_frame_sink(frames.clone())
        // genai reads `-low` and the like at a model name's end as an effort and cuts it off,
        // and a prefix ending in `::` as a provider. A token budget, which chat completions
        // cannot express, keeps it from the one, and naming the model again from the other.
        .with_reasoning_effort(ReasoningEffort::Budget(0))
        .with_extra_body(json!({"model": endpoint.model()}));
    options.temperature = endpoint.temperature();
    options.max_tokens = endpoint.limits().max_tokens;
    options
}
