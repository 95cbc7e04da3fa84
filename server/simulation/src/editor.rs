//! An editor without a screen, for whole-process tests and demonstrations: it starts a server, keeps
//! documents and their versions as real editors do, answers what a server may ask, and waits for what
//! it is told to wait for.
//!
//! ```no_run
//! # async fn example() -> Result<(), scholiast_simulation::editor::EditorError> {
//! use std::process::Command;
//! use scholiast_simulation::editor::{Editor, Profile};
//!
//! let editor = Editor::start(Command::new("scholiast"), Profile::vscode()).await?;
//! editor.open("file:///a.py", "python", "def f(:\n    pass\n")?;
//! assert_eq!(editor.diagnostics("file:///a.py").await?.len(), 1);
//!
//! editor.replace("file:///a.py", "(:", "():")?;
//! assert_eq!(editor.diagnostics("file:///a.py").await?.len(), 0);
//! editor.finish().await
//! # }
//! ```

mod connection;
mod documents;
mod error;
mod profile;
mod received;
mod requests;
mod session;
mod typing;

use std::process::{Command, ExitStatus};
use std::time::Duration;

use scholiast_text::PositionEncoding;
use serde_json::{Value, json};

pub use self::error::EditorError;
pub use self::profile::{Profile, file_uri};
pub use self::requests::PendingRequest;

use self::connection::Connection;
use self::session::Session;

/// How long an editor waits for anything unless told otherwise. Only a wait in vain takes it all, and a
/// machine that builds beside the tests makes every hop between threads slow.
const PATIENCE: Duration = Duration::from_secs(60);

/// An editor with a running server. Dropping it kills the server.
///
/// Sending never waits: messages are queued in the order of the calls. What waits is `async`, and
/// fails when its deadline passes or the server ends.
#[derive(Debug)]
pub struct Editor {
    connection: Connection,
    patience: Duration,
}

impl Editor {
    /// Starts a server, and initializes it.
    ///
    /// # Errors
    ///
    /// If it cannot be started, or does not answer well.
    pub async fn start(command: Command, profile: Profile) -> Result<Self, EditorError> {
        let editor = Self::spawn(command, profile)?;
        editor.initialize().await?;
        Ok(editor)
    }

    /// Starts a server and says nothing yet. Has to be called within a tokio runtime.
    ///
    /// # Errors
    ///
    /// If it cannot be started.
    pub fn spawn(command: Command, profile: Profile) -> Result<Self, EditorError> {
        Ok(Self {
            connection: Connection::open(command, Session::new(profile))?,
            patience: PATIENCE,
        })
    }

    /// Waits this long for everything from now on.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sends `initialize` and, when it is answered, `initialized`: the server's answer.
    ///
    /// # Errors
    ///
    /// If the server refuses, or does not answer.
    pub async fn initialize(&self) -> Result<Value, EditorError> {
        let params = self.connection.session().profile.initialize_params();
        let result = self.request("initialize", params).await?;
        self.connection.session().initialized(result.clone());
        self.notify("initialized", json!({}));
        Ok(result)
    }

    /// Ends the session as editors do, and checks that the server kept to the protocol throughout: it
    /// ended as a success, answered every request once, and wrote nothing but messages.
    ///
    /// # Errors
    ///
    /// What it did not keep to.
    pub async fn finish(self) -> Result<(), EditorError> {
        self.request("shutdown", Value::Null).await?;
        self.notify("exit", Value::Null);
        let status = self.wait_for_exit().await?;
        if !status.success() {
            let log = self.log();
            return Err(EditorError::Failed { status, log });
        }
        self.wait_for_end_of_output().await?;
        let unanswered = self.unanswered().into_iter();
        let unanswered = unanswered.map(|method| format!("no answer to `{method}`"));
        let faults: Vec<String> = self.violations().into_iter().chain(unanswered).collect();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(EditorError::Violations(faults))
        }
    }

    /// Closes the server's input, after what was sent before.
    pub fn close_input(&self) {
        self.connection.close_input();
    }

    /// Waits for the end of the server's process.
    ///
    /// # Errors
    ///
    /// If it does not end in time.
    pub async fn wait_for_exit(&self) -> Result<ExitStatus, EditorError> {
        self.connection.wait_for_exit(self.patience).await
    }

    /// Ends the server's process by force.
    ///
    /// # Errors
    ///
    /// If the system fails.
    pub async fn kill(&self) -> Result<(), EditorError> {
        self.connection.kill().await
    }

    /// The server's process.
    #[must_use]
    pub fn process_id(&self) -> Option<u32> {
        self.connection.process_id()
    }

    /// What the server answered to `initialize`; null before.
    #[must_use]
    pub fn initialize_result(&self) -> Value {
        self.connection.session().initialize_result.clone()
    }

    /// The position encoding that was agreed on.
    #[must_use]
    pub fn encoding(&self) -> PositionEncoding {
        self.connection.session().documents.encoding
    }

    /// Waits until the server has closed its output, which its end does too.
    ///
    /// # Errors
    ///
    /// If it does not in time.
    pub async fn wait_for_end_of_output(&self) -> Result<(), EditorError> {
        self.wait_for("the end of the output", |session| {
            session.has_ended.then_some(())
        })
        .await
    }

    async fn wait_for<T>(
        &self,
        what: &str,
        find: impl FnMut(&Session) -> Option<T>,
    ) -> Result<T, EditorError> {
        self.connection.wait_for(what, self.patience, find).await
    }
}
