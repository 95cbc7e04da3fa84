//! The client for every server that speaks OpenAI's chat completions.

mod connection;
mod exchange;
mod frames;
mod request;
mod response_failure;
mod retry_after;
mod transport_failure;

use std::sync::Arc;

use futures_util::stream::{self, StreamExt, TryStreamExt};

use crate::chat::{ChatModel, Delta, DeltaStream};
use crate::disclosure::Disclosure;
use crate::endpoint::{Endpoint, EndpointError};
use crate::error::ModelError;
use crate::retry::{Failure, Retries};
use exchange::Exchange;

/// A model behind an OpenAI-compatible address, hosted or local.
#[derive(Debug, Clone)]
pub struct OpenAiCompatible {
    client: genai::Client,
    endpoint: Arc<Endpoint>,
}

impl OpenAiCompatible {
    /// Prepares a client; no connection is made before the first question.
    ///
    /// # Errors
    /// When the key cannot be sent as a header, or an `https` address is given on a system
    /// without certificates.
    pub fn new(endpoint: Endpoint) -> Result<Self, EndpointError> {
        Ok(Self {
            client: connection::client(&endpoint)?,
            endpoint: Arc::new(endpoint),
        })
    }

    /// Asks, and asks again while that may help and nothing has been shown yet.
    async fn open(self, disclosure: Disclosure) -> Result<DeltaStream, ModelError> {
        let mut retries = Retries::within(self.endpoint.limits().retry);
        loop {
            let failure = match self.attempt(&disclosure).await {
                Ok((first, exchange)) => return Ok(answer(first, exchange)),
                Err(failure) => failure,
            };
            let Some(wait) = retries.wait_after(&failure) else {
                return Err(failure.error);
            };
            tracing::debug!(error = %failure.error, ?wait, "asking the model again");
            tokio::time::sleep(wait).await;
        }
    }

    /// Asks once, up to the first delta.
    async fn attempt(&self, disclosure: &Disclosure) -> Result<(Delta, Exchange), Failure> {
        let mut exchange =
            Exchange::begin(&self.client, Arc::clone(&self.endpoint), disclosure).await?;
        let first = exchange.next().await?;
        Ok((first, exchange))
    }
}

impl ChatModel for OpenAiCompatible {
    fn name(&self) -> &str {
        self.endpoint.model()
    }

    fn stream(&self, disclosure: Disclosure) -> DeltaStream {
        stream::once(self.clone().open(disclosure))
            .try_flatten()
            .boxed()
    }
}

/// The deltas of an answer, of which the first is here already.
fn answer(first: Delta, exchange: Exchange) -> DeltaStream {
    let rest = if let Delta::Finished(_) = first {
        None
    } else {
        Some(exchange)
    };
    let rest = stream::try_unfold(rest, |exchange| async {
        let Some(mut exchange) = exchange else {
            return Ok(None);
        };
        let delta = exchange.next().await.map_err(|failure| failure.error)?;
        let rest = (!matches!(delta, Delta::Finished(_))).then_some(exchange);
        Ok(Some((delta, rest)))
    });
    stream::once(async { Ok(first) }).chain(rest).boxed()
}
