//! The gate: lets each message into the server in the order it was sent, and sees to it that what
//! comes out is one answer to each request.
//!
//! A handler is polled once, here and at once: whatever it does before it first has to wait happens
//! in wire order. What is left of it is spawned on the runtime, so no handler waits for another. A
//! panic costs its own request and nothing else. (The framework's own loop runs all handlers in one
//! task, reads `$/cancelRequest` behind them, and ends at the first panic: only its router is used.)

use std::any::Any;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use futures_util::FutureExt;
use serde_json::json;
use tokio::runtime::Handle;
use tower::Service;
use tower_lsp_server::jsonrpc::{self, ErrorCode, Id, Request, Response};
use tower_lsp_server::{ExitedError, LanguageServer, LspService};

use super::lifecycle::Lifecycle;
use super::message::{Call, error};
use super::outgoing::Outgoing;
use super::unanswered::{Refused, Ticket, Unanswered};

/// The code of LSP for a valid request that could not be served.
const REQUEST_FAILED: ErrorCode = ErrorCode::ServerError(-32803);

type Output = Result<Option<Response>, ExitedError>;
type Handler = Pin<Box<dyn Future<Output = Output> + Send>>;
type Panic = Box<dyn Any + Send>;

/// The gate in front of one server.
pub(super) struct Gate<S> {
    service: LspService<S>,
    when_quiet: fn(&S),
    runtime: Handle,
    desk: Arc<Desk>,
}

impl<S: LanguageServer> Gate<S> {
    /// A gate that lets in at most `most_requests` requests at a time.
    pub(super) fn new(
        service: LspService<S>,
        when_quiet: fn(&S),
        runtime: Handle,
        lifecycle: Arc<Lifecycle>,
        outgoing: Arc<Outgoing>,
        most_requests: usize,
    ) -> Self {
        let desk = Arc::new(Desk {
            lifecycle,
            unanswered: Unanswered::new(most_requests),
            outgoing,
        });
        Self {
            service,
            when_quiet,
            runtime,
            desk,
        }
    }

    /// Lets a request in, or refuses it: it is answered either way.
    pub(super) fn request(&mut self, id: Id, call: Call) {
        match self.desk.admit(&id, &call.method) {
            Ok(ticket) => self.run(Some(ticket), call),
            Err(refusal) => self.desk.refuse(id, refusal),
        }
    }

    /// Lets a notification in, unless it comes when it may not.
    pub(super) fn notification(&mut self, call: Call) {
        if call.method == "$/cancelRequest" {
            return self.cancel(&call);
        }
        match self.desk.lifecycle.pass(&call.method) {
            Ok(()) => self.run(None, call),
            Err(refusal) => tracing::warn!("`{}` was ignored: {refusal}", call.method),
        }
    }

    /// Tells the server that all that had arrived was handled.
    pub(super) fn quiet(&self) {
        let call = AssertUnwindSafe(|| (self.when_quiet)(self.service.inner()));
        if let Err(panic) = catch_unwind(call) {
            tracing::error!("what is done in a quiet moment panicked: {}", text(&panic));
        }
    }

    /// Answers a cancelled request at once, whatever its handler is doing, and has the framework drop
    /// the handler. Only `initialize` is not to be cancelled.
    fn cancel(&mut self, call: &Call) {
        let id = call.params.as_ref().and_then(|params| params.get("id"));
        let Some(id) = id.and_then(|id| serde_json::from_value(id.clone()).ok()) else {
            return tracing::warn!("`$/cancelRequest` was ignored: it names no request");
        };
        if self.desk.lifecycle.is_initializing() {
            return;
        }
        if let Some(ticket) = self.desk.unanswered.withdraw(&id) {
            self.desk.refuse(id, jsonrpc::Error::request_cancelled());
            let params = json!({ "id": ticket.framework_id() });
            let cancel = Request::build("$/cancelRequest").params(params).finish();
            self.start(cancel);
        }
    }

