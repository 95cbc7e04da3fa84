//! What a user does with documents: opening, typing, saving, closing.

use scholiast_text::{Edit, Edits, Span, Text, Version};
use serde_json::{Value, json};

use super::session::{Session, notification};
use super::{Editor, EditorError};

impl Editor {
    /// Opens a document.
    ///
    /// # Errors
    ///
    /// If it is open already.
    pub fn open(&self, uri: &str, language_id: &str, text: &str) -> Result<(), EditorError> {
        self.tell("textDocument/didOpen", |session| {
            session.documents.open(uri, language_id, text)
        })
    }

    /// Closes a document.
    ///
    /// # Errors
    ///
    /// If it is not open.
    pub fn close(&self, uri: &str) -> Result<(), EditorError> {
        self.tell("textDocument/didClose", |session| {
            session.documents.close(uri)
        })
    }

    /// Says that a document was saved.
    ///
    /// # Errors
    ///
    /// If it is not open.
    pub fn save(&self, uri: &str) -> Result<(), EditorError> {
        self.tell("textDocument/didSave", |session| {
            session.documents.version(uri)?;
            Ok(json!({ "textDocument": { "uri": uri } }))
        })
    }

    /// Replaces some bytes of a document.
    ///
    /// # Errors
    ///
    /// If it is not open.
    pub fn edit(&self, uri: &str, span: Span, replacement: &str) -> Result<(), EditorError> {
        self.change(uri, &[(span, replacement)])
    }

    /// Replaces the first occurrence of a text.
    ///
    /// # Errors
    ///
    /// If the document is not open, or the text does not occur in it.
    pub fn replace(&self, uri: &str, needle: &str, replacement: &str) -> Result<(), EditorError> {
        self.tell("textDocument/didChange", |session| {
            let span = session.documents.find(uri, needle)?;
            let edits = Edits::new(vec![Edit::new(span, replacement)])?;
            session.documents.change(uri, &edits)
        })
    }

    /// Makes several edits at once, as with several cursors: each span counts in the text before.
    ///
    /// # Errors
    ///
    /// If the document is not open, or the edits overlap.
    pub fn change(&self, uri: &str, edits: &[(Span, &str)]) -> Result<(), EditorError> {
        let edits = edits.iter().map(|(span, text)| Edit::new(*span, *text));
        let edits = Edits::new(edits.collect())?;
        self.tell("textDocument/didChange", |session| {
            session.documents.change(uri, &edits)
        })
    }

    /// Gives a document a new text as a whole.
    ///
    /// # Errors
    ///
    /// If it is not open.
    pub fn set_text(&self, uri: &str, text: &str) -> Result<(), EditorError> {
        self.tell("textDocument/didChange", |session| {
            session.documents.replace_text(uri, Text::from(text))
        })
    }

    /// Applies a workspace edit, such as that of an action that the user chose.
    ///
    /// # Errors
    ///
    /// If it was made for another version, or for a document that is not open.
    pub fn apply(&self, edit: &Value) -> Result<(), EditorError> {
        let changes = self.connection.session().documents.apply(edit);
        for params in changes.map_err(EditorError::NotApplied)? {
            self.notify("textDocument/didChange", params);
        }
        Ok(())
    }

    /// The text of a document as the user sees it.
    ///
    /// # Errors
    ///
    /// If it is not open.
    pub fn text(&self, uri: &str) -> Result<String, EditorError> {
        Ok(self.connection.session().documents.text(uri)?.to_string())
    }

    /// The version of a document that the server was told last.
    ///
    /// # Errors
    ///
    /// If it is not open.
    pub fn version(&self, uri: &str) -> Result<Version, EditorError> {
        self.connection.session().documents.version(uri)
    }

    /// Where a text occurs first, as an LSP position.
    ///
    /// # Errors
    ///
    /// If the document is not open, or the text does not occur in it.
    pub fn position_of(&self, uri: &str, needle: &str) -> Result<Value, EditorError> {
        Ok(self.range_of(uri, needle)?["start"].take())
    }

    /// Where a text occurs first, as an LSP range.
    ///
    /// # Errors
    ///
    /// If the document is not open, or the text does not occur in it.
    pub fn range_of(&self, uri: &str, needle: &str) -> Result<Value, EditorError> {
        let session = self.connection.session();
        let span = session.documents.find(uri, needle)?;
        session.documents.range(uri, span)
    }

    fn tell(
        &self,
        method: &str,
        params: impl FnOnce(&mut Session) -> Result<Value, EditorError>,
    ) -> Result<(), EditorError> {
        self.connection.try_send(|session| {
            let params = params(session)?;
            Ok(notification(method, params))
        })
    }
}
