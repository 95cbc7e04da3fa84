//! Where a setting comes from, and its full name.

use std::fmt;
use std::path::PathBuf;

/// The full name of a setting, from the outermost table inwards: `thresholds.cognitive`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyPath(Vec<String>);

impl KeyPath {
    /// The path through these keys.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a str>) -> Self {
        Self(parts.into_iter().map(str::to_owned).collect())
    }

    /// The path of `key` in the table that this path leads to.
    #[must_use]
    pub fn join(&self, key: &str) -> Self {
        let mut parts = self.0.clone();
        parts.push(key.to_owned());
        Self(parts)
    }

    /// Its keys, the outermost first.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// What is left of the path below `tables`; none if it does not lead through them.
    #[must_use]
    pub fn below(&self, tables: &[&str]) -> Option<Self> {
        let through = self.0.len() > tables.len() && self.parts().zip(tables).all(|(a, b)| a == *b);
        through.then(|| Self(self.0[tables.len()..].to_vec()))
    }
}

impl fmt::Display for KeyPath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.join("."))
    }
}

/// Where a value was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nowhere: it ships with Scholiast.
    Default,
    /// In a named set of settings.
    Profile(String),
    /// In a file.
    File {
        /// The file.
        path: PathBuf,
        /// The line, counted from one.
        line: usize,
    },
    /// In the editor's own settings.
    Editor,
    /// In an environment variable.
    Variable(String),
    /// On the command line.
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => formatter.write_str("default"),
            Self::Profile(name) => write!(formatter, "profile {name}"),
            Self::File { path, line } => write!(formatter, "{}:{line}", path.display()),
            Self::Editor => formatter.write_str("the editor's settings"),
            Self::Variable(name) => write!(formatter, "environment variable {name}"),
            Self::Flag(name) => write!(formatter, "flag {name}"),
        }
    }
}
