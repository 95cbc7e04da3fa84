//! The numbers, as data: what each is called, and how those of functions make that of a file.

use scholiast_analysis::{Analysis, Function};

/// A number that is measured of every function.
#[derive(Debug)]
pub(super) struct Measure {
    /// Its name in headings, in data and after `--sort`.
    pub(super) name: &'static str,
    /// The number of one function.
    pub(super) of: fn(&Analysis, &Function) -> u32,
    /// How numbers of parts make the number of a whole.
    pub(super) whole: Whole,
}

/// How numbers of parts make the number of a whole.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whole {
    /// Their sum.
    Sum,
    /// The largest of them.
    Largest,
}

impl Whole {
    pub(super) fn of(self, one: u64, other: u64) -> u64 {
        match self {
            Self::Sum => one.saturating_add(other),
            Self::Largest => one.max(other),
        }
    }
}

/// Every number there is, in the order of its columns.
pub(super) const MEASURES: [Measure; 4] = [
    Measure {
        name: "cognitive",
        of: |_, function| function.cognitive.total,
        whole: Whole::Sum,
    },
    Measure {
        name: "nesting",
        of: |_, function| function.nesting_depth,
        whole: Whole::Largest,
    },
    Measure {
        name: "parameters",
        of: |_, function| function.parameters,
        whole: Whole::Largest,
    },
    Measure {
        name: "lines",
        of: |analysis, function| analysis.code_lines(function.span),
        whole: Whole::Sum,
    },
];

/// The column of this name.
pub(super) fn column(name: &str) -> Option<usize> {
    MEASURES.iter().position(|measure| measure.name == name)
}
