//! The folders of the workspace, and which of them a document belongs to.

use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use lsp_types::{Uri, WorkspaceFolder, WorkspaceFoldersChangeEvent};

use crate::convert::path_of;

/// The folders that the client has open. One that is no folder of this
/// machine is left out: nothing can be read from it.
#[derive(Debug, Default)]
pub(crate) struct Folders(RwLock<Vec<Folder>>);

/// A folder of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Folder {
    /// The client's name of it.
    pub(crate) uri: Uri,
    /// Where it is.
    pub(crate) path: PathBuf,
}

impl Folders {
    /// The client opened and closed folders.
    pub(crate) fn change(&self, event: WorkspaceFoldersChangeEvent) {
        let mut folders = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let is_removed = |folder: &Folder| event.removed.iter().any(|gone| gone.uri == folder.uri);
        folders.retain(|folder| !is_removed(folder));
        for added in event.added {
            let known = folders.iter().any(|folder| folder.uri == added.uri);
            folders.extend(folder(added).filter(|_| !known));
        }
    }

    /// Every folder, in the client's order.
    pub(crate) fn all(&self) -> Vec<Folder> {
        let folders = self.0.read().unwrap_or_else(PoisonError::into_inner);
        folders.clone()
    }

    /// The innermost folder that a path lies in.
    pub(crate) fn containing(&self, path: &Path) -> Option<Folder> {
        let folders = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let around = folders
            .iter()
            .filter(|folder| path.starts_with(&folder.path));
        around
            .max_by_key(|folder| folder.path.components().count())
            .cloned()
    }
}

fn folder(named: WorkspaceFolder) -> Option<Folder> {
    let path = path_of(&named.uri)?;
    let uri = named.uri;
    Some(Folder { uri, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(uri: &str) -> WorkspaceFolder {
        WorkspaceFolder::new(Uri::from(uri), "a folder".into())
    }

    fn folders(uris: &[&str]) -> Folders {
        let folders = Folders::default();
        let added = uris.iter().map(|uri| named(uri)).collect();
        folders.change(WorkspaceFoldersChangeEvent::new(added, Vec::new()));
        folders
    }

    #[test]
    fn a_document_belongs_to_the_innermost_folder_around_it() {
        let folders = folders(&["file:///a", "file:///a/b%20c", "file:///ab", "git:/a"]);
        let of = |path: &str| {
            let folder = folders.containing(Path::new(path));
            folder.map(|folder| folder.path.display().to_string())
        };
        assert_eq!(of("/a/b c/d.py").as_deref(), Some("/a/b c"));
        assert_eq!(of("/a/d.py").as_deref(), Some("/a"));
        assert_eq!(of("/abc/d.py"), None);
    }

    #[test]
    fn a_closed_folder_is_gone_and_an_opened_one_is_there_once() {
        let folders = folders(&["file:///a", "file:///b"]);
        let event = WorkspaceFoldersChangeEvent::new(
            vec![named("file:///b"), named("file:///c")],
            vec![named("file:///a")],
        );
        folders.change(event);
        let paths: Vec<_> = folders.all().into_iter().map(|it| it.path).collect();
        assert_eq!(paths, [Path::new("/b"), Path::new("/c")]);
    }
}
