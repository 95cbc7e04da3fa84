//! The transport: carries messages between an editor and a [`LanguageServer`].
//!
//! With the implementation of that trait, this is the only place that knows the framework. The
//! framework reads the parameters, finds the handler and writes the result; the order of things, their
//! end and everything that can go wrong are decided here:
//!
//! ```text
//!  editor ─bytes→ framing ─bodies→ message → door → gate ─┬─ first poll, in wire order
//!                                                          └─ the rest, on the runtime
//!  editor ←bytes─ outgoing ←──────── replies ─────────────────┘
//!                    └──────────── outbox ← the server, at any time
//! ```
//!
//! Reading, writing and watching the editor's process each have a thread of their own, so a handler
//! that hogs the runtime delays neither the next edit, nor the answer to a cancel, nor the end.
//!
//! # Rules for handlers
//!
//! - What a handler does before it first waits runs on the reading thread, in the order of the
//!   messages: there it changes a document or takes its snapshot. It has to be short.
//! - What is left runs on the runtime, beside all others. Long computing belongs on a blocking thread.
//! - A cancelled request is answered by the transport, and its handler dropped where it waits. Work
//!   that a handler started elsewhere has to end with it: hold it in an `AbortOnDropHandle`.
//! - `initialize` should not wait: until it is answered no other message is let in.

mod changes;
mod door;
mod end;
mod framing;
mod gate;
mod lifecycle;
mod message;
mod outbox;
mod outgoing;
mod parent;
mod surrogates;
mod unanswered;

use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use tokio::runtime::{self, Runtime};
use tower_lsp_server::LspService;
pub use tower_lsp_server::{LanguageServer, jsonrpc};

pub use self::outbox::{Answer, Outbox, RequestError};

use self::door::Door;
use self::end::End;
use self::framing::Decoder;
use self::gate::Gate;
use self::lifecycle::Lifecycle;
use self::outgoing::Outgoing;

/// How long the last messages may take to reach the editor when the session has ended.
const LAST_WORDS: Duration = Duration::from_millis(250);

/// What one session may cost, whatever the editor does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest message that is read, in bytes. A larger one is skipped, and the user told.
    pub message_bytes: usize,
    /// How much may wait for an editor that does not read, in bytes. Past that, notifications are
    /// dropped and no more of its messages are handled.
    pub unsent_bytes: usize,
    /// How many requests may be in flight. More are refused.
    pub requests_in_flight: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 256 << 20,
            unsent_bytes: 64 << 20,
            requests_in_flight: 1024,
        }
    }
}

/// Serves an editor on standard input and output. See [`serve`].
///
/// # Errors
///
/// If the system refuses a thread or a handle.
pub fn serve_stdio<S: LanguageServer>(
    limits: Limits,
    build: impl FnOnce(Outbox) -> S,
) -> io::Result<ExitCode> {
    serve(io::stdin(), standard_output()?, limits, build)
}

/// Serves an editor until it sends `exit`, closes `input`, stops taking `output`, or its process ends.
///
/// `build` makes the server, within the runtime on which its handlers will run. When the session has
/// ended, handlers that still run are not waited for: return the exit code from `main` soon, which
/// ends them with the process. It is a success only if `shutdown` was asked for.
///
/// # Errors
///
/// If the system refuses a thread.
pub fn serve<S: LanguageServer>(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    limits: Limits,
    build: impl FnOnce(Outbox) -> S,
) -> io::Result<ExitCode> {
    let runtime = runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_name("scholiast-worker")
        .build()?;
    let lifecycle = Arc::new(Lifecycle::new());
    let outgoing = Arc::new(Outgoing::new(limits.unsent_bytes));
    let outbox = Outbox::new(Arc::clone(&outgoing));
    let (ends, end) = mpsc::channel();

    let service = build_service(&runtime, outbox.clone(), build);
    let door = Door {
        decoder: Decoder::new(limits.message_bytes),
        gate: Gate::new(
            service,
            runtime.handle().clone(),
            Arc::clone(&lifecycle),
            Arc::clone(&outgoing),
            limits.requests_in_flight,
        ),
        outbox: outbox.clone(),
        outgoing: Arc::clone(&outgoing),
        ends: ends.clone(),
    };
    let written = start_writing(Arc::clone(&outgoing), output, ends.clone())?;
    start_reading(door, input, runtime.handle().clone(), ends)?;

    let end = end.recv().unwrap_or(End::Panicked);
    tracing::info!("the session ends: {end}");
    outgoing.close();
    outbox.abandon();
    // Whether all was written or time is up: the end is the same.
    let _ = written.recv_timeout(LAST_WORDS);
    runtime.shutdown_background();
    Ok(exit_code(&lifecycle))
}

fn build_service<S: LanguageServer>(
    runtime: &Runtime,
    outbox: Outbox,
    build: impl FnOnce(Outbox) -> S,
) -> LspService<S> {
    let _within = runtime.enter();
    // The framework's own client is left alone, and so is its end of the line.
    let (service, _socket) = LspService::new(|_client| build(outbox));
    service
}

fn start_reading<S: LanguageServer>(
    door: Door<S>,
    input: impl Read + Send + 'static,
    runtime: runtime::Handle,
    ends: mpsc::Sender<End>,
) -> io::Result<()> {
    start_thread("lsp-reader", ends, move || {
        let _within = runtime.enter();
        Some(door.serve(input))
    })
}

/// Starts the writer; the receiver is disconnected when it has written its last.
fn start_writing(
    outgoing: Arc<Outgoing>,
    output: impl Write + Send + 'static,
    ends: mpsc::Sender<End>,
) -> io::Result<mpsc::Receiver<()>> {
    let (writing, written) = mpsc::channel();
    start_thread("lsp-writer", ends, move || {
        let _until_done: mpsc::Sender<()> = writing;
        outgoing.write_to(output).err().map(End::OutputFailed)
    })?;
    Ok(written)
}

/// Starts a thread that may end the session, and does so if it panics.
fn start_thread(
    name: &str,
    ends: mpsc::Sender<End>,
    work: impl FnOnce() -> Option<End> + Send + 'static,
) -> io::Result<()> {
    let guarded = move || {
        let work = std::panic::AssertUnwindSafe(work);
        let end = std::panic::catch_unwind(work).unwrap_or(Some(End::Panicked));
        if let Some(end) = end {
            // Nobody listens any more if the session has ended for another reason.
            let _ = ends.send(end);
        }
    };
    thread::Builder::new()
        .name(name.into())
        .spawn(guarded)
        .map(drop)
}

fn exit_code(lifecycle: &Lifecycle) -> ExitCode {
    if lifecycle.is_shut_down() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Standard output without the line buffer of [`io::Stdout`], which would write the headers and the
/// body of every message apart.
#[cfg(unix)]
fn standard_output() -> io::Result<std::fs::File> {
    use std::os::fd::AsFd;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

/// Standard output without the line buffer of [`io::Stdout`], which would write the headers and the
/// body of every message apart.
#[cfg(windows)]
fn standard_output() -> io::Result<std::fs::File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}
