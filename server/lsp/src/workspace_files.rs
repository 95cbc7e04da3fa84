//! The files of the workspace as they were when they were last checked, so that one that has not
//! changed since need not be read again.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use dashmap::DashMap;

/// What each file on disk looked like when it was last checked, and the name
/// of what was found then.
#[derive(Debug, Default)]
pub(crate) struct Checked(DashMap<PathBuf, (Stamp, String)>);

/// What a result depends on, short of the text itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    modified: SystemTime,
    bytes: u64,
    generation: u64,
}

impl Stamp {
    /// The file as it looks now, checked by this generation of settings; none
    /// if it cannot be looked at.
    pub(crate) fn of(path: &Path, generation: u64) -> Option<Self> {
        let metadata = std::fs::metadata(path).ok()?;
        Some(Self {
            modified: metadata.modified().ok()?,
            bytes: metadata.len(),
            generation,
        })
    }
}

impl Checked {
    /// The name of what was found in the file, if it looks as it did then.
    pub(crate) fn name_of(&self, path: &Path, stamp: Stamp) -> Option<String> {
        let checked = self.0.get(path).map(|checked| checked.clone());
        let (then, name) = checked?;
        (then == stamp).then_some(name)
    }

    /// Remembers the name of what was found in a file that looked like this.
    pub(crate) fn remember(&self, path: PathBuf, stamp: Stamp, name: String) {
        self.0.insert(path, (stamp, name));
    }
}
