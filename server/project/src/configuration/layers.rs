//! The layers that settings stand in, and what comes of laying them over each other.
//!
//! In rising order: what ships, the project's file (the nearest [`PROJECT_FILE`] upwards), the
//! person's file, the editor's settings, the environment, the command line. A layer that names a
//! profile gets the profile's settings laid right below its own.
//!
//! Nothing that is wrong in a layer stops anything: settings that do not fit are left out and
//! complained of, and of a file that is no TOML at all the last good reading stays.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::{Path, PathBuf};

use scholiast_text::Span;
use serde_json::{Map, Value};

use super::Configuration;
use super::complaint::Complaint;
use super::environment::{Environment, value_of};
use super::judgement::{Fitting, Judgement, Misfit, Trust, judge, suggestion};
use super::origin::{KeyPath, Origin};
use super::profiles;
use super::settings::Settings;
use super::written::{self, Node};

/// The name of a project's file of settings, in its root or any folder above
/// the files it speaks of.
pub const PROJECT_FILE: &str = "scholiast.toml";

/// A value with the place where it was set.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The value, as JSON spells it.
    pub value: Value,
    /// Where it was set.
    pub origin: Origin,
}

/// Settings by their full names.
pub type SettingsByName = BTreeMap<KeyPath, Setting>;

/// Where settings are looked for; remembers the last good reading of each file.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    environment: Environment,
    editor: Value,
    flags: Vec<(String, KeyPath, Value)>,
    last_good: HashMap<PathBuf, SettingsByName>,
}

/// What the layers come to for one folder.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// What holds.
    pub configuration: Configuration,
    /// What does not, and why.
    pub complaints: Vec<Complaint>,
    /// Every value that holds, with its origin.
    pub settings: SettingsByName,
    /// The files that were read, in rising order.
    pub files: Vec<PathBuf>,
}

/// One layer, judged.
struct Layer {
    settings: SettingsByName,
}

impl Layers {
    /// Layers without an editor and without flags.
    #[must_use]
    pub fn new(environment: Environment) -> Self {
        Self {
            environment,
            ..Self::default()
        }
    }

    /// Takes what an editor sent as the person's settings.
    pub fn set_editor(&mut self, settings: Value) {
        self.editor = settings;
    }

    /// Lays a flag of the command line over all layers: `("--threshold", "thresholds.cognitive", 9)`.
    pub fn set_flag(&mut self, flag: &str, key: &str, value: impl Into<Value>) {
        let key = KeyPath::of(key.split('.'));
        self.flags.push((flag.to_owned(), key, value.into()));
    }

    /// Lays a flag over all layers whose value is still a text, to be read in the terms of its
    /// setting: `("--set", "thresholds.lines", "80")`.
    pub fn set_flag_text(&mut self, flag: &str, key: &str, text: &str) {
        let key = KeyPath::of(key.split('.'));
        let value = value_of(&key, text);
        self.flags.push((flag.to_owned(), key, value));
    }

    /// The environment that the layers were made with.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// Lays all layers over each other that hold for the files in `folder`.
    pub fn load(&mut self, folder: &Path) -> Loaded {
        let mut loaded = Loaded::default();
        let mut root = folder.to_path_buf();
        let mut layers = Vec::new();
        if let Some(file) = project_file(folder) {
            layers.extend(self.file(&file, Trust::Project, &mut loaded));
            root = file.parent().unwrap_or(folder).to_path_buf();
        }
        let user_file = self.environment.user_file();
        if is_there(&user_file) {
            layers.extend(self.file(&user_file, Trust::Person, &mut loaded));
        }
        layers.push(self.editor(&mut loaded));
        layers.push(self.variables(&mut loaded));
        layers.push(self.flags(&mut loaded));
        loaded.settings = merged(layers, &mut loaded.complaints);
        self.configure(&mut loaded, &root);
        loaded
    }

    fn file(&mut self, path: &Path, trust: Trust, loaded: &mut Loaded) -> Option<Layer> {
        loaded.files.push(path.to_path_buf());
        let (text, node) = match read(path) {
            Ok(read) => read,
            Err(complaint) => {
                loaded.complaints.push(*complaint);
                let settings = self.last_good.get(path)?.clone();
                return Some(Layer { settings });
            }
        };
        let origin = |span: Option<&Range<usize>>| Origin::File {
            path: path.to_path_buf(),
            line: line_of(&text, span.map_or(0, |span| span.start)),
        };
        let layer = layer(judge(&node, trust), origin, loaded);
        self.last_good
            .insert(path.to_path_buf(), layer.settings.clone());
        Some(layer)
    }

