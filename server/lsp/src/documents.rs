//! The documents that the client has open.
//!
//! Two clocks, two owners: the text at its version is written by the sync
//! handlers alone ([`OpenDocument::change`]), the latest analysis by the
//! analysis worker alone ([`OpenDocument::finish`]). Everything else reads
//! snapshots.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use lsp_types::Uri;
use scholiast_analysis::Analysis;
use scholiast_grammars::Language;
use scholiast_project::configuration::LARGEST_ANALYSED_FILE;
use scholiast_text::{Change, Document, PositionEncoding, Snapshot, Version};
use tokio::sync::watch;

/// What the analysis worker found at one version of a text.
#[derive(Debug)]
pub(crate) struct Analyzed {
    /// The version whose text was analysed.
    pub(crate) version: Version,
    /// What was found.
    pub(crate) analysis: Arc<Analysis>,
}

/// Why an analysis of the wanted version will never come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unavailable {
    /// The text moved on; the client will ask again if it still cares.
    Outdated,
    /// Nothing analyses this document: no grammar, too large, or closed.
    NotAnalyzed,
}

/// One open document.
#[derive(Debug)]
pub(crate) struct OpenDocument {
    uri: Uri,
    language: Option<&'static Language>,
    text: Mutex<Document>,
    version: watch::Sender<Version>,
    latest: watch::Sender<Option<Arc<Analyzed>>>,
    closed: watch::Sender<bool>,
}

impl OpenDocument {
    fn new(uri: Uri, language: Option<&'static Language>, version: Version, text: &str) -> Self {
        Self {
            uri,
            language,
            text: Mutex::new(Document::open(version, text)),
            version: watch::Sender::new(version),
            latest: watch::Sender::new(None),
            closed: watch::Sender::new(false),
        }
    }

    /// The client's name of the document, byte for byte.
    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The text as it stands now, and its version.
    pub(crate) fn snapshot(&self) -> Snapshot {
        self.locked().snapshot()
    }

    /// The language to analyse it in; none for an unknown language or a text
    /// too large to hold a tree of.
    pub(crate) fn analyzed_language(&self) -> Option<&'static Language> {
        let small_enough = self.snapshot().text.len() <= LARGEST_ANALYSED_FILE;
        self.language.filter(|_| small_enough)
    }

    /// Applies the client's changes, in their order. For the sync handlers.
    pub(crate) fn change(&self, version: Version, changes: &[Change], encoding: PositionEncoding) {
        self.locked().change(version, changes, encoding);
        self.version.send_replace(version);
    }

    /// Reads the text and its log together, as they stand at one moment.
    pub(crate) fn read<T>(&self, reader: impl FnOnce(&Document) -> T) -> T {
        reader(&self.locked())
    }

    /// Tells of each new version.
    pub(crate) fn versions(&self) -> watch::Receiver<Version> {
        self.version.subscribe()
    }

    /// Resolves when the client has closed the document.
    pub(crate) async fn until_closed(&self) {
        // An error means that the sender is gone, and so is the document.
        let _ = self.closed.subscribe().wait_for(|closed| *closed).await;
    }

    /// Makes `analyzed` the latest analysis, and returns the one before it.
    /// For the analysis worker.
    pub(crate) fn finish(&self, analyzed: Arc<Analyzed>) -> Option<Arc<Analyzed>> {
        self.latest.send_replace(Some(analyzed))
    }

    /// The latest analysis, of whatever version.
    pub(crate) fn latest(&self) -> Option<Arc<Analyzed>> {
        self.latest.borrow().clone()
    }

    /// Waits for the analysis of `wanted`.
    ///
    /// # Errors
    /// The text has another version by now, or nothing analyses it.
    pub(crate) async fn analysis_of(&self, wanted: Version) -> Result<Arc<Analyzed>, Unavailable> {
        if self.analyzed_language().is_none() {
            return Err(Unavailable::NotAnalyzed);
        }
        let mut latest = self.latest.subscribe();
        let mut version = self.version.subscribe();
        loop {
            let found = latest.borrow_and_update().clone();
            if let Some(found) = found.filter(|found| found.version == wanted) {
                return Ok(found);
            }
            if *version.borrow_and_update() != wanted {
                return Err(Unavailable::Outdated);
            }
            tokio::select! {
                changed = latest.changed() => changed.map_err(|_| Unavailable::NotAnalyzed)?,
                changed = version.changed() => changed.map_err(|_| Unavailable::NotAnalyzed)?,
                () = self.until_closed() => return Err(Unavailable::NotAnalyzed),
            }
        }
    }

    /// A panic elsewhere leaves the text whole: every change to it is one
    /// assignment, so a poisoned lock is safe to enter.
    fn locked(&self) -> std::sync::MutexGuard<'_, Document> {
        self.text.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The open documents, by the client's own names for them.
#[derive(Debug, Default)]
pub(crate) struct Documents(RwLock<HashMap<Uri, Arc<OpenDocument>>>);

impl Documents {
    /// Opens a document; one that was open under this name is closed first.
    pub(crate) fn open(
        &self,
        uri: Uri,
        language: Option<&'static Language>,
        version: Version,
        text: &str,
    ) -> Arc<OpenDocument> {
        let document = Arc::new(OpenDocument::new(uri.clone(), language, version, text));
        let mut documents = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(previous) = documents.insert(uri, document.clone()) {
            previous.closed.send_replace(true);
        }
        document
    }

    /// The document open under this name.
    pub(crate) fn get(&self, uri: &Uri) -> Option<Arc<OpenDocument>> {
        let documents = self.0.read().unwrap_or_else(PoisonError::into_inner);
        documents.get(uri).cloned()
    }

    /// Every open document.
    pub(crate) fn all(&self) -> Vec<Arc<OpenDocument>> {
        let documents = self.0.read().unwrap_or_else(PoisonError::into_inner);
        documents.values().cloned().collect()
    }

    /// Closes a document, and says whether it was open.
    pub(crate) fn close(&self, uri: &Uri) -> bool {
        let mut documents = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let closed = documents.remove(uri);
        if let Some(document) = &closed {
            document.closed.send_replace(true);
        }
        closed.is_some()
    }
}