    /// Starts a handler and leaves what is left of it to the runtime.
    fn run(&mut self, ticket: Option<Ticket>, call: Call) {
        let errand = Errand {
            method: call.method.clone(),
            desk: Arc::clone(&self.desk),
            ticket,
        };
        let request = call.into_request(errand.ticket.as_ref().map(Ticket::framework_id));
        match self.start(request) {
            Start::Finished(output) => errand.finish(output),
            Start::Waiting(handler) => {
                let rest = AssertUnwindSafe(handler).catch_unwind();
                self.runtime.spawn(rest.map(|output| errand.finish(output)));
            }
        }
    }

    /// Polls a handler for the first time.
    ///
    /// The framework is not asked whether it is ready: the lifecycle has let the message pass, and
    /// the framework's "not yet" would come without a promise to wake us.
    fn start(&mut self, request: Request) -> Start {
        let first_poll = AssertUnwindSafe(|| {
            let mut handler = self.service.call(request);
            // The spawned task polls again with a real waker, so no wake-up is lost.
            let context = &mut Context::from_waker(Waker::noop());
            match handler.as_mut().poll(context) {
                Poll::Ready(output) => Start::Finished(Ok(output)),
                Poll::Pending => Start::Waiting(handler),
            }
        });
        catch_unwind(first_poll).unwrap_or_else(|panic| Start::Finished(Err(panic)))
    }
}

/// What became of a handler's first poll.
enum Start {
    Finished(Result<Output, Panic>),
    Waiting(Handler),
}

/// Where requests are entered and their answers handed in.
struct Desk {
    lifecycle: Arc<Lifecycle>,
    unanswered: Unanswered,
    outgoing: Arc<Outgoing>,
}

impl Desk {
    fn admit(&self, id: &Id, method: &str) -> Result<Ticket, jsonrpc::Error> {
        let ticket = self
            .unanswered
            .enter(id.clone())
            .map_err(|refused| match refused {
                Refused::IdInUse => error(
                    ErrorCode::InvalidRequest,
                    format!("the id {id} belongs to a request that is still being served"),
                ),
                Refused::Full => error(
                    REQUEST_FAILED,
                    "too many requests are being served; wait for some of their answers",
                ),
            })?;
        match self.lifecycle.pass(method) {
            Ok(()) => Ok(ticket),
            Err(refusal) => {
                self.unanswered.settle(&ticket);
                Err(refusal)
            }
        }
    }

    fn refuse(&self, id: Id, refusal: jsonrpc::Error) {
        self.outgoing.reply(&Response::from_error(id, refusal));
    }
}

/// One run of a handler, until its answer is handed in.
struct Errand {
    method: String,
    /// For a request: the right to answer it.
    ticket: Option<Ticket>,
    desk: Arc<Desk>,
}

impl Errand {
    fn finish(self, output: Result<Output, Panic>) {
        let outcome = self.outcome(output);
        let is_initialized = self.method == "initialize" && outcome.is_ok();
        if self.method == "initialize" {
            // Before the reply: an editor may follow it up faster than this thread goes on.
            self.desk.lifecycle.finish_initialize(is_initialized);
        }
        if let Some(ticket) = self.ticket
            && self.desk.unanswered.settle(&ticket)
        {
            let response = Response::from_parts(ticket.id, outcome);
            self.desk.outgoing.reply(&response);
        }
        if is_initialized {
            self.desk.outgoing.open();
        }
    }

    fn outcome(&self, output: Result<Output, Panic>) -> jsonrpc::Result<serde_json::Value> {
        match output {
            Ok(Ok(Some(response))) => response.into_parts().1,
            // The framework leaves requests for an unknown `$/` method without an answer.
            Ok(Ok(None)) => Err(jsonrpc::Error::method_not_found()),
            Ok(Err(exited)) => Err(error(ErrorCode::InvalidRequest, exited.to_string())),
            Err(panic) => {
                tracing::error!(
                    "the handler of `{}` panicked: {}",
                    self.method,
                    text(&panic)
                );
                let message = format!(
                    "the handler of `{}` failed; the server's log says where",
                    self.method
                );
                Err(error(ErrorCode::InternalError, message))
            }
        }
    }
}

/// The message of a panic.
fn text(panic: &Panic) -> &str {
    let literal = panic.downcast_ref::<&str>().copied();
    let formatted = panic.downcast_ref::<String>().map(String::as_str);
    literal.or(formatted).unwrap_or("it left no message")
}

#[cfg(test)]
mod tests;
