//! Keeps the analysis of one open document up to date.
//!
//! Newest wins: an edit cancels the analysis that runs, and the next begins
//! at once. Steady typing must not starve it, so after a few cancellations in
//! a row the running analysis is let finish; what it found is carried forward
//! to the newer text by whoever shows it.
//!
//! An edit is followed in two stages: what it changed in the healthy parts,
//! which takes about as long as parsing the edit does, and then, if the text
//! is broken, the explanation of its syntax errors. When the person pauses, one
//! analysis of the whole text puts right what the parser may have made of the
//! edits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use scholiast_analysis::{Analysis, Cancellation, Cancelled};
use scholiast_grammars::Language;
use scholiast_text::{Snapshot, Splice, Version};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

use crate::documents::{Analyzed, OpenDocument};

/// How many analyses in a row may be given up for a newer text.
const PATIENCE: u32 = 3;

/// How long the messages behind an edit may wait for its analysis. What takes
/// longer is left to the worker.
const AT_ONCE: Duration = Duration::from_millis(2);

/// How long a text rests before it is analysed as a whole.
const PAUSE: Duration = Duration::from_millis(1500);

/// What is done with each finished analysis.
pub(crate) trait OnAnalyzed: Send + Sync + 'static {
    /// The document has a new latest analysis.
    fn analyzed(&self, document: &Arc<OpenDocument>);
    /// The document cannot be analysed as it stands, so nothing is known of it.
    fn not_analyzed(&self, document: &Arc<OpenDocument>);
}

/// Follows an edit at once if that is quick, else has the worker do it.
///
/// For the moment when all that the client sent so far was handled, so that
/// only the last of several edits is analysed.
pub(crate) fn hasten(document: &Arc<OpenDocument>, listener: &dyn OnAnalyzed) {
    if let Some(analyzed) = at_once(document) {
        document.finish(Arc::new(analyzed));
        listener.analyzed(document);
    }
    // To explain what is broken, or to wait for a pause, if not for all the rest.
    document.wake_worker();
}

fn at_once(document: &OpenDocument) -> Option<Analyzed> {
    let _turn = document.is_quick().then(|| document.try_turn())??;
    let snapshot = document.snapshot();
    let Work::Follow(before, splice) = Work::of(document, &snapshot)? else {
        return None;
    };
    let deadline = Instant::now() + AT_ONCE;
    let budget = Cancellation::when(move || Instant::now() > deadline);
    let edited = || before.edited(splice, snapshot.text, &budget);
    match catch_unwind(AssertUnwindSafe(edited)) {
        Ok(Ok(analysis)) => Some(Analyzed {
            version: snapshot.version,
            analysis: Arc::new(analysis),
        }),
        Ok(Err(Cancelled)) => {
            document.set_quick(false);
            None
        }
        // The worker will meet the same panic, and knows what to say.
        Err(_) => None,
    }
}

/// Analyses `document` now and whenever it is woken, until it is closed.
///
/// `permits` bounds how many analyses run at once in the whole process.
pub(crate) async fn keep_up(
    document: Arc<OpenDocument>,
    permits: Arc<Semaphore>,
    listener: Arc<dyn OnAnalyzed>,
) {
    let worker = Worker {
        document: &document,
        permits: &permits,
        listener: listener.as_ref(),
    };
    tokio::select! {
        () = document.until_closed() => {}
        () = worker.run() => {}
    }
}

struct Worker<'w> {
    document: &'w Arc<OpenDocument>,
    permits: &'w Semaphore,
    listener: &'w dyn OnAnalyzed,
}

impl Worker<'_> {
    async fn run(&self) {
        loop {
            self.catch_up().await;
            let woken = tokio::time::timeout(PAUSE, self.document.until_woken()).await;
            if woken.is_err() {
                self.reconcile().await;
                self.document.until_woken().await;
            }
        }
    }

    /// Works until nothing is left to find out about the text of now.
    async fn catch_up(&self) {
        let mut given_up = 0;
        let mut turn = self.document.turn().await;
        loop {
            let snapshot = self.document.snapshot();
            let version = snapshot.version;
            let Some(work) = Work::of(self.document, &snapshot) else {
                return;
            };
            let may_be_overtaken = given_up < PATIENCE;
            let is_explanation = matches!(work, Work::Explain(_));
            let outcome = if is_explanation {
                // Meanwhile an edit may be followed at once.
                drop(turn);
                let outcome = self.attempt(work, snapshot, may_be_overtaken).await;
                turn = self.document.turn().await;
                outcome.brought_up_to_date(self.document, version)
            } else {
                self.attempt(work, snapshot, may_be_overtaken).await
            };
            match outcome {
                Outcome::Found(analyzed) => {
                    if is_explanation || analyzed.analysis.is_explained() {
                        given_up = 0;
                    }
                    self.replace(analyzed);
                }
                Outcome::Overtaken => given_up += 1,
                Outcome::Unknown => return self.give_up(),
            }
        }
    }

    /// Analyses the whole text, if what is known of it comes from following
    /// edits.
    async fn reconcile(&self) {
        let _turn = self.document.turn().await;
        let snapshot = self.document.snapshot();
        let follows_edits = self
            .document
            .latest()
            .is_some_and(|latest| latest.analysis.follows_edits());
        if !follows_edits {
            return;
        }
        if let Outcome::Found(analyzed) = self.attempt(Work::Reconcile, snapshot, true).await {
            self.replace(analyzed);
        }
    }

    async fn attempt(&self, work: Work, snapshot: Snapshot, may_be_overtaken: bool) -> Outcome {
        let Some(language) = self.document.analyzed_language() else {
            return Outcome::Unknown;
        };
        let Ok(_permit) = self.permits.acquire().await else {
            return Outcome::Unknown;
        };
        let mut versions = self.document.versions();
        if *versions.borrow_and_update() != snapshot.version && may_be_overtaken {
            return Outcome::Overtaken;
        }
        let is_edit = matches!(work, Work::Follow(..));
        let begun = Instant::now();
        let mut run = Run::start(work, language, snapshot);
        let outcome = tokio::select! {
            outcome = run.outcome() => outcome,
            _ = versions.changed(), if may_be_overtaken => Outcome::Overtaken,
        };
        if is_edit && matches!(outcome, Outcome::Found(_)) {
            self.document.set_quick(begun.elapsed() < AT_ONCE);
        }
        outcome
    }

    /// A syntax tree of megabytes takes long to free: not on a thread that serves.
    fn replace(&self, analyzed: Analyzed) {
        let previous = self.document.finish(Arc::new(analyzed));
        tokio::task::spawn_blocking(move || drop(previous));
        self.listener.analyzed(self.document);
    }

    fn give_up(&self) {
        self.document.give_up(self.document.snapshot().version);
        self.listener.not_analyzed(self.document);
    }
}

