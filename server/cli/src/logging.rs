//! Logs go to standard error; standard output belongs to the answers.
//!
//! `LOG_LEVEL` sets what is logged (`error`, `warn`, `info`, `debug`,
//! `trace`, or a filter such as `scholiast_lsp=debug`), `LOG_FORMAT=json`
//! how.

use tracing_subscriber::EnvFilter;

/// Starts logging. A level that cannot be read is said and replaced.
pub(crate) fn start() {
    let asked = std::env::var("LOG_LEVEL").unwrap_or_else(|_| "warn".into());
    let filter = EnvFilter::try_new(&asked);
    let unreadable = filter.is_err();
    let filter = filter.unwrap_or_else(|_| EnvFilter::new("warn"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let json = std::env::var("LOG_FORMAT").is_ok_and(|format| format == "json");
    // An error means that a subscriber is set already, which is as good.
    let _ = if json {
        builder.json().try_init()
    } else {
        builder.with_ansi(false).try_init()
    };
    if unreadable {
        tracing::warn!("LOG_LEVEL is `{asked}`, which names no level: logging warnings");
    }
}
