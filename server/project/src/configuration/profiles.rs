//! Named sets of settings: those that ship with Scholiast, and those that people add under
//! `[profiles]`.

use std::collections::BTreeMap;

use super::complaint::Complaint;
use super::judgement::{Trust, judge, suggestion};
use super::layers::{Setting, SettingsByName};
use super::origin::Origin;
use super::written;

/// Names and contents of the shipped profiles, each a file of settings.
pub(super) const SHIPPED: [(&str, &str); 2] = [
    ("relaxed", include_str!("../../profiles/relaxed.toml")),
    ("strict", include_str!("../../profiles/strict.toml")),
];

/// The profiles that there are, by name.
pub(super) struct Profiles(BTreeMap<String, SettingsByName>);

impl Profiles {
    /// Those that ship, and over them those of the layers, in rising order.
    pub(super) fn of<'l>(layers: impl Iterator<Item = &'l SettingsByName>) -> Self {
        let shipped = SHIPPED
            .iter()
            .map(|(name, text)| ((*name).to_owned(), shipped(name, text)));
        let mut profiles = Self(shipped.collect());
        for (path, setting) in layers.flatten() {
            let Some(below) = path.below(&["profiles"]) else {
                continue;
            };
            let name = below.parts().next().unwrap_or_default().to_owned();
            if let Some(path) = below.below(&[&name]) {
                let profile = profiles.0.entry(name).or_default();
                profile.insert(path, setting.clone());
            }
        }
        profiles
    }

    /// The profile that a setting names.
    pub(super) fn named(&self, setting: &Setting) -> Result<SettingsByName, Box<Complaint>> {
        let name = setting.value.as_str().unwrap_or_default();
        self.0.get(name).cloned().ok_or_else(|| {
            let known: Vec<&str> = self.0.keys().map(String::as_str).collect();
            Box::new(Complaint {
                origin: setting.origin.clone(),
                span: None,
                key: "profile".into(),
                message: format!("there is no profile `{name}`"),
                fix: suggestion(name, &known),
            })
        })
    }
}

/// A shipped profile. A test holds each to the schema, so nothing of it is left out here.
fn shipped(name: &str, text: &str) -> SettingsByName {
    let Ok(node) = written::from_toml(text) else {
        return SettingsByName::new();
    };
    let origin = Origin::Profile(name.to_owned());
    let setting = |value| Setting {
        value,
        origin: origin.clone(),
    };
    let fitting = judge(&node, Trust::Person).fitting.into_iter();
    fitting
        .map(|fitting| (fitting.path, setting(fitting.value)))
        .collect()
}