    fn editor(&self, loaded: &mut Loaded) -> Layer {
        let judgement = judge(&written::from_json(&self.editor), Trust::Editor);
        layer(judgement, |_| Origin::Editor, loaded)
    }

    fn variables(&self, loaded: &mut Loaded) -> Layer {
        let variables = self.environment.settings.iter();
        single_settings(
            variables.map(|variable| {
                let origin = Origin::Variable(variable.name.clone());
                let value = value_of(&variable.key, &variable.text);
                (variable.key.clone(), value, origin)
            }),
            loaded,
        )
    }

    fn flags(&self, loaded: &mut Loaded) -> Layer {
        let flags = self.flags.iter();
        single_settings(
            flags
                .map(|(flag, key, value)| (key.clone(), value.clone(), Origin::Flag(flag.clone()))),
            loaded,
        )
    }

    fn configure(&self, loaded: &mut Loaded, root: &Path) {
        let settings = serde_json::from_value::<Settings>(nested(&loaded.settings));
        let settings = settings.unwrap_or_else(|error| {
            loaded.complaints.push(Complaint {
                origin: Origin::Default,
                span: None,
                key: String::new(),
                message: format!("the settings do not go together ({error})"),
                fix: "this is a fault of Scholiast, which works by its defaults until it is mended"
                    .into(),
            });
            Settings::shipped()
        });
        loaded.configuration = Configuration::of(settings, &self.environment, root);
    }
}

/// The project's file of settings for the files in `folder`, if there is one.
#[must_use]
pub fn project_file(folder: &Path) -> Option<PathBuf> {
    let candidates = folder.ancestors().map(|folder| folder.join(PROJECT_FILE));
    candidates.into_iter().find(|file| is_there(file))
}

/// What is wrong in one file, whether or not it is in force.
///
/// # Errors
/// The file cannot be read.
pub fn check_file(path: &Path) -> std::io::Result<Vec<Complaint>> {
    std::fs::metadata(path)?;
    let is_project_file = path.file_name().is_some_and(|name| name == PROJECT_FILE);
    let trust = if is_project_file {
        Trust::Project
    } else {
        Trust::Person
    };
    let mut loaded = Loaded::default();
    if let Some(layer) = Layers::default().file(path, trust, &mut loaded) {
        merged(vec![layer], &mut loaded.complaints);
    }
    Ok(loaded.complaints)
}

fn is_there(file: &Path) -> bool {
    file.try_exists().unwrap_or(true) && !file.is_dir()
}

fn read(path: &Path) -> Result<(String, Node), Box<Complaint>> {
    let complaint = |line, span, message: String, fix: &str| {
        let path = path.to_path_buf();
        Box::new(Complaint {
            origin: Origin::File { path, line },
            span,
            key: String::new(),
            message,
            fix: fix.into(),
        })
    };
    let text = std::fs::read(path)
        .map_err(|cause| format!("the settings cannot be read ({cause})"))
        .and_then(|bytes| {
            String::from_utf8(bytes).map_err(|_| "the settings are not UTF-8".to_owned())
        })
        .map_err(|message| complaint(1, None, message, "make it a readable file of UTF-8 text"))?;
    match written::from_toml(&text) {
        Ok(node) => Ok((text, node)),
        Err(fault) => {
            let span = fault.span().unwrap_or(0..0);
            let line = line_of(&text, span.start);
            let message = format!("this is not TOML ({})", fault.message().replace('\n', ", "));
            let span = Some(Span::new(span.start, span.end));
            let fix = "until it is mended, the settings stay as they were";
            Err(complaint(line, span, message, fix))
        }
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|&byte| byte == b'\n')
        .count()
}

