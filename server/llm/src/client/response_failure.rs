//! From a provider's refusal, a status with a body or an error inside a stream, to a typed error.
//!
//! Providers agree on little: the same fault comes as 400, 404 or 429, and only a label or a
//! phrase tells it from another. What to look for stands in the tables below.

mod complaint;

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, LOCATION};
use serde_json::Value;

use super::retry_after;
use crate::endpoint::Endpoint;
use crate::error::ModelError;
use crate::retry::{Failure, Retry};
use crate::scrub::scrub;
use complaint::Complaint;

/// How one kind of fault is recognised, whatever its status.
struct Signs {
    /// Values of `code` or `type`.
    labels: &'static [&'static str],
    /// Parts of the message, in lower case.
    phrases: &'static [&'static str],
}

const TOO_LARGE: Signs = Signs {
    labels: &[
        "context_length_exceeded",
        "exceed_context_size_error",
        "request_too_large",
    ],
    phrases: &[
        "context length",
        "context size",
        "context window",
        "request too large",
    ],
};

const NO_QUOTA: Signs = Signs {
    labels: &["insufficient_quota", "billing_hard_limit_reached"],
    phrases: &["insufficient balance", "insufficient credits"],
};

const NO_SUCH_MODEL: Signs = Signs {
    labels: &["model_not_found", "invalid_model", "model_not_available"],
    phrases: &[
        "supported api model names",
        "model not found",
        "no such model",
    ],
};

const BAD_KEY: Signs = Signs {
    labels: &["invalid_api_key", "authentication_error"],
    phrases: &["api key not valid", "invalid api key"],
};

const FILTERED: Signs = Signs {
    labels: &["content_filter", "content_policy_violation"],
    phrases: &[],
};

/// Server faults that the same request meets again: llama-server's answer to a request it cannot
/// parse, or that needs an option it was not started with.
const LASTING_FAULT: Signs = Signs {
    labels: &["invalid_request_error"],
    phrases: &["json.exception", "requires --"],
};

/// The status that errors inside a stream would have had.
const STATUS_OF_LABEL: &[(&str, u16)] = &[
    ("rate_limit_exceeded", 429),
    ("rate_limit_error", 429),
    ("overloaded_error", 529),
    ("unavailable_error", 503),
    ("server_error", 500),
    ("internal_server_error", 500),
];

impl Signs {
    fn mark(&self, complaint: &Complaint) -> bool {
        let message = complaint.message.to_lowercase();
        self.labels.iter().any(|label| complaint.has_label(label))
            || self.phrases.iter().any(|phrase| message.contains(phrase))
    }
}

/// The failure that an error response stands for.
pub(super) fn of_response(
    status: StatusCode,
    headers: &HeaderMap,
    body: &str,
    endpoint: &Endpoint,
) -> Failure {
    let json = serde_json::from_str(body).unwrap_or(Value::Null);
    let mut complaint = Complaint::of_body(&json, body);
    if let Some(location) = headers.get(LOCATION).and_then(|value| value.to_str().ok()) {
        complaint.message = format!("it redirects to {location}");
    }
    if complaint.message.is_empty() {
        complaint.message = status
            .canonical_reason()
            .unwrap_or("no reason given")
            .to_owned();
    }
    let wait = retry_after::asked_for(headers, &json, &complaint.message);
    let error = classify(Some(status.as_u16()), &complaint, wait, endpoint);
    let retry = match headers.get("x-should-retry").map(|value| value.as_bytes()) {
        Some(b"true") => Retry::After(wait),
        Some(b"false") => Retry::No,
        _ => usual_retry(&error, wait),
    };
    Failure { error, retry }
}

/// The failure that an error object inside a successful response's stream stands for.
pub(super) fn of_event(error: &Value, endpoint: &Endpoint) -> Failure {
    let complaint = Complaint::of_error(error);
    let status = complaint.status.or_else(|| {
        STATUS_OF_LABEL
            .iter()
            .find(|(label, _)| complaint.has_label(label))
            .map(|(_, status)| *status)
    });
    let wait = retry_after::asked_for(&HeaderMap::new(), error, &complaint.message);
    let error = classify(status, &complaint, wait, endpoint);
    let retry = usual_retry(&error, wait);
    Failure { error, retry }
}

fn usual_retry(error: &ModelError, wait: Option<Duration>) -> Retry {
    match error {
        ModelError::RateLimited { .. } | ModelError::Overloaded { .. } => Retry::After(wait),
        _ => Retry::No,
    }
}

fn classify(
    status: Option<u16>,
    complaint: &Complaint,
    retry_after: Option<Duration>,
    endpoint: &Endpoint,
) -> ModelError {
    let message = scrub(&complaint.message, endpoint.key());
    by_signs(&message, complaint, endpoint)
        .unwrap_or_else(|| by_status(status, message, complaint, retry_after, endpoint))
}

/// Faults that are known by their labels and words, whatever their status.
fn by_signs(message: &str, complaint: &Complaint, endpoint: &Endpoint) -> Option<ModelError> {
    let message = message.to_owned();
    let address = endpoint.address();
    let error = if TOO_LARGE.mark(complaint) {
        ModelError::TooLarge { message }
    } else if NO_QUOTA.mark(complaint) {
        ModelError::QuotaExhausted { address, message }
    } else if NO_SUCH_MODEL.mark(complaint) {
        let model = endpoint.model().to_owned();
        ModelError::UnknownModel {
            address,
            model,
            message,
        }
    } else if BAD_KEY.mark(complaint) {
        ModelError::Authentication { address, message }
    } else if FILTERED.mark(complaint) {
        ModelError::Refused { message }
    } else {
        return None;
    };
    Some(error)
}

fn by_status(
    status: Option<u16>,
    message: String,
    complaint: &Complaint,
    retry_after: Option<Duration>,
    endpoint: &Endpoint,
) -> ModelError {
    let address = endpoint.address();
    match status {
        Some(401 | 403) => ModelError::Authentication { address, message },
        Some(402) => ModelError::QuotaExhausted { address, message },
        Some(413) => ModelError::TooLarge { message },
        Some(300..=399 | 404 | 405) => ModelError::UnknownPath { address, message },
        Some(429) => ModelError::RateLimited {
            address,
            message,
            retry_after,
        },
        Some(status @ (408 | 409 | 500..)) if !LASTING_FAULT.mark(complaint) => {
            ModelError::Overloaded {
                address,
                status,
                message,
                retry_after,
            }
        }
        status => ModelError::Other {
            address,
            status,
            message,
        },
    }
}

#[cfg(test)]
mod tests;
