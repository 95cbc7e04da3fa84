//! Where settings stand, and in which order they are laid over each other:
//! defaults, the person's file, the project's file, the environment.
//!
//! The project's file may not name a model: a folder that someone downloads
//! must not be able to send code, or a key, to an address of its choice.

use std::path::{Path, PathBuf};

use secrecy::SecretString;
use thiserror::Error;

use crate::configuration::{Configuration, ModelSettings, Settings};

/// The name of a project's file of settings, in its root or any folder above
/// the files it speaks of.
pub const PROJECT_FILE: &str = "scholiast.toml";

/// The host that `OPENAI_API_KEY` belongs to; it is shown to no other.
const OPENAI_HOST: &str = "api.openai.com";

/// Why a file of settings could not be used.
#[derive(Debug, Error)]
pub enum ConfigurationError {
    /// The file exists but cannot be read.
    #[error("cannot read the settings in {}: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        cause: std::io::Error,
    },
    /// The file is not TOML, or names a setting that does not exist.
    #[error("{}:{line}: {message}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// One-based line of the fault.
        line: usize,
        /// What is wrong and what would be right.
        message: String,
    },
    /// A project's file names a model.
    #[error(
        "{}: `[model]` is not read from a project's file, because a project must not decide where \
         code is sent: move it to {}", path.display(), user_file.display()
    )]
    ModelInProjectFile {
        /// The file.
        path: PathBuf,
        /// Where the setting belongs.
        user_file: PathBuf,
    },
}

/// The environment variables that Scholiast reads, as values, so that tests
/// need not change the process's own.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `SCHOLIAST_MODEL_URL`: a model server's address.
    pub model_url: Option<String>,
    /// `SCHOLIAST_MODEL`, or `CODE_EXPERT_MODEL`: the model's name.
    pub model: Option<String>,
    /// `SCHOLIAST_API_KEY`: shown to whichever model server is configured.
    pub key: Option<SecretString>,
    /// `OPENAI_API_KEY`: shown to OpenAI's own host only.
    pub openai_key: Option<SecretString>,
    /// The person's folder of settings: `$XDG_CONFIG_HOME`, or `~/.config`.
    pub config_home: Option<PathBuf>,
}

impl Environment {
    /// Reads the process's environment.
    #[must_use]
    pub fn of_process() -> Self {
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let config_home = text("XDG_CONFIG_HOME")
            .map(PathBuf::from)
            .or_else(|| text("APPDATA").map(PathBuf::from))
            .or_else(|| text("HOME").map(|home| PathBuf::from(home).join(".config")));
        Self {
            model_url: text("SCHOLIAST_MODEL_URL"),
            model: text("SCHOLIAST_MODEL").or_else(|| text("CODE_EXPERT_MODEL")),
            key: text("SCHOLIAST_API_KEY").map(SecretString::from),
            openai_key: text("OPENAI_API_KEY").map(SecretString::from),
            config_home,
        }
    }

    /// The person's own file of settings, whether or not it exists.
    #[must_use]
    pub fn user_file(&self) -> PathBuf {
        let home = self.config_home.clone().unwrap_or_default();
        home.join("scholiast").join("config.toml")
    }

    fn key_for(&self, base_url: &str) -> Option<SecretString> {
        let is_openai = host_of(base_url).is_some_and(|host| host == OPENAI_HOST);
        let openai_key = self.openai_key.clone().filter(|_| is_openai);
        self.key.clone().or(openai_key)
    }
}

/// Merges the layers that hold for the files under `folder`.
///
/// `editor` is what an editor sent as the person's settings; it lies over the
/// files and under the environment.
///
/// # Errors
/// The first layer that cannot be used; nothing of it is taken.
pub fn configuration_for(
    folder: &Path,
    editor: &Settings,
    environment: &Environment,
) -> Result<Configuration, ConfigurationError> {
    let mut merged = Configuration::default();
    if let Some(user) = read(&environment.user_file())? {
        merged = merged.overlaid_with(&user);
    }
    if let Some((path, project)) = read_project(folder)? {
        if project.model != Settings::default().model {
            let user_file = environment.user_file();
            return Err(ConfigurationError::ModelInProjectFile { path, user_file });
        }
        merged = merged.overlaid_with(&project);
    }
    Ok(with_environment(merged.overlaid_with(editor), environment))
}

