//! Source text in, facts out: syntax errors and metrics, as pure functions.
