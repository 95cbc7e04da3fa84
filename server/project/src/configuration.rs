//! What is configured: settings from several layers, merged, with a complaint for each that does
//! not fit.
//!
//! ```
//! use scholiast_project::configuration::{Environment, Layers};
//!
//! let mut layers = Layers::new(Environment::default());
//! layers.set_flag("--profile", "profile", "strict");
//! let loaded = layers.load("/nowhere".as_ref());
//! assert_eq!(loaded.configuration.thresholds().cognitive, 10);
//! ```
//!
//! | question | file |
//! |---|---|
//! | what can be set? | `settings`, `threshold`, `rules`; published by `schema` |
//! | what did someone write, and does it fit? | `written`, `judgement`, `complaint` |
//! | which layers are there, and which is above which? | `layers`, `environment`, `profiles`, `origin` |

mod complaint;
mod environment;
mod ignored;
mod judgement;
mod layers;
mod origin;
mod profiles;
pub mod rules;
mod schema;
mod settings;
#[cfg(test)]
mod tests;
mod threshold;
mod written;

use std::path::Path;

use scholiast_analysis::{Severity, Thresholds};
use secrecy::SecretString;

pub use complaint::Complaint;
pub use environment::{Environment, Variable};
pub use ignored::IgnoredPaths;
pub use layers::{Layers, Loaded, PROJECT_FILE, Setting, SettingsByName, check_file, project_file};
pub use origin::{KeyPath, Origin};
pub use schema::schema;
pub use settings::{Offer, Settings, SeveritySetting, ThresholdSettings};
pub use threshold::{DEFAULT_COGNITIVE_THRESHOLD, Threshold};

/// Files above this size, in bytes, are kept in sync but not analysed, unless configured: a
/// syntax tree costs about 25 times its source in memory.
pub const LARGEST_ANALYSED_FILE: usize = 10 * MEGABYTE;

const MEGABYTE: usize = 1024 * 1024;

/// Everything that is configured, after all layers were merged.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// The settings as they are written.
    pub settings: Settings,
    /// What an editor is to show.
    pub features: Features,
    /// The model to ask, if a person has configured one.
    pub model: Option<ModelSettings>,
    /// The paths that are not looked at.
    pub ignored: IgnoredPaths,
}

/// What an editor is to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Features {
    /// Numbers at the end of a line.
    pub inlay_hints: bool,
    /// Numbers on a line of their own.
    pub code_lenses: bool,
    /// The card of numbers under the pointer.
    pub hover: bool,
    /// The outline of a file.
    pub document_symbols: Offer,
    /// What can be folded.
    pub folding_ranges: Offer,
    /// What "expand selection" selects.
    pub selection_ranges: Offer,
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

impl Default for Configuration {
    fn default() -> Self {
        Self::of(Settings::shipped(), &Environment::default(), Path::new(""))
    }
}

impl Configuration {
    /// What the merged settings mean for the files below `root`.
    fn of(settings: Settings, environment: &Environment, root: &Path) -> Self {
        let model = &settings.model;
        let model = model.base_url.clone().zip(model.name.clone());
        Self {
            features: Features {
                inlay_hints: settings.inlay_hints.enabled,
                code_lenses: settings.code_lenses.enabled,
                hover: settings.hover.enabled,
                document_symbols: settings.structure.document_symbols,
                folding_ranges: settings.structure.folding_ranges,
                selection_ranges: settings.structure.selection_ranges,
            },
            model: model.map(|(base_url, name)| ModelSettings {
                key: environment.key_for(&base_url),
                base_url,
                name,
            }),
            ignored: IgnoredPaths::new(root, &settings.ignore),
            settings,
        }
    }

    /// The thresholds in the analysis's own terms, for no language in particular.
    #[must_use]
    pub fn thresholds(&self) -> Thresholds {
        self.settings.thresholds.analysed()
    }

    /// The thresholds in the analysis's own terms, for the language with this id.
    #[must_use]
    pub fn thresholds_in(&self, language_id: &str) -> Thresholds {
        self.threshold_settings_in(language_id).analysed()
    }

    /// Every threshold for the language with this id.
    #[must_use]
    pub fn threshold_settings_in(&self, language_id: &str) -> ThresholdSettings {
        let general = self.settings.thresholds;
        let Some(language) = self.settings.languages.get(language_id) else {
            return general;
        };
        let own = language.thresholds;
        ThresholdSettings {
            cognitive: own.cognitive.or(general.cognitive),
            cyclomatic: own.cyclomatic.or(general.cyclomatic),
            nesting: own.nesting.or(general.nesting),
            parameters: own.parameters.or(general.parameters),
            lines: own.lines.or(general.lines),
        }
    }

    /// The largest cognitive complexity without an inlay hint, in the language with this id.
    #[must_use]
    pub fn inlay_hint_threshold_in(&self, language_id: &str) -> u32 {
        let own = self.settings.inlay_hints.threshold;
        own.unwrap_or_else(|| self.thresholds_in(language_id).cognitive)
    }

    /// How serious the findings of a rule are in the language with this id, if someone has said.
    #[must_use]
    pub fn severity_in(&self, language_id: &str, rule: &str) -> Option<SeveritySetting> {
        let language = self.settings.languages.get(language_id);
        let own = language.and_then(|language| language.rules.get(rule));
        own.or_else(|| self.settings.rules.get(rule)).copied()
    }

    /// Files above this size, in bytes, are not analysed.
    #[must_use]
    pub fn largest_file(&self) -> usize {
        let megabytes = usize::try_from(self.settings.analysis.largest_file_mb);
        megabytes.map_or(LARGEST_ANALYSED_FILE, |megabytes| {
            megabytes.saturating_mul(MEGABYTE)
        })
    }
}

impl ThresholdSettings {
    /// The thresholds that the analysis itself knows, in its terms.
    #[must_use]
    pub fn analysed(&self) -> Thresholds {
        let cognitive = self.cognitive.unwrap_or(Threshold::Off);
        Thresholds {
            cognitive: cognitive.as_number(),
        }
    }
}

impl SeveritySetting {
    /// The severity, unless it is off.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Information => Some(Severity::Information),
            Self::Hint => Some(Severity::Hint),
            Self::Off => None,
        }
    }
}
