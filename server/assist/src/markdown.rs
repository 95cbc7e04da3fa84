//! Markdown written from text that may hold anything: names, lines of code, error messages.
//!
//! Code is quoted so that nothing in it can end the quotation: fences and backtick runs are longer
//! than any inside.

use crate::printable::printable;

/// Text quoted as code inside a line, whatever it holds.
pub fn code_span(text: &str) -> String {
    let text = printable(text).replace(['\n', '\t'], " ");
    if text.trim().is_empty() {
        return "` `".to_owned();
    }
    let ticks = "`".repeat(longest_run(&text, '`') + 1);
    // A space on both sides is dropped by renderers, and keeps a backtick apart from the ticks.
    if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        format!("{ticks} {text} {ticks}")
    } else {
        format!("{ticks}{text}{ticks}")
    }
}

/// Code quoted as a block, with a fence longer than any inside. `info` names the language.
pub fn code_block(code: &str, info: &str) -> String {
    fenced(&printable(code), info)
}

/// As [`code_block`], with every character as it is: for a reader that must give the code back.
pub fn fenced(code: &str, info: &str) -> String {
    let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
    let line_end = if code.ends_with('\n') { "" } else { "\n" };
    format!("{fence}{info}\n{code}{line_end}{fence}\n")
}

/// Text as it stands, inside a line of prose: what markdown reads as a sign is escaped.
///
/// Signs that count only at the start of a line, such as that of a list, are left.
pub fn prose(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in printable(text).chars() {
        if "\\`*_[]<>#|~&$".contains(character) {
            escaped.push('\\');
        }
        escaped.push(if character == '\n' { ' ' } else { character });
    }
    escaped
}

fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|character| character != wanted)
        .map(str::len)
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{code_block, code_span, prose};

    #[test]
    fn a_code_span_outruns_the_backticks_inside() {
        assert_eq!(code_span("total"), "`total`");
        assert_eq!(code_span("a`b"), "``a`b``");
        assert_eq!(code_span("`"), "`` ` ``");
        assert_eq!(code_span("a\nb"), "`a b`");
        assert_eq!(code_span(""), "` `");
    }

    #[test]
    fn a_code_block_outruns_the_fences_inside() {
        assert_eq!(code_block("x", "python"), "```python\nx\n```\n");
        assert_eq!(
            code_block("\"\"\"\n````\n\"\"\"\n", "python"),
            "`````python\n\"\"\"\n````\n\"\"\"\n`````\n"
        );
    }

    #[test]
    fn prose_holds_no_links() {
        assert_eq!(
            prose("[run](command:x)\n<b>"),
            "\\[run\\](command:x) \\<b\\>"
        );
    }
}
