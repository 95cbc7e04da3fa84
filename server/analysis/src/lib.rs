//! Source text in, facts out: syntax errors and metrics, as pure functions.
//!
//! ```
//! use scholiast_analysis::{Analysis, Cancellation};
//! use scholiast_grammars::by_id;
//! use scholiast_text::Text;
//!
//! let text = Text::new("def sign(x):\n    return 1 if x > 0 else -1\n");
//! let python = by_id("python").unwrap();
//! let analysis = Analysis::of(python, text, &Cancellation::new()).unwrap();
//! let sign = &analysis.report().functions[0];
//! assert_eq!((sign.signature.as_str(), sign.cognitive.total), ("def sign(x)", 1));
//! ```
//!
//! How it works, in layers that each know only those above:
//!
//! | layer | files |
//! |---|---|
//! | one walk over the tree gives the facts of each unit: a function's own text; after an edit, of those it touched | `parse`, `walk`, `walk/*` |
//! | the facts of the file: who calls whom | `calls` |
//! | the join of both: metrics as they are reported | `outline`, `join`, `report`, `cognitive` |
//! | what is wrong with the syntax, asked only of a broken file | `syntax`, `syntax/*` |
//! | what is put before a person | `diagnostics`, `heavy` |
//! | on demand: all other metrics of a function or a file | `measure`, `measure/*` |

mod analysis;
mod calls;
mod cancellation;
mod cognitive;
mod diagnostics;
mod exported;
mod fingerprint;
mod heavy;
mod join;
mod lines;
mod measure;
mod outline;
mod parse;
mod reader;
mod report;
mod signature;
mod syntax;
mod walk;

pub use analysis::Analysis;
pub use cancellation::{Cancellation, Cancelled};
pub use cognitive::{Cognitive, Increment, Reason};
pub use diagnostics::{Diagnostic, RELATED_LIMIT, RuleId, Severity, Thresholds, diagnostics};
pub use exported::Exported;
pub use fingerprint::code_fingerprint;
pub use measure::{
    Cyclomatic, Decision, Factor, Halstead, Identifiers, Lines, Measurements, Readability, Subject,
    measure, measure_file,
};
pub use report::{Function, FunctionKind, Related, Report, SyntaxError};
pub use scholiast_grammars::Flow;
