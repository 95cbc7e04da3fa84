//! How long names are.

use std::borrow::Cow;
use std::collections::HashSet;

/// The names of a function or a file, each counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Identifiers {
    /// How many different names there are.
    pub distinct: u32,
    /// Their mean length in characters; 0 if there are none.
    pub mean_length: f64,
}

/// Gathers names as a walk passes over them.
#[derive(Debug, Default)]
pub(super) struct Names<'t>(HashSet<Cow<'t, str>>);

impl<'t> Names<'t> {
    pub(super) fn add(&mut self, name: Cow<'t, str>) {
        self.0.insert(name);
    }

    pub(super) fn finish(self) -> Identifiers {
        let distinct = saturated(self.0.len());
        let letters = saturated(self.0.iter().map(|name| name.chars().count()).sum());
        let mean_length = match distinct {
            0 => 0.0,
            distinct => f64::from(letters) / f64::from(distinct),
        };
        Identifiers {
            distinct,
            mean_length,
        }
    }
}

fn saturated(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
