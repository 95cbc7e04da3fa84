//! Cognitive complexity against SonarSource's white paper 1.7, case by case.
//!
//! A case is source with markers: `= 3` on a line where a function is named is that function's
//! total, `+2 nesting=1` is an increment for a keyword or operator on its line, as the outermost
//! function counts it. A case without a total on some line says that no function is reported there.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

mod c;
mod cpp;
mod go;
mod java;
mod javascript;
mod python;
mod rust;
mod typescript;

use std::collections::BTreeMap;

use scholiast_analysis::{Analysis, Cancellation, Increment};
use scholiast_grammars::by_id;
use scholiast_text::Text;

/// Checks every case: analysing its source without markers must give back the source with them.
#[track_caller]
fn check(language: &str, cases: &[(&str, &str)]) {
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|(title, marked)| {
            let found = mark_up(language, marked);
            let differs = found != marked.trim_end();
            differs.then(|| format!("{title}\n\nexpected:\n{marked}\nfound:\n{found}\n"))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} in {language}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

/// The source with the markers that the analysis gives it.
fn mark_up(language: &str, marked: &str) -> String {
    let language = by_id(language).unwrap();
    let comment = language.line_comment();
    let plain: Vec<&str> = marked
        .lines()
        .map(|line| without_marker(line, comment))
        .collect();
    let text = Text::new(&(plain.join("\n") + "\n"));
    let analysis = Analysis::of(language, text, &Cancellation::new()).unwrap();
    assert!(
        !analysis.tree().root_node().has_error(),
        "a case does not parse:\n{marked}"
    );
    with_markers(&analysis, &plain, comment)
}

fn without_marker<'l>(line: &'l str, comment: &str) -> &'l str {
    let is_marker = |marker: &str| marker.starts_with("= ") || marker.starts_with('+');
    match line.rsplit_once(&format!("  {comment} ")) {
        Some((plain, marker)) if is_marker(marker) => plain,
        _ => line,
    }
}

fn with_markers(analysis: &Analysis, plain: &[&str], comment: &str) -> String {
    let mut markers: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut mark = |offset: usize, marker: String| {
        markers
            .entry(analysis.text().line_of(offset))
            .or_default()
            .push(marker);
    };
    let functions = &analysis.report().functions;
    for function in functions {
        mark(
            function.name_span.start,
            format!("= {}", function.cognitive.total),
        );
    }
    for function in functions
        .iter()
        .filter(|function| function.parent.is_none())
    {
        for increment in &function.cognitive.increments {
            mark(increment.span.start, marker(increment));
        }
    }
    let line = |(line, text): (usize, &&str)| match markers.get(&line) {
        Some(markers) => format!("{text}  {comment} {}", markers.join(", ")),
        None => (*text).to_owned(),
    };
    plain
        .iter()
        .enumerate()
        .map(line)
        .collect::<Vec<_>>()
        .join("\n")
        .trim_end()
        .to_owned()
}

fn marker(increment: &Increment) -> String {
    match increment.nesting {
        0 => format!("+{}", increment.amount),
        nesting => format!("+{} nesting={nesting}", increment.amount),
    }
}
