//! Metrics on demand: cyclomatic complexity as radon and ESLint count it, lines, Halstead's counts,
//! expressions, names, and what is made of them.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use scholiast_analysis::{
    Analysis, Cancellation, Factor, Halstead, Lines, Measurements, measure, measure_file,
};
use scholiast_grammars::by_id;
use scholiast_text::Text;

fn analyse(language: &str, source: &str) -> Analysis {
    let language = by_id(language).unwrap();
    Analysis::of(language, Text::new(source), &Cancellation::new()).unwrap()
}

/// The first function's measurements.
fn first(language: &str, source: &str) -> Measurements {
    let analysis = analyse(language, source);
    assert!(!analysis.tree().root_node().has_error(), "{source}");
    measure(&analysis, &analysis.report().functions[0]).unwrap()
}

/// The complexity of each function, and the keywords that add to it: `3 if and`.
fn decisions(language: &str, source: &str) -> Vec<String> {
    let analysis = analyse(language, source);
    assert!(!analysis.tree().root_node().has_error(), "{source}");
    let functions = analysis.report().functions.iter();
    functions
        .map(|function| {
            let cyclomatic = measure(&analysis, function).unwrap().cyclomatic;
            let mut words = vec![cyclomatic.total().to_string()];
            for decision in &cyclomatic.decisions {
                let written = analysis.text().slice(decision.span).into_owned();
                assert_eq!(written, decision.keyword, "{source}");
                words.push(written);
            }
            words.join(" ")
        })
        .collect()
}

/// Checks the decisions of functions with these bodies.
#[track_caller]
fn check(language: &str, wrap: impl Fn(&str) -> String, cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        let found = decisions(language, &wrap(body));
        assert_eq!(found.first().map(String::as_str), Some(*expected), "{body}");
    }
}

#[test]
fn python_is_counted_as_radon_does() {
    let wrap = |body: &str| format!("def f(a, b):\n    {body}\n");
    let cases = [
        ("pass", "1"),
        ("if a: pass\n    elif b: pass\n    else: pass", "3 if elif"),
        ("return a if b else a", "2 if"),
        ("for x in a: pass\n    else: pass", "3 for else"),
        ("while a: pass\n    else: pass", "3 while else"),
        (
            "try: pass\n    except A: pass\n    except B: pass\n    else: pass\n    finally: pass",
            "4 except except else",
        ),
        ("with a as b: pass", "1"),
        ("return a and b and not a or b", "4 and and or"),
        (
            "return [x for x in a if x if b for y in x]",
            "5 for if if for",
        ),
        ("return {x: {y for y in x} for x in a}", "3 for for"),
        // An assertion is one path, whatever is asserted.
        ("assert a and all(x for x in b), a or b", "2 assert"),
        ("return f'{a or b}'", "2 or"),
        // A lambda is part of the function, a function or class inside is not.
        ("return lambda x: x or a", "2 or"),
        ("def g(): return a or b\n    return g", "1"),
        ("class C:\n        x = a or b\n    return C", "1"),
        ("@d(a or b)\n    def g(): pass", "1"),
        (
            "match a:\n        case 1: pass\n        case [x, y] if x: pass\n        case _: pass",
            "3 case case",
        ),
        (
            "match a:\n        case A.b: pass\n        case x: pass",
            "2 case",
        ),
        (
            "match a:\n        case x,: pass\n        case x if b: pass",
            "3 case case",
        ),
    ];
    check("python", wrap, &cases);
    assert_eq!(decisions("python", "def f(a=b or c): pass\n"), ["1"]);
    let asynchronous = "async def f(a):\n    async for x in a: await x\n    async with a: pass\n";
    assert_eq!(decisions("python", asynchronous), ["2 async"]);
}

/// radon 6.0.1 does not know `except*`, and takes a `case` with a guard for the one that is left.
#[test]
fn python_differs_from_radon_where_radon_misses_a_path() {
    let wrap = |body: &str| format!("def f(a, b):\n    {body}\n");
    let cases = [
        (
            "try: pass\n    except* A: pass\n    except* B: pass",
            "3 except except",
        ),
        ("match a:\n        case x if b: pass", "2 case"),
    ];
    check("python", wrap, &cases);
}

