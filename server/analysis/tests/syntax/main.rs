//! Syntax errors as people read them.
//!
//! A case is a broken source and what is said of it: place, message, the text that is underlined;
//! then, indented, the related places, and the line as it would be after the fix.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

mod c;
mod clean;
mod go;
mod java;
mod javascript;
mod python;
mod rust;
mod typescript;

use scholiast_analysis::{Analysis, Cancellation, SyntaxError};
use scholiast_grammars::by_id;
use scholiast_text::{Edits, Span, Text};

fn analyse(language: &str, source: &str) -> Analysis {
    let language = by_id(language).unwrap();
    Analysis::of(language, Text::new(source), &Cancellation::new()).unwrap()
}

/// Checks every case, and that each fix does what it promises.
#[track_caller]
fn check(language: &str, cases: &[(&str, &str)]) {
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|(source, expected)| {
            let found = told(&analyse(language, source));
            let differs = found.trim_end() != expected.trim_end();
            differs.then(|| format!("{source}\nexpected:\n{expected}\nfound:\n{found}"))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} in {language}:\n\n{}",
        failures.len(),
        failures.join("\n\n")
    );
}

/// Checks that none of the sources is faulted.
#[track_caller]
fn check_clean(language: &str, sources: &[&str]) {
    for source in sources {
        assert_eq!(told(&analyse(language, source)), "", "{source}");
    }
}

fn told(analysis: &Analysis) -> String {
    analysis
        .report()
        .syntax_errors
        .iter()
        .map(|error| tell(analysis.text(), error))
        .collect()
}

fn tell(text: &Text, error: &SyntaxError) -> String {
    let mut told = format!("{} {}\n", at(text, error.span), error.message);
    for related in &error.related {
        told += &format!("  {} {}\n", at(text, related.span), related.message);
    }
    if let Some(fix) = &error.fix {
        let fixed = text.edited(&Edits::new(vec![fix.clone()]).unwrap());
        let from = fixed.line_span(fixed.line_of(fix.span.start)).start;
        let end = fix.span.start + fix.replacement.len();
        let to = fixed.line_span(fixed.line_of(end)).end;
        told += &format!("  fix: {}\n", fixed.slice(Span::new(from, to)).trim_start());
    }
    told
}

/// `line:column [underlined]`, both from one.
fn at(text: &Text, span: Span) -> String {
    let line = text.line_of(span.start);
    let column = span.start - text.line_span(line).start + 1;
    format!("{}:{column} [{}]", line + 1, text.slice(span))
}
