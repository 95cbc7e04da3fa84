//! The maintainability index.
//!
//! P. Oman and J. Hagemeister's regression (1992, as revised by Coleman, Ash, Lowther and Oman,
//! "Using Metrics to Evaluate Software System Maintainability", IEEE Computer 27(8), 1994) without
//! its term for comments, brought to 0..100 as Microsoft's code metrics do.

/// 171 − 5.2 · ln V − 0.23 · G − 16.2 · ln L, as a part of 171, held between 0 and 100.
///
/// V is Halstead's volume, G the cyclomatic complexity and L the number of lines with code. Code
/// without any line or token has nothing to maintain: 100.
pub(super) fn index(volume: f64, cyclomatic: u32, code_lines: u32) -> f64 {
    if volume <= 0.0 || code_lines == 0 {
        return 100.0;
    }
    let raw = 171.0
        - 5.2 * volume.ln()
        - 0.23 * f64::from(cyclomatic)
        - 16.2 * f64::from(code_lines).ln();
    (raw * 100.0 / 171.0).clamp(0.0, 100.0)
}
