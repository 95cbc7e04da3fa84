//! A folder of code, as every door sees it: what is configured, which files
//! belong to it, and how they are read.
//!
//! | question | file |
//! |---|---|
//! | which thresholds hold here, and which model may be asked? | [`configuration`] |
//! | where do a project's and a person's settings stand? | [`layers`] |
//! | which files under these paths are ours to check? | [`discovery`] |
//! | must a file's code stay on this machine? | [`privacy`] |
//! | what does this file say, and if it cannot be read, why? | [`source`] |

pub mod configuration;
pub mod discovery;
pub mod layers;
pub mod privacy;
pub mod source;

pub use configuration::{Configuration, ModelSettings};
pub use discovery::{Discovery, DiscoveryError};
pub use layers::{ConfigurationError, Environment};
pub use source::{Source, SourceError};
