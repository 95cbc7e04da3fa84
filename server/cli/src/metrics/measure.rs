//! The numbers, as data: what each is called, how it is taken of a function and of a file, and how
//! those of files make that of a folder.

use scholiast_analysis::{Analysis, Function, Measurements};

use super::By;

/// A number that is measured.
#[derive(Debug)]
pub(super) struct Measure {
    /// Its name in headings, in data and after `--sort`.
    pub(super) name: &'static str,
    /// The number of one function; none if it is a number of whole files.
    of_function: Option<fn(&Function, &Measurements) -> f64>,
    /// The number of one file.
    of_file: fn(&Analysis, &Measurements) -> f64,
    /// How numbers of files make the number of a folder.
    whole: Whole,
    /// How many digits stand behind the point.
    digits: usize,
}

/// How numbers of parts make the number of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    Sum,
    Largest,
    Smallest,
}

impl Measure {
    /// The number of a function; none if it has none.
    pub(super) fn function(&self, function: &Function, measured: &Measurements) -> Option<f64> {
        Some((self.of_function?)(function, measured))
    }

    /// The number of a file.
    pub(super) fn file(&self, analysis: &Analysis, measured: &Measurements) -> f64 {
        (self.of_file)(analysis, measured)
    }

    /// The number of two parts together.
    pub(super) fn together(&self, one: f64, other: f64) -> f64 {
        match self.whole {
            Whole::Sum => one + other,
            Whole::Largest => one.max(other),
            Whole::Smallest => one.min(other),
        }
    }

    /// The number such that a worse one is larger.
    pub(super) fn badness(&self, number: f64) -> f64 {
        match self.whole {
            Whole::Smallest => -number,
            Whole::Sum | Whole::Largest => number,
        }
    }

    /// The number as it is written.
    pub(super) fn written(&self, number: f64) -> String {
        format!("{number:.*}", self.digits)
    }
}

/// The measures that rows of this sort have, in the order of their columns.
pub(super) fn columns(by: By) -> Vec<&'static Measure> {
    let has_it = |measure: &&Measure| by != By::Function || measure.of_function.is_some();
    MEASURES.iter().filter(has_it).collect()
}

/// The names of all measures.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    MEASURES.iter().map(|measure| measure.name)
}

/// Every number there is.
const MEASURES: [Measure; 8] = [
    Measure {
        name: "cognitive",
        of_function: Some(|function, _| f64::from(function.cognitive.total)),
        of_file: |analysis, _| cognitive(analysis),
        whole: Whole::Sum,
        digits: 0,
    },
    Measure {
        name: "cyclomatic",
        of_function: Some(|_, measured| f64::from(measured.cyclomatic.total())),
        of_file: |_, measured| f64::from(measured.cyclomatic.total()),
        whole: Whole::Sum,
        digits: 0,
    },
    Measure {
        name: "nesting",
        of_function: Some(|_, measured| f64::from(measured.nesting_depth)),
        of_file: |_, measured| f64::from(measured.nesting_depth),
        whole: Whole::Largest,
        digits: 0,
    },
    Measure {
        name: "parameters",
        of_function: Some(|_, measured| f64::from(measured.parameters)),
        of_file: |_, measured| f64::from(measured.parameters),
        whole: Whole::Largest,
        digits: 0,
    },
    Measure {
        name: "lines",
        of_function: Some(|_, measured| f64::from(measured.lines.code)),
        of_file: |_, measured| f64::from(measured.lines.code),
        whole: Whole::Sum,
        digits: 0,
    },
    Measure {
        name: "volume",
        of_function: Some(|_, measured| measured.halstead.volume()),
        of_file: |_, measured| measured.halstead.volume(),
        whole: Whole::Sum,
        digits: 0,
    },
    Measure {
        name: "maintainability",
        // Mostly size in disguise: of a single function it says nothing that lines do not.
        of_function: None,
        of_file: |_, measured| measured.maintainability(),
        whole: Whole::Smallest,
        digits: 1,
    },
    Measure {
        name: "readability",
        of_function: Some(|_, measured| measured.readability().score()),
        of_file: |_, measured| measured.readability().score(),
        whole: Whole::Smallest,
        digits: 1,
    },
];

/// The cognitive complexity of a file: of its functions, those inside others counted once.
fn cognitive(analysis: &Analysis) -> f64 {
    let functions = analysis.report().functions.iter();
    let outermost = functions.filter(|function| function.parent.is_none());
    outermost
        .map(|function| f64::from(function.cognitive.total))
        .sum()
}
