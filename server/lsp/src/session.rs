//! What holds between one client and this process, from `initialize` on.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::Duration;

use lsp_types::Uri;
use scholiast_project::{Configuration, Environment};
use scholiast_text::{PositionEncoding, Snapshot};
use tokio::sync::{Semaphore, watch};

use crate::abilities::Abilities;
use crate::convert::Lines;
use crate::documents::{Analyzed, Documents, OpenDocument, Unavailable};
use crate::pages::Pages;
use crate::progress::Progresses;
use crate::transport::{Outbox, jsonrpc};

/// How long a client may take to answer for its settings.
const PATIENCE: Duration = Duration::from_secs(5);

/// The state of one session. Shared by every handler and worker.
pub(crate) struct Session {
    /// The way to the client.
    pub(crate) outbox: Outbox,
    /// The open documents.
    pub(crate) documents: Documents,
    /// Pages shown to the person.
    pub(crate) pages: Pages,
    /// Work that the person can watch and stop.
    pub(crate) progresses: Progresses,
    /// Bounds the analyses that run at once.
    pub(crate) analyses: Arc<Semaphore>,
    /// The process's environment.
    pub(crate) environment: Environment,
    /// Documents that were changed, and not looked at since.
    changed: Mutex<Vec<Arc<OpenDocument>>>,
    start: OnceLock<Start>,
    configuration: RwLock<Arc<Configuration>>,
    settled: watch::Sender<bool>,
}

/// What `initialize` settled once and for all.
#[derive(Debug, Default)]
pub(crate) struct Start {
    /// What the client can do.
    pub(crate) abilities: Abilities,
    /// The first workspace folder, if it is a folder of this machine.
    pub(crate) folder: Option<PathBuf>,
    /// The settings that came with `initialize`.
    pub(crate) settings: serde_json::Value,
}

impl Session {
    pub(crate) fn new(outbox: Outbox, environment: Environment) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            outbox,
            documents: Documents::default(),
            pages: Pages::default(),
            progresses: Progresses::default(),
            analyses: Arc::new(Semaphore::new(processors)),
            environment,
            changed: Mutex::default(),
            start: OnceLock::new(),
            configuration: RwLock::default(),
            settled: watch::Sender::new(false),
        }
    }

    /// Settles what `initialize` said. The transport lets only one through.
    pub(crate) fn begin(&self, start: Start) {
        if self.start.set(start).is_err() {
            tracing::warn!("a second `initialize` was let through; the first one holds");
        }
    }

    /// What `initialize` settled.
    pub(crate) fn start(&self) -> &Start {
        self.start.get_or_init(Start::default)
    }

    /// What the client can do.
    pub(crate) fn abilities(&self) -> &Abilities {
        &self.start().abilities
    }

    /// How the client counts characters.
    pub(crate) fn encoding(&self) -> PositionEncoding {
        self.abilities().encoding
    }

    /// The settings in force.
    pub(crate) fn configuration(&self) -> Arc<Configuration> {
        self.configuration
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Puts new settings in force.
    pub(crate) fn configure(&self, configuration: Configuration) {
        let mut current = self
            .configuration
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *current = Arc::new(configuration);
    }

    /// Notes that a document was changed.
    pub(crate) fn note_changed(&self, document: Arc<OpenDocument>) {
        let mut changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        if !changed.iter().any(|known| Arc::ptr_eq(known, &document)) {
            changed.push(document);
        }
    }

    /// The documents that were changed since this was last asked.
    pub(crate) fn take_changed(&self) -> Vec<Arc<OpenDocument>> {
        std::mem::take(&mut self.changed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The settings in force are the person's own from here on.
    pub(crate) fn settle(&self) {
        self.settled.send_replace(true);
    }

    /// Waits until the settings are the person's own, so that nothing is shown
    /// by thresholds that are about to change. A client that does not answer
    /// when asked for its settings is not waited for longer than [`PATIENCE`].
    pub(crate) async fn until_settled(&self) {
        let mut settled = self.settled.subscribe();
        let settled = settled.wait_for(|settled| *settled);
        // Either way the settings of now are the best there are.
        let _ = tokio::time::timeout(PATIENCE, settled).await;
    }

    /// The document called `uri` as it stands at this moment. To be called
    /// before a handler's first await, so that it is the text that the client
    /// had in view.
    pub(crate) fn moment(&self, uri: &Uri) -> Option<Moment> {
        let document = self.documents.get(uri)?;
        let snapshot = document.snapshot();
        let encoding = self.encoding();
        Some(Moment {
            document,
            snapshot,
            encoding,
        })
    }
}

/// A document as it stood when a request arrived.
pub(crate) struct Moment {
    pub(crate) document: Arc<OpenDocument>,
    pub(crate) snapshot: Snapshot,
    encoding: PositionEncoding,
}

impl Moment {
    /// Converts between this text's offsets and the client's positions.
    pub(crate) fn lines(&self) -> Lines<'_> {
        Lines {
            text: &self.snapshot.text,
            encoding: self.encoding,
        }
    }

    /// Waits for the analysis of exactly this text; none if nothing analyses
    /// such documents.
    ///
    /// # Errors
    /// `ContentModified` if the text moved on meanwhile.
    pub(crate) async fn analysis(&self) -> jsonrpc::Result<Option<Arc<Analyzed>>> {
        match self.document.analysis_of(self.snapshot.version).await {
            Ok(analyzed) => Ok(Some(analyzed)),
            Err(Unavailable::NotAnalyzed) => Ok(None),
            Err(Unavailable::Outdated) => Err(jsonrpc::Error::content_modified()),
        }
    }
}
