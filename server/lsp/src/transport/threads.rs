//! The threads of a session: one reads, one writes, one watches the editor's process, and the calling
//! one waits until any of them says that it is over. None of them is the runtime's.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use tokio::runtime::{Handle, Runtime};
use tower_lsp_server::{LanguageServer, LspService};

use super::Limits;
use super::door::Door;
use super::end::End;
use super::framing::Decoder;
use super::gate::Gate;
use super::lifecycle::Lifecycle;
use super::outbox::Outbox;
use super::outgoing::Outgoing;

/// How long the last messages may take to reach the editor when the session has ended.
const LAST_WORDS: Duration = Duration::from_millis(250);

/// How long handlers may take to be dropped, with what they have to clean up, before the process ends.
const CLEANING_UP: Duration = Duration::from_millis(250);

/// What the threads of a session share.
pub(super) struct Session {
    limits: Limits,
    lifecycle: Arc<Lifecycle>,
    outgoing: Arc<Outgoing>,
    outbox: Outbox,
}

impl Session {
    pub(super) fn new(limits: Limits) -> Self {
        let outgoing = Arc::new(Outgoing::new(limits.unsent_bytes));
        Self {
            limits,
            lifecycle: Arc::new(Lifecycle::new()),
            outbox: Outbox::new(Arc::clone(&outgoing)),
            outgoing,
        }
    }

    pub(super) fn outbox(&self) -> Outbox {
        self.outbox.clone()
    }

    /// Runs the session to its end.
    pub(super) fn run<S: LanguageServer>(
        self,
        service: LspService<S>,
        when_quiet: fn(&S),
        runtime: Runtime,
        input: impl Read + Send + 'static,
        output: impl Write + Send + 'static,
    ) -> io::Result<ExitCode> {
        let (ends, end) = mpsc::channel();
        let written = self.start_writing(output, ends.clone())?;
        let door = self.door(service, when_quiet, runtime.handle(), ends.clone());
        start_reading(door, input, runtime.handle().clone(), ends)?;

        let end = end.recv().unwrap_or(End::Panicked);
        tracing::info!("the session ends: {end}");
        self.outgoing.close();
        self.outbox.abandon();
        // Whether all was written or time is up: the end is the same.
        let _ = written.recv_timeout(LAST_WORDS);
        runtime.shutdown_timeout(CLEANING_UP);
        Ok(self.exit_code())
    }

    fn door<S: LanguageServer>(
        &self,
        service: LspService<S>,
        when_quiet: fn(&S),
        runtime: &Handle,
        ends: mpsc::Sender<End>,
    ) -> Door<S> {
        Door {
            decoder: Decoder::new(self.limits.message_bytes),
            gate: Gate::new(
                service,
                when_quiet,
                runtime.clone(),
                Arc::clone(&self.lifecycle),
                Arc::clone(&self.outgoing),
                self.limits.requests_in_flight,
            ),
            outbox: self.outbox(),
            outgoing: Arc::clone(&self.outgoing),
            ends,
        }
    }

    /// Starts the writer; the receiver is disconnected when it has written its last.
    fn start_writing(
        &self,
        output: impl Write + Send + 'static,
        ends: mpsc::Sender<End>,
    ) -> io::Result<mpsc::Receiver<()>> {
        let outgoing = Arc::clone(&self.outgoing);
        let (writing, written) = mpsc::channel();
        start("lsp-writer", ends, move || {
            let _until_done: mpsc::Sender<()> = writing;
            outgoing.write_to(output).err().map(End::OutputFailed)
        })?;
        Ok(written)
    }

    fn exit_code(&self) -> ExitCode {
        if self.lifecycle.is_shut_down() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

fn start_reading<S: LanguageServer>(
    door: Door<S>,
    input: impl Read + Send + 'static,
    runtime: Handle,
    ends: mpsc::Sender<End>,
) -> io::Result<()> {
    start("lsp-reader", ends, move || {
        let _within = runtime.enter();
        Some(door.serve(input))
    })
}

/// Starts a thread that may end the session, and does so if it panics.
fn start(
    name: &str,
    ends: mpsc::Sender<End>,
    work: impl FnOnce() -> Option<End> + Send + 'static,
) -> io::Result<()> {
    let guarded = move || {
        let end = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Some(End::Panicked));
        if let Some(end) = end {
            // Nobody listens any more if the session has ended for another reason.
            let _ = ends.send(end);
        }
    };
    let thread = thread::Builder::new().name(name.into());
    thread.spawn(guarded).map(drop)
}

/// Standard output without the line buffer of [`io::Stdout`], which would write the headers and the
/// body of every message apart.
#[cfg(unix)]
pub(super) fn standard_output() -> io::Result<std::fs::File> {
    use std::os::fd::AsFd;
    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

/// Standard output without the line buffer of [`io::Stdout`], which would write the headers and the
/// body of every message apart.
#[cfg(windows)]
pub(super) fn standard_output() -> io::Result<std::fs::File> {
    use std::os::windows::io::AsHandle;
    Ok(io::stdout().as_handle().try_clone_to_owned()?.into())
}
