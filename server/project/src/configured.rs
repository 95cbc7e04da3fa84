//! The configuration of each folder of a run, read once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::configuration::{Complaint, Configuration, Layers, project_file};

/// The configurations of the folders that were asked for.
#[derive(Debug, Default)]
pub struct ConfiguredFolders {
    layers: Layers,
    by_folder: HashMap<PathBuf, Arc<Configuration>>,
    /// By the project's file that holds there, if there is one.
    by_file: HashMap<Option<PathBuf>, Arc<Configuration>>,
    complaints: Vec<Complaint>,
}

impl ConfiguredFolders {
    /// Folders whose settings come from these layers.
    #[must_use]
    pub fn new(layers: Layers) -> Self {
        Self {
            layers,
            ..Self::default()
        }
    }

    /// The configuration for the files in `folder`, an absolute path.
    pub fn configuration_in(&mut self, folder: &Path) -> Arc<Configuration> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let configuration = self.by_file(project_file(folder), folder);
        self.by_folder.insert(folder.into(), configuration.clone());
        configuration
    }

    fn by_file(&mut self, file: Option<PathBuf>, folder: &Path) -> Arc<Configuration> {
        if let Some(known) = self.by_file.get(&file) {
            return known.clone();
        }
        let loaded = self.layers.load(folder);
        for complaint in loaded.complaints {
            if !self.complaints.contains(&complaint) {
                self.complaints.push(complaint);
            }
        }
        let configuration = Arc::new(loaded.configuration);
        self.by_file.insert(file, configuration.clone());
        configuration
    }

    /// What was wrong with the settings, each fault once.
    #[must_use]
    pub fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }
}
