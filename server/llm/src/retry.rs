//! When a failed attempt is worth another one, and after which wait.

use std::time::{Duration, Instant};

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

use crate::error::ModelError;

/// How long a server that refuses connections is knocked at: it is rather not running than busy.
const KNOCKING: Duration = Duration::from_secs(2);

/// A failed attempt, with what the provider and its status say about trying again.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: ModelError,
    pub(crate) retry: Retry,
}

/// Whether another attempt may help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retry {
    /// It would fail the same way.
    No,
    /// After the time the provider asks for, or else a growing one of ours.
    After(Option<Duration>),
}

impl Failure {
    /// A failure that would come again.
    pub(crate) fn lasting(error: ModelError) -> Self {
        let retry = Retry::No;
        Self { error, retry }
    }

    /// A failure that may pass.
    pub(crate) fn passing(error: ModelError, after: Option<Duration>) -> Self {
        let retry = Retry::After(after);
        Self { error, retry }
    }
}

/// The waits between the attempts of one call.
pub(crate) struct Retries {
    started: Instant,
    budget: Duration,
    backoff: ExponentialBackoff,
}

impl Retries {
    /// Starts the clock: no attempt begins later than `budget` from now.
    pub(crate) fn within(budget: Duration) -> Self {
        let backoff = ExponentialBuilder::new()
            .with_min_delay(Duration::from_millis(250))
            .with_max_times(5)
            .with_jitter()
            .build();
        Self {
            started: Instant::now(),
            budget,
            backoff,
        }
    }

    /// How long to wait before the next attempt; none when there should be no other.
    pub(crate) fn wait_after(&mut self, failure: &Failure) -> Option<Duration> {
        let Retry::After(asked) = failure.retry else {
            return None;
        };
        let ours = self.backoff.next()?;
        let wait = asked.unwrap_or(ours);
        let in_time = self.started.elapsed() + wait <= self.budget_for(&failure.error);
        in_time.then_some(wait)
    }

    fn budget_for(&self, error: &ModelError) -> Duration {
        match error {
            ModelError::Unreachable { .. } => self.budget.min(KNOCKING),
            _ => self.budget,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overloaded(after: Option<Duration>) -> Failure {
        let error = ModelError::Overloaded {
            address: "http://h".to_owned(),
            status: 503,
            message: String::new(),
            retry_after: after,
        };
        Failure::passing(error, after)
    }

    #[test]
    fn our_waits_grow_and_end() {
        let mut retries = Retries::within(Duration::from_secs(3600));
        let waits: Vec<_> = std::iter::from_fn(|| retries.wait_after(&overloaded(None))).collect();

        let bounds = [250, 500, 1000, 2000, 4000].map(Duration::from_millis);
        assert_eq!(waits.len(), bounds.len());
        for (wait, bound) in waits.into_iter().zip(bounds) {
            assert!((bound..bound * 2).contains(&wait), "{wait:?} for {bound:?}");
        }
    }

    #[test]
    fn the_provider_s_wait_is_kept_unless_it_is_too_long() {
        let mut retries = Retries::within(Duration::from_secs(10));
        let asked = |seconds| overloaded(Some(Duration::from_secs(seconds)));

        assert_eq!(retries.wait_after(&asked(7)), Some(Duration::from_secs(7)));
        assert_eq!(retries.wait_after(&asked(11)), None);
    }

    #[test]
    fn a_provider_that_asks_for_no_wait_is_not_asked_for_ever() {
        let mut retries = Retries::within(Duration::from_secs(10));
        let attempts = std::iter::from_fn(|| retries.wait_after(&overloaded(Some(Duration::ZERO))));

        assert_eq!(attempts.count(), 5);
    }

    #[test]
    fn lasting_failures_and_an_empty_budget_end_at_once() {
        let lasting = Failure::lasting(overloaded(None).error);
        assert_eq!(
            Retries::within(Duration::from_secs(10)).wait_after(&lasting),
            None
        );
        assert_eq!(
            Retries::within(Duration::ZERO).wait_after(&overloaded(None)),
            None
        );
    }
}
