//! From genai's errors, which wrap everything twice, to ours.

use std::error::Error as StdError;
use std::io;

use genai::Error as GenaiError;

use super::connection::root_cause;
use super::response_failure;
use crate::endpoint::Endpoint;
use crate::error::{Limit, ModelError};
use crate::retry::Failure;
use crate::scrub::scrub;

/// What this error of genai means, when `received` bytes of the answer had arrived.
pub(super) fn of(error: GenaiError, endpoint: &Endpoint, received: usize) -> Failure {
    match error {
        GenaiError::HttpError {
            status,
            body,
            headers,
            ..
        } => response_failure::of_response(status, &headers, &body, endpoint),
        GenaiError::ChatResponse { body, .. } => response_failure::of_event(&body, endpoint),
        GenaiError::WebStream { error, .. } => of_stream(error, endpoint, received),
        GenaiError::StreamParse { serde_error, .. } => broken(
            received,
            format!("an event is not valid JSON, {serde_error}"),
        ),
        other => Failure::lasting(ModelError::Other {
            address: endpoint.address(),
            status: None,
            message: scrub(&other.to_string(), endpoint.key()),
        }),
    }
}

/// An error response arrives here too: genai finds it when it first polls the stream.
fn of_stream(
    error: Box<dyn StdError + Send + Sync>,
    endpoint: &Endpoint,
    received: usize,
) -> Failure {
    let error = match error.downcast::<GenaiError>() {
        Ok(inner) => return of(*inner, endpoint, received),
        Err(error) => error,
    };
    match error.downcast::<reqwest::Error>() {
        Ok(error) => of_transport(&error, endpoint, received),
        Err(error) => broken(received, scrub(&error.to_string(), endpoint.key())),
    }
}

fn of_transport(error: &reqwest::Error, endpoint: &Endpoint, received: usize) -> Failure {
    let cause = cause(error);
    if !error.is_connect() {
        return broken(received, cause);
    }
    let address = endpoint.address();
    let error = if error.is_timeout() {
        ModelError::Timeout {
            address,
            which: Limit::Connect,
            after: endpoint.limits().connect,
        }
    } else {
        ModelError::Unreachable { address, cause }
    };
    Failure::passing(error, None)
}

fn broken(received: usize, cause: String) -> Failure {
    Failure::lasting(ModelError::BrokenStream { received, cause })
}

/// The operating system's word for what happened, else the innermost error's.
fn cause(error: &reqwest::Error) -> String {
    let chain = std::iter::successors(error.source(), |&error| error.source());
    let kind = chain
        .filter_map(|error| error.downcast_ref::<io::Error>())
        .map(io::Error::kind)
        .find(|kind| *kind != io::ErrorKind::Other);
    match kind {
        Some(kind) => kind.to_string(),
        None => root_cause(error),
    }
}
