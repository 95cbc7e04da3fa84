//! Checking one file: read, analysed and weighed, or its findings taken from the cache.

use std::panic::AssertUnwindSafe;
use std::path::Path;

use scholiast_analysis::{Analysis, Cancellation, Diagnostic};
use scholiast_grammars::Language;
use scholiast_text::Text;
use thiserror::Error;

use crate::cache::{Cache, Kept};
use crate::configuration::Configuration;
use crate::findings::unweighed;
use crate::source::{Source, SourceError};

/// Why a file could not be checked. The message is to be read after the file's name.
#[derive(Debug, Error)]
pub enum CheckError {
    /// It cannot be read as source code.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The check was called off.
    #[error("was given up before it was analysed")]
    Cancelled,
    /// The analysis has a fault.
    #[error("made the analysis panic, which is a fault of Scholiast: please report it")]
    Panicked,
}

/// What was found in one file.
#[derive(Debug)]
pub struct Checked {
    /// What it is written in.
    pub language: &'static Language,
    /// Its text if anything was found in it, so that the places can be shown; else nothing.
    pub text: Text,
    /// How many functions it has.
    pub functions: usize,
    /// The findings, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks the file at `path`. With a cache or without, the result is the same.
///
/// # Errors
/// See [`CheckError`].
pub fn check_file(
    path: &Path,
    configuration: &Configuration,
    cache: Option<&Cache>,
    cancellation: &Cancellation,
) -> Result<Checked, CheckError> {
    let source = Source::read_up_to(path, configuration.largest_file())?;
    check_source(&source, configuration, cache, cancellation)
}

/// Checks a text that was read already.
///
/// # Errors
/// See [`CheckError`].
pub fn check_source(
    source: &Source,
    configuration: &Configuration,
    cache: Option<&Cache>,
    cancellation: &Cancellation,
) -> Result<Checked, CheckError> {
    let Source { language, text, .. } = source;
    let thresholds = configuration.threshold_settings_in(language.id());
    let entry = cache.map(|cache| (cache, cache.key(language, &thresholds, text)));
    let known = entry.as_ref().and_then(|(cache, key)| cache.get(key));
    let kept = match known {
        Some(kept) => kept,
        None => {
            let analysis = analyze(language, text, cancellation)?;
            let functions = analysis.report().functions.len();
            let diagnostics = unweighed(&analysis, &thresholds);
            let kept = Kept {
                functions,
                diagnostics,
            };
            if let Some((cache, key)) = &entry {
                cache.put(key, &kept);
            }
            kept
        }
    };
    let diagnostics = configuration.weighed(language.id(), kept.diagnostics);
    let shown = if diagnostics.is_empty() { "" } else { text };
    Ok(Checked {
        language,
        text: Text::new(shown),
        functions: kept.functions,
        diagnostics,
    })
}

/// Analyses a text; a panic on the way is an error like any other.
///
/// # Errors
/// [`CheckError::Cancelled`], [`CheckError::Panicked`].
pub fn analyze(
    language: &'static Language,
    text: &str,
    cancellation: &Cancellation,
) -> Result<Analysis, CheckError> {
    let analyze = || Analysis::of(language, Text::new(text), cancellation);
    // Everything that a panic could leave half done is local to the closure.
    std::panic::catch_unwind(AssertUnwindSafe(analyze))
        .map_err(|_| CheckError::Panicked)?
        .map_err(|_| CheckError::Cancelled)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TANGLED: &str = "def f(xs):\n    for x in xs:\n        if x:\n            print(x)\n";

    fn diagnostics(
        folder: &Path,
        cache: Option<&Cache>,
        settings: &[(&str, u32)],
    ) -> Vec<Diagnostic> {
        let mut layers = crate::Layers::default();
        for (key, value) in settings {
            layers.set_flag("--test", key, *value);
        }
        let configuration = layers.load(folder).configuration;
        let path = folder.join("a.py");
        let checked = check_file(&path, &configuration, cache, &Cancellation::new());
        checked.unwrap().diagnostics
    }

    fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
        let walk = ignore::Walk::new(folder).flatten();
        let files = walk.filter(|entry| entry.path().is_file());
        files.map(|entry| entry.path().to_owned()).collect()
    }

    #[test]
    fn with_a_cache_or_without_the_findings_are_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("a.py");
        std::fs::write(&source, TANGLED).unwrap();
        let store = folder.path().join("cache");
        let cache = Cache::new(&store, "test");
        let low = [("thresholds.cognitive", 2)];
        let plain = diagnostics(folder.path(), None, &low);
        assert_eq!(plain.len(), 1);
        assert_eq!(diagnostics(folder.path(), Some(&cache), &low), plain);
        assert_eq!(entries(&store).len(), 1);
        assert_eq!(diagnostics(folder.path(), Some(&cache), &low), plain);
        assert!(diagnostics(folder.path(), Some(&cache), &[]).is_empty());
        assert_eq!(entries(&store).len(), 2, "other thresholds, another entry");
        std::fs::write(&source, "x = 1\n").unwrap();
        assert!(diagnostics(folder.path(), Some(&cache), &low).is_empty());
        assert_eq!(cache.clear().unwrap(), 3);
        assert_eq!(entries(&store).len(), 0);
    }

    #[test]
    fn an_entry_is_read_instead_of_the_file_being_analysed_and_not_by_another_engine() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.py"), TANGLED).unwrap();
        let store = folder.path().join("cache");
        let low = [("thresholds.cognitive", 2)];
        let cache = Cache::new(&store, "one");
        diagnostics(folder.path(), Some(&cache), &low);
        let entry = &entries(&store)[0];
        let forged = std::fs::read_to_string(entry)
            .unwrap()
            .replace("complexity of 3", "forgery");
        std::fs::write(entry, forged).unwrap();
        let message = |cache: &Cache| {
            diagnostics(folder.path(), Some(cache), &low)[0]
                .message
                .clone()
        };
        assert!(message(&cache).contains("forgery"));
        assert!(!message(&Cache::new(&store, "another")).contains("forgery"));
    }

    #[test]
    fn a_cache_that_is_broken_or_cannot_be_written_stops_nothing() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.py"), TANGLED).unwrap();
        let low = [("thresholds.cognitive", 2)];
        let store = folder.path().join("cache");
        let cache = Cache::new(&store, "test");
        let plain = diagnostics(folder.path(), Some(&cache), &low);
        std::fs::write(&entries(&store)[0], b"{\"functions\":").unwrap();
        assert_eq!(diagnostics(folder.path(), Some(&cache), &low), plain);
        let in_the_way = Cache::new(&folder.path().join("a.py"), "test");
        assert_eq!(diagnostics(folder.path(), Some(&in_the_way), &low), plain);
    }
}
