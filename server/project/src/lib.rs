//! A folder of code, as every door sees it: what is configured, which files
//! belong to it, and what is to be said of them.
//!
//! | question | file |
//! |---|---|
//! | which thresholds hold here, which model may be asked, and who said so? | [`configuration`], [`configured`] |
//! | which files under these paths are ours to check? | [`discovery`] |
//! | what does this file say, and if it cannot be read, why? | [`source`] |
//! | what is to be said of a file? | [`check`], [`findings`], kept by [`cache`] |
//! | must a file's code stay on this machine? | [`privacy`] |
//! | may this folder's own actions and commands run? | [`trust`] |

pub mod cache;
pub mod check;
pub mod configuration;
pub mod configured;
pub mod discovery;
pub mod findings;
pub mod privacy;
pub mod source;
pub mod trust;

pub use cache::Cache;
pub use check::{CheckError, Checked};
pub use configuration::{Complaint, Configuration, Environment, Layers, Loaded, ModelSettings};
pub use configured::ConfiguredFolders;
pub use discovery::{Discovery, DiscoveryError};
pub use source::{Source, SourceError};
pub use trust::TrustedFolders;
