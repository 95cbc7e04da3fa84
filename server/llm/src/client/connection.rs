//! The HTTP client: TLS, proxies, limits, and the key.

use genai::Client;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::redirect;
use secrecy::ExposeSecret;

use crate::endpoint::{Endpoint, EndpointError};

/// A client for this endpoint alone: its key travels with every request.
pub(super) fn client(endpoint: &Endpoint) -> Result<Client, EndpointError> {
    provide_cryptography();
    let mut http = reqwest::Client::builder()
        .connect_timeout(endpoint.limits().connect)
        .tcp_nodelay(true)
        // A redirect would take the prompt and the key to an address nobody chose.
        .redirect(redirect::Policy::none())
        .user_agent(concat!("scholiast/", env!("CARGO_PKG_VERSION")))
        .default_headers(headers(endpoint)?);
    if endpoint.is_local() {
        http = http.no_proxy();
    }
    if !endpoint.is_encrypted() {
        // Needs no certificates, so that a local model works on a system that has none.
        http = http.tls_certs_only([]);
    }
    let no_connection = |cause: String| EndpointError::NoSecureConnection { cause };
    let http = http
        .build()
        .map_err(|error| no_connection(root_cause(&error)))?;
    Client::builder()
        .with_reqwest(http)
        .build()
        .map_err(|error| no_connection(error.to_string()))
}

/// Chooses ring for rustls, unless the process has chosen already.
fn provide_cryptography() {
    // The error says that someone else was first: then theirs is used.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

/// The key goes here, marked as sensitive, and not to genai, which would keep it as plain text.
fn headers(endpoint: &Endpoint) -> Result<HeaderMap, EndpointError> {
    let mut headers = HeaderMap::new();
    if let Some(key) = endpoint.key() {
        let bearer = format!("Bearer {}", key.expose_secret());
        let mut value = HeaderValue::from_str(&bearer).map_err(|_| EndpointError::UnusableKey)?;
        value.set_sensitive(true);
        headers.insert(AUTHORIZATION, value);
    }
    Ok(headers)
}

/// What the innermost error says: the outer ones repeat the address or say "builder error".
pub(super) fn root_cause(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
