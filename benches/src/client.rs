//! A language client that costs little and the same for every server: plain threads and pipes, and
//! messages that are written out before the clock starts.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::typing::Keystroke;

/// How long a server may stay silent before it is given up.
const PATIENCE: Duration = Duration::from_secs(120);
/// The name of the one document.
const URI: &str = "file:///bench/document";

/// A server process, and what it says.
pub struct Server {
    child: Child,
    input: ChildStdin,
    said: Receiver<Said>,
    started: Instant,
}

/// A message from the server, at the moment that its last byte was there.
pub struct Said {
    /// When it was there.
    pub at: Instant,
    /// What it was.
    pub message: Message,
}

/// What matters of a message.
#[derive(Debug, Deserialize)]
pub struct Message {
    id: Option<IgnoredAny>,
    method: Option<String>,
    params: Option<Params>,
}

#[derive(Debug, Deserialize)]
struct Params {
    version: Option<i32>,
}

impl Message {
    /// The version whose diagnostics it brings, if it brings any.
    pub fn published(&self) -> Option<i32> {
        let publishes = self.method.as_deref() == Some("textDocument/publishDiagnostics");
        let params = self.params.as_ref().filter(|_| publishes)?;
        params.version
    }
}

impl Server {
    /// Starts a server and asks it to initialize; the second value is how long it took to answer.
    pub fn start(program: &Path) -> Result<(Self, Duration)> {
        let started = Instant::now();
        let mut child = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("{} did not start", program.display()))?;
        let input = child.stdin.take().context("no pipe to the server")?;
        let output = child.stdout.take().context("no pipe from the server")?;
        let (say, said) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(heard) = read(&mut output) {
                if say.send(heard).is_err() {
                    return;
                }
            }
        });
        let mut server = Self {
            child,
            input,
            said,
            started,
        };
        let params = json!({ "processId": null, "rootUri": null, "capabilities": {} });
        let request =
            json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params });
        server.send(&frame(&request))?;
        let answered = server.wait(|message| message.id.is_some())?;
        let time = answered.duration_since(server.started);
        server.notify("initialized", json!({}))?;
        Ok((server, time))
    }

    /// Opens the document as version 0 and waits for its diagnostics.
    pub fn open(&mut self, language: &str, text: &str) -> Result<()> {
        let document = json!({ "uri": URI, "languageId": language, "version": 0, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }))?;
        self.wait_for_version(0)?;
        Ok(())
    }

    /// Sends a message that [`change`] wrote out.
    pub fn send(&mut self, frame: &[u8]) -> Result<()> {
        self.input.write_all(frame)?;
        self.input.flush()?;
        Ok(())
    }

    /// When the first diagnostics of this version were there.
    pub fn wait_for_version(&mut self, version: i32) -> Result<Instant> {
        self.wait(|message| message.published() == Some(version))
    }

    /// The next message.
    pub fn receive(&mut self) -> Result<Said> {
        self.said
            .recv_timeout(PATIENCE)
            .context("the server fell silent")
    }

    /// How much memory the process has resident, in kibibytes.
    pub fn resident(&self) -> Result<u64> {
        resident(&self.child.id().to_string())
    }

    fn wait(&mut self, wanted: impl Fn(&Message) -> bool) -> Result<Instant> {
        loop {
            let said = self.receive()?;
            if wanted(&said.message) {
                return Ok(said.at);
            }
        }
    }

    fn notify(&mut self, method: &str, params: Value) -> Result<()> {
        let notification = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        self.send(&frame(&notification))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The message that makes a keystroke version `version` of the document.
pub fn change(key: &Keystroke, version: i32) -> Vec<u8> {
    let change = json!({ "range": key.range, "text": key.inserted });
    let document = json!({ "uri": URI, "version": version });
    let params = json!({ "textDocument": document, "contentChanges": [change] });
    frame(&json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": params }))
}

/// How much memory the process called `process` in `/proc` has resident, in kibibytes.
pub fn resident(process: &str) -> Result<u64> {
    let path = format!("/proc/{process}/status");
    let status = std::fs::read_to_string(&path).with_context(|| format!("{path} is unreadable"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let Some(number) = line.and_then(|line| line.split_whitespace().next()) else {
        bail!("{path} does not say how much memory is resident");
    };
    Ok(number.parse()?)
}

fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// The next message; none at the end of the stream, or where it makes no sense.
fn read(output: &mut impl BufRead) -> Option<Said> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    let at = Instant::now();
    let message = serde_json::from_slice(&body).ok()?;
    Some(Said { at, message })
}
