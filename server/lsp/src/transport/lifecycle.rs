//! The lifecycle of a session as LSP has it: which messages may come when.

use std::sync::{Mutex, MutexGuard, PoisonError};

use tower_lsp_server::jsonrpc::{self, ErrorCode};

use super::message::error;

/// The code of LSP for a request that came before `initialize` was answered.
const SERVER_NOT_INITIALIZED: ErrorCode = ErrorCode::ServerError(-32002);

/// How far a session has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Uninitialized,
    /// `initialize` is being handled.
    Initializing,
    Running,
    ShutDown,
}

/// The phase of one session, shared by all who move it or go by it.
#[derive(Debug)]
pub(super) struct Lifecycle(Mutex<Phase>);

impl Lifecycle {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Phase::Uninitialized))
    }

    /// Lets a message pass and moves on where it begins a new phase.
    ///
    /// # Errors
    ///
    /// What a request is answered that comes at the wrong time.
    pub(super) fn pass(&self, method: &str) -> Result<(), jsonrpc::Error> {
        let mut phase = self.lock();
        *phase = match (*phase, method) {
            (Phase::Uninitialized, "initialize") => Phase::Initializing,
            (Phase::Initializing | Phase::Running, "initialize") => {
                return Err(invalid("`initialize` may be sent only once"));
            }
            (Phase::Uninitialized | Phase::Initializing, _) => {
                let message =
                    "the server is not initialized: the answer to `initialize` comes first";
                return Err(error(SERVER_NOT_INITIALIZED, message));
            }
            (Phase::ShutDown, _) => {
                return Err(invalid("the server is shut down: only `exit` may follow"));
            }
            (Phase::Running, "shutdown") => Phase::ShutDown,
            (Phase::Running, _) => Phase::Running,
        };
        Ok(())
    }

    /// Says how `initialize` went. If it failed, the editor may try again.
    pub(super) fn finish_initialize(&self, is_ok: bool) {
        let mut phase = self.lock();
        if *phase == Phase::Initializing {
            *phase = if is_ok {
                Phase::Running
            } else {
                Phase::Uninitialized
            };
        }
    }

    /// Whether `initialize` is being handled.
    pub(super) fn is_initializing(&self) -> bool {
        *self.lock() == Phase::Initializing
    }

    /// Whether the editor has asked for the end of the session.
    pub(super) fn is_shut_down(&self) -> bool {
        *self.lock() == Phase::ShutDown
    }

    fn lock(&self) -> MutexGuard<'_, Phase> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn invalid(reason: &'static str) -> jsonrpc::Error {
    error(ErrorCode::InvalidRequest, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOT_INITIALIZED: i64 = -32002;
    const INVALID: i64 = -32600;

    fn refusals(lifecycle: &Lifecycle, methods: [&str; 3]) -> [Option<i64>; 3] {
        methods.map(|method| lifecycle.pass(method).err().map(|error| error.code.code()))
    }

    #[test]
    fn a_session_goes_from_initialize_to_shutdown() {
        let early = Some(NOT_INITIALIZED);
        let invalid = Some(INVALID);
        let lifecycle = Lifecycle::new();

        assert_eq!(
            refusals(&lifecycle, ["hover", "shutdown", "initialize"]),
            [early, early, None]
        );
        assert_eq!(
            refusals(&lifecycle, ["hover", "shutdown", "initialize"]),
            [early, early, invalid]
        );
        lifecycle.finish_initialize(true);
        assert_eq!(
            refusals(&lifecycle, ["initialize", "hover", "shutdown"]),
            [invalid, None, None]
        );
        assert!(lifecycle.is_shut_down());
        assert_eq!(
            refusals(&lifecycle, ["initialize", "hover", "shutdown"]),
            [invalid; 3]
        );
    }

    #[test]
    fn a_failed_initialize_may_be_tried_again() {
        let lifecycle = Lifecycle::new();
        lifecycle.pass("initialize").unwrap();
        lifecycle.finish_initialize(false);

        assert_eq!(lifecycle.pass("initialize"), Ok(()));
    }
}
