//! What is wrong with a setting, and how to mend it.

use std::fmt;
use std::path::Path;

use scholiast_text::Span;

use super::origin::Origin;

/// A setting that is not taken. All others are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// Where the setting stands.
    pub origin: Origin,
    /// The bytes of its file to look at; none for what stands in no file.
    pub span: Option<Span>,
    /// The setting's full name, or nothing if the whole file is meant.
    pub key: String,
    /// What is wrong, without a full stop: "unknown key `cogntive`".
    pub message: String,
    /// What would be right: "did you mean `cognitive`?"
    pub fix: String,
}

impl Complaint {
    /// The file to mend, if there is one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File { path, .. } => Some(path),
            _ => None,
        }
    }

    /// What is wrong and what would be right, without the place.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!("{}: {}", self.message, self.fix)
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.origin, self.sentence())
    }
}
