//! What can be set, as the files spell it: these types are the published schema.
//!
//! ```toml
//! profile = "relaxed"
//! ignore = ["vendor/", "*.min.js"]
//!
//! [thresholds]
//! cognitive = 20
//!
//! [languages.python.rules]
//! cognitive-complexity = "warning"
//! ```

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::threshold::{DEFAULT_COGNITIVE_THRESHOLD, Threshold};

/// The settings of Scholiast.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// A named set of settings to start from: `relaxed`, `strict`, or one of `profiles`. What the
    /// same file says beside it lies over it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub profile: Option<String>,
    /// Paths that are not looked at, written like the lines of a `.gitignore`, relative to the
    /// folder of the file that lists them.
    pub ignore: Vec<String>,
    /// From which number on a function is reported.
    pub thresholds: ThresholdSettings,
    /// How serious the findings of each rule are.
    pub rules: BTreeMap<String, SeveritySetting>,
    /// What differs in one language.
    pub languages: BTreeMap<String, LanguageSettings>,
    /// Named sets of settings of one's own.
    pub profiles: BTreeMap<String, ProfileSettings>,
    /// Numbers at the end of a line.
    pub inlay_hints: InlayHintSettings,
    /// Numbers on a line of their own, above the function.
    pub code_lenses: CodeLensSettings,
    /// The card of numbers under the pointer.
    pub hover: HoverSettings,
    /// What other servers usually give.
    pub structure: StructureSettings,
    /// What is analysed at all.
    pub analysis: AnalysisSettings,
    /// The model to ask. Not read from a project's file: a project must not decide where code is
    /// sent.
    pub model: ModelLayer,
}

impl Settings {
    /// What holds where nobody has set anything: of the thresholds, the one of cognitive
    /// complexity alone.
    #[must_use]
    pub fn shipped() -> Self {
        let thresholds = ThresholdSettings {
            cognitive: Some(Threshold::Above(DEFAULT_COGNITIVE_THRESHOLD)),
            cyclomatic: Some(Threshold::Off),
            nesting: Some(Threshold::Off),
            parameters: Some(Threshold::Off),
            lines: Some(Threshold::Off),
        };
        Self {
            thresholds,
            ..Self::default()
        }
    }
}

/// The largest numbers that pass in silence. What is left out is as it is elsewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ThresholdSettings {
    /// Cognitive complexity, by SonarSource's white paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Threshold")]
    pub cognitive: Option<Threshold>,
    /// Cyclomatic complexity: independent paths through the function.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Threshold")]
    pub cyclomatic: Option<Threshold>,
    /// How deep control structures are nested.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Threshold")]
    pub nesting: Option<Threshold>,
    /// Parameters that a caller can pass.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Threshold")]
    pub parameters: Option<Threshold>,
    /// Lines that hold code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Threshold")]
    pub lines: Option<Threshold>,
}

/// How serious a rule's findings are, or that it does not speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SeveritySetting {
    /// A mistake.
    Error,
    /// Probably a mistake.
    Warning,
    /// A fact.
    Information,
    /// Worth knowing, nothing to be done at once.
    Hint,
    /// Not reported.
    Off,
}

/// What differs in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LanguageSettings {
    /// Thresholds in this language.
    pub thresholds: ThresholdSettings,
    /// Severities in this language.
    pub rules: BTreeMap<String, SeveritySetting>,
}

/// A named set of settings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileSettings {
    /// Thresholds in this profile.
    pub thresholds: ThresholdSettings,
    /// Severities in this profile.
    pub rules: BTreeMap<String, SeveritySetting>,
    /// What differs in one language.
    pub languages: BTreeMap<String, LanguageSettings>,
}

/// Numbers at the end of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct InlayHintSettings {
    /// Whether they are shown.
    pub enabled: bool,
    /// The largest cognitive complexity without a hint; left out, the threshold of cognitive
    /// complexity.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "u32")]
    pub threshold: Option<u32>,
}

impl Default for InlayHintSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            threshold: None,
        }
    }
}

/// Numbers on a line of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CodeLensSettings {
    /// Whether they are shown.
    pub enabled: bool,
}

/// The card of numbers under the pointer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HoverSettings {
    /// Whether it is shown.
    pub enabled: bool,
}

impl Default for HoverSettings {
    fn default() -> Self {
        Self { enabled: true }
    }
}

/// What other servers usually give.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct StructureSettings {
    /// The outline of a file.
    pub document_symbols: Offer,
    /// What can be folded.
    pub folding_ranges: Offer,
    /// What "expand selection" selects.
    pub selection_ranges: Offer,
}

/// Whether something is offered that another server may offer as well.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Offer {
    /// Where the editor says that nobody else does.
    Auto,
    /// Always.
    On,
    /// Never.
    #[default]
    Off,
}

/// What is analysed at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct AnalysisSettings {
    /// Files above this size, in megabytes of 1,048,576 bytes, are not analysed: a syntax tree
    /// costs about 25 times its source in memory.
    #[schemars(range(min = 1, max = 1024))]
    pub largest_file_mb: u32,
}

impl Default for AnalysisSettings {
    fn default() -> Self {
        Self {
            largest_file_mb: 10,
        }
    }
}

/// A model's address and name, either of which may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ModelLayer {
    /// The address up to and with the version segment, such as `http://127.0.0.1:11434/v1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub base_url: Option<String>,
    /// The name the server knows the model by.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub name: Option<String>,
}
