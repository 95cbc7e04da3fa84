//! What the steps of a run came to, printed as they end and once more as a
//! whole: a skipped step is never silent.

use std::time::Instant;

use anyhow::Result;

/// How a step that did not fail ended.
pub(crate) enum Outcome {
    /// Everything it looks at holds.
    Passed,
    /// It could not look; the reason says what was missing.
    Skipped(String),
}

/// The outcomes of one run.
#[derive(Default)]
pub(crate) struct Report {
    current: Option<(&'static str, Instant)>,
    passed: usize,
    failures: Vec<String>,
    skips: Vec<String>,
}

impl Report {
    /// Announces the step `name`.
    pub(crate) fn begin(&mut self, name: &'static str) {
        println!("\n== {name}");
        self.current = Some((name, Instant::now()));
    }

    /// Notes how the announced step ended.
    pub(crate) fn end(&mut self, outcome: Result<Outcome>) {
        let Some((name, since)) = self.current.take() else {
            return;
        };
        let seconds = since.elapsed().as_secs();
        match outcome {
            Ok(Outcome::Passed) => {
                self.passed += 1;
                println!("-- {name}: passed, {seconds} s");
            }
            Ok(Outcome::Skipped(reason)) => {
                println!("-- {name}: SKIPPED: {reason}");
                self.skips.push(format!("{name}: {reason}"));
            }
            Err(error) => {
                println!("-- {name}: FAILED, {seconds} s: {error:#}");
                self.failures.push(format!("{name}: {error:#}"));
            }
        }
    }

    /// Prints the whole and says whether nothing failed.
    pub(crate) fn close(self) -> bool {
        println!();
        for skip in &self.skips {
            println!("skipped  {skip}");
        }
        for failure in &self.failures {
            println!("failed   {failure}");
        }
        let (passed, failed, skipped) = (self.passed, self.failures.len(), self.skips.len());
        println!("{passed} passed, {failed} failed, {skipped} skipped");
        failed == 0
    }
}
