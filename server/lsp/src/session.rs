//! What holds between one client and this process, from `initialize` on.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use lsp_types::Uri;
use scholiast_project::{Configuration, Environment, Layers};
use scholiast_text::{PositionEncoding, Snapshot};
use tokio::sync::{Semaphore, watch};

use crate::abilities::Abilities;
use crate::analyses::analyze;
use crate::configurations::Configurations;
use crate::convert::{Lines, path_of};
use crate::documents::{Analyzed, Documents, OpenDocument, Unavailable};
use crate::folders::{Folder, Folders};
use crate::lenses::Lenses;
use crate::pages::Pages;
use crate::progress::Progresses;
use crate::settings_faults::SettingsFaults;
use crate::status::Status;
use crate::structure::Registered;
use crate::trace::Trace;
use crate::transport::{Outbox, jsonrpc};
use crate::workspace_files::Checked;

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
    /// The folders of the workspace.
    pub(crate) folders: Folders,
    /// What the client was told that we give beside other servers.
    pub(crate) registered: Registered,
    /// The code lenses that documents show.
    pub(crate) lenses: Lenses,
    /// The files of the workspace as they were last checked.
    pub(crate) checked: Checked,
    /// What our own clients show of our state.
    pub(crate) status: Status,
    /// What the client wants to be told of what we do.
    pub(crate) trace: Trace,
    /// Bounds the analyses that run at once.
    pub(crate) analyses: Arc<Semaphore>,
    /// Documents that were changed, and not looked at since.
    changed: Mutex<Vec<Arc<OpenDocument>>>,
    start: OnceLock<Start>,
    /// The settings in force.
    pub(crate) configurations: Configurations,
    /// What is wrong with the files that they stand in.
    pub(crate) settings_faults: SettingsFaults,
    settled: watch::Sender<bool>,
}

/// What `initialize` settled once and for all.
#[derive(Debug, Default)]
pub(crate) struct Start {
    /// What the client can do.
    pub(crate) abilities: Abilities,
    /// The settings that came with `initialize`.
    pub(crate) settings: serde_json::Value,
}

impl Session {
    pub(crate) fn new(outbox: Outbox, environment: Environment) -> Self {
        Self {
            outbox,
            documents: Documents::default(),
            pages: Pages::default(),
            progresses: Progresses::default(),
            folders: Folders::default(),
            registered: Registered::default(),
            lenses: Lenses::default(),
            checked: Checked::default(),
            status: Status::default(),
            trace: Trace::default(),
            analyses: Arc::new(Semaphore::new(processors())),
            changed: Mutex::default(),
            start: OnceLock::new(),
            settings_faults: SettingsFaults::default(),
            configurations: Configurations::new(Layers::new(environment)),
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

    /// The settings that hold where no document is meant: those of the first folder.
    pub(crate) fn configuration(&self) -> Arc<Configuration> {
        match self.folders.all().first() {
            Some(folder) => self.configured_in(folder),
            None => self.configured(None, Path::new("")),
        }
    }

    /// The settings that hold for the document `uri`: the files of settings at and above it, and
    /// what the editor says of the folder that it belongs to.
    pub(crate) fn configuration_for(&self, uri: &Uri) -> Arc<Configuration> {
        let path = path_of(uri);
        let Some(beside) = path.as_deref().and_then(Path::parent) else {
            return self.configuration();
        };
        let folder = self.folders.containing(beside);
        self.configured(folder.map(|folder| folder.uri), beside)
    }

    /// The settings that hold in a folder of the workspace.
    pub(crate) fn configured_in(&self, folder: &Folder) -> Arc<Configuration> {
        self.configured(Some(folder.uri.clone()), &folder.path)
    }

    fn configured(&self, folder: Option<Uri>, path: &Path) -> Arc<Configuration> {
        let (configuration, faults) = self.configurations.of(folder, path);
        self.settings_faults.add(&faults, self);
        configuration
    }

    /// The workspace folder that a document belongs to: the innermost around it, or the first for
    /// one that is no file.
    pub(crate) fn folder_of(&self, uri: &Uri) -> Option<PathBuf> {
        let folder = match path_of(uri) {
            Some(path) => self.folders.containing(&path),
            None => self.folders.all().into_iter().next(),
        };
        folder.map(|folder| folder.path)
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

/// How many analyses are worth running at once.
pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
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

    /// The analysis of exactly this text, also if the text has moved on by
    /// then: for what a person asked for once, and would have to ask for again.
    pub(crate) async fn lasting_analysis(&self, session: &Session) -> Option<Arc<Analyzed>> {
        let version = self.snapshot.version;
        match self.document.analysis_of(version).await {
            Ok(analyzed) => Some(analyzed),
            Err(Unavailable::NotAnalyzed) => None,
            Err(Unavailable::Outdated) => {
                let language = self.document.analyzed_language()?;
                let text = self.snapshot.text.clone();
                let analysis = Arc::new(analyze(&session.analyses, language, text).await?);
                Some(Arc::new(Analyzed { version, analysis }))
            }
        }
    }
}
