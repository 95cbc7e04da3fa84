//! The message and labels of an error body, wherever a provider puts them.

use serde_json::Value;

/// What a provider says is wrong.
#[derive(Debug, Default)]
pub(super) struct Complaint {
    /// Empty when the provider gives no reason.
    pub(super) message: String,
    /// The status named inside the error, as gateways do for the provider behind them.
    pub(super) status: Option<u16>,
    labels: Vec<String>,
}

impl Complaint {
    /// Reads a response's body: `json` when it is valid JSON, else the text.
    pub(super) fn of_body(json: &Value, text: &str) -> Self {
        // Gemini wraps its error into a list of one.
        let json = json.get(0).unwrap_or(json);
        match json.get("error") {
            Some(error) => Self::of_error(error),
            None if json.is_object() => Self::of_error(json),
            None if is_markup(text) => Self::default(),
            None => Self {
                message: text.trim().to_owned(),
                ..Self::default()
            },
        }
    }

    /// Reads an error object, or the bare string that some servers send instead.
    pub(super) fn of_error(error: &Value) -> Self {
        if let Some(message) = error.as_str() {
            return Self {
                message: message.to_owned(),
                ..Self::default()
            };
        }
        let label = |name: &str| error[name].as_str().map(str::to_owned);
        let number = |name: &str| u16::try_from(error[name].as_u64()?).ok();
        Self {
            message: message(error),
            status: number("status_code").or_else(|| number("code")),
            labels: ["code", "type"].into_iter().filter_map(label).collect(),
        }
    }

    pub(super) fn has_label(&self, label: &str) -> bool {
        self.labels.iter().any(|own| own == label)
    }
}

fn message(error: &Value) -> String {
    // OpenRouter's own message only says that the provider failed; the provider's stands within.
    let places = ["/metadata/raw", "/message", "/detail"];
    places
        .into_iter()
        .filter_map(|place| error.pointer(place))
        .map(|found| {
            found
                .as_str()
                .map_or_else(|| found.to_string(), str::to_owned)
        })
        .find(|message| !message.is_empty())
        .unwrap_or_default()
}

fn is_markup(text: &str) -> bool {
    text.trim_start().starts_with('<')
}
