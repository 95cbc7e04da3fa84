//! `scholiast check [PATHS]`: what is broken or tangled, for people and for CI.
//!
//! Exit code 0: nothing to report. 1: there are findings. 2: something could
//! not be looked at, which is said, and never keeps the rest from being
//! checked.

mod human;
mod json;

use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use rayon::prelude::*;
use scholiast_analysis::{self as analysis, Analysis, Cancellation, Diagnostic};
use scholiast_project::configuration::Settings;
use scholiast_project::layers::configuration_for;
use scholiast_project::{Discovery, Environment, Source};
use scholiast_text::Text;

/// Options of `scholiast check`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files and folders; folders are walked as git sees them.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Report functions whose cognitive complexity is above this number,
    /// whatever is configured.
    #[arg(long, value_name = "N")]
    cognitive_threshold: Option<u32>,
}

/// How findings are printed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people: each finding with the lines it is about.
    Human,
    /// For programs: one JSON document.
    Json,
}

/// What was found in one file.
struct Checked {
    path: PathBuf,
    language: &'static str,
    text: Text,
    functions: usize,
    diagnostics: Vec<Diagnostic>,
}

/// A path that could not be looked at.
struct Fault {
    path: Option<PathBuf>,
    message: String,
}

/// Everything that a run came to, files in order.
struct Outcome {
    files: Vec<Checked>,
    faults: Vec<Fault>,
}

impl Outcome {
    fn findings(&self) -> usize {
        self.files.iter().map(|file| file.diagnostics.len()).sum()
    }

    fn functions(&self) -> usize {
        self.files.iter().map(|file| file.functions).sum()
    }

    fn exit_code(&self) -> ExitCode {
        match (self.faults.is_empty(), self.findings()) {
            (false, _) => ExitCode::from(2),
            (true, 0) => ExitCode::SUCCESS,
            (true, _) => ExitCode::FAILURE,
        }
    }
}

/// Checks the paths and prints what was found.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let outcome = check(arguments);
    let mut output = std::io::stdout().lock();
    match arguments.format {
        Format::Human => human::print(&outcome, &mut output)?,
        Format::Json => json::print(&outcome, &mut output)?,
    }
    Ok(outcome.exit_code())
}

fn check(arguments: &Arguments) -> Outcome {
    let found = Discovery::under(&arguments.paths);
    let environment = Environment::of_process();
    let results: Vec<Result<Checked, Fault>> = found
        .files
        .par_iter()
        .map(|path| check_file(path, arguments.cognitive_threshold, &environment))
        .collect();
    let mut outcome = Outcome {
        files: Vec::new(),
        faults: Vec::new(),
    };
    let unusable = |fault: scholiast_project::DiscoveryError| Fault {
        path: None,
        message: fault.to_string(),
    };
    outcome
        .faults
        .extend(found.faults.into_iter().map(unusable));
    for result in results {
        match result {
            Ok(checked) => outcome.files.push(checked),
            Err(fault) => outcome.faults.push(fault),
        }
    }
    outcome
}

fn check_file(
    path: &Path,
    threshold: Option<u32>,
    environment: &Environment,
) -> Result<Checked, Fault> {
    let fault = |message: String| Fault {
        path: Some(path.into()),
        message,
    };
    let source = Source::read(path).map_err(|error| fault(error.to_string()))?;
    let folder = std::path::absolute(path).unwrap_or_else(|_| path.into());
    let folder = folder.parent().unwrap_or(path);
    let configuration = configuration_for(folder, &Settings::default(), environment)
        .map_err(|error| fault(format!("is not checked: {error}")))?;
    let mut thresholds = configuration.thresholds();
    thresholds.cognitive = threshold.unwrap_or(thresholds.cognitive);
    let analyze = || {
        Analysis::of(
            source.language,
            Text::new(&source.text),
            &Cancellation::default(),
        )
    };
    // Everything that a panic could leave half done is local to the closure.
    let analysis = std::panic::catch_unwind(AssertUnwindSafe(analyze))
        .map_err(|_| {
            fault("made the analysis panic, which is a fault of Scholiast: please report it".into())
        })?
        .map_err(|_| fault("was given up before it was analysed".into()))?;
    Ok(Checked {
        path: source.path,
        language: source.language.id(),
        functions: analysis.report().functions.len(),
        diagnostics: analysis::diagnostics(&analysis, &thresholds),
        text: analysis.text().clone(),
    })
}
