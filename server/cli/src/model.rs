//! The model that a person configured, ready to be asked.

use scholiast_llm::{Endpoint, EndpointError, OpenAiCompatible};
use scholiast_project::ModelSettings;

/// How freely the model words its answers, from 0 to 2: the `expert` role.
const EXPERT_TEMPERATURE: f64 = 0.3;

/// The model behind these settings. Nothing is sent before it is asked.
///
/// # Errors
/// The settings do not describe an address that can be used.
pub(crate) fn connect(settings: &ModelSettings) -> Result<OpenAiCompatible, EndpointError> {
    OpenAiCompatible::new(endpoint(settings)?)
}

/// Where the model is.
///
/// # Errors
/// The settings do not describe an address that can be used.
pub(crate) fn endpoint(settings: &ModelSettings) -> Result<Endpoint, EndpointError> {
    let endpoint = Endpoint::new(&settings.base_url, &settings.name)?;
    let endpoint = endpoint.with_temperature(EXPERT_TEMPERATURE);
    Ok(match &settings.key {
        Some(key) => endpoint.with_key(key.clone()),
        None => endpoint,
    })
}
