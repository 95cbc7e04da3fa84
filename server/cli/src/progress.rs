//! A progress bar, on a terminal and for long work only.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Fewer files than this are done before anyone has read a bar.
const FEWEST_FILES: usize = 200;

/// A bar over `files`, on standard error. Where none is wanted, it draws nothing.
pub(crate) fn bar(files: usize, doing: &'static str) -> ProgressBar {
    let bar =
        ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr_with_hz(10));
    if files < FEWEST_FILES || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos} of {len} files, {eta} to go");
    bar.set_message(doing);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
