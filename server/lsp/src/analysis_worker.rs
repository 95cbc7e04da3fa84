//! Keeps the analysis of one open document up to date.
//!
//! Newest wins: an edit cancels the analysis that runs, and the next begins
//! at once. Steady typing must not starve it, so after a few cancellations in
//! a row the running analysis is let finish; what it found is carried forward
//! to the newer text by whoever shows it.

use std::sync::Arc;

use scholiast_analysis::{Analysis, Cancellation};
use scholiast_grammars::Language;
use scholiast_text::{Snapshot, Version};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::documents::{Analyzed, OpenDocument};

/// How many analyses in a row may be given up for a newer text.
const PATIENCE: u32 = 3;

/// What the worker does with each finished analysis.
pub(crate) trait OnAnalyzed: Send + Sync + 'static {
    /// The document has a new latest analysis.
    fn analyzed(&self, document: &Arc<OpenDocument>);
    /// The document cannot be analysed as it stands, so nothing is known of it.
    fn not_analyzed(&self, document: &Arc<OpenDocument>);
}

/// Analyses `document` now and after each change, until it is closed.
///
/// `permits` bounds how many analyses run at once in the whole process.
pub(crate) async fn keep_up(
    document: Arc<OpenDocument>,
    permits: Arc<Semaphore>,
    listener: Arc<dyn OnAnalyzed>,
) {
    tokio::select! {
        () = document.until_closed() => {}
        () = follow(&document, &permits, listener.as_ref()) => {}
    }
}

async fn follow(document: &Arc<OpenDocument>, permits: &Semaphore, listener: &dyn OnAnalyzed) {
    let mut versions = document.versions();
    let mut given_up = 0;
    loop {
        versions.mark_unchanged();
        match analyze(document, permits, &mut versions, given_up < PATIENCE).await {
            Outcome::Found(analyzed) => {
                given_up = 0;
                replace(document, analyzed);
                listener.analyzed(document);
            }
            Outcome::Overtaken => {
                given_up += 1;
                continue;
            }
            Outcome::Unknown => listener.not_analyzed(document),
        }
        if versions.changed().await.is_err() {
            return;
        }
    }
}

/// How an attempt to analyse a text ended.
enum Outcome {
    Found(Analyzed),
    /// A newer text came first.
    Overtaken,
    /// There is no grammar for it, it is too large, or the analysis panicked.
    Unknown,
}

async fn analyze(
    document: &OpenDocument,
    permits: &Semaphore,
    versions: &mut watch::Receiver<Version>,
    may_be_overtaken: bool,
) -> Outcome {
    let Some(language) = document.analyzed_language() else {
        return Outcome::Unknown;
    };
    let Ok(_permit) = permits.acquire().await else {
        return Outcome::Unknown;
    };
    let mut run = Run::start(language, document.snapshot());
    tokio::select! {
        outcome = run.outcome() => outcome,
        _ = versions.changed(), if may_be_overtaken => Outcome::Overtaken,
    }
}

/// A syntax tree of megabytes takes long to free: not on a thread that serves.
fn replace(document: &OpenDocument, analyzed: Analyzed) {
    let previous = document.finish(Arc::new(analyzed));
    tokio::task::spawn_blocking(move || drop(previous));
}

/// One analysis under way on the blocking pool. Dropping it cancels it.
struct Run {
    cancellation: Cancellation,
    result: JoinHandle<Option<Analyzed>>,
}

impl Run {
    fn start(language: &'static Language, snapshot: Snapshot) -> Self {
        let cancellation = Cancellation::default();
        let flag = cancellation.clone();
        let result = tokio::task::spawn_blocking(move || {
            let analysis = Analysis::of(language, snapshot.text, &flag).ok()?;
            Some(Analyzed {
                version: snapshot.version,
                analysis: Arc::new(analysis),
            })
        });
        Self {
            cancellation,
            result,
        }
    }

    async fn outcome(&mut self) -> Outcome {
        match (&mut self.result).await {
            Ok(Some(analyzed)) => Outcome::Found(analyzed),
            Ok(None) => Outcome::Overtaken,
            Err(panic) => {
                tracing::error!("an analysis panicked: {panic}");
                Outcome::Unknown
            }
        }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.cancellation.cancel();
    }
}
