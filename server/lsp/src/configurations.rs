//! The settings in force in each folder, read when they are first asked for and
//! kept until something says that they changed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use lsp_types::Uri;
use scholiast_project::{Complaint, Configuration, Layers};
use serde_json::Value;

/// What the editor says: in general, and of single folders of the workspace.
#[derive(Debug, Default)]
pub(crate) struct EditorSettings {
    /// What holds wherever nothing else is said.
    pub(crate) general: Value,
    /// What holds in a folder of the workspace.
    pub(crate) by_folder: HashMap<Uri, Value>,
}

impl EditorSettings {
    /// What the editor says of all folders alike.
    pub(crate) fn of(general: Value) -> Self {
        Self {
            general,
            by_folder: HashMap::new(),
        }
    }
}

/// The settings of every folder.
#[derive(Debug)]
pub(crate) struct Configurations {
    state: Mutex<State>,
    generation: AtomicU64,
}

#[derive(Debug)]
struct State {
    /// Remembers the last good reading of each file across generations.
    layers: Layers,
    editor: EditorSettings,
    known: HashMap<(Option<Uri>, PathBuf), Arc<Configuration>>,
}

impl Configurations {
    pub(crate) fn new(layers: Layers) -> Self {
        let state = State {
            layers,
            editor: EditorSettings::default(),
            known: HashMap::new(),
        };
        Self {
            state: Mutex::new(state),
            generation: AtomicU64::new(0),
        }
    }

    /// Forgets everything that was read, and takes what the editor says from now on.
    pub(crate) fn renew(&self, editor: EditorSettings) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.editor = editor;
        state.known.clear();
        self.generation.fetch_add(1, Ordering::Relaxed);
    }

    /// Rises whenever settings may have changed.
    pub(crate) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Relaxed)
    }

    /// The settings for the files in `path`, which belongs to this folder of the workspace, and
    /// what is wrong with them if they were read just now.
    pub(crate) fn of(
        &self,
        folder: Option<Uri>,
        path: &Path,
    ) -> (Arc<Configuration>, Vec<Complaint>) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (folder, path.to_path_buf());
        if let Some(known) = state.known.get(&key) {
            return (known.clone(), Vec::new());
        }
        let of_folder = key
            .0
            .as_ref()
            .and_then(|uri| state.editor.by_folder.get(uri));
        let editor = of_folder.unwrap_or(&state.editor.general).clone();
        state.layers.set_editor(editor);
        let loaded = state.layers.load(path);
        let configuration = Arc::new(loaded.configuration);
        state.known.insert(key, configuration.clone());
        (configuration, loaded.complaints)
    }

    /// The person's own file of settings, whether or not it exists.
    pub(crate) fn user_file(&self) -> PathBuf {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.layers.environment().user_file()
    }

    /// The layers as they stand, for whoever walks through many folders.
    pub(crate) fn layers(&self) -> Layers {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let general = state.editor.general.clone();
        state.layers.set_editor(general);
        state.layers.clone()
    }
}
