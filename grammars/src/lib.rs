//! Languages as data: how each grammar spells the roles that the analysis knows.
//!
//! A language is a folder: `python/language.toml` says which node kinds are functions, branches,
//! loops and so on, and `python/dialect.rs` holds the little that data cannot say. Descriptions
//! are compiled once into a table indexed by tree-sitter's symbol ids; a kind or a field that the
//! grammar does not have is a [`DescriptionError`] that names the file and the line.
//!
//! ```
//! use scholiast_grammars::{Construct, by_path};
//!
//! let python = by_path("settle.py".as_ref()).unwrap();
//! let symbol = python.grammar().id_for_node_kind("while_statement", true);
//! assert!(matches!(python.construct(symbol), Construct::Structure(_)));
//! ```

mod compile;
mod construct;
mod description;
mod detect;
mod dialect;
mod language;
mod lexical;
mod measure;
mod registry;

#[path = "../typescript/dialect.rs"]
mod ecmascript;
#[path = "../go/dialect.rs"]
mod go;
#[path = "../python/dialect.rs"]
mod python;
#[path = "../rust/dialect.rs"]
mod rust;

pub use construct::{
    Alternative, Binding, Call, Class, Construct, Field, Flow, Function, Home, Jump, Logical,
    Member, Nests, NodeKind, Place, PlainJump, Shell, Structure, Symbol, Wrapper,
};
pub use description::{DescriptionError, Fault as DescriptionFault};
pub use detect::{by_first_line, by_id, by_path, detect};
pub use dialect::{Dialect, Fault};
pub use language::Language;
pub use lexical::{Bracket, Layout, Lexical, StringForm, Trust};
pub use measure::{Condition, Measured, Side};
pub use registry::{all, faults};
