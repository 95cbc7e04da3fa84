//! A folder of code: configuration, discovery and ignore rules.