fn layer(
    judgement: Judgement,
    origin: impl Fn(Option<&Range<usize>>) -> Origin,
    loaded: &mut Loaded,
) -> Layer {
    let complaint = |misfit: Misfit| Complaint {
        origin: origin(misfit.span.as_ref()),
        span: misfit.span.map(|span| Span::new(span.start, span.end)),
        key: misfit.path.to_string(),
        message: misfit.message,
        fix: misfit.fix,
    };
    let setting = |fitting: Fitting| {
        let origin = origin(fitting.span.as_ref());
        (
            fitting.path,
            Setting {
                value: fitting.value,
                origin,
            },
        )
    };
    let settings = judgement.fitting.into_iter().map(setting).collect();
    loaded
        .complaints
        .extend(judgement.misfits.into_iter().map(complaint));
    Layer { settings }
}

/// A layer of settings that each have an origin of their own.
fn single_settings(
    settings: impl Iterator<Item = (KeyPath, Value, Origin)>,
    loaded: &mut Loaded,
) -> Layer {
    let mut all = BTreeMap::new();
    for (key, value, origin) in settings {
        let node = written::from_json(&nested_value(&key, value));
        all.extend(layer(judge(&node, Trust::Person), |_| origin.clone(), loaded).settings);
    }
    Layer { settings: all }
}

/// Lays the layers over what ships, each with its profile right below it.
fn merged(layers: Vec<Layer>, complaints: &mut Vec<Complaint>) -> SettingsByName {
    let profiles = profiles_of(&layers);
    let mut merged = shipped();
    for Layer { settings } in layers {
        if let Some(named) = settings.get(&KeyPath::of(["profile"])) {
            match profile(named, &profiles) {
                Ok(profile) => merged.extend(profile),
                Err(complaint) => complaints.push(complaint),
            }
        }
        merged.extend(settings);
    }
    merged
}

fn shipped() -> SettingsByName {
    let shipped = serde_json::to_value(Settings::shipped()).unwrap_or_default();
    let judged = judge(&written::from_json(&shipped), Trust::Person);
    let origin = Origin::Default;
    let setting = |value| Setting {
        value,
        origin: origin.clone(),
    };
    let fitting = judged.fitting.into_iter();
    fitting
        .map(|fitting| (fitting.path, setting(fitting.value)))
        .collect()
}

/// The profiles by name: those that ship, and over them those of the layers.
fn profiles_of(layers: &[Layer]) -> BTreeMap<String, SettingsByName> {
    let mut profiles: BTreeMap<String, SettingsByName> = BTreeMap::new();
    for (name, text) in profiles::SHIPPED {
        let Ok(node) = written::from_toml(text) else {
            continue;
        };
        let fitting = judge(&node, Trust::Person).fitting.into_iter();
        let origin = Origin::Profile(name.to_owned());
        let settings = fitting.map(|fitting| {
            let origin = origin.clone();
            (
                fitting.path,
                Setting {
                    value: fitting.value,
                    origin,
                },
            )
        });
        profiles.insert(name.to_owned(), settings.collect());
    }
    for (path, setting) in layers.iter().flat_map(|layer| &layer.settings) {
        let Some(below) = path.below(&["profiles"]) else {
            continue;
        };
        let name = below.parts().next().unwrap_or_default().to_owned();
        let Some(path) = below.below(&[&name]) else {
            continue;
        };
        profiles
            .entry(name)
            .or_default()
            .insert(path, setting.clone());
    }
    profiles
}

fn profile(
    named: &Setting,
    profiles: &BTreeMap<String, SettingsByName>,
) -> Result<SettingsByName, Complaint> {
    let name = named.value.as_str().unwrap_or_default();
    profiles.get(name).cloned().ok_or_else(|| {
        let known: Vec<&str> = profiles.keys().map(String::as_str).collect();
        Complaint {
            origin: named.origin.clone(),
            span: None,
            key: "profile".into(),
            message: format!("there is no profile `{name}`"),
            fix: suggestion(name, &known),
        }
    })
}

/// The settings as the nested tables that they were.
fn nested(settings: &SettingsByName) -> Value {
    let mut root = Value::Object(Map::new());
    for (path, setting) in settings {
        let mut place = &mut root;
        for part in path.parts() {
            place = &mut place[part];
        }
        *place = setting.value.clone();
    }
    root
}

fn nested_value(key: &KeyPath, value: Value) -> Value {
    let parts: Vec<&str> = key.parts().collect();
    let wrap = |value, part: &&str| Value::Object(Map::from_iter([((*part).to_owned(), value)]));
    parts.iter().rev().fold(value, wrap)
}
