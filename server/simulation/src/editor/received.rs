//! What the server has sent, and waiting for it.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::session::Received;
use super::{Editor, EditorError};

/// How long it waits before it asks again for what the server was too busy to compute.
const RETRY_AFTER: Duration = Duration::from_millis(20);

/// LSP's codes for "ask again": the server dropped the work, or the text changed meanwhile.
const ASK_AGAIN: [i64; 2] = [-32802, -32801];

impl Editor {
    /// The parameters of all notifications of a method so far.
    #[must_use]
    pub fn notifications(&self, method: &str) -> Vec<Value> {
        params_of(&self.connection.session().notifications, method)
    }

    /// The parameters of all requests of a method that the server sent so far.
    #[must_use]
    pub fn server_requests(&self, method: &str) -> Vec<Value> {
        params_of(&self.connection.session().server_requests, method)
    }

    /// Waits for a notification, unless it came already: its parameters.
    ///
    /// # Errors
    ///
    /// If it does not come.
    pub async fn wait_for_notification(
        &self,
        method: &str,
        mut is_wanted: impl FnMut(&Value) -> bool,
    ) -> Result<Value, EditorError> {
        let what = format!("the notification `{method}`");
        self.wait_for(&what, |session| {
            find(&session.notifications, method, &mut is_wanted)
        })
        .await
    }

    /// Waits for a request of the server's, unless it came already: its parameters. It has been
    /// answered then.
    ///
    /// # Errors
    ///
    /// If it does not come.
    pub async fn wait_for_server_request(
        &self,
        method: &str,
        mut is_wanted: impl FnMut(&Value) -> bool,
    ) -> Result<Value, EditorError> {
        let what = format!("the server's request `{method}`");
        self.wait_for(&what, |session| {
            find(&session.server_requests, method, &mut is_wanted)
        })
        .await
    }

    /// Waits for a message to the user, unless it came already: its text.
    ///
    /// # Errors
    ///
    /// If it does not come.
    pub async fn wait_for_message(
        &self,
        mut is_wanted: impl FnMut(&str) -> bool,
    ) -> Result<String, EditorError> {
        let params = self
            .wait_for_notification("window/showMessage", |params| is_wanted(text_of(params)))
            .await?;
        Ok(text_of(&params).to_owned())
    }

