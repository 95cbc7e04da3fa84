//! The environment: variables that set something, keys, and a person's own folders.
//!
//! Each setting that is a single value has a variable: `thresholds.cognitive` is
//! `SCHOLIAST_THRESHOLDS_COGNITIVE`. A few have the names that people have in their shells already.

use std::path::PathBuf;

use secrecy::SecretString;
use serde_json::Value;

use super::judgement::accepts;
use super::origin::KeyPath;
use super::schema::schema;

/// The host that `OPENAI_API_KEY` belongs to; it is shown to no other.
const OPENAI_HOST: &str = "api.openai.com";

/// What variables of earlier days and of other tools stand for. Of several for the same setting,
/// the first counts.
const ALIASES: [(&str, &[&str]); 3] = [
    ("SCHOLIAST_MODEL_URL", &["model", "base_url"]),
    ("SCHOLIAST_MODEL", &["model", "name"]),
    ("CODE_EXPERT_MODEL", &["model", "name"]),
];

/// The environment variables that Scholiast reads, as values, so that tests need not change the
/// process's own.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// What variables set, in rising order.
    pub settings: Vec<Variable>,
    /// `SCHOLIAST_API_KEY`: shown to whichever model server is configured.
    pub key: Option<SecretString>,
    /// `OPENAI_API_KEY`: shown to OpenAI's own host only.
    pub openai_key: Option<SecretString>,
    /// The person's folder of settings: `$XDG_CONFIG_HOME`, or `~/.config`.
    pub config_home: Option<PathBuf>,
    /// The person's folder of data: `$XDG_DATA_HOME`, or `~/.local/share`.
    pub data_home: Option<PathBuf>,
    /// The person's folder of what can be made anew: `$XDG_CACHE_HOME`, or `~/.cache`.
    pub cache_home: Option<PathBuf>,
}

/// A variable that sets something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The setting it is for.
    pub key: KeyPath,
    /// Its text.
    pub text: String,
}

impl Environment {
    /// Reads the process's environment.
    #[must_use]
    pub fn of_process() -> Self {
        Self::of(|name| std::env::var(name).ok())
    }

    /// Reads variables as `lookup` gives them. An empty one is as good as none.
    pub fn of(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| lookup(name).filter(|value| !value.is_empty());
        let home = |own: &str, windows: &str, below: &str| {
            let own = text(own).or_else(|| text(windows)).map(PathBuf::from);
            own.or_else(|| Some(PathBuf::from(text("HOME")?).join(below)))
        };
        let found = |(name, key): (String, KeyPath)| {
            let text = text(&name)?;
            Some(Variable { name, key, text })
        };
        Self {
            settings: variables().into_iter().filter_map(found).collect(),
            key: text("SCHOLIAST_API_KEY").map(SecretString::from),
            openai_key: text("OPENAI_API_KEY").map(SecretString::from),
            config_home: home("XDG_CONFIG_HOME", "APPDATA", ".config"),
            data_home: home("XDG_DATA_HOME", "LOCALAPPDATA", ".local/share"),
            cache_home: home("XDG_CACHE_HOME", "LOCALAPPDATA", ".cache"),
        }
    }

    /// The person's own file of settings, whether or not it exists.
    #[must_use]
    pub fn user_file(&self) -> PathBuf {
        let home = self.config_home.clone().unwrap_or_default();
        home.join("scholiast").join("config.toml")
    }

    /// Where results are kept that can be made anew; none if the person has no such folder.
    #[must_use]
    pub fn cache_folder(&self) -> Option<PathBuf> {
        Some(self.cache_home.as_ref()?.join("scholiast"))
    }

    /// Where a person's decisions are kept; none if the person has no such folder.
    #[must_use]
    pub fn data_folder(&self) -> Option<PathBuf> {
        Some(self.data_home.as_ref()?.join("scholiast"))
    }

    /// The key to show the server at this address.
    pub(super) fn key_for(&self, base_url: &str) -> Option<SecretString> {
        let is_openai = host_of(base_url).is_some_and(|host| host == OPENAI_HOST);
        let openai_key = self.openai_key.clone().filter(|_| is_openai);
        self.key.clone().or(openai_key)
    }
}

/// A text as a value that the setting `key` takes, or else as text.
pub(super) fn value_of(key: &KeyPath, text: &str) -> Value {
    let mut place = schema();
    for part in key.parts() {
        let named = &place["properties"][part];
        place = if named.is_null() {
            &place["additionalProperties"]
        } else {
            named
        };
    }
    let readings = [
        serde_json::from_str(text).ok(),
        Some(Value::from(text)),
        Some(text.split(',').map(str::trim).collect()),
    ];
    let fitting = readings
        .into_iter()
        .flatten()
        .find(|value| accepts(place, value));
    fitting.unwrap_or_else(|| text.into())
}

/// The variables that are looked at, in rising order.
fn variables() -> Vec<(String, KeyPath)> {
    let mut found = Vec::new();
    let mut tables = vec![(KeyPath::default(), schema())];
    while let Some((path, schema)) = tables.pop() {
        let properties = schema.get("properties").and_then(Value::as_object);
        let is_current = |(_, schema): &(&String, &Value)| schema.get("deprecated").is_none();
        for (key, schema) in properties.into_iter().flatten().filter(is_current) {
            let path = path.join(key);
            if schema["type"] == "object" {
                tables.push((path, schema));
            } else {
                found.push((variable_of(&path), path));
            }
        }
    }
    let alias =
        |(name, key): &(&str, &[&str])| ((*name).to_owned(), KeyPath::of(key.iter().copied()));
    found.extend(ALIASES.iter().rev().map(alias));
    found
}

fn variable_of(key: &KeyPath) -> String {
    let parts: Vec<&str> = key.parts().collect();
    format!("SCHOLIAST_{}", parts.join("_").to_uppercase())
}

/// The host of an `http(s)://` address, without user, port or path.
fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host_and_port = authority.rsplit('@').next()?;
    host_and_port.split(':').next()
}
