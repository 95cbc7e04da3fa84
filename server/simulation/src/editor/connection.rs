//! The server's process and the three streams between it and the editor, each served by a task.

use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStderr, ChildStdin, ChildStdout};
use tokio::sync::{Notify, mpsc, watch};
use tokio::task::JoinHandle;

use super::error::EditorError;
use super::session::Session;

/// How long the log of a server that has closed its output may take to arrive.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// The line to a running server.
#[derive(Debug)]
pub(super) struct Connection {
    shared: Arc<Shared>,
    child: tokio::sync::Mutex<Child>,
    process_id: Option<u32>,
    is_reading: watch::Sender<bool>,
}

/// What the tasks share with the editor.
#[derive(Debug)]
struct Shared {
    session: Mutex<Session>,
    /// Told of everything that arrives.
    news: Notify,
    /// What is to be written; `None` when the editor has hung up.
    outgoing: Mutex<Option<mpsc::UnboundedSender<Vec<u8>>>>,
}

impl Connection {
    /// Starts the server. Has to be called within a tokio runtime.
    pub(super) fn open(command: Command, session: Session) -> Result<Self, EditorError> {
        let program = command.get_program().to_string_lossy().into_owned();
        let mut child = tokio::process::Command::from(command)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|source| EditorError::Spawn {
                command: program,
                source,
            })?;

        let (outgoing, messages) = mpsc::unbounded_channel();
        let shared = Arc::new(Shared {
            session: Mutex::new(session),
            news: Notify::new(),
            outgoing: Mutex::new(Some(outgoing)),
        });
        let (is_reading, may_read) = watch::channel(true);
        if let Some(stdin) = child.stdin.take() {
            tokio::spawn(write(stdin, messages));
        }
        if let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) {
            let log = tokio::spawn(read_log(Arc::clone(&shared), stderr));
            tokio::spawn(read(Arc::clone(&shared), stdout, may_read, log));
        }
        Ok(Self {
            shared,
            process_id: child.id(),
            child: tokio::sync::Mutex::new(child),
            is_reading,
        })
    }

    pub(super) fn process_id(&self) -> Option<u32> {
        self.process_id
    }

    pub(super) fn session(&self) -> MutexGuard<'_, Session> {
        self.shared.session()
    }

    /// Makes a message of what the session knows, and queues it before anything else can be.
    pub(super) fn send<T>(&self, message: impl FnOnce(&mut Session) -> (Value, T)) -> T {
        let mut session = self.session();
        let (message, rest) = message(&mut session);
        self.shared.post(framed(&message));
        rest
    }

    /// As [`Connection::send`], if there is a message to be made.
    pub(super) fn try_send(
        &self,
        message: impl FnOnce(&mut Session) -> Result<Value, EditorError>,
    ) -> Result<(), EditorError> {
        let mut session = self.session();
        self.shared.post(framed(&message(&mut session)?));
        Ok(())
    }

    pub(super) fn send_bytes(&self, bytes: &[u8]) {
        self.shared.post(bytes.to_vec());
    }

    /// Closes the server's input once everything queued is written.
    pub(super) fn close_input(&self) {
        self.shared.outgoing().take();
    }

    /// Whether the editor reads what the server sends.
    pub(super) fn set_reading(&self, is_reading: bool) {
        self.is_reading.send_replace(is_reading);
    }

    /// Waits until something can be found in the session.
    pub(super) async fn wait_for<T>(
        &self,
        what: &str,
        patience: Duration,
        find: impl FnMut(&Session) -> Option<T>,
    ) -> Result<T, EditorError> {
        let search = self.search(what, find);
        tokio::time::timeout(patience, search)
            .await
            .unwrap_or_else(|_| {
                Err(EditorError::TimedOut {
                    what: what.to_owned(),
                    patience,
                    log: self.session().log.clone(),
                })
            })
    }

    async fn search<T>(
        &self,
        what: &str,
        mut find: impl FnMut(&Session) -> Option<T>,
    ) -> Result<T, EditorError> {
        loop {
            let mut news = std::pin::pin!(self.shared.news.notified());
            news.as_mut().enable();
            {
                let session = self.session();
                if let Some(found) = find(&session) {
                    return Ok(found);
                }
                if session.has_ended {
                    return Err(EditorError::Ended {
                        what: what.to_owned(),
                        log: session.log.clone(),
                    });
                }
            }
            news.await;
        }
    }

    /// Waits for the end of the process.
    pub(super) async fn wait_for_exit(
        &self,
        patience: Duration,
    ) -> Result<ExitStatus, EditorError> {
        let exit = async { self.child.lock().await.wait().await };
        match tokio::time::timeout(patience, exit).await {
            Ok(status) => Ok(status?),
            Err(_) => Err(EditorError::TimedOut {
                what: "the end of the server's process".into(),
                patience,
                log: self.session().log.clone(),
            }),
        }
    }

    pub(super) async fn kill(&self) -> Result<(), EditorError> {
        Ok(self.child.lock().await.kill().await?)
    }
}

