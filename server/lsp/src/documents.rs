//! The documents that the client has open.
//!
//! Two clocks, two owners: the text at its version is written by the sync
//! handlers alone ([`OpenDocument::change`]), the latest analysis by the
//! analysis worker alone ([`OpenDocument::finish`]). Everything else reads
//! snapshots.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use lsp_types::Uri;
use scholiast_analysis::Analysis;
use scholiast_grammars::Language;
use scholiast_project::configuration::LARGEST_ANALYSED_FILE;
use scholiast_text::{Change, Document, PositionEncoding, Snapshot, Version};
use tokio::sync::{MutexGuard, Notify, watch};

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
    /// Nothing analyses this document, or not as it stands: no grammar, too
    /// large, closed, or an analysis that failed.
    NotAnalyzed,
}

/// One open document.
#[derive(Debug)]
pub(crate) struct OpenDocument {
    uri: Uri,
    language: Option<&'static Language>,
    text: Mutex<Document>,
    version: watch::Sender<Version>,
    known: watch::Sender<Known>,
    closed: watch::Sender<bool>,
    /// Held by whoever analyses the document: one at a time.
    turn: tokio::sync::Mutex<()>,
    /// Wakes the worker.
    due: Notify,
    /// Whether edits are followed quickly enough to do it while messages wait.
    quick: AtomicBool,
    /// The version and name of the diagnostics that were pushed last.
    pushed: Mutex<Option<(Version, String)>>,
}

/// What is known of a document.
#[derive(Debug, Default)]
struct Known {
    latest: Option<Arc<Analyzed>>,
    /// The version that nothing will be known of.
    given_up: Option<Version>,
}

impl OpenDocument {
    fn new(uri: Uri, language: Option<&'static Language>, version: Version, text: &str) -> Self {
        Self {
            uri,
            language,
            text: Mutex::new(Document::open(version, text)),
            version: watch::Sender::new(version),
            known: watch::Sender::default(),
            closed: watch::Sender::new(false),
            turn: tokio::sync::Mutex::default(),
            due: Notify::new(),
            quick: AtomicBool::new(true),
            pushed: Mutex::default(),
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
        let known = Known {
            latest: Some(analyzed),
            given_up: None,
        };
        self.known.send_replace(known).latest
    }

    /// The text of this version cannot be analysed: whoever waits for it is
    /// told. For the analysis worker.
    pub(crate) fn give_up(&self, version: Version) {
        self.known
            .send_modify(|known| known.given_up = Some(version));
    }

    /// Whether the text of this version cannot be analysed.
    pub(crate) fn is_given_up(&self, version: Version) -> bool {
        self.known.borrow().given_up == Some(version)
    }

    /// The latest analysis, of whatever version and stage.
    pub(crate) fn latest(&self) -> Option<Arc<Analyzed>> {
        self.known.borrow().latest.clone()
    }

    /// Waits for the right to analyse the document.
    pub(crate) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// The right to analyse the document, unless somebody does already.
    pub(crate) fn try_turn(&self) -> Option<MutexGuard<'_, ()>> {
        self.turn.try_lock().ok()
    }

    /// Has the worker look at the document.
    pub(crate) fn wake_worker(&self) {
        self.due.notify_one();
    }

    /// Resolves when the worker is to look at the document.
    pub(crate) async fn until_woken(&self) {
        self.due.notified().await;
    }

    /// Whether edits of the document are followed quickly.
    pub(crate) fn is_quick(&self) -> bool {
        self.quick.load(Ordering::Relaxed)
    }

    /// Notes whether edits of the document are followed quickly.
    pub(crate) fn set_quick(&self, quick: bool) {
        self.quick.store(quick, Ordering::Relaxed);
    }

    /// The version and name of the diagnostics that were pushed last. Held
    /// while others are pushed.
    pub(crate) fn pushed(&self) -> std::sync::MutexGuard<'_, Option<(Version, String)>> {
        self.pushed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the analysis of `wanted`, its syntax errors included.
    ///
    /// # Errors
    /// The text has another version by now, or nothing analyses it.
    pub(crate) async fn analysis_of(&self, wanted: Version) -> Result<Arc<Analyzed>, Unavailable> {
        if self.analyzed_language().is_none() {
            return Err(Unavailable::NotAnalyzed);
        }
        let mut known = self.known.subscribe();
        let mut version = self.version.subscribe();
        loop {
            if let Some(answer) = known.borrow_and_update().of(wanted) {
                return answer;
            }
            if *version.borrow_and_update() != wanted {
                return Err(Unavailable::Outdated);
            }
            tokio::select! {
                changed = known.changed() => changed.map_err(|_| Unavailable::NotAnalyzed)?,
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

impl Known {
    /// What is known of a version for good; nothing while it is being found out.
    fn of(&self, wanted: Version) -> Option<Result<Arc<Analyzed>, Unavailable>> {
        if self.given_up == Some(wanted) {
            return Some(Err(Unavailable::NotAnalyzed));
        }
        let latest = self.latest.as_ref()?;
        let is_whole = latest.version == wanted && latest.analysis.is_explained();
        is_whole.then(|| Ok(latest.clone()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_waits_for_an_analysis_that_fails_is_told() {
        let python = scholiast_grammars::by_id("python");
        let uri = Uri("untitled:one".to_owned());
        let document = OpenDocument::new(uri, python, Version(1), "x = 1\n");
        let (answer, ()) = tokio::join!(document.analysis_of(Version(1)), async {
            tokio::task::yield_now().await;
            document.give_up(Version(1));
        });
        assert_eq!(answer.err(), Some(Unavailable::NotAnalyzed));
    }
}
