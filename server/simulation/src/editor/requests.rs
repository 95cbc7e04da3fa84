//! What the editor asks and tells the server, well-formed or not.

use std::path::Path;

use serde_json::{Value, json};

use super::profile::{file_uri, workspace_folder};
use super::session::notification;
use super::{Editor, EditorError};

/// A request that was sent.
#[derive(Debug)]
pub struct PendingRequest<'a> {
    editor: &'a Editor,
    method: String,
    id: Value,
    /// Its place among the requests that were sent with its id.
    place: usize,
}

impl Editor {
    /// Sends a request, and waits for its result.
    ///
    /// # Errors
    ///
    /// [`EditorError::Refused`] if the server answers with an error.
    pub async fn request(&self, method: &str, params: Value) -> Result<Value, EditorError> {
        self.send_request(method, params).answer().await
    }

    /// Sends a request about the place in a document where a text occurs first.
    ///
    /// # Errors
    ///
    /// As [`Editor::request`] and [`Editor::position_of`].
    pub async fn request_at(
        &self,
        method: &str,
        uri: &str,
        needle: &str,
    ) -> Result<Value, EditorError> {
        let position = self.position_of(uri, needle)?;
        let params = json!({ "textDocument": { "uri": uri }, "position": position });
        self.request(method, params).await
    }

    /// Sends a request.
    pub fn send_request(&self, method: &str, params: Value) -> PendingRequest<'_> {
        let (id, place) = self.connection.send(|session| {
            let id = session.next_id();
            let place = session.expect_answer(&id, method);
            let mut request = json!({ "jsonrpc": "2.0", "id": id, "method": method });
            if !params.is_null() {
                request["params"] = params;
            }
            (request, (id, place))
        });
        self.pending(method, id, place)
    }

    /// Sends bytes that hold, or should hold, a request with this id.
    pub fn send_raw_request(&self, id: Value, bytes: &[u8]) -> PendingRequest<'_> {
        let place = self.connection.session().expect_answer(&id, "raw");
        self.connection.send_bytes(bytes);
        self.pending("raw", id, place)
    }

    /// Sends a notification; null stands for no parameters.
    pub fn notify(&self, method: &str, params: Value) {
        self.connection.send(|_| {
            let mut notification = notification(method, params);
            if notification["params"].is_null()
                && let Value::Object(members) = &mut notification
            {
                members.remove("params");
            }
            (notification, ())
        });
    }

    /// Sends bytes as they are.
    pub fn send_raw(&self, bytes: &[u8]) {
        self.connection.send_bytes(bytes);
    }

    /// Changes the user's settings, and tells the server.
    pub fn change_settings(&self, settings: Value) {
        self.connection.session().settings = settings.clone();
        let params = json!({ "settings": settings });
        self.notify("workspace/didChangeConfiguration", params);
    }

    /// Opens and closes folders of the workspace, and tells the server.
    pub fn change_folders(&self, added: &[&Path], removed: &[&Path]) {
        let named = |folders: &[&Path]| -> Vec<Value> {
            folders.iter().map(|it| workspace_folder(it)).collect()
        };
        let event = json!({ "added": named(added), "removed": named(removed) });
        let params = json!({ "event": event });
        self.notify("workspace/didChangeWorkspaceFolders", params);
    }

    /// Tells the server that a file changed on disk.
    pub fn file_changed(&self, path: &Path) {
        let changes = json!([{ "uri": file_uri(path), "type": 2 }]);
        let params = json!({ "changes": changes });
        self.notify("workspace/didChangeWatchedFiles", params);
    }

    /// Whether the user turns down every edit of the server's from now on.
    pub fn refuse_edits(&self, refuse: bool) {
        self.connection.session().refuses_edits = refuse;
    }

    /// Reads no more of what the server sends, until [`Editor::resume_reading`].
    pub fn pause_reading(&self) {
        self.connection.set_reading(false);
    }

    /// Reads what the server sends, after [`Editor::pause_reading`].
    pub fn resume_reading(&self) {
        self.connection.set_reading(true);
    }

    fn pending(&self, method: &str, id: Value, place: usize) -> PendingRequest<'_> {
        PendingRequest {
            editor: self,
            method: method.to_owned(),
            id,
            place,
        }
    }
}

impl PendingRequest<'_> {
    /// The request's id.
    #[must_use]
    pub fn id(&self) -> &Value {
        &self.id
    }

    /// Asks the server to cancel the request. It still has to answer.
    pub fn cancel(&self) {
        let params = json!({ "id": self.id });
        self.editor.notify("$/cancelRequest", params);
    }

    /// Waits for the answer.
    ///
    /// # Errors
    ///
    /// [`EditorError::Refused`] if the server answers with an error.
    pub async fn answer(&self) -> Result<Value, EditorError> {
        let what = format!("the answer to `{}`", self.method);
        let mut response = self
            .editor
            .wait_for(&what, |session| {
                session.answer(&self.id, self.place).cloned()
            })
            .await?;
        match response.get_mut("error").map(Value::take) {
            None => Ok(response["result"].take()),
            Some(error) => Err(EditorError::Refused {
                method: self.method.clone(),
                code: error["code"].as_i64().unwrap_or_default(),
                message: error["message"].as_str().unwrap_or_default().to_owned(),
            }),
        }
    }
}
