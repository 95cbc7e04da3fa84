//! Which files under some paths are ours to check.
//!
//! A folder is walked as `git` would see it: `.gitignore`, `.ignore`, global
//! excludes, hidden files left out. A file that is named outright is always
//! taken: whoever names a file means it.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use scholiast_grammars as grammars;
use thiserror::Error;

/// Why a path yields no files.
#[derive(Debug, Error)]
pub enum DiscoveryError {
    /// The path does not exist.
    #[error("{}: there is no such file or folder", .0.display())]
    Missing(PathBuf),
    /// A file was named whose language has no grammar here.
    #[error("{}: no grammar knows this kind of file; known are {}", .0.display(), known_extensions())]
    UnknownLanguage(PathBuf),
    /// Something below a folder cannot be walked.
    #[error("{0}")]
    Walk(#[from] ignore::Error),
}

fn known_extensions() -> String {
    let languages = grammars::all().iter();
    let dotted = languages
        .flat_map(|language| language.extensions())
        .map(|name| format!(".{name}"));
    dotted.collect::<Vec<_>>().join(" ")
}

/// The files found, and what went wrong on the way to others.
#[derive(Debug, Default)]
pub struct Discovery {
    /// Files in a known language, sorted, each once.
    pub files: Vec<PathBuf>,
    /// One entry a path that could not be used.
    pub faults: Vec<DiscoveryError>,
}

impl Discovery {
    /// Finds the files under `paths`, each a file or a folder.
    #[must_use]
    pub fn under(paths: &[PathBuf]) -> Self {
        let mut found = Self::default();
        for path in paths {
            found.add(path);
        }
        found.files.sort();
        found.files.dedup();
        found
    }

    fn add(&mut self, path: &Path) {
        if path.is_dir() {
            self.walk(path);
        } else if !path.exists() {
            self.faults.push(DiscoveryError::Missing(path.into()));
        } else if grammars::by_path(path).is_none() {
            self.faults
                .push(DiscoveryError::UnknownLanguage(path.into()));
        } else {
            self.files.push(path.into());
        }
    }

    fn walk(&mut self, folder: &Path) {
        // `require_git(false)`: an unpacked archive's .gitignore counts too.
        for entry in WalkBuilder::new(folder).require_git(false).build() {
            match entry {
                Ok(entry) => self.add_walked(&entry),
                Err(fault) => self.faults.push(fault.into()),
            }
        }
    }

    fn add_walked(&mut self, entry: &ignore::DirEntry) {
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && grammars::by_path(entry.path()).is_some() {
            self.files.push(entry.path().into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        folder
    }

    fn names(found: &Discovery, folder: &Path) -> Vec<String> {
        let relative = |file: &PathBuf| file.strip_prefix(folder).unwrap().display().to_string();
        found.files.iter().map(relative).collect()
    }

    #[test]
    fn a_folder_is_walked_as_git_sees_it() {
        let folder = project(&[
            (".gitignore", "build/\n"),
            ("a.py", ""),
            ("src/b.ts", ""),
            ("build/c.py", ""),
            (".hidden/d.py", ""),
            ("notes.txt", ""),
        ]);
        let found = Discovery::under(&[folder.path().into()]);
        assert_eq!(names(&found, folder.path()), ["a.py", "src/b.ts"]);
        assert!(found.faults.is_empty());
    }

    #[test]
    fn a_file_named_outright_is_taken_even_if_ignored_and_only_once() {
        let folder = project(&[(".gitignore", "*.py\n"), ("a.py", "")]);
        let file = folder.path().join("a.py");
        let found = Discovery::under(&[file.clone(), file]);
        assert_eq!(names(&found, folder.path()), ["a.py"]);
    }

    #[test]
    fn what_cannot_be_used_is_said_and_does_not_stop_the_rest() {
        let folder = project(&[("a.py", ""), ("notes.txt", "")]);
        let path = |name: &str| folder.path().join(name);
        let found = Discovery::under(&[path("gone.py"), path("notes.txt"), path("a.py")]);
        assert_eq!(names(&found, folder.path()), ["a.py"]);
        let faults: Vec<String> = found.faults.iter().map(ToString::to_string).collect();
        assert!(
            faults[0].ends_with("gone.py: there is no such file or folder"),
            "{faults:?}"
        );
        assert!(
            faults[1].contains("notes.txt: no grammar knows this kind of file; known are .py"),
            "{faults:?}"
        );
    }
}