fn with_environment(mut merged: Configuration, environment: &Environment) -> Configuration {
    let base_url = environment
        .model_url
        .clone()
        .or_else(|| merged.model.as_ref().map(|model| model.base_url.clone()));
    let name = environment
        .model
        .clone()
        .or_else(|| merged.model.as_ref().map(|model| model.name.clone()));
    merged.model = base_url.zip(name).map(|(base_url, name)| ModelSettings {
        key: environment.key_for(&base_url),
        base_url,
        name,
    });
    merged
}

fn read_project(folder: &Path) -> Result<Option<(PathBuf, Settings)>, ConfigurationError> {
    for ancestor in folder.ancestors() {
        let path = ancestor.join(PROJECT_FILE);
        if let Some(settings) = read(&path)? {
            return Ok(Some((path, settings)));
        }
    }
    Ok(None)
}

fn read(path: &Path) -> Result<Option<Settings>, ConfigurationError> {
    let path_owned = || path.to_path_buf();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(cause) if is_absent(&cause) => return Ok(None),
        Err(cause) => {
            let path = path_owned();
            return Err(ConfigurationError::Unreadable { path, cause });
        }
    };
    toml::from_str(&text).map(Some).map_err(|fault| {
        let before = fault.span().map_or(0, |span| span.start);
        let line = 1 + text.bytes().take(before).filter(|&b| b == b'\n').count();
        let message = fault.message().to_owned();
        let path = path_owned();
        ConfigurationError::Invalid {
            path,
            line,
            message,
        }
    })
}

fn is_absent(cause: &std::io::Error) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    matches!(cause.kind(), NotFound | NotADirectory)
}

/// The host of an `http(s)://` address, without user, port or path.
fn host_of(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host_and_port = authority.rsplit('@').next()?;
    host_and_port.split(':').next()
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn folder_with(file: &str, content: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        folder
    }

    fn merge(folder: &Path, environment: &Environment) -> Result<Configuration, String> {
        configuration_for(folder, &Settings::default(), environment).map_err(|e| e.to_string())
    }

    #[test]
    fn a_project_file_holds_for_the_folders_below_it() {
        let folder = folder_with(PROJECT_FILE, "complexity.cognitive_threshold = 7");
        let below = folder.path().join("src/deep");
        std::fs::create_dir_all(&below).unwrap();
        let merged = merge(&below, &Environment::default()).unwrap();
        assert_eq!(merged.cognitive_threshold, 7);
    }

    #[test]
    fn a_misspelt_setting_is_named_with_file_and_line() {
        let folder = folder_with(PROJECT_FILE, "\n[complexity]\ncogntive_threshold = 7\n");
        let error = merge(folder.path(), &Environment::default()).unwrap_err();
        assert!(
            error.contains("scholiast.toml:3: unknown field `cogntive_threshold`"),
            "{error}"
        );
    }

    #[test]
    fn a_project_cannot_say_where_code_is_sent() {
        let folder = folder_with(PROJECT_FILE, "model.base_url = 'http://evil.example/v1'");
        let error = merge(folder.path(), &Environment::default()).unwrap_err();
        assert!(
            error.contains("must not decide where code is sent"),
            "{error}"
        );
    }

    #[test]
    fn a_person_says_which_model_to_ask() {
        let home = folder_with(
            "scholiast/config.toml",
            "[model]\nbase_url = 'http://127.0.0.1:11434/v1'\nname = 'qwen'\n",
        );
        let environment = Environment {
            config_home: Some(home.path().into()),
            ..Environment::default()
        };
        let empty = tempfile::tempdir().unwrap();
        let model = merge(empty.path(), &environment).unwrap().model.unwrap();
        assert_eq!(
            (model.base_url.as_str(), model.name.as_str()),
            ("http://127.0.0.1:11434/v1", "qwen")
        );
    }

    #[test]
    fn the_openai_key_is_shown_to_openai_alone() {
        let key_at = |url: &str| {
            let environment = Environment {
                model_url: Some(url.into()),
                model: Some("m".into()),
                openai_key: Some("canary".to_owned().into()),
                ..Environment::default()
            };
            let empty = tempfile::tempdir().unwrap();
            let model = merge(empty.path(), &environment).unwrap().model.unwrap();
            model.key.map(|key| key.expose_secret().to_owned())
        };
        assert_eq!(
            key_at("https://api.openai.com/v1").as_deref(),
            Some("canary")
        );
        assert_eq!(key_at("https://api.openai.com.evil.example/v1"), None);
        assert_eq!(key_at("https://api.openai.com@evil.example/v1"), None);
        assert_eq!(key_at("http://127.0.0.1:8080/v1"), None);
    }
}