    /// The messages to the user so far.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        let messages = self.notifications("window/showMessage");
        messages
            .iter()
            .map(|params| text_of(params).to_owned())
            .collect()
    }

    /// The URIs of the documents the server has shown so far.
    #[must_use]
    pub fn shown_documents(&self) -> Vec<String> {
        let shown = self.server_requests("window/showDocument");
        let uris = shown.iter().filter_map(|params| params["uri"].as_str());
        uris.map(str::to_owned).collect()
    }

    /// The text of a file that the server had created.
    #[must_use]
    pub fn created_file(&self, uri: &str) -> Option<String> {
        let session = self.connection.session();
        session.documents.created(uri).map(ToString::to_string)
    }

    /// How many edits of the server's were applied so far.
    #[must_use]
    pub fn applied_edits(&self) -> usize {
        self.connection.session().applied_edits
    }

    /// What the server has written to its standard error so far.
    #[must_use]
    pub fn log(&self) -> String {
        self.connection.session().log.clone()
    }

    /// Waits until the server's log holds this.
    ///
    /// # Errors
    ///
    /// If it does not come to.
    pub async fn wait_for_log(&self, text: &str) -> Result<(), EditorError> {
        let what = format!("`{text}` in the log");
        self.wait_for(&what, |session| session.log.contains(text).then_some(()))
            .await
    }

    /// The errors the server could not attribute to a request so far: responses without an id.
    #[must_use]
    pub fn stray_errors(&self) -> Vec<Value> {
        self.connection.session().stray_errors.clone()
    }

    /// Waits until there are this many [`Editor::stray_errors`], and gives them.
    ///
    /// # Errors
    ///
    /// If they do not come.
    pub async fn wait_for_stray_errors(&self, count: usize) -> Result<Vec<Value>, EditorError> {
        self.wait_for("an error without an id", |session| {
            let errors = &session.stray_errors;
            (errors.len() >= count).then(|| errors.clone())
        })
        .await
    }

    /// Waits until this many of the requests with one id are answered.
    ///
    /// # Errors
    ///
    /// If they are not.
    pub async fn wait_for_answers(&self, id: &Value, count: usize) -> Result<(), EditorError> {
        let what = format!("{count} answers to the id {id}");
        let last = count.saturating_sub(1);
        self.wait_for(&what, |session| session.answer(id, last).map(drop))
            .await
    }

    /// The methods of the requests that have no answer yet.
    #[must_use]
    pub fn unanswered(&self) -> Vec<String> {
        self.connection.session().unanswered()
    }

    /// Where the server broke the protocol so far: a second answer, an answer nobody asked for, output
    /// that is no message.
    #[must_use]
    pub fn violations(&self) -> Vec<String> {
        self.connection.session().violations.clone()
    }

    /// The diagnostics of a document's current version, pulled or pushed as was agreed on: the first
    /// that the server has for it.
    ///
    /// # Errors
    ///
    /// If the document is not open, or they do not come.
    pub async fn diagnostics(&self, uri: &str) -> Result<Vec<Value>, EditorError> {
        self.diagnostics_when(uri, |_| true).await
    }

    /// The diagnostics of a document's current version as soon as they are as wanted. A server that
    /// is still busy with an older text may first show what it found there, moved with the text.
    ///
    /// # Errors
    ///
    /// If the document is not open, or they do not come to be as wanted.
    pub async fn diagnostics_when(
        &self,
        uri: &str,
        mut are_wanted: impl FnMut(&[Value]) -> bool,
    ) -> Result<Vec<Value>, EditorError> {
        let version = self.version(uri)?.0;
        if self.connection.session().pulls_diagnostics() {
            return self.pull_diagnostics(uri, are_wanted).await;
        }
        let what = format!("diagnostics of `{uri}`, version {version}, as wanted");
        self.wait_for(&what, |session| {
            let published = find(
                &session.notifications,
                "textDocument/publishDiagnostics",
                |params| params["uri"] == uri && params["version"] == version,
            )?;
            Some(items(&published, "diagnostics")).filter(|found| are_wanted(found))
        })
        .await
    }

    async fn pull_diagnostics(
        &self,
        uri: &str,
        mut are_wanted: impl FnMut(&[Value]) -> bool,
    ) -> Result<Vec<Value>, EditorError> {
        let params = json!({ "textDocument": { "uri": uri } });
        let deadline = Instant::now() + self.patience;
        loop {
            match self
                .request("textDocument/diagnostic", params.clone())
                .await
            {
                Ok(pulled) => {
                    let found = items(&pulled, "items");
                    if are_wanted(&found) {
                        return Ok(found);
                    }
                }
                Err(error) if error.code().is_some_and(|code| ASK_AGAIN.contains(&code)) => {}
                Err(error) => return Err(error),
            }
            if Instant::now() > deadline {
                return Err(self.timed_out(format!("diagnostics of `{uri}` as wanted")));
            }
            tokio::time::sleep(RETRY_AFTER).await;
        }
    }

    fn timed_out(&self, what: String) -> EditorError {
        EditorError::TimedOut {
            what,
            patience: self.patience,
            log: self.log(),
        }
    }
}

fn text_of(value: &Value) -> &str {
    value["message"].as_str().unwrap_or_default()
}

fn items(value: &Value, name: &str) -> Vec<Value> {
    value[name].as_array().cloned().unwrap_or_default()
}

fn params_of(received: &[Received], method: &str) -> Vec<Value> {
    let wanted = received.iter().filter(|received| received.method == method);
    wanted.map(|received| received.params.clone()).collect()
}

fn find(
    received: &[Received],
    method: &str,
    mut is_wanted: impl FnMut(&Value) -> bool,
) -> Option<Value> {
    let mut newest_first = received.iter().rev();
    newest_first
        .find(|received| received.method == method && is_wanted(&received.params))
        .map(|received| received.params.clone())
}
