//! The command line in a folder of its own, away from the settings and caches of whoever runs the
//! tests.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use tempfile::TempDir;

/// A function of cognitive complexity 3, which is 1 for the loop and 2 for the condition in it.
pub const TANGLED: &str = "def f(xs):\n    for x in xs:\n        if x:\n            print(x)\n";

/// A folder with files, and a home beside it.
#[derive(Debug)]
pub struct Project {
    folder: TempDir,
    home: TempDir,
    variables: Vec<(String, String)>,
}

/// What a command said.
#[derive(Debug)]
pub struct Said {
    /// On standard output.
    pub output: String,
    /// On standard error.
    pub errors: String,
    /// Its exit code; none if a signal ended it.
    pub code: Option<i32>,
}

impl Project {
    /// A folder with these files, by their paths and contents.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn with(files: &[(&str, &[u8])]) -> Result<Self> {
        let project = Self {
            folder: tempfile::tempdir()?,
            home: tempfile::tempdir()?,
            variables: Vec::new(),
        };
        for (name, content) in files {
            project.write(name, content)?;
        }
        Ok(project)
    }

    /// Sets an environment variable for the commands to come.
    #[must_use]
    pub fn variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes a file of the project.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<()> {
        write(&self.folder.path().join(name), content)
    }

    /// Writes the person's own file of settings.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write_own_settings(&self, content: &str) -> Result<()> {
        write(
            &self.home.path().join("scholiast/config.toml"),
            content.as_bytes(),
        )
    }

    /// Where the project is.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the person's settings, data and caches are.
    pub fn home(&self) -> PathBuf {
        self.home.path().join("scholiast")
    }

    /// Runs `scholiast` in the folder, with nothing on standard input.
    ///
    /// # Errors
    ///
    /// If it cannot be built or run, or says what is not UTF-8.
    pub fn run(&self, arguments: &[&str]) -> Result<Said> {
        self.run_with_input(arguments, b"")
    }

    /// Runs `scholiast` in the folder, with `input` on standard input.
    ///
    /// # Errors
    ///
    /// If it cannot be built or run, or says what is not UTF-8.
    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Result<Said> {
        let home = self.home.path();
        let mut child = Command::new(crate::scholiast()?)
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home)
            .env("XDG_DATA_HOME", home)
            .env("XDG_CACHE_HOME", home)
            .env_remove("SCHOLIAST_MODEL_URL")
            .env_remove("SCHOLIAST_MODEL")
            .env_remove("CODE_EXPERT_MODEL")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut stdin = child.stdin.take().context("standard input is not piped")?;
        // A command that does not read its input closes it early, which is no fault.
        let _ = stdin.write_all(input);
        drop(stdin);
        let ended = child.wait_with_output()?;
        Ok(Said {
            output: String::from_utf8(ended.stdout)?,
            errors: String::from_utf8(ended.stderr)?,
            code: ended.status.code(),
        })
    }
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(path))?;
    std::fs::write(path, content)?;
    Ok(())
}
