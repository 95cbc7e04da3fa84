//! The flags that lie over every other layer of settings.

use anyhow::{Context, Result};
use scholiast_project::{Environment, Layers};

/// Settings for this run alone.
#[derive(clap::Args, Default)]
pub(crate) struct Settings {
    /// Report functions whose cognitive complexity is above this number.
    #[arg(long, value_name = "N")]
    cognitive_threshold: Option<u32>,
    /// Start from a named set of settings: relaxed, strict, or one of your own.
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Set anything that a file can set, such as `thresholds.lines=80`; may be repeated.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
}

impl Settings {
    /// All layers, these flags on top.
    pub(crate) fn layers(&self) -> Result<Layers> {
        let mut layers = Layers::new(Environment::of_process());
        if let Some(profile) = &self.profile {
            layers.set_flag("--profile", "profile", profile.as_str());
        }
        for setting in &self.set {
            let (key, value) = setting.split_once('=').with_context(|| {
                format!("--set {setting}: write it as KEY=VALUE, such as thresholds.lines=80")
            })?;
            layers.set_flag_text("--set", key.trim(), value.trim());
        }
        if let Some(threshold) = self.cognitive_threshold {
            layers.set_flag("--cognitive-threshold", "thresholds.cognitive", threshold);
        }
        Ok(layers)
    }
}
