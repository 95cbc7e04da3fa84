//! `scholiast check [PATHS]`: what is broken or tangled, for people and for CI.

mod excerpt;
mod github;
mod human;
mod json;
mod junit;
mod place;
mod run;
mod sarif;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use scholiast_analysis::{Diagnostic, Severity};
use scholiast_project::Checked;

use crate::settings::Settings;
use crate::terminal::Color;

/// Options of `scholiast check`.
#[derive(clap::Args)]
#[command(after_help = "\
Exit code: 0 if nothing is at or above --fail-on, 1 if something is, 2 if the command line is wrong
or something could not be looked at (which is said, and keeps nothing else from being checked).")]
pub(crate) struct Arguments {
    /// Files and folders; folders are walked as git sees them.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The least severity that makes the exit code 1.
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,
    /// Check what comes on standard input.
    #[arg(long, requires = "stdin_filename", conflicts_with = "paths")]
    stdin: bool,
    /// The name that the text on standard input has: it tells the language and the settings.
    #[arg(long, value_name = "NAME", requires = "stdin")]
    stdin_filename: Option<PathBuf>,
    /// How many files to check at once; by default, one a processor.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Neither read nor keep findings of earlier runs.
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    settings: Settings,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: each finding with the lines it is about.
    Human,
    /// For programs: one JSON document.
    Json,
    /// For code scanning services: SARIF 2.1.0.
    Sarif,
    /// For GitHub Actions: a workflow command a finding, shown in the pull request.
    Github,
    /// For CI servers: JUnit's XML, a test suite a file.
    Junit,
}

/// The least severity that fails a run.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Information,
    Never,
}

impl FailOn {
    fn is_met_by(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Information => severity >= Severity::Information,
            Self::Never => false,
        }
    }
}

/// A file that was looked at.
struct CheckedFile {
    path: PathBuf,
    found: Checked,
}

/// Something that could not be looked at.
struct Fault {
    path: Option<PathBuf>,
    message: String,
}

impl Fault {
    /// The fault in one line that is safe to print.
    fn sentence(&self) -> String {
        let path = self.path.as_ref();
        let path = path.map_or_else(String::new, |path| format!("{} ", path.display()));
        crate::terminal::shown(&format!("{path}{}", self.message))
    }
}

/// Everything that a run came to, files in order.
struct Outcome {
    files: Vec<CheckedFile>,
    faults: Vec<Fault>,
}

impl Outcome {
    fn diagnostics(&self) -> impl Iterator<Item = (&CheckedFile, &Diagnostic)> {
        let of = |file| move |found| (file, found);
        let files = self.files.iter();
        files.flat_map(move |file: &CheckedFile| file.found.diagnostics.iter().map(of(file)))
    }

    fn findings(&self) -> usize {
        self.diagnostics().count()
    }

    fn functions(&self) -> usize {
        self.files.iter().map(|file| file.found.functions).sum()
    }

    fn exit_code(&self, fail_on: FailOn) -> ExitCode {
        let fails = |(_, found): (_, &Diagnostic)| fail_on.is_met_by(found.severity);
        if !self.faults.is_empty() {
            ExitCode::from(2)
        } else if self.diagnostics().any(fails) {
            ExitCode::FAILURE
        } else {
            ExitCode::SUCCESS
        }
    }
}

/// Checks the paths and prints what was found.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<ExitCode> {
    let outcome = run::outcome(arguments)?;
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    match arguments.format {
        Format::Human => human::print(&outcome, color, &mut output)?,
        Format::Json => json::print(&outcome, &mut output)?,
        Format::Sarif => sarif::print(&outcome, &mut output)?,
        Format::Github => github::print(&outcome, &mut output)?,
        Format::Junit => junit::print(&outcome, &mut output)?,
    }
    output.flush()?;
    Ok(outcome.exit_code(arguments.fail_on))
}