#[test]
fn typescript_is_counted_as_eslint_does() {
    let wrap = |body: &str| format!("function f(a, b) {{ {body} }}");
    let cases = [
        ("", "1"),
        ("if (a) {} else if (b) {} else {}", "3 if if"),
        ("return a ? b : b ? 1 : 2", "3 ? ?"),
        (
            "for (;;) {} for (const x in a) {} for (const x of a) {}",
            "4 for for for",
        ),
        ("while (a) {} do {} while (b)", "3 while do"),
        ("try {} catch (e) {} finally {}", "2 catch"),
        (
            "switch (a) { case 1: case 2: break; default: }",
            "3 case case",
        ),
        ("return a && b || a ?? b | a & b", "4 && || ??"),
        ("a &&= b; a ||= b; a ??= b; a += b", "4 &&= ||= ??="),
        ("return a?.b?.[0]?.()", "4 ?. ?. ?."),
        ("const { x = 1, y: [z = 2] } = a", "3 = ="),
        // Every function and every field's value has paths of its own.
        ("return () => a || b", "1"),
        ("return { m() { return a || b } }", "1"),
        ("class C { x = a || b; static { a || b } }", "1"),
    ];
    check("typescript", wrap, &cases);
    let defaults = "function f(a = 1, { b = 2 } = {}, c?: number) {}";
    assert_eq!(decisions("typescript", defaults), ["4 = = ="]);
    let constructor = "class A { constructor(private a = 1, b = a || 2) {} }";
    assert_eq!(decisions("typescript", constructor), ["4 = = ||"]);
    let component = "const View = ({ a = 1 }) => <p>{a && <b>{a}</b>}</p>;";
    assert_eq!(decisions("tsx", component), ["3 = &&"]);
}

#[test]
fn a_file_has_the_decisions_of_all_its_functions() {
    let python = analyse(
        "python",
        "if a: pass\ndef f():\n    return a or b\nclass C:\n    x = a or b\n",
    );
    assert_eq!(measure_file(&python).cyclomatic.total(), 4);
    let typescript = analyse(
        "typescript",
        "const f = () => a || b; class C { x = a || b }",
    );
    assert_eq!(measure_file(&typescript).cyclomatic.total(), 3);
}

#[test]
fn a_decision_is_told_in_a_sentence() {
    let measured = first("python", "def f(a):\n    if a: pass\n");
    let sentences = measured
        .cyclomatic
        .decisions
        .iter()
        .map(|one| one.sentence());
    assert_eq!(sentences.collect::<Vec<_>>(), ["+1 for this `if`"]);
}

#[test]
fn every_line_is_code_comment_or_blank() {
    let source = "\
def f(a):  # code and comment

    # a comment
    text = '''

    # in a string
    '''
    return (a,
            text)
";
    let expected = Lines {
        physical: 9,
        code: 7,
        comment: 1,
        blank: 1,
        logical: 3,
        longest: 29,
    };
    assert_eq!(first("python", source).lines, expected);
    let source = "/* one\n\n   two */ function f() {\r\n\r  // three\n}\n";
    let expected = Lines {
        physical: 4,
        code: 2,
        comment: 1,
        blank: 1,
        logical: 1,
        longest: 24,
    };
    assert_eq!(first("typescript", source).lines, expected);
    let file = measure_file(&analyse("typescript", source)).lines;
    assert_eq!((file.physical, file.comment, file.blank), (6, 3, 1));
    assert_eq!(measure_file(&analyse("python", "")).lines, Lines::default());
}

#[test]
fn logical_lines_are_statements_and_headers() {
    let logical =
        |language: &str, source: &str| measure_file(&analyse(language, source)).lines.logical;
    assert_eq!(logical("python", "x = {\n    1: 2,\n}; y: int = 3\n"), 2);
    assert_eq!(
        logical("python", "if a: b()\nelif c: d()\nelse:\n    e()\n"),
        6
    );
    assert_eq!(
        logical("python", "@d\ndef f():\n    '''Doc.'''\n    pass\n"),
        4
    );
    assert_eq!(
        logical(
            "python",
            "try:\n    a()\nexcept E:\n    pass\nfinally:\n    b()\n"
        ),
        6
    );
    assert_eq!(
        logical("typescript", "for (let i = 0; i < 3; i++) { f(i); }"),
        2
    );
    assert_eq!(
        logical(
            "typescript",
            "export const a = 1, b = 2;\nexport default class {}"
        ),
        2
    );
    assert_eq!(
        logical(
            "typescript",
            "namespace N { export function f() { return; } }"
        ),
        3
    );
    assert_eq!(
        logical("typescript", "switch (a) { case 1: f(); break; default: }"),
        5
    );
}

