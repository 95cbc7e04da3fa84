//! The run itself: which files, on how many threads, with what kept from earlier runs.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use rayon::prelude::*;
use scholiast_analysis::Cancellation;
use scholiast_project::check::{check_file, check_source};
use scholiast_project::{
    Cache, CheckError, Checked, Configuration, ConfiguredFolders, Discovery, Source,
};

use super::{Arguments, CheckedFile, Fault, Outcome};
use crate::{cache, progress};

/// Looks at everything that the arguments name.
pub(super) fn outcome(arguments: &Arguments) -> Result<Outcome> {
    let mut folders = ConfiguredFolders::new(arguments.settings.layers()?);
    let mut outcome = match &arguments.stdin_filename {
        Some(name) => of_standard_input(name, &mut folders)?,
        None => of_paths(arguments, &mut folders)?,
    };
    let complaints = folders.complaints().iter().map(|complaint| Fault {
        path: None,
        message: complaint.to_string(),
    });
    outcome.faults.extend(complaints);
    Ok(outcome)
}

fn of_standard_input(name: &Path, folders: &mut ConfiguredFolders) -> Result<Outcome> {
    let mut content = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut content)
        .context("standard input cannot be read")?;
    let configuration = folders.configuration_in(&folder_of(name));
    let checked = Source::named(name, content)
        .map_err(CheckError::from)
        .and_then(|source| check_source(&source, &configuration, None, &Cancellation::new()));
    Ok(gathered(vec![(name.to_path_buf(), checked)], Vec::new()))
}

fn of_paths(arguments: &Arguments, folders: &mut ConfiguredFolders) -> Result<Outcome> {
    let found = Discovery::under(&arguments.paths, folders);
    let faults = found.faults.into_iter().map(|fault| Fault {
        path: None,
        message: fault.to_string(),
    });
    let faults = faults.collect();
    let configured = |path: PathBuf| {
        let configuration = folders.configuration_in(&folder_of(&path));
        (path, configuration)
    };
    let files: Vec<(PathBuf, Arc<Configuration>)> =
        found.files.into_iter().map(configured).collect();
    let cache = (!arguments.no_cache).then(cache::of_this_person).flatten();
    let check = || check_all(files, cache.as_ref());
    let threads = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.unwrap_or(0));
    let checked = threads
        .build()
        .context("no threads can be started")?
        .install(check);
    Ok(gathered(checked, faults))
}

/// A path, and what came of looking at it.
type Looked = (PathBuf, Result<Checked, CheckError>);

fn check_all(files: Vec<(PathBuf, Arc<Configuration>)>, cache: Option<&Cache>) -> Vec<Looked> {
    let bar = progress::bar(files.len(), "checking");
    let check = |(path, configuration): (PathBuf, Arc<Configuration>)| {
        let checked = check_file(&path, &configuration, cache, &Cancellation::new());
        bar.inc(1);
        (path, checked)
    };
    let checked = files.into_par_iter().map(check).collect();
    bar.finish_and_clear();
    checked
}

fn gathered(checked: Vec<Looked>, faults: Vec<Fault>) -> Outcome {
    let mut outcome = Outcome {
        files: Vec::new(),
        faults,
    };
    for (path, checked) in checked {
        match checked {
            Ok(found) => outcome.files.push(CheckedFile { path, found }),
            Err(error) => outcome.faults.push(Fault {
                path: Some(path),
                message: error.to_string(),
            }),
        }
    }
    outcome
}

/// The folder that a file is in, as settings know it.
fn folder_of(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
    absolute.parent().map(Path::to_path_buf).unwrap_or(absolute)
}
