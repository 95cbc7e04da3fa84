//! The folders that a person trusts: only in these may a project's own actions, templates and
//! check commands run.
//!
//! The list stands in the person's own data folder, one folder a line, where no project can write
//! itself into it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::configuration::Environment;

/// The name of the list.
const LIST: &str = "trusted-folders";

/// The folders that a person trusts.
#[derive(Debug, Clone)]
pub struct TrustedFolders {
    list: Option<PathBuf>,
}

impl TrustedFolders {
    /// The list of the person whose environment this is.
    #[must_use]
    pub fn of(environment: &Environment) -> Self {
        let folder = environment.data_folder();
        Self {
            list: folder.map(|folder| folder.join(LIST)),
        }
    }

    /// Whether the folder, or one that it is in, is trusted. Links are followed first, so that
    /// nothing is trusted by another name. A list that cannot be read trusts nothing.
    #[must_use]
    pub fn hold(&self, folder: &Path) -> bool {
        let Ok(folder) = folder.canonicalize() else {
            return false;
        };
        let trusted = self.read().unwrap_or_default();
        trusted.iter().any(|trusted| folder.starts_with(trusted))
    }

    /// Trusts a folder and all that is in it.
    ///
    /// # Errors
    /// The folder does not exist, or the list cannot be written.
    pub fn add(&self, folder: &Path) -> io::Result<()> {
        let folder = folder.canonicalize()?;
        let mut trusted = self.read()?;
        if !trusted.contains(&folder) {
            trusted.push(folder);
        }
        self.write(&trusted)
    }

    /// Trusts a folder no longer. A folder around it may still be trusted.
    ///
    /// # Errors
    /// The list cannot be read or written.
    pub fn remove(&self, folder: &Path) -> io::Result<()> {
        let folder = folder
            .canonicalize()
            .unwrap_or_else(|_| folder.to_path_buf());
        let mut trusted = self.read()?;
        trusted.retain(|trusted| *trusted != folder);
        self.write(&trusted)
    }

    fn read(&self) -> io::Result<Vec<PathBuf>> {
        let Some(list) = &self.list else {
            return Ok(Vec::new());
        };
        let text = match fs::read_to_string(list) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            read => read?,
        };
        // A relative line would mean another folder wherever one stands.
        let folders = text.lines().map(PathBuf::from);
        Ok(folders.filter(|folder| folder.is_absolute()).collect())
    }

    fn write(&self, folders: &[PathBuf]) -> io::Result<()> {
        let no_home = || io::Error::new(io::ErrorKind::NotFound, "there is no folder of user data");
        let list = self.list.as_ref().ok_or_else(no_home)?;
        let folder = list.parent().ok_or_else(no_home)?;
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        for folder in folders {
            let line = folder.to_str().filter(|line| !line.contains('\n'));
            let line = line.ok_or_else(|| {
                let message = "a folder's name cannot be written as one line of UTF-8";
                io::Error::new(io::ErrorKind::InvalidInput, message)
            })?;
            writeln!(file, "{line}")?;
        }
        file.persist(list)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trusted(home: &Path) -> TrustedFolders {
        let environment = Environment {
            data_home: Some(home.into()),
            ..Environment::default()
        };
        TrustedFolders::of(&environment)
    }

    #[test]
    fn trust_reaches_down_and_not_sideways_and_can_be_taken_back() {
        let home = tempfile::tempdir().unwrap();
        let work = tempfile::tempdir().unwrap();
        let inner = work.path().join("project/src");
        let beside = work.path().join("project-of-another");
        fs::create_dir_all(&inner).unwrap();
        fs::create_dir_all(&beside).unwrap();
        let project = work.path().join("project");
        assert!(!trusted(home.path()).hold(&project));
        trusted(home.path()).add(&project).unwrap();
        assert!(trusted(home.path()).hold(&project) && trusted(home.path()).hold(&inner));
        assert!(!trusted(home.path()).hold(&beside));
        assert!(!trusted(home.path()).hold(&inner.join("../../project-of-another")));
        trusted(home.path()).remove(&project).unwrap();
        assert!(!trusted(home.path()).hold(&inner));
    }

    #[test]
    fn without_a_folder_of_data_nothing_is_trusted() {
        let nobody = TrustedFolders::of(&Environment::default());
        let folder = tempfile::tempdir().unwrap();
        assert!(!nobody.hold(folder.path()));
        assert!(nobody.add(folder.path()).is_err());
    }
}
