//! Readability, as named factors and one score made of them.
//!
//! A factor is a measured number brought to 0..1 by a straight line between two bounds: 1 where it
//! is not in the reader's way, 0 where it certainly is. The bounds and weights are ours, and stand
//! in one table below; that each number matters is from the literature that `docs/metrics.md`
//! names. The score is the weighted mean, so every point it lacks belongs to a factor.

use super::{Measurements, Subject};

/// How easily code reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Readability {
    /// The score's ingredients, the weightiest first.
    pub factors: Vec<Factor>,
}

impl Readability {
    /// The factors' weighted mean, times a hundred: 0 is worst, 100 best.
    pub fn score(&self) -> f64 {
        let weigh = |share: fn(&Factor) -> f64| self.factors.iter().map(share).sum::<f64>();
        let weights = weigh(|factor| f64::from(factor.weight));
        100.0 * weigh(|factor| f64::from(factor.weight) * factor.goodness) / weights.max(1.0)
    }

    pub(super) fn of(measurements: &Measurements) -> Self {
        let factors = INGREDIENTS
            .iter()
            .map(|ingredient| ingredient.factor(measurements))
            .collect();
        Self { factors }
    }
}

/// One ingredient of readability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factor {
    /// What was looked at: "nesting".
    pub name: &'static str,
    /// The number that was measured.
    pub measured: f64,
    /// What it is a number of: "levels".
    pub unit: &'static str,
    /// How good that is, from 0 to 1.
    pub goodness: f64,
    /// How much it weighs against the other factors.
    pub weight: u32,
}

/// How a factor is made.
struct Ingredient {
    name: &'static str,
    unit: &'static str,
    weight: u32,
    number: fn(&Measurements) -> f64,
    /// The number from which on reading is not hindered.
    best: f64,
    /// The number from which on it cannot be worse.
    worst: f64,
}

const INGREDIENTS: [Ingredient; 7] = [
    Ingredient {
        name: "nesting",
        unit: "levels",
        weight: 3,
        number: |measured| f64::from(measured.nesting_depth),
        best: 1.0,
        worst: 5.0,
    },
    Ingredient {
        name: "length",
        unit: "lines of code",
        weight: 2,
        number: length,
        best: 25.0,
        worst: 150.0,
    },
    Ingredient {
        name: "line length",
        unit: "characters in the longest line",
        weight: 2,
        number: |measured| f64::from(measured.lines.longest),
        best: 80.0,
        worst: 160.0,
    },
    Ingredient {
        name: "expressions",
        unit: "brackets open at once",
        weight: 2,
        number: |measured| f64::from(measured.expression_depth),
        best: 3.0,
        worst: 8.0,
    },
    Ingredient {
        name: "names",
        unit: "characters in a name, on average",
        weight: 2,
        number: name_length,
        best: 6.0,
        worst: 1.0,
    },
    Ingredient {
        name: "parameters",
        unit: "parameters",
        weight: 1,
        number: |measured| f64::from(measured.parameters),
        best: 4.0,
        worst: 9.0,
    },
    // No comment at all is half as good as one line in ten: much code needs none.
    Ingredient {
        name: "comments",
        unit: "of the lines are comments",
        weight: 1,
        number: comment_density,
        best: 0.1,
        worst: -0.1,
    },
];

impl Ingredient {
    fn factor(&self, measurements: &Measurements) -> Factor {
        let measured = (self.number)(measurements);
        Factor {
            name: self.name,
            measured,
            unit: self.unit,
            goodness: ((measured - self.worst) / (self.best - self.worst)).clamp(0.0, 1.0),
            weight: self.weight,
        }
    }
}

/// A file may be ten times as long as a function before it is as hard to find one's way in.
fn length(measured: &Measurements) -> f64 {
    let lines = f64::from(measured.lines.code);
    match measured.subject {
        Subject::Function => lines,
        Subject::File => lines / 10.0,
    }
}

/// Code without names has none that is too short.
fn name_length(measured: &Measurements) -> f64 {
    match measured.identifiers.distinct {
        0 => f64::INFINITY,
        _ => measured.identifiers.mean_length,
    }
}

fn comment_density(measured: &Measurements) -> f64 {
    let lines = measured.lines;
    let told = lines.comment.saturating_add(lines.code).max(1);
    f64::from(lines.comment) / f64::from(told)
}
