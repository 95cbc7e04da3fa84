//! Text that no person writes: depth and length that a recursive or quadratic analysis would not
//! survive.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use scholiast_analysis::{
    Analysis, Cancellation, RELATED_LIMIT, Thresholds, code_fingerprint, diagnostics,
};
use scholiast_grammars::{all, by_id};
use scholiast_text::Text;

const DEPTH: usize = 100_000;

fn analyse(language: &str, source: &str) -> Analysis {
    let language = by_id(language).unwrap();
    let analysis = Analysis::of(language, Text::new(source), &Cancellation::new()).unwrap();
    let found = diagnostics(&analysis, &Thresholds::default());
    assert!(found.len() <= 300, "{} diagnostics", found.len());
    assert!(
        found
            .iter()
            .all(|diagnostic| diagnostic.related.len() <= RELATED_LIMIT)
    );
    code_fingerprint(&analysis);
    analysis
}

fn totals(analysis: &Analysis) -> Vec<u32> {
    let functions = analysis.report().functions.iter();
    functions.map(|function| function.cognitive.total).collect()
}

fn nested(open: &str, middle: &str, close: &str) -> String {
    open.repeat(DEPTH) + middle + &close.repeat(DEPTH)
}

#[test]
fn nested_parentheses() {
    analyse("python", &format!("x = {}\n", nested("(", "1", ")")));
    let operators = format!("function f(a) {{ return {}; }}", nested("(a && ", "a", ")"));
    assert_eq!(totals(&analyse("typescript", &operators)), [1]);
    let groups = format!(
        "function f(a) {{ return {}; }}",
        nested("!(a && ", "a", ")")
    );
    assert_eq!(totals(&analyse("typescript", &groups)), [DEPTH as u32]);
}

#[test]
fn nested_brackets_in_any_language() {
    for language in all() {
        for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
            analyse(language.id(), &nested(open, "1", close));
        }
    }
}

#[test]
fn nested_structures_add_up_to_the_largest_number_there_is() {
    let source = format!("function f(a) {{ {}; }}", "if (a) ".repeat(DEPTH));
    let analysis = analyse("typescript", &source);
    assert_eq!(totals(&analysis), [u32::MAX]);
    assert_eq!(analysis.report().functions[0].nesting_depth, DEPTH as u32);
}

#[test]
fn a_long_else_if_chain_is_flat() {
    let source = format!(
        "function f(a) {{ {}{{}} }}",
        "if (a) {} else ".repeat(DEPTH)
    );
    let analysis = analyse("typescript", &source);
    assert_eq!(totals(&analysis), [DEPTH as u32 + 1]);
    assert_eq!(analysis.report().functions[0].nesting_depth, 1);
}

#[test]
fn nested_functions_are_told_apart_only_down_to_a_depth() {
    let closures = analyse("typescript", &format!("x = {}1;", "a => ".repeat(DEPTH)));
    assert_eq!(closures.report().functions.len(), 1);
    let named = nested("function f() { x(); ", "if (x) {}", "}");
    let functions = analyse("typescript", &named);
    assert!(functions.report().functions.len() < 100);
    assert_eq!(totals(&functions)[0], DEPTH as u32);
    analyse("typescript", &nested("class A { m() { ", "", "} }"));
}

#[test]
fn long_lines_and_long_lists() {
    analyse("python", &format!("x = [{}]\n", "1, ".repeat(350_000)));
    analyse(
        "typescript",
        &format!("const é = \"{}\";", "日本".repeat(170_000)),
    );
    let chain = format!("function f(a) {{ a{}; }}", ".b()".repeat(DEPTH));
    assert_eq!(
        analyse("typescript", &chain).report().functions[0].callees,
        ["b", "a.b"]
    );
}

#[test]
fn a_long_cycle_of_calls() {
    let count = 20_000;
    let function = |index| format!("function f{index}() {{ f{}(); }}\n", (index + 1) % count);
    let source: String = (0..count).map(function).collect();
    let analysis = analyse("typescript", &source);
    assert_eq!(totals(&analysis), vec![1; count]);
}

#[test]
fn brackets_without_partners() {
    for source in [
        "(", ")", "{", "}", "[(", "f(", "`${", "\"", "'''", "\\", "\0",
    ] {
        for language in all() {
            let analysis = analyse(language.id(), &source.repeat(8_000));
            assert!(analysis.report().syntax_errors.len() <= 100, "{source}");
        }
    }
}

#[test]
fn a_fault_on_every_line() {
    for source in [
        "x = = 1\n",
        "def f(:\n    pass\n",
        "class A\n",
        "x = '\n",
        "if x:\n",
    ] {
        let errors = &analyse("python", &source.repeat(5_000))
            .report()
            .syntax_errors
            .len();
        assert!((1..=100).contains(errors), "{source}: {errors}");
    }
    for source in [
        "f( { return 1 }\n",
        "const x = ;\n",
        "}\n",
        "function f() {\n",
    ] {
        let errors = &analyse("typescript", &source.repeat(5_000))
            .report()
            .syntax_errors
            .len();
        assert!((1..=100).contains(errors), "{source}: {errors}");
    }
}

#[test]
fn a_cancelled_analysis_stops() {
    let cancellation = Cancellation::new();
    cancellation.cancel();
    let python = by_id("python").unwrap();
    assert!(Analysis::of(python, Text::new("x = 1\n"), &cancellation).is_err());

    let cancellation = Cancellation::new();
    let text = Text::new(&"x = (1\n".repeat(500_000));
    let canceller = cancellation.clone();
    let started = std::time::Instant::now();
    std::thread::scope(|scope| {
        let analysis = scope.spawn(|| Analysis::of(python, text, &cancellation).is_err());
        std::thread::sleep(std::time::Duration::from_millis(20));
        canceller.cancel();
        assert!(
            analysis.join().unwrap(),
            "3.5 MB were analysed within 20 ms"
        );
    });
    assert!(
        started.elapsed() < std::time::Duration::from_secs(10),
        "{:?}",
        started.elapsed()
    );
}
