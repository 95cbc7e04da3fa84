//! `$/setTrace` and `$/logTrace`: what the server does, told to a client that
//! wants to watch.

use std::sync::{PoisonError, RwLock};
use std::time::Instant;

use lsp_types::{LogTraceNotification, LogTraceParams, TraceValue};

use crate::transport::{Outbox, jsonrpc};

/// How much the client wants to be told: at first nothing.
#[derive(Debug)]
pub(crate) struct Trace(RwLock<TraceValue>);

impl Default for Trace {
    fn default() -> Self {
        Self(RwLock::new(TraceValue::Off))
    }
}

impl Trace {
    /// The client wants to be told this much from now on.
    pub(crate) fn set(&self, value: TraceValue) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = value;
    }

    /// Runs a request's handler, and tells of its end.
    pub(crate) async fn following<T>(
        &self,
        method: &str,
        outbox: &Outbox,
        answer: impl Future<Output = jsonrpc::Result<T>>,
    ) -> jsonrpc::Result<T> {
        if self.value() == TraceValue::Off {
            return answer.await;
        }
        let start = Instant::now();
        let answer = answer.await;
        let milliseconds = start.elapsed().as_millis();
        let message = match &answer {
            Ok(_) => format!("answered `{method}` in {milliseconds} ms"),
            Err(error) => format!("refused `{method}` after {milliseconds} ms: {error}"),
        };
        self.tell(message, outbox);
        answer
    }

    fn tell(&self, message: String, outbox: &Outbox) {
        let verbose = (self.value() == TraceValue::Verbose)
            .then(memory_in_words)
            .flatten();
        outbox.notify::<LogTraceNotification>(LogTraceParams::new(message, verbose));
    }

    fn value(&self) -> TraceValue {
        let value = self.0.read().unwrap_or_else(PoisonError::into_inner);
        value.clone()
    }
}

/// The memory of the process, where the system tells it in a file.
fn memory_in_words() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let amount = line.trim_start_matches("VmRSS:").trim();
    Some(format!("memory in use: {amount}"))
}
