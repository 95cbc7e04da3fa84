//! Pages that the server writes for people: "Why this number?", explanations,
//! receipts.
//!
//! Each is shown in the best way the client has: a virtual document in our own
//! scheme, whose text the client asks us for; a temporary file; or a message.

use std::collections::VecDeque;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use lsp_types::{
    MessageType, ShowDocumentParams, ShowDocumentRequest, ShowMessageNotification,
    ShowMessageParams, TextDocumentContentRefreshParams, TextDocumentContentRefreshRequest, Uri,
};
use tempfile::TempDir;

use crate::abilities::Abilities;
use crate::convert::uri_of;
use crate::transport::Outbox;

/// The scheme of our virtual documents.
pub(crate) const SCHEME: &str = "scholiast";

/// How many pages stay readable after they were shown.
const KEPT: usize = 32;

/// A page with the name that an editor's tab shows.
pub(crate) struct TitledPage {
    /// The name; also the file's.
    pub(crate) title: String,
    /// The text.
    pub(crate) markdown: String,
}

/// The pages shown in this session.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    shown: Mutex<VecDeque<(Uri, String)>>,
    folder: Mutex<Option<TempDir>>,
}

impl Pages {
    /// The text of a page in our scheme, while it is kept.
    pub(crate) fn text(&self, uri: &Uri) -> Option<String> {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        shown
            .iter()
            .find(|(name, _)| name == uri)
            .map(|(_, text)| text.clone())
    }

    /// Shows `page` as well as this client can.
    pub(crate) async fn show(&self, page: TitledPage, abilities: &Abilities, outbox: &Outbox) {
        let uri = match abilities {
            Abilities {
                shows_documents: false,
                ..
            } => None,
            Abilities {
                virtual_documents: true,
                ..
            } => Some(self.announce(&page, outbox)),
            _ => self.write(&page),
        };
        let shown = match uri {
            Some(uri) => shows(uri, outbox).await,
            None => false,
        };
        if !shown {
            tell(page, outbox);
        }
    }

    /// Shows a page that clients with our scheme can ask for under `uri` at any time.
    pub(crate) async fn show_lasting(
        &self,
        uri: Uri,
        page: TitledPage,
        abilities: &Abilities,
        outbox: &Outbox,
    ) {
        if !abilities.virtual_documents {
            return self.show(page, abilities, outbox).await;
        }
        let shown = abilities.shows_documents && shows(uri, outbox).await;
        if !shown {
            tell(page, outbox);
        }
    }

    /// Keeps a page for the client to ask for, and shows it anew to clients
    /// that have asked for it under the same name before: they cache.
    fn announce(&self, page: &TitledPage, outbox: &Outbox) -> Uri {
        let (uri, was_known) = self.keep(page);
        if was_known {
            let params = TextDocumentContentRefreshParams::new(uri.clone());
            tokio::spawn(outbox.request::<TextDocumentContentRefreshRequest>(params));
        }
        uri
    }

    /// Keeps a page; says its name, and whether one was kept under it before.
    fn keep(&self, page: &TitledPage) -> (Uri, bool) {
        let uri = name_of(page);
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let before = shown.len();
        shown.retain(|(kept, _)| *kept != uri);
        let was_known = shown.len() < before;
        shown.push_back((uri.clone(), page.markdown.clone()));
        if shown.len() > KEPT {
            shown.pop_front();
        }
        (uri, was_known)
    }

    /// Writes a page into a temporary folder, which goes with the session.
    fn write(&self, page: &TitledPage) -> Option<Uri> {
        let written = self.try_write(page);
        if let Err(error) = &written {
            tracing::warn!("cannot write a page to a temporary file: {error}");
        }
        uri_of(&written.ok()?)
    }

    fn try_write(&self, page: &TitledPage) -> std::io::Result<PathBuf> {
        let mut folder = self.folder.lock().unwrap_or_else(PoisonError::into_inner);
        if folder.is_none() {
            *folder = Some(tempfile::Builder::new().prefix("scholiast-").tempdir()?);
        }
        let root = folder
            .as_ref()
            .map(|folder| folder.path().to_path_buf())
            .unwrap_or_default();
        let path = root.join(file_name(&page.title));
        std::fs::File::create(&path)?.write_all(page.markdown.as_bytes())?;
        Ok(path)
    }
}

/// A title as a file's name: a function may be called anything. What is left
/// is also spelt alike in every client's URIs, which we get back.
fn file_name(title: &str) -> String {
    let plain = |c: char| {
        if c.is_alphanumeric() || " -_.".contains(c) {
            c
        } else {
            '_'
        }
    };
    let stem: String = title.chars().map(plain).take(80).collect();
    format!("{stem}.md")
}

/// The page's name in our own scheme.
fn name_of(page: &TitledPage) -> Uri {
    let mut url = url::Url::parse("scholiast:/").ok();
    if let Some(mut segments) = url.as_mut().and_then(|url| url.path_segments_mut().ok()) {
        segments.push(&file_name(&page.title));
    }
    Uri::from(url.map(String::from).unwrap_or_default())
}

fn tell(page: TitledPage, outbox: &Outbox) {
    let params = ShowMessageParams::new(MessageType::Info, page.markdown);
    outbox.notify::<ShowMessageNotification>(params);
}

/// Has the client open a document, and says whether it did.
pub(crate) async fn shows(uri: Uri, outbox: &Outbox) -> bool {
    let params = ShowDocumentParams {
        uri,
        external: None,
        take_focus: Some(true),
        selection: None,
    };
    outbox
        .request::<ShowDocumentRequest>(params)
        .await
        .is_ok_and(|answer| answer.success)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(title: &str, markdown: &str) -> TitledPage {
        TitledPage {
            title: title.into(),
            markdown: markdown.into(),
        }
    }

    #[test]
    fn a_kept_page_is_found_by_the_name_it_was_given() {
        let pages = Pages::default();
        let (uri, was_known) = pages.keep(&page("why `settle`?", "because"));
        assert!(!was_known);
        assert_eq!(pages.text(&uri).as_deref(), Some("because"));
        assert_eq!(pages.text(&Uri::from("scholiast:/other.md")), None);
    }

    #[test]
    fn old_pages_make_room() {
        let pages = Pages::default();
        let (first, _) = pages.keep(&page("0", "first"));
        for number in 1..=KEPT {
            pages.keep(&page(&number.to_string(), "later"));
        }
        assert_eq!(pages.text(&first), None);
    }

    #[test]
    fn a_title_cannot_leave_the_folder() {
        let pages = Pages::default();
        let path = pages.try_write(&page("../../etc/passwd", "x")).unwrap();
        let folder = pages.folder.lock().unwrap();
        assert_eq!(path.parent(), folder.as_ref().map(TempDir::path));
    }
}
