//! What a scripted model server says, reply by reply; also readable from a JSON file.
//!
//! ```json
//! {"replies": [
//!     {"plain": {"status": 429, "headers": {"retry-after": "1"}, "body": {"error": {"message": "slow down"}}}},
//!     {"stream": {"text": "fn add() {}", "pieces": 3, "delayMs": 20}},
//!     {"stream": {"text": "never to end", "ending": {"hangAfter": 2}}},
//!     "silence"
//! ]}
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::record::Received;

/// How the server answers: a list of replies of which the last repeats, or a function.
#[derive(Debug, Deserialize)]
pub struct Script {
    #[serde(rename = "replies")]
    source: Source,
}

#[derive(Deserialize)]
#[serde(from = "Vec<Reply>")]
enum Source {
    List(Vec<Reply>),
    Answering(Arc<dyn Fn(&Received) -> Reply + Send + Sync>),
}

impl Script {
    /// Answers the first request with the first reply and so on; the last reply repeats.
    pub fn new(replies: impl IntoIterator<Item = impl Into<Reply>>) -> Self {
        let replies = replies.into_iter().map(Into::into).collect();
        Self {
            source: Source::List(replies),
        }
    }

    /// Answers each request with what `answer` makes of it.
    pub fn answering(answer: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        Self {
            source: Source::Answering(Arc::new(answer)),
        }
    }

    /// The reply to the request with this zero-based number.
    pub(super) fn reply(&self, number: usize, request: &Received) -> Reply {
        match &self.source {
            Source::Answering(answer) => answer(request),
            Source::List(replies) => replies
                .get(number)
                .or(replies.last())
                .cloned()
                .unwrap_or_else(|| Plain::error(500, "the script has no replies").into()),
        }
    }
}

impl<R: Into<Reply>> From<R> for Script {
    fn from(reply: R) -> Self {
        Self::new([reply])
    }
}

impl From<Vec<Reply>> for Source {
    fn from(replies: Vec<Reply>) -> Self {
        Self::List(replies)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(replies) => formatter.debug_tuple("List").field(replies).finish(),
            Self::Answering(_) => formatter.write_str("Answering(…)"),
        }
    }
}

/// One answer of the server.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Reply {
    /// A streamed chat answer.
    Stream(Streamed),
    /// Any status, headers and body.
    Plain(Plain),
    /// Nothing, not even headers, until the client goes away: a server whose queue is full.
    Silence,
}

impl Reply {
    /// A whole answer in a few pieces; see [`Streamed`] for its other forms.
    pub fn text(text: impl Into<String>) -> Streamed {
        Streamed {
            text: text.into(),
            ..Streamed::default()
        }
    }

    /// An HTTP failure with the JSON body `{"error": {"message": …}}`.
    #[must_use]
    pub fn error(status: u16, message: &str) -> Plain {
        Plain::error(status, message)
    }
}

impl From<Streamed> for Reply {
    fn from(streamed: Streamed) -> Self {
        Self::Stream(streamed)
    }
}

impl From<Plain> for Reply {
    fn from(plain: Plain) -> Self {
        Self::Plain(plain)
    }
}

/// A chat answer streamed as server-sent events.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Streamed {
    /// Streamed first, as `reasoning_content`, in one event.
    pub reasoning: String,
    /// The answer.
    pub text: String,
    /// Into how many events the text is split, never inside a character.
    pub pieces: usize,
    /// The pause before each event but the first.
    #[serde(rename = "delayMs", deserialize_with = "milliseconds")]
    pub delay: Duration,
    /// The provider's own word, such as `stop` or `length`; none leaves it out.
    pub finish_reason: Option<String>,
    /// How the stream ends.
    pub ending: Ending,
}

/// How a stream ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Ending {
    /// With a finish reason, usage when it was asked for, and `[DONE]`.
    #[default]
    Complete,
    /// After this many events nothing more comes, until the client goes away.
    HangAfter(usize),
    /// After this many events the connection breaks.
    CutAfter(usize),
    /// After this many events the response ends as if it were whole.
    CloseAfter(usize),
}

impl Default for Streamed {
    fn default() -> Self {
        Self {
            reasoning: String::new(),
            text: String::new(),
            pieces: 4,
            delay: Duration::ZERO,
            finish_reason: Some("stop".to_owned()),
            ending: Ending::Complete,
        }
    }
}

impl Streamed {
    /// Splits the text into this many events.
    #[must_use]
    pub fn pieces(self, pieces: usize) -> Self {
        Self { pieces, ..self }
    }

    /// Pauses between events.
    #[must_use]
    pub fn delay(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }

    /// Streams this reasoning before the text.
    #[must_use]
    pub fn reasoning(self, reasoning: impl Into<String>) -> Self {
        Self {
            reasoning: reasoning.into(),
            ..self
        }
    }

    /// Finishes with this reason, or with none.
    #[must_use]
    pub fn finish_reason(self, reason: Option<&str>) -> Self {
        Self {
            finish_reason: reason.map(str::to_owned),
            ..self
        }
    }

    /// Ends in this way.
    #[must_use]
    pub fn ending(self, ending: Ending) -> Self {
        Self { ending, ..self }
    }
}

/// A response with any status, headers and body.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Plain {
    /// The HTTP status; one that is none (such as 7) is sent as 500.
    pub status: u16,
    /// Sent as they are; `content-type` is `application/json` unless named here.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// In a script file: a string is sent as it is, any other value as JSON.
    #[serde(default, deserialize_with = "bytes")]
    pub body: Vec<u8>,
    /// The body is written in blocks of at most so many bytes; 0 writes it in one.
    #[serde(default)]
    pub block_size: usize,
}

impl Plain {
    /// This status and body, as `application/json` unless a header says otherwise.
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: BTreeMap::new(),
            body: body.into(),
            block_size: 0,
        }
    }

    /// An error as OpenAI words it: `{"error": {"message": …}}`.
    #[must_use]
    pub fn error(status: u16, message: &str) -> Self {
        let body = serde_json::json!({"error": {"message": message}});
        Self::new(status, body.to_string())
    }

    /// Adds or replaces a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers
            .insert(name.to_ascii_lowercase(), value.to_owned());
        self
    }

    /// Writes the body in blocks of this many bytes.
    #[must_use]
    pub fn block_size(self, block_size: usize) -> Self {
        Self { block_size, ..self }
    }
}

fn milliseconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    u64::deserialize(deserializer).map(Duration::from_millis)
}

fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let body = match Value::deserialize(deserializer)? {
        Value::String(text) => text,
        other => other.to_string(),
    };
    Ok(body.into_bytes())
}
