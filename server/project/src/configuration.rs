//! The settings of a project, merged from their layers.
//!
//! ```toml
//! [complexity]
//! cognitive_threshold = 15
//!
//! [inlay_hints]
//! enabled = true
//! ```

use scholiast_analysis::Thresholds;
use secrecy::SecretString;
use serde::Deserialize;

/// The highest cognitive complexity that is not reported, unless configured:
/// SonarSource's own default.
pub const DEFAULT_COGNITIVE_THRESHOLD: u32 = 15;

/// Files above this size, in bytes, are kept in sync but not analysed: a
/// syntax tree costs about 25 times its source in memory.
pub const LARGEST_ANALYSED_FILE: usize = 10 * 1024 * 1024;

/// Everything that can be configured, after all layers were merged.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// Functions whose cognitive complexity is above this are reported.
    pub cognitive_threshold: u32,
    /// Whether numbers over the threshold are shown at the end of a line.
    pub inlay_hints: bool,
    /// The model to ask, if a person has configured one.
    pub model: Option<ModelSettings>,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            cognitive_threshold: DEFAULT_COGNITIVE_THRESHOLD,
            inlay_hints: true,
            model: None,
        }
    }
}

impl Configuration {
    /// The thresholds in the analysis's own terms.
    #[must_use]
    pub fn thresholds(&self) -> Thresholds {
        Thresholds {
            cognitive: self.cognitive_threshold,
        }
    }

    /// This configuration with the settings that `layer` names laid over it.
    ///
    /// A model is taken only as a pair of address and name; half a pair leaves
    /// the layer below in force.
    #[must_use]
    pub fn overlaid_with(mut self, layer: &Settings) -> Self {
        if let Some(threshold) = layer.complexity.cognitive_threshold {
            self.cognitive_threshold = threshold;
        }
        if let Some(enabled) = layer.inlay_hints.enabled {
            self.inlay_hints = enabled;
        }
        if let (Some(base_url), Some(name)) = (&layer.model.base_url, &layer.model.name) {
            self.model = Some(ModelSettings {
                base_url: base_url.clone(),
                name: name.clone(),
                key: None,
            });
        }
        self
    }
}

/// Where a model is and what it is called.
#[derive(Debug, Clone)]
pub struct ModelSettings {
    /// The address up to and with the version segment, such as
    /// `http://127.0.0.1:11434/v1`.
    pub base_url: String,
    /// The name the server knows the model by.
    pub name: String,
    /// The key to show the server. Never read from a file.
    pub key: Option<SecretString>,
}

/// One layer of settings, as a file or an editor states them. What is left
/// out leaves the layer below in force.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Thresholds of the metrics.
    pub complexity: ComplexitySettings,
    /// What is shown at the end of a line.
    #[serde(alias = "inlayHints")]
    pub inlay_hints: InlayHintSettings,
    /// The model. Honoured in a person's own layers only.
    pub model: ModelLayer,
}

/// Thresholds of the metrics.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ComplexitySettings {
    /// See [`Configuration::cognitive_threshold`].
    #[serde(alias = "cognitiveThreshold")]
    pub cognitive_threshold: Option<u32>,
}

/// What is shown at the end of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct InlayHintSettings {
    /// See [`Configuration::inlay_hints`].
    pub enabled: Option<bool>,
}

/// A model's address and name, either of which may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ModelLayer {
    /// See [`ModelSettings::base_url`].
    #[serde(alias = "baseUrl", deserialize_with = "non_empty")]
    pub base_url: Option<String>,
    /// See [`ModelSettings::name`].
    #[serde(deserialize_with = "non_empty")]
    pub name: Option<String>,
}

/// Editors send a setting that nobody filled in as an empty string.
fn non_empty<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    let text = Option::<String>::deserialize(source)?;
    Ok(text.filter(|text| !text.trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_overrides_only_what_it_names() {
        let layer: Settings = toml::from_str("[complexity]\ncognitive_threshold = 9\n").unwrap();
        let merged = Configuration::default().overlaid_with(&layer);
        assert_eq!(merged.cognitive_threshold, 9);
        assert!(merged.inlay_hints);
        assert!(merged.model.is_none());
    }

    #[test]
    fn editors_spell_keys_in_camel_case_and_leave_strings_empty() {
        let layer: Settings = toml::from_str(
            "inlayHints.enabled = false\ncomplexity.cognitiveThreshold = 20\nmodel.baseUrl = ''\nmodel.name = 'm'\n",
        )
        .unwrap();
        let merged = Configuration::default().overlaid_with(&layer);
        assert_eq!(merged.cognitive_threshold, 20);
        assert!(!merged.inlay_hints);
        assert!(merged.model.is_none(), "half a model is no model");
    }
}
