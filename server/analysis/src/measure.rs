//! Metrics on demand: what one function, or a whole file, measures.
//!
//! Unlike the facts of the incremental walk these are taken only when somebody asks, in one walk
//! over the function's own part of the tree; the cost follows its length. `docs/metrics.md` defines
//! each number, with its source and a worked example.
//!
//! ```
//! use scholiast_analysis::{Analysis, Cancellation, measure};
//! use scholiast_grammars::by_id;
//! use scholiast_text::Text;
//!
//! let text = Text::new("def sign(x):\n    return 1 if x > 0 else -1\n");
//! let analysis = Analysis::of(by_id("python").unwrap(), text, &Cancellation::new()).unwrap();
//! let measured = measure(&analysis, &analysis.report().functions[0]).unwrap();
//! assert_eq!(measured.cyclomatic.total(), 2);
//! assert_eq!(measured.cyclomatic.decisions[0].sentence(), "+1 for this `if`");
//! assert_eq!((measured.lines.code, measured.lines.logical), (2, 2));
//! ```
//!
//! | file | subject |
//! |---|---|
//! | `subtree` | finding the function, and the one walk |
//! | `cyclomatic` | paths |
//! | `lines` | lines: with code, with comments, blank, logical, the longest |
//! | `halstead` | operators and operands |
//! | `expressions` | how deep brackets are nested |
//! | `identifiers` | how long names are |
//! | `maintainability` | the maintainability index |
//! | `readability` | factors of readability, and one score |

mod cyclomatic;
mod expressions;
mod halstead;
mod identifiers;
mod lines;
mod maintainability;
mod readability;
mod subtree;

use scholiast_text::Span;

pub use cyclomatic::{Cyclomatic, Decision};
pub use halstead::Halstead;
pub use identifiers::Identifiers;
pub use lines::Lines;
pub use readability::{Factor, Readability};

use crate::analysis::Analysis;
use crate::report::Function;
use subtree::Counts;

/// What a function or a file measures.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurements {
    /// What was measured: the function without decorators and the like, or the whole text.
    pub span: Span,
    /// Whether it was a function or a file.
    pub subject: Subject,
    /// How many paths lead through it.
    pub cyclomatic: Cyclomatic,
    /// Its lines, of each sort.
    pub lines: Lines,
    /// Its operators and operands.
    pub halstead: Halstead,
    /// Its names.
    pub identifiers: Identifiers,
    /// How many brackets are open at once at the deepest place of an expression.
    pub expression_depth: u32,
    /// How deep control structures are nested, as [`Function::nesting_depth`]; in a file, the
    /// deepest of its functions.
    pub nesting_depth: u32,
    /// How many parameters a caller can pass; in a file, the most that one of its functions takes.
    pub parameters: u32,
}

/// The sorts of things that are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One function, with the functions inside it.
    Function,
    /// A whole file.
    File,
}

impl Measurements {
    /// The maintainability index, from 0 (worst) to 100, for reports on whole files: it is mostly
    /// size in disguise.
    pub fn maintainability(&self) -> f64 {
        maintainability::index(
            self.halstead.volume(),
            self.cyclomatic.total(),
            self.lines.code,
        )
    }

    /// How easily it reads, as named factors and a score made of them.
    pub fn readability(&self) -> Readability {
        Readability::of(self)
    }
}

/// Measures a function of an analysis; `None` if the analysis has no function with this body.
pub fn measure(analysis: &Analysis, function: &Function) -> Option<Measurements> {
    let (language, text) = (analysis.language(), analysis.text());
    let node = subtree::function(analysis.tree(), language, function.body_span)?;
    let counts = Counts::of(language, text, node, Subject::Function);
    let span = node.byte_range().into();
    let (nesting_depth, parameters) = (function.nesting_depth, function.parameters);
    Some(counts.measurements(span, nesting_depth, parameters))
}

/// Measures a whole file.
pub fn measure_file(analysis: &Analysis) -> Measurements {
    let (language, text) = (analysis.language(), analysis.text());
    let root = analysis.tree().root_node();
    let counts = Counts::of(language, text, root, Subject::File);
    let functions = &analysis.report().functions;
    let largest = |number: fn(&Function) -> u32| functions.iter().map(number).max().unwrap_or(0);
    let nesting_depth = largest(|function| function.nesting_depth);
    let parameters = largest(|function| function.parameters);
    counts.measurements(text.span(), nesting_depth, parameters)
}
