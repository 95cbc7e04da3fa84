//! What holds for every text, whatever is typed: the crate against naive references.
//!
//! `generators` makes the texts and the typing, `naive` is the reference for lines and positions:
//! plain loops over characters, slow and obvious.

mod carrying;
mod changes;
mod diffs;
mod generators;
mod naive;
mod positions;
