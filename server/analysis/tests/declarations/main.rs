//! What each language's declarations are called, what they take, and what they call.
//!
//! A case is a source and a line for each of its functions: sort, qualified name, number of
//! parameters, signature, and what it calls; then a line for each name it offers to other files.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

mod c;
mod cpp;
mod go;
mod java;
mod javascript;
mod rust;

use scholiast_analysis::{Analysis, Cancellation, Exported, Function};
use scholiast_grammars::by_id;
use scholiast_text::Text;

#[track_caller]
fn check(language: &str, source: &str, expected: &str) {
    let language = by_id(language).unwrap();
    let analysis = Analysis::of(language, Text::new(source), &Cancellation::new()).unwrap();
    let errors = &analysis.report().syntax_errors;
    assert!(errors.is_empty(), "{errors:#?}\n{source}");
    let functions = analysis.report().functions.iter().map(tell);
    let exported = analysis.exported().iter().map(tell_exported);
    let found: String = functions.chain(exported).collect();
    assert_eq!(found, expected, "{source}\nfound:\n{found}");
}

fn tell(function: &Function) -> String {
    let Function {
        qualified_name,
        kind,
        parameters,
        signature,
        callees,
        ..
    } = function;
    let calls = if callees.is_empty() {
        String::new()
    } else {
        format!(" -> {}", callees.join(" "))
    };
    format!("{kind:?} {qualified_name} {parameters}: {signature}{calls}\n")
}

fn tell_exported(exported: &Exported) -> String {
    format!("exports {}: {}\n", exported.name, exported.signature)
}
