//! How fast and how large we are, as ratios to what the same work costs at least.
//!
//! Nothing here is a test with a clock: numbers of one machine at one moment are read by people.
//! All that is compared is measured in turns in one run.
//!
//! | file | subject |
//! |---|---|
//! | `corpus` | real files of four sizes, fetched and kept out of the repository |
//! | `typing` | what a person types into them |
//! | `client` | a language client that costs little, and the same for every server |
//! | `bare` | the least: a rope, a tree, and tree-sitter's incremental parse |
//! | `keystrokes` | from a keystroke to its diagnostics, against the least |
//! | `burst` | a thousand edits that nobody waits for |
//! | `footprint` | start-up and memory |
//! | `check` | `scholiast check` on one core against parsing the same files |
//! | `statistics`, `table` | medians, percentiles, Markdown |

pub mod bare;
pub mod burst;
pub mod check;
pub mod client;
pub mod corpus;
pub mod footprint;
pub mod keystrokes;
pub mod statistics;
pub mod table;
pub mod typing;
