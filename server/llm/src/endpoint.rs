//! Where a model is reached, and how long to wait for it.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::Url;
use secrecy::SecretString;

/// A model behind an OpenAI-compatible address.
#[derive(Debug, Clone)]
pub struct Endpoint {
    base_url: Url,
    model: String,
    key: Option<SecretString>,
    temperature: Option<f64>,
    limits: Limits,
}

/// How long to wait, and how much to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// From the first packet to a connection.
    pub connect: Duration,
    /// From the request to the first piece of text or reasoning.
    pub first_token: Duration,
    /// Between two events after that.
    pub idle: Duration,
    /// From the first attempt to the start of the last; zero means one attempt.
    pub retry: Duration,
    /// The most tokens the model may write; none leaves it to the provider.
    pub max_tokens: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            first_token: Duration::from_secs(60),
            idle: Duration::from_secs(30),
            retry: Duration::from_secs(10),
            max_tokens: None,
        }
    }
}

/// Why an endpoint cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// The address does not parse as an `http` or `https` URL.
    #[error(
        "`model.baseUrl` is not a web address ({reason}): write it like http://127.0.0.1:8080/v1"
    )]
    NotAnAddress {
        /// What is wrong with it.
        reason: String,
    },
    /// The address contains `user:password@`.
    #[error(
        "`model.baseUrl` contains a password: remove it, and put the key into SCHOLIAST_API_KEY"
    )]
    PasswordInAddress,
    /// The model's name is empty.
    #[error("no model is named: set `model.name`")]
    NoModel,
    /// The key has characters that no HTTP header may carry.
    #[error("the model's key has a line break or other unprintable character: copy it again")]
    UnusableKey,
    /// The HTTP client could not be set up, mostly for want of certificates.
    #[error(
        "no secure connection can be made ({cause}): install this system's CA certificates, or use an http:// address for a local model"
    )]
    NoSecureConnection {
        /// What the TLS library says.
        cause: String,
    },
}

impl Endpoint {
    /// A model by its provider's address, to which `/chat/completions` will be added, and its
    /// name there.
    ///
    /// # Errors
    /// When the address is no `http` or `https` URL or holds a password, or the name is empty.
    pub fn new(base_url: &str, model: impl Into<String>) -> Result<Self, EndpointError> {
        let model = model.into();
        if model.trim().is_empty() {
            return Err(EndpointError::NoModel);
        }
        Ok(Self {
            base_url: parse(base_url)?,
            model,
            key: None,
            temperature: None,
            limits: Limits::default(),
        })
    }

    /// Sends this key as a bearer token.
    #[must_use]
    pub fn with_key(self, key: SecretString) -> Self {
        let key = Some(key);
        Self { key, ..self }
    }

    /// Asks for this sampling temperature, from 0 (steady) to 2; without it the provider's default
    /// holds.
    #[must_use]
    pub fn with_temperature(self, temperature: f64) -> Self {
        let temperature = Some(temperature);
        Self {
            temperature,
            ..self
        }
    }

    /// Waits no longer than these limits say.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// The address as a person may see it: without a query, which may carry secrets, and without
    /// a closing slash.
    #[must_use]
    pub fn address(&self) -> String {
        let mut shown = self.base_url.clone();
        shown.set_query(None);
        shown.as_str().trim_end_matches('/').to_owned()
    }

    /// Where its server is.
    pub(crate) fn base_url(&self) -> &Url {
        &self.base_url
    }

    /// The model's name.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.model
    }

    /// How long to wait.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Whether the address is this machine itself.
    #[must_use]
    pub fn is_local(&self) -> bool {
        let host = self.base_url.host_str().unwrap_or_default();
        let literal = host.trim_matches(['[', ']']);
        host == "localhost" || literal.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    }

    pub(crate) fn is_encrypted(&self) -> bool {
        self.base_url.scheme() == "https"
    }

    pub(crate) fn key(&self) -> Option<&SecretString> {
        self.key.as_ref()
    }

    pub(crate) fn temperature(&self) -> Option<f64> {
        self.temperature
    }

    /// Where chat requests go; a query of the base address is kept.
    pub(crate) fn chat_url(&self) -> String {
        let mut url = self.base_url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().push("chat").push("completions");
        }
        url.into()
    }
}

fn parse(base_url: &str) -> Result<Url, EndpointError> {
    let url = Url::parse(base_url.trim()).map_err(|error| EndpointError::NotAnAddress {
        reason: error.to_string(),
    })?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(EndpointError::NotAnAddress {
            reason: format!("it begins with `{}:`", url.scheme()),
        });
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(EndpointError::PasswordInAddress);
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(base_url: &str) -> Endpoint {
        Endpoint::new(base_url, "m").unwrap()
    }

    #[test]
    fn the_chat_url_follows_the_base_address() {
        let urls = [
            ("http://h:1/v1", "http://h:1/v1/chat/completions"),
            (" http://h:1/v1/ ", "http://h:1/v1/chat/completions"),
            ("https://h", "https://h/chat/completions"),
            ("https://h/a?v=2", "https://h/a/chat/completions?v=2"),
        ];
        for (base_url, expected) in urls {
            assert_eq!(endpoint(base_url).chat_url(), expected);
        }
    }

    #[test]
    fn the_shown_address_hides_the_query() {
        assert_eq!(endpoint("https://h/v1/?key=k").address(), "https://h/v1");
        assert_eq!(endpoint("https://h").address(), "https://h");
    }

    #[test]
    fn loopback_is_local_and_nothing_else() {
        for local in [
            "http://localhost:1",
            "http://127.0.0.9/v1",
            "http://[::1]:2/",
        ] {
            assert!(endpoint(local).is_local(), "{local}");
        }
        for remote in ["https://api.openai.com/v1", "http://192.168.0.7:8080/v1"] {
            assert!(!endpoint(remote).is_local(), "{remote}");
        }
    }

    #[test]
    fn unusable_addresses_say_what_to_write_instead() {
        let refusal = |base_url| Endpoint::new(base_url, "m").unwrap_err().to_string();
        assert_eq!(
            refusal("localhost:8080/v1"),
            "`model.baseUrl` is not a web address (it begins with `localhost:`): \
             write it like http://127.0.0.1:8080/v1"
        );
        assert_eq!(
            refusal("v1"),
            "`model.baseUrl` is not a web address (relative URL without a base): \
             write it like http://127.0.0.1:8080/v1"
        );
        let password = refusal("http://me:canary@h/v1");
        assert!(!password.contains("canary"), "{password}");
        assert_eq!(
            Endpoint::new("http://h", " ").unwrap_err(),
            EndpointError::NoModel
        );
    }

    #[test]
    fn a_key_is_not_shown() {
        let endpoint = endpoint("http://h").with_key("canary".into());
        assert!(!format!("{endpoint:?}").contains("canary"));
    }
}
