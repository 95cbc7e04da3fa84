//! What many measurements of one thing come to.

use std::time::Duration;

/// Measurements of one thing.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Adds one measurement.
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The one in the middle; zero if there is none.
    pub fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// The smallest that at least `percent` of a hundred do not exceed; zero if there is none.
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort();
        let rank = (sorted.len() * percent).div_ceil(100);
        sorted
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }
}

/// How many times as long `one` is as `other`.
pub fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(f64::MIN_POSITIVE)
}
