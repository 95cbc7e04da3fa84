//! What may be written to a terminal: colours only where they are wanted, and nothing from outside
//! that a terminal would obey.

use std::io::IsTerminal;
use std::path::Path;

use annotate_snippets::{Renderer, normalize_untrusted_str};

/// When to write in colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set or the terminal is a dumb one.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Whether to colour what goes to `stream`.
    pub(crate) fn is_wanted_on(self, stream: &impl IsTerminal) -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|name| name == "dumb");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => stream.is_terminal() && !is_set("NO_COLOR") && !is_dumb,
        }
    }

    /// The renderer of source excerpts for standard output.
    pub(crate) fn renderer(self) -> Renderer {
        if self.is_wanted_on(&std::io::stdout()) {
            Renderer::styled()
        } else {
            Renderer::plain()
        }
    }
}

/// A text from outside in one line: control characters stand as pictures of themselves.
pub(crate) fn shown(text: &str) -> String {
    normalize_untrusted_str(text)
}

/// A path in one line, with the slashes of this system.
pub(crate) fn shown_path(path: &Path) -> String {
    shown(&path.to_string_lossy())
}

/// `1 file`, `2 files`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
