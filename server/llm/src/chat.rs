//! What every chat model offers: a stream of deltas that proves its own end.

use futures_util::stream::BoxStream;

use crate::disclosure::Disclosure;
use crate::error::ModelError;

/// The pieces of one answer; see [`ChatModel::stream`].
pub type DeltaStream = BoxStream<'static, Result<Delta, ModelError>>;

/// A model one can ask.
pub trait ChatModel: Send + Sync {
    /// The model's name as its provider knows it.
    fn name(&self) -> &str;

    /// Asks, and streams the answer.
    ///
    /// A whole answer ends with exactly one [`Delta::Finished`]; every other stream ends with an
    /// error. Nothing is sent before the first poll. Dropping the stream closes its connection:
    /// that is how an answer is cancelled.
    fn stream(&self, disclosure: Disclosure) -> DeltaStream;
}

/// One piece of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delta {
    /// More of the answer.
    Text(String),
    /// More of the model's thinking aloud, which is not part of the answer.
    Reasoning(String),
    /// The end: the model said why it stopped, and the stream was closed in order.
    Finished(Finish),
}

/// How an answer ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finish {
    /// Why the model stopped.
    pub stop: StopReason,
    /// What the provider counted, if it told.
    pub usage: Option<Usage>,
}

/// Why a model stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopReason {
    /// It had said everything.
    Stop,
    /// It reached the limit of tokens: the answer is cut short.
    Length,
    /// It wants a tool to be called.
    ToolCalls,
    /// The provider's own word for another reason.
    Other(String),
}

/// The tokens of one call as its provider counted them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Tokens read, cached ones included.
    pub input_tokens: u32,
    /// Of the tokens read, those that the provider had cached.
    pub cached_input_tokens: u32,
    /// Tokens written, reasoning included.
    pub output_tokens: u32,
    /// Of the tokens written, those spent on reasoning.
    pub reasoning_tokens: u32,
}
