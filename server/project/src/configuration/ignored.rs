//! Paths that a person or a project does not want looked at.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns in the form of a `.gitignore`.
#[derive(Debug, Clone)]
pub struct IgnoredPaths {
    root: PathBuf,
    patterns: Gitignore,
}

impl IgnoredPaths {
    /// The patterns in `lines`, relative to `root`. A line that is no pattern matches nothing.
    pub(super) fn new(root: &Path, lines: &[String]) -> Self {
        let mut builder = GitignoreBuilder::new(root);
        for line in lines {
            // A line that cannot be read as a pattern is left out, as git leaves it out.
            let _ = builder.add_line(None, line);
        }
        Self {
            root: root.to_path_buf(),
            patterns: builder.build().unwrap_or_else(|_| Gitignore::empty()),
        }
    }

    /// Whether the file or folder at `path` is ignored, itself or by a folder that it is in.
    #[must_use]
    pub fn holds(&self, path: &Path, is_folder: bool) -> bool {
        let path = path.strip_prefix(&self.root).unwrap_or(path);
        // What stands elsewhere is none of this project's paths.
        let is_inside = path.is_relative();
        is_inside
            && self
                .patterns
                .matched_path_or_any_parents(path, is_folder)
                .is_ignore()
    }
}
