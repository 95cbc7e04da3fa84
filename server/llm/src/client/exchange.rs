//! One question and its streamed answer: genai's events become deltas, within the time limits.

use std::sync::Arc;

use futures_util::StreamExt;
use genai::chat::{ChatStream, ChatStreamEvent, StopReason as GenaiStop, StreamEnd};
use tokio::time::Instant;
use tracing::dispatcher::Dispatch;
use tracing::instrument::WithSubscriber;

use super::frames::Frames;
use super::{request, transport_failure};
use crate::chat::{Delta, Finish, StopReason, Usage};
use crate::disclosure::Disclosure;
use crate::endpoint::Endpoint;
use crate::error::{Limit, ModelError};
use crate::retry::Failure;
use crate::scrub::scrub;

/// An answer on its way. Dropping it closes its connection.
pub(super) struct Exchange {
    endpoint: Arc<Endpoint>,
    events: ChatStream,
    frames: Frames,
    asked: Instant,
    /// Bytes of text and reasoning that have arrived.
    received: usize,
}

impl Exchange {
    /// Prepares the request; the first [`Exchange::next`] sends it.
    pub(super) async fn begin(
        client: &genai::Client,
        endpoint: Arc<Endpoint>,
        disclosure: &Disclosure,
    ) -> Result<Self, Failure> {
        let frames = Frames::default();
        let options = request::options(&endpoint, &frames);
        let conversation = request::conversation(disclosure);
        let response = client
            .exec_chat_stream(request::target(&endpoint), conversation, Some(&options))
            .await
            .map_err(|error| transport_failure::of(error, &endpoint, 0))?;
        Ok(Self {
            endpoint,
            events: response.stream,
            frames,
            asked: Instant::now(),
            received: 0,
        })
    }

    /// The next delta. After [`Delta::Finished`] or a failure there is no other.
    pub(super) async fn next(&mut self) -> Result<Delta, Failure> {
        loop {
            match self.event().await? {
                Some(ChatStreamEvent::Chunk(chunk)) => {
                    self.received += chunk.content.len();
                    return Ok(Delta::Text(chunk.content));
                }
                Some(ChatStreamEvent::ReasoningChunk(chunk)) => {
                    self.received += chunk.content.len();
                    return Ok(Delta::Reasoning(chunk.content));
                }
                Some(ChatStreamEvent::End(end)) => return self.finish(end).map(Delta::Finished),
                Some(_) => {}
                None => return Err(self.ended_early()),
            }
        }
    }

    /// genai's next event, in time; none at the end of the response.
    async fn event(&mut self) -> Result<Option<ChatStreamEvent>, Failure> {
        let (limit, deadline) = self.deadline();
        // genai logs error bodies as they come, and a careless server repeats the key in them.
        let event = self.events.next().with_subscriber(Dispatch::none());
        let Ok(event) = tokio::time::timeout_at(deadline, event).await else {
            return Err(self.timeout(limit));
        };
        event
            .transpose()
            .map_err(|error| transport_failure::of(error, &self.endpoint, self.received))
    }

    fn deadline(&self) -> (Limit, Instant) {
        let limits = self.endpoint.limits();
        match self.received {
            0 => (Limit::FirstToken, self.asked + limits.first_token),
            _ => (Limit::Idle, Instant::now() + limits.idle),
        }
    }

    fn timeout(&self, which: Limit) -> Failure {
        let limits = self.endpoint.limits();
        Failure::lasting(ModelError::Timeout {
            address: self.endpoint.address(),
            which,
            after: match which {
                Limit::Connect => limits.connect,
                Limit::FirstToken => limits.first_token,
                Limit::Idle => limits.idle,
            },
        })
    }

    /// The end was announced: it counts if the model also said why it stopped.
    fn finish(&self, end: StreamEnd) -> Result<Finish, Failure> {
        let seen = self.frames.seen();
        if !seen.refusal.is_empty() {
            return Err(self.refused(&seen.refusal));
        }
        let stop = match end.captured_stop_reason {
            Some(GenaiStop::Completed(_) | GenaiStop::StopSequence(_)) => StopReason::Stop,
            Some(GenaiStop::MaxTokens(_)) => StopReason::Length,
            Some(GenaiStop::ToolCall(_)) => StopReason::ToolCalls,
            Some(GenaiStop::ContentFilter(_)) => {
                return Err(self.refused("stopped by a content filter"));
            }
            Some(GenaiStop::Other(reason)) if reason == "error" => {
                return Err(self.broken("the provider failed"));
            }
            Some(GenaiStop::Other(reason)) => StopReason::Other(reason),
            None => return Err(self.broken("it ended without saying why")),
        };
        let usage = end.captured_usage.or(seen.usage).map(usage);
        Ok(Finish { stop, usage })
    }

    /// The response is over, but no end was announced.
    fn ended_early(&self) -> Failure {
        let seen = self.frames.seen();
        // genai keeps the response's headers to itself, so the body tells: no `data:`, no events.
        if seen.anything && !seen.data {
            let address = self.endpoint.address();
            return Failure::lasting(ModelError::UnexpectedContentType { address });
        }
        self.broken("the connection was closed")
    }

    fn broken(&self, cause: &str) -> Failure {
        Failure::lasting(ModelError::BrokenStream {
            received: self.received,
            cause: cause.to_owned(),
        })
    }

    fn refused(&self, message: &str) -> Failure {
        Failure::lasting(ModelError::Refused {
            message: scrub(message, self.endpoint.key()),
        })
    }
}

fn usage(counted: genai::chat::Usage) -> Usage {
    let prompt = counted.prompt_tokens_details.unwrap_or_default();
    let completion = counted.completion_tokens_details.unwrap_or_default();
    Usage {
        input_tokens: tokens(counted.prompt_tokens),
        cached_input_tokens: tokens(prompt.cached_tokens),
        output_tokens: tokens(counted.completion_tokens),
        reasoning_tokens: tokens(completion.reasoning_tokens),
    }
}

/// genai leaves out counts of zero, and a provider may send nonsense.
fn tokens(count: Option<i32>) -> u32 {
    count
        .and_then(|count| u32::try_from(count).ok())
        .unwrap_or_default()
}
