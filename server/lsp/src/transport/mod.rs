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
//! ```no_run
//! use scholiast_lsp::transport::jsonrpc::Result;
//! use scholiast_lsp::transport::{LanguageServer, Limits, Outbox, Transport};
//! use lsp_types::{InitializeParams, InitializeResult, WorkDoneProgressCancelParams};
//!
//! struct Server(Outbox);
//!
//! impl LanguageServer for Server {
//!     async fn initialize(&self, _: InitializeParams) -> Result<InitializeResult> {
//!         Ok(InitializeResult::default())
//!     }
//!     async fn shutdown(&self) -> Result<()> {
//!         Ok(())
//!     }
//! }
//!
//! impl Server {
//!     async fn cancel_progress(&self, _: WorkDoneProgressCancelParams) {}
//! }
//!
//! fn main() -> std::io::Result<std::process::ExitCode> {
//!     Transport::new(Limits::default())
//!         .method("window/workDoneProgress/cancel", Server::cancel_progress)
//!         .serve_stdio(Server)
//! }
//! ```
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
mod threads;
mod unanswered;

use std::fmt;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use jsonrpc::{FromParams, IntoResponse, Method};
use tokio::runtime;
pub use tower_lsp_server::{LanguageServer, jsonrpc};
use tower_lsp_server::{LspService, LspServiceBuilder};

pub use self::outbox::{Answer, Outbox, RequestError};

use self::threads::Session;

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

/// A transport to be: which methods it knows, and what it may cost.
#[must_use = "a transport does nothing until it serves"]
pub struct Transport<S> {
    limits: Limits,
    methods: Vec<AddMethod<S>>,
    when_quiet: fn(&S),
}

type AddMethod<S> = Box<dyn FnOnce(LspServiceBuilder<S>) -> LspServiceBuilder<S>>;

impl<S: LanguageServer> Transport<S> {
    /// A transport that knows the methods of [`LanguageServer`].
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            methods: Vec::new(),
            when_quiet: |_| {},
        }
    }

    /// Has the server called each time all that had arrived was handled, before more is waited for.
    ///
    /// It runs on the reading thread, like the start of a handler, and has to be as short. Work that
    /// only the last of several messages needs is done best there.
    pub fn when_quiet(mut self, call: fn(&S)) -> Self {
        self.when_quiet = call;
        self
    }

    /// Adds a method that [`LanguageServer`] does not have: a notification if the handler returns
    /// nothing, a request if it returns a [`jsonrpc::Result`].
    pub fn method<P, R, F>(mut self, name: &'static str, handler: F) -> Self
    where
        P: FromParams,
        R: IntoResponse,
        F: for<'a> Method<&'a S, P, R> + Clone + Send + Sync + 'static,
    {
        let add = move |service: LspServiceBuilder<S>| service.custom_method(name, handler);
        self.methods.push(Box::new(add));
        self
    }

    /// Serves an editor on standard input and output. See [`Transport::serve`].
    ///
    /// # Errors
    ///
    /// If the system refuses a thread or a handle.
    pub fn serve_stdio(self, build: impl FnOnce(Outbox) -> S) -> io::Result<ExitCode> {
        self.serve(io::stdin(), threads::standard_output()?, build)
    }

    /// Serves an editor until it sends `exit`, closes `input`, stops taking `output`, or its process
    /// ends.
    ///
    /// `build` makes the server, within the runtime on which its handlers will run. When the session
    /// has ended, handlers are dropped where they wait, and those that compute are not waited for:
    /// return the exit code from `main` soon, which ends them with the process. It is a success only
    /// if `shutdown` was asked for.
    ///
    /// # Errors
    ///
    /// If the system refuses a thread.
    pub fn serve(
        self,
        input: impl Read + Send + 'static,
        output: impl Write + Send + 'static,
        build: impl FnOnce(Outbox) -> S,
    ) -> io::Result<ExitCode> {
        let runtime = runtime::Builder::new_multi_thread()
            .enable_all()
            .thread_name("scholiast-worker")
            .build()?;
        let session = Session::new(self.limits);
        let when_quiet = self.when_quiet;
        let service = {
            let _within = runtime.enter();
            self.build_service(|| build(session.outbox()))
        };
        session.run(service, when_quiet, runtime, input, output)
    }

    fn build_service(self, build: impl FnOnce() -> S) -> LspService<S> {
        // The framework's own client is left alone, and so is its end of the line.
        let builder = LspService::build(|_client| build());
        let builder = self
            .methods
            .into_iter()
            .fold(builder, |builder, add| add(builder));
        builder.finish().0
    }
}

impl<S> fmt::Debug for Transport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transport")
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
