//! How the one who asked for an analysis takes the question back.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A flag shared by the one who works and the one who may no longer want the result.
///
/// Clones are the same flag. Once cancelled, it stays so.
#[derive(Clone, Default)]
pub struct Cancellation {
    flag: Arc<AtomicBool>,
    condition: Option<Condition>,
}

type Condition = Arc<dyn Fn() -> bool + Send + Sync>;

impl Cancellation {
    /// A flag that nobody has raised yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A flag that also counts as raised while a condition holds, such as that time is up. The
    /// condition is asked often, and should be quick.
    pub fn when(condition: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self {
            flag: Arc::default(),
            condition: Some(Arc::new(condition)),
        }
    }

    /// Raises the flag: the work stops at its next look at it.
    pub fn cancel(&self) {
        self.flag.store(true, Ordering::Relaxed);
    }

    /// Whether the flag is raised.
    pub fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::Relaxed) || self.condition.as_ref().is_some_and(|holds| holds())
    }

    /// `Err` once the flag is raised, so that `?` leaves the work.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() {
            Err(Cancelled)
        } else {
            Ok(())
        }
    }
}

impl fmt::Debug for Cancellation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Cancellation({})", self.is_cancelled())
    }
}

/// The work was stopped by its [`Cancellation`]; there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the analysis was cancelled")]
pub struct Cancelled;