/// What is to be done next for a text.
enum Work {
    /// Analyse all of it, in the first stage.
    Read,
    /// Analyse all of it, in both stages.
    Reconcile,
    /// Follow the edit that led to it from the text that was analysed.
    Follow(Arc<Analysis>, Splice),
    /// Explain its syntax errors.
    Explain(Arc<Analysis>),
}

impl Work {
    /// What is to be done for the text of now; nothing if all is known, or it
    /// is known that nothing can be.
    fn of(document: &OpenDocument, snapshot: &Snapshot) -> Option<Self> {
        if document.is_given_up(snapshot.version) {
            return None;
        }
        let Some(latest) = document.latest() else {
            return Some(Self::Read);
        };
        let analysis = latest.analysis.clone();
        if latest.version == snapshot.version {
            return (!analysis.is_explained()).then_some(Self::Explain(analysis));
        }
        let splice = document.read(|document| document.log().splice_since(latest.version));
        Some(splice.map_or(Self::Read, |splice| Self::Follow(analysis, splice)))
    }

    fn perform(
        self,
        language: &'static Language,
        snapshot: Snapshot,
        cancellation: &Cancellation,
    ) -> Result<Analyzed, Cancelled> {
        let analysis = match self {
            Self::Read => Analysis::of_healthy_parts(language, snapshot.text, cancellation)?,
            Self::Reconcile => Analysis::of(language, snapshot.text, cancellation)?,
            Self::Follow(before, splice) => before.edited(splice, snapshot.text, cancellation)?,
            Self::Explain(known) => {
                let mut analysis = Analysis::clone(&known);
                analysis.explain_syntax(cancellation)?;
                analysis
            }
        };
        Ok(Analyzed {
            version: snapshot.version,
            analysis: Arc::new(analysis),
        })
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

impl Outcome {
    /// What was explained of `version`, for the version that was analysed last: if edits were
    /// followed meanwhile, the errors are carried through them.
    fn brought_up_to_date(self, document: &OpenDocument, version: Version) -> Self {
        let Self::Found(explained) = self else {
            return self;
        };
        match document.latest() {
            Some(latest) if latest.version != version => latest
                .adopting(&explained, document)
                .map_or(Self::Overtaken, Self::Found),
            _ => Self::Found(explained),
        }
    }
}

impl Analyzed {
    /// This analysis of the text of now with the errors of an earlier one, unless its own are known.
    fn adopting(&self, explained: &Self, document: &OpenDocument) -> Option<Self> {
        if self.analysis.is_explained() {
            return None;
        }
        let splice = document.read(|document| {
            let is_of_now = document.snapshot().version == self.version;
            is_of_now.then(|| document.log().splice_since(explained.version))?
        })?;
        let analysis = self.analysis.with_errors_of(&explained.analysis, splice);
        Some(Self {
            version: self.version,
            analysis: Arc::new(analysis),
        })
    }
}

/// One analysis under way on the blocking pool. Dropping it cancels it.
struct Run {
    cancellation: Cancellation,
    result: JoinHandle<Result<Analyzed, Cancelled>>,
}

impl Run {
    fn start(work: Work, language: &'static Language, snapshot: Snapshot) -> Self {
        let cancellation = Cancellation::default();
        let flag = cancellation.clone();
        let perform = move || work.perform(language, snapshot, &flag);
        Self {
            cancellation,
            result: tokio::task::spawn_blocking(perform),
        }
    }

    async fn outcome(&mut self) -> Outcome {
        match (&mut self.result).await {
            Ok(Ok(analyzed)) => Outcome::Found(analyzed),
            Ok(Err(Cancelled)) => Outcome::Overtaken,
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