#[test]
fn operands_are_told_by_their_text_and_operators_by_what_they_are() {
    // Operators: def ( : return + +. Operands: f a a "x" a.
    let halstead = first("python", "def f(a):\n    return a + \"x\" + a\n").halstead;
    let expected = Halstead {
        distinct_operators: 5,
        distinct_operands: 3,
        operators: 6,
        operands: 5,
    };
    assert_eq!(halstead, expected);
    assert_eq!((halstead.vocabulary(), halstead.length()), (8, 11));
    assert_eq!(format!("{:.3}", halstead.volume()), "33.000");
    assert_eq!(format!("{:.3}", halstead.difficulty()), "4.167");
    assert_eq!(format!("{:.3}", halstead.effort()), "137.500");
}

#[test]
fn a_string_is_one_operand_and_what_is_embedded_counts_by_itself() {
    // Operators: => ${ +. Operands: f=(bound outside), a, the string, a, b.
    let halstead = first("typescript", "const f = a => `x${a + b}y\\n`;").halstead;
    let expected = Halstead {
        distinct_operators: 3,
        distinct_operands: 3,
        operators: 3,
        operands: 4,
    };
    assert_eq!(halstead, expected);
    let file = measure_file(&analyse("python", "# only a comment\n"));
    assert_eq!(file.halstead, Halstead::default());
    assert_eq!(
        (file.halstead.volume(), file.halstead.difficulty()),
        (0.0, 0.0)
    );
}

#[test]
fn expressions_are_as_deep_as_brackets_are_open_at_once() {
    let depth = |language: &str, source: &str| first(language, source).expression_depth;
    assert_eq!(depth("python", "def f(): return 1\n"), 1);
    assert_eq!(depth("python", "def f():\n    return g(h([x]), (1))\n"), 3);
    assert_eq!(depth("python", "def f():\n    return g(f'{h(x)}')\n"), 3);
    assert_eq!(
        depth(
            "typescript",
            "function f() { a({ b: [c(x => { d(e()); })] }); }"
        ),
        4
    );
    assert_eq!(depth("typescript", "function f() { a().b().c(); }"), 1);
    assert_eq!(
        depth("typescript", "function f() { return `${a(`${b}`)}`; }"),
        3
    );
}

#[test]
fn names_are_counted_once() {
    let names = first("python", "def f(ab):\n    return ab.abcdef + ab\n").identifiers;
    assert_eq!((names.distinct, names.mean_length), (3, 3.0));
}

#[test]
fn the_maintainability_index_is_the_published_formula() {
    let measured = first("python", "def f(a):\n    return a + \"x\" + a\n");
    let raw = 171.0 - 5.2 * 33f64.ln() - 0.23 - 16.2 * 2f64.ln();
    assert!((measured.maintainability() - raw / 1.71).abs() < 1e-9);
    assert_eq!(
        measure_file(&analyse("python", "")).maintainability(),
        100.0
    );
    let long = "x = a + b * c\n".repeat(30_000);
    assert_eq!(
        measure_file(&analyse("python", &long)).maintainability(),
        0.0
    );
}

fn factor(measured: &Measurements, name: &str) -> Factor {
    let factors = measured.readability().factors;
    *factors.iter().find(|factor| factor.name == name).unwrap()
}

#[test]
fn readability_is_the_weighted_mean_of_its_factors() {
    let source = "\
def settle(accounts, today):
    # Everything that is due today, oldest first.
    for account in accounts:
        if account.due <= today:
            account.settle()
    return accounts
";
    let measured = first("python", source);
    assert_eq!(factor(&measured, "nesting").goodness, 0.75);
    assert_eq!(factor(&measured, "length").goodness, 1.0);
    assert_eq!(factor(&measured, "comments").goodness, 1.0);
    let names = factor(&measured, "names");
    assert_eq!((names.measured, names.goodness), (5.8, 0.96));
    let expected = 100.0 * (3.0 * 0.75 + 2.0 + 2.0 + 2.0 + 2.0 * 0.96 + 1.0 + 1.0) / 13.0;
    assert!((measured.readability().score() - expected).abs() < 1e-9);
}