impl Shared {
    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn outgoing(&self) -> MutexGuard<'_, Option<mpsc::UnboundedSender<Vec<u8>>>> {
        self.outgoing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues bytes; after the editor has hung up, or the server is gone, nobody is told.
    fn post(&self, bytes: Vec<u8>) {
        if let Some(outgoing) = self.outgoing().as_ref() {
            let _ = outgoing.send(bytes);
        }
    }

    fn receive(&self, message: Value) {
        let mut session = self.session();
        for reply in session.receive(message) {
            self.post(framed(&reply));
        }
        drop(session);
        self.news.notify_waiters();
    }

    fn note(&self, note: impl FnOnce(&mut Session)) {
        note(&mut self.session());
        self.news.notify_waiters();
    }
}

/// A message with its header.
fn framed(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

async fn write(mut stdin: ChildStdin, mut messages: mpsc::UnboundedReceiver<Vec<u8>>) {
    while let Some(bytes) = messages.recv().await {
        if stdin.write_all(&bytes).await.is_err() {
            return;
        }
    }
}

async fn read(
    shared: Arc<Shared>,
    stdout: ChildStdout,
    mut may_read: watch::Receiver<bool>,
    log: JoinHandle<()>,
) {
    let mut stdout = BufReader::new(stdout);
    // An error means that the editor is gone, and with it whoever could make this task wait.
    while may_read.wait_for(|may_read| *may_read).await.is_ok() {
        match read_message(&mut stdout).await {
            Ok(Some(message)) => shared.receive(message),
            Ok(None) => break,
            Err(violation) => {
                shared.note(|session| session.violations.push(violation));
                break;
            }
        }
    }
    let _ = tokio::time::timeout(LAST_WORDS, log).await;
    shared.note(|session| session.has_ended = true);
}

/// The next message; `None` at the end of the output. The server is held to the letter.
async fn read_message(
    stdout: &mut (impl AsyncRead + AsyncBufReadExt + Unpin),
) -> Result<Option<Value>, String> {
    let mut length = None;
    loop {
        let mut line = String::new();
        let read = stdout.read_line(&mut line).await;
        let count = read.map_err(|error| format!("a header that cannot be read: {error}"))?;
        if count == 0 && length.is_none() {
            return Ok(None);
        }
        match line.strip_suffix("\r\n") {
            Some("") => break,
            Some(header) => length = length_in(header).or(length),
            None => return Err(format!("output outside any message: {line:?}")),
        }
    }
    let length = length.ok_or("a message without `Content-Length`")?;
    let mut body = vec![0; length];
    let read = stdout.read_exact(&mut body).await;
    read.map_err(|error| format!("a message that is cut short: {error}"))?;
    let message = serde_json::from_slice(&body);
    message.map_err(|error| format!("a message that is not JSON: {error}"))
}

fn length_in(header: &str) -> Option<usize> {
    header.strip_prefix("Content-Length: ")?.parse().ok()
}

async fn read_log(shared: Arc<Shared>, stderr: ChildStderr) {
    let mut stderr = BufReader::new(stderr);
    let mut line = Vec::new();
    while let Ok(1..) = stderr.read_until(b'\n', &mut line).await {
        let text = String::from_utf8_lossy(&line).into_owned();
        shared.note(|session| session.log.push_str(&text));
        line.clear();
    }
}
