//! One streaming model client, which knows no code.
//!
//! A [`ChatModel`] turns a [`Disclosure`], text that was cleared to leave this machine, into a
//! stream of [`Delta`]s. [`OpenAiCompatible`] is the one for every server that speaks OpenAI's
//! chat completions, hosted or local.
//!
//! ```no_run
//! use scholiast_llm::{ChatModel, Disclosure, Endpoint, OpenAiCompatible, collect};
//!
//! # async fn example(disclosure: Disclosure) -> Result<(), Box<dyn std::error::Error>> {
//! let endpoint = Endpoint::new("http://127.0.0.1:8080/v1", "qwen2.5-coder")?;
//! let model = OpenAiCompatible::new(endpoint)?;
//! let answer = collect(model.stream(disclosure), |piece| eprint!("{piece}")).await?;
//! # Ok(())
//! # }
//! ```

mod answer;
mod chat;
mod client;
mod disclosure;
mod endpoint;
mod error;
mod reach;
mod retry;
mod scrub;

pub use answer::{Answer, collect};
pub use chat::{ChatModel, Delta, DeltaStream, Finish, StopReason, Usage};
pub use client::OpenAiCompatible;
pub use disclosure::{Disclosure, Turn};
pub use endpoint::{Endpoint, EndpointError, Limits};
pub use error::{Limit, ModelError};
pub use reach::{Unreachable, reach};
pub use secrecy::SecretString;