#[test]
fn the_worst_code_scores_nothing_and_an_empty_file_is_not_held_against_anyone() {
    let open = "if (a) { ".repeat(9);
    let calls = format!("{}{}", "a(".repeat(9), ")".repeat(9));
    let line = format!("{open}{calls}{} ", "}".repeat(9)).repeat(3);
    let body = format!("{line}\n").repeat(200);
    let source = format!("function a(a, a, a, a, a, a, a, a, a) {{\n{body}}}");
    let worst = first("typescript", &source).readability();
    assert_eq!(format!("{:.1}", worst.score()), "3.8", "{worst:?}");
    let empty = measure_file(&analyse("python", "")).readability();
    assert!(empty.score() > 95.0 && empty.score().is_finite());
}

#[test]
fn a_function_of_another_analysis_is_not_found() {
    let one = analyse("python", "def f():\n    pass\n");
    let other = analyse("python", "x = 1\n");
    assert_eq!(measure(&other, &one.report().functions[0]), None);
}

#[test]
fn functions_are_found_where_they_share_a_start() {
    let analysis = analyse(
        "typescript",
        "const f = a => b => c || d;\nclass A { m() { return a => a } }",
    );
    for function in &analysis.report().functions {
        assert!(measure(&analysis, function).is_some(), "{}", function.name);
    }
    let weird = "class A:\n    def f(self):\n        def g():\n            (a.\n        b)\n            c(\n        )\n        return g\n";
    let analysis = analyse("python", weird);
    for function in &analysis.report().functions {
        assert!(measure(&analysis, function).is_some(), "{}", function.name);
    }
}

#[test]
fn depth_and_length_are_survived() {
    const DEPTH: usize = 100_000;
    let nested =
        |open: &str, middle: &str, close: &str| open.repeat(DEPTH) + middle + &close.repeat(DEPTH);
    let parentheses = format!("def f():\n    return {}\n", nested("(", "1", ")"));
    assert_eq!(first("python", &parentheses).expression_depth, DEPTH as u32);
    let operators = format!("function f(a) {{ return {}; }}", nested("(a && ", "a", ")"));
    assert_eq!(
        first("typescript", &operators).cyclomatic.total(),
        DEPTH as u32 + 1
    );
    let templates = format!("function f() {{ return {}; }}", nested("`${", "1", "}`"));
    assert_eq!(
        measure_file(&analyse("typescript", &templates)).lines.code,
        1
    );
    let closures = format!("const f = {}1;", "a => ".repeat(DEPTH));
    assert_eq!(first("typescript", &closures).cyclomatic.total(), 1);
    let cases = format!(
        "def f(a):\n    match a:\n{}",
        "        case x if a: pass\n".repeat(DEPTH)
    );
    assert_eq!(first("python", &cases).cyclomatic.total(), DEPTH as u32 + 1);
    for source in ["(", ")", "{", "`${", "case _:\n", "if x:\n", "def f(\n"] {
        for language in ["python", "typescript"] {
            measure_file(&analyse(language, &source.repeat(3_000)));
        }
    }
}

/// The worked examples of `docs/metrics.md`.
#[test]
fn the_documented_example_measures_what_is_documented() {
    let source = "\
def settle(accounts, today):
    # Everything that is due, oldest first.
    for account in accounts:
        if account.due <= today and account.open:
            account.settle(on=today)

    return accounts
";
    let analysis = analyse("python", source);
    let function = &analysis.report().functions[0];
    let measured = measure(&analysis, function).unwrap();
    let expected = Lines {
        physical: 7,
        code: 5,
        comment: 1,
        blank: 1,
        logical: 5,
        longest: 49,
    };
    assert_eq!(measured.lines, expected);
    assert_eq!(function.cognitive.total, 4);
    assert_eq!(measured.cyclomatic.total(), 4);
    assert_eq!(measured.expression_depth, 1);
    assert_eq!(measured.identifiers.distinct, 7);
    assert_eq!(measured.identifiers.mean_length, 5.0);
    assert_eq!(format!("{:.1}", measured.readability().score()), "91.2");
}
