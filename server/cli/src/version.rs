//! What this very build is.

use std::sync::LazyLock;
use std::time::UNIX_EPOCH;

/// The version and the commit: `0.1.0 (1dd6099abc)`.
pub(crate) fn short() -> &'static str {
    static SHORT: LazyLock<String> = LazyLock::new(|| {
        let version = env!("CARGO_PKG_VERSION");
        match env!("SCHOLIAST_COMMIT") {
            "" => version.to_owned(),
            commit => format!("{version} ({commit})"),
        }
    });
    &SHORT
}

/// The same, and the version of each grammar on a line of its own.
pub(crate) fn long() -> &'static str {
    static LONG: LazyLock<String> = LazyLock::new(|| {
        let grammars = grammars().map(|grammar| format!("\n  {grammar}"));
        format!("{}{}", short(), grammars.collect::<String>())
    });
    &LONG
}

/// The grammars that were built in: `tree-sitter-python 0.25.0`.
pub(crate) fn grammars() -> impl Iterator<Item = &'static str> {
    env!("SCHOLIAST_GRAMMARS")
        .split(", ")
        .filter(|grammar| !grammar.is_empty())
}

/// A name that two builds share only if they are the same: findings that one of them kept are no
/// use to another. The commit alone does not tell, since a build may have changes beside it.
pub(crate) fn engine() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let written = file.and_then(|file| Ok((file.len(), file.modified()?)));
    let written = written.map(|(length, time)| {
        let time = time.duration_since(UNIX_EPOCH).unwrap_or_default();
        format!("{length}-{}", time.as_nanos())
    });
    format!("{} {}", short(), written.unwrap_or_default())
}
