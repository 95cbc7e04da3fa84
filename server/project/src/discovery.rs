//! Which files under some paths are ours to check.
//!
//! A folder is walked as `git` would see it: `.gitignore`, `.ignore`, global
//! excludes, hidden files left out; and without what the settings ignore. A
//! file that is named outright is always taken: whoever names a file means it.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use scholiast_grammars as grammars;
use thiserror::Error;

use crate::configured::ConfiguredFolders;

/// Why a path yields no files.
#[derive(Debug, Error)]
pub enum DiscoveryError {
    /// The path does not exist.
    #[error("{}: there is no such file or folder", .0.display())]
    Missing(PathBuf),
    /// A folder holds no file in a known language.
    #[error("{}: there is no source file in this folder that a grammar knows and no rule ignores", .0.display())]
    Empty(PathBuf),
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
    pub fn under(paths: &[PathBuf], folders: &mut ConfiguredFolders) -> Self {
        let mut found = Self::default();
        for path in paths {
            found.add(path, folders);
        }
        found.files.sort();
        found.files.dedup();
        found
    }

    fn add(&mut self, path: &Path, folders: &mut ConfiguredFolders) {
        if path.is_dir() {
            let before = (self.files.len(), self.faults.len());
            self.walk(path, folders);
            if (self.files.len(), self.faults.len()) == before {
                self.faults.push(DiscoveryError::Empty(path.into()));
            }
        } else if !path.exists() {
            self.faults.push(DiscoveryError::Missing(path.into()));
        } else if grammars::by_path(path).is_none() {
            self.faults
                .push(DiscoveryError::UnknownLanguage(path.into()));
        } else {
            self.files.push(path.into());
        }
    }

    fn walk(&mut self, folder: &Path, folders: &mut ConfiguredFolders) {
        let ignored = folders.configuration_in(&absolute(folder)).ignored.clone();
        let is_wanted = move |entry: &ignore::DirEntry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            // The folder that was named itself is wanted, whatever is ignored around it.
            entry.depth() == 0 || !ignored.holds(&absolute(entry.path()), is_folder)
        };
        let already = self.files.len();
        // `require_git(false)`: an unpacked archive's .gitignore counts too.
        let walk = WalkBuilder::new(folder)
            .require_git(false)
            .filter_entry(is_wanted)
            .build();
        for entry in walk {
            match entry {
                Ok(entry) => self.add_walked(&entry),
                Err(fault) => self.faults.push(fault.into()),
            }
        }
        self.drop_ignored_further_down(already, folders);
    }

    /// A folder further down may have settings of its own, which ignore more.
    fn drop_ignored_further_down(&mut self, already: usize, folders: &mut ConfiguredFolders) {
        let walked = self.files.split_off(already);
        let is_wanted = |file: &PathBuf| {
            let file = absolute(file);
            let folder = file.parent().unwrap_or(&file);
            !folders.configuration_in(folder).ignored.holds(&file, false)
        };
        self.files.extend(walked.into_iter().filter(is_wanted));
    }

    fn add_walked(&mut self, entry: &ignore::DirEntry) {
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && grammars::by_path(entry.path()).is_some() {
            // `a.py` and not `./a.py`: as other tools, and git, call it.
            let path = entry.path();
            self.files
                .push(path.strip_prefix(".").unwrap_or(path).into());
        }
    }
}

/// The path as settings know it. Where the working folder is unknown, the path itself.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.into())
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

    fn under(paths: &[PathBuf]) -> Discovery {
        Discovery::under(paths, &mut ConfiguredFolders::default())
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
        let found = under(&[folder.path().into()]);
        assert_eq!(names(&found, folder.path()), ["a.py", "src/b.ts"]);
        assert!(found.faults.is_empty());
    }

    #[test]
    fn a_file_named_outright_is_taken_even_if_ignored_and_only_once() {
        let folder = project(&[(".gitignore", "*.py\n"), ("a.py", "")]);
        let file = folder.path().join("a.py");
        let found = under(&[file.clone(), file]);
        assert_eq!(names(&found, folder.path()), ["a.py"]);
    }

    #[test]
    fn what_cannot_be_used_is_said_and_does_not_stop_the_rest() {
        let folder = project(&[("a.py", ""), ("notes.txt", "")]);
        let path = |name: &str| folder.path().join(name);
        let found = under(&[path("gone.py"), path("notes.txt"), path("a.py")]);
        assert_eq!(names(&found, folder.path()), ["a.py"]);
        let faults: Vec<String> = found.faults.iter().map(ToString::to_string).collect();
        assert!(
            faults[0].ends_with("gone.py: there is no such file or folder"),
            "{faults:?}"
        );
        assert!(
            faults[1].contains("notes.txt: no grammar knows this kind of file; known are ."),
            "{faults:?}"
        );
    }

    #[test]
    fn what_settings_ignore_is_not_walked_into_at_any_depth() {
        let folder = project(&[
            ("scholiast.toml", "ignore = ['vendor/', '*_pb2.py']"),
            ("a.py", ""),
            ("a_pb2.py", ""),
            ("vendor/b.py", ""),
            ("inner/scholiast.toml", "ignore = ['/old']"),
            ("inner/old/c.py", ""),
            ("inner/d.py", ""),
        ]);
        let found = under(&[folder.path().into()]);
        assert_eq!(names(&found, folder.path()), ["a.py", "inner/d.py"]);
        let vendor = under(&[folder.path().join("vendor")]);
        assert_eq!(names(&vendor, folder.path()), [""; 0]);
        let named = under(&[folder.path().join("vendor/b.py")]);
        assert_eq!(names(&named, folder.path()), ["vendor/b.py"]);
    }

    #[test]
    fn a_folder_without_sources_is_said() {
        let folder = project(&[("notes.txt", "")]);
        let said = under(&[folder.path().into()]).faults[0].to_string();
        assert!(
            said.contains("there is no source file in this folder"),
            "{said}"
        );
    }
}
