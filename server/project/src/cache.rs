//! Findings kept from one run to the next, by the content of the file that they are of.
//!
//! An entry is named by a hash of everything that its findings follow from: the engine, the
//! language, the thresholds and the text. So an entry is never out of date, only unused. A cache
//! that cannot be read or written is as good as none.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use scholiast_analysis::{Diagnostic, Related, Severity};
use scholiast_grammars::Language;
use scholiast_text::Span;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::configuration::{ThresholdSettings, rules};

/// The form of the entries; raised when it changes.
const FORM: &str = "1";

/// A folder of kept findings.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    engine: String,
    is_writable: AtomicBool,
}

/// What was found in one file, before severities are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) functions: usize,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The name of an entry.
pub(crate) struct Key(String);

impl Cache {
    /// The cache in `folder`, which need not exist. `engine` names the very build that the findings
    /// are made by: another build never sees them.
    #[must_use]
    pub fn new(folder: &Path, engine: &str) -> Self {
        Self {
            folder: folder.join("findings"),
            engine: engine.to_owned(),
            is_writable: AtomicBool::new(true),
        }
    }

    /// Removes all that is kept, and says how many entries that were.
    ///
    /// # Errors
    /// The folder cannot be read, or an entry in it not be removed.
    pub fn clear(&self) -> std::io::Result<usize> {
        let entries = ignore::Walk::new(&self.folder).flatten();
        let count = entries.filter(|entry| entry.path().is_file()).count();
        match fs::remove_dir_all(&self.folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(count),
        }
    }

    pub(crate) fn key(
        &self,
        language: &Language,
        thresholds: &ThresholdSettings,
        text: &str,
    ) -> Key {
        let thresholds = format!("{thresholds:?}");
        let mut hash = Sha256::new();
        for part in [FORM, &self.engine, language.id(), &thresholds, text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let digest = hash.finalize();
        Key(digest.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// What is kept under `key`; none if nothing is, or nothing that can be understood.
    pub(crate) fn get(&self, key: &Key) -> Option<Kept> {
        let bytes = fs::read(self.path(key)).ok()?;
        let entry: Entry = serde_json::from_slice(&bytes).ok()?;
        entry.kept()
    }

    /// Keeps findings. After a first failure nothing more is tried.
    pub(crate) fn put(&self, key: &Key, kept: &Kept) {
        if !self.is_writable.load(Ordering::Relaxed) {
            return;
        }
        if self.write(key, &Entry::of(kept)).is_err() {
            self.is_writable.store(false, Ordering::Relaxed);
        }
    }

    /// Writes beside the entry and renames, so that nobody ever reads half of one.
    fn write(&self, key: &Key, entry: &Entry) -> std::io::Result<()> {
        let path = self.path(key);
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec(entry)?)?;
        file.persist(path)?;
        Ok(())
    }

    fn path(&self, key: &Key) -> PathBuf {
        let (folder, name) = key.0.split_at(2);
        self.folder.join(folder).join(name)
    }
}

#[derive(Serialize, Deserialize)]
struct Entry {
    functions: usize,
    diagnostics: Vec<KeptDiagnostic>,
}

#[derive(Serialize, Deserialize)]
struct KeptDiagnostic {
    span: (usize, usize),
    severity: u8,
    rule: String,
    message: String,
    related: Vec<((usize, usize), String)>,
    omitted_related: usize,
}

const SEVERITIES: [Severity; 4] = [
    Severity::Hint,
    Severity::Information,
    Severity::Warning,
    Severity::Error,
];

impl Entry {
    fn of(kept: &Kept) -> Self {
        Self {
            functions: kept.functions,
            diagnostics: kept.diagnostics.iter().map(KeptDiagnostic::of).collect(),
        }
    }

    fn kept(self) -> Option<Kept> {
        let diagnostics = self.diagnostics.into_iter().map(KeptDiagnostic::diagnostic);
        Some(Kept {
            functions: self.functions,
            diagnostics: diagnostics.collect::<Option<_>>()?,
        })
    }
}

impl KeptDiagnostic {
    fn of(found: &Diagnostic) -> Self {
        let related = found.related.iter();
        Self {
            span: (found.span.start, found.span.end),
            severity: found.severity as u8,
            rule: found.rule.to_string(),
            message: found.message.clone(),
            related: related
                .map(|related| {
                    (
                        (related.span.start, related.span.end),
                        related.message.clone(),
                    )
                })
                .collect(),
            omitted_related: found.omitted_related,
        }
    }

    fn diagnostic(self) -> Option<Diagnostic> {
        let related = self.related.into_iter().map(|(place, message)| {
            let span = span(place)?;
            Some(Related { span, message })
        });
        Some(Diagnostic {
            span: span(self.span)?,
            severity: *SEVERITIES.get(usize::from(self.severity))?,
            rule: rules::by_name(&self.rule)?,
            message: self.message,
            related: related.collect::<Option<_>>()?,
            omitted_related: self.omitted_related,
        })
    }
}

fn span((start, end): (usize, usize)) -> Option<Span> {
    (start <= end).then(|| Span::new(start, end))
}
