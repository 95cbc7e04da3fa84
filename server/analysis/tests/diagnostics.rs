//! What is put before a person, and the words of it.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use scholiast_analysis::{
    Analysis, Cancellation, Diagnostic, RELATED_LIMIT, RuleId, Severity, Thresholds,
    code_fingerprint, diagnostics,
};
use scholiast_grammars::by_id;
use scholiast_text::Text;

fn analyse(language: &str, source: &str) -> Analysis {
    let language = by_id(language).unwrap();
    Analysis::of(language, Text::new(source), &Cancellation::new()).unwrap()
}

/// Each diagnostic with its related places: severity, the text it covers, and what it says.
fn told(language: &str, source: &str, threshold: u32) -> String {
    let analysis = analyse(language, source);
    let covered = |span| analysis.text().slice(span).into_owned();
    let tell = |diagnostic: &Diagnostic| {
        let Diagnostic {
            span,
            severity,
            rule,
            message,
            related,
            ..
        } = diagnostic;
        let mut told = format!("{severity:?} {rule} [{}] {message}\n", covered(*span));
        for related in related {
            told += &format!("  [{}] {}\n", covered(related.span), related.message);
        }
        told
    };
    let thresholds = Thresholds {
        cognitive: threshold,
    };
    diagnostics(&analysis, &thresholds)
        .iter()
        .map(tell)
        .collect()
}

#[test]
fn every_reason_has_its_words() {
    let source = "\
export const settle = (xs: number[], dry: boolean) => {
  outer: for (const x of xs) {
    if (dry && x || x) continue outer;
    else if (dry) { settle(xs, x ? dry : !dry); }
    else do { try { pay(); } catch { switch (x) {} } } while (dry);
  }
};
";
    assert_eq!(
        told("typescript", source, 15),
        "\
Information cognitive-complexity [settle] `settle` has a cognitive complexity of 24 (threshold 15)
  [for] +1 for this `for` loop
  [if] +2 for this `if`, of which 1 for nesting
  [&&] +1 for this run of `&&`
  [||] +1 for this run of `||`
  [continue outer] +1 for this `continue` to a label
  [else if] +1 for this `else if`
  [?] +3 for this conditional expression, of which 2 for nesting
  [do] +3 for this `do` loop, of which 2 for nesting
  [catch] +4 for this `catch`, of which 3 for nesting
  [switch] +5 for this `switch`, of which 4 for nesting
"
    );
    let python = "\
def walk(tree):
    match tree:
        case [left, right]:
            try:
                return walk(left) or walk(right)
            except* ValueError:
                pass
            else:
                pass
";
    assert_eq!(
        told("python", python, 5),
        "\
Information cognitive-complexity [walk] `walk` has a cognitive complexity of 6 (threshold 5)
  [match] +1 for this `match`
  [walk] +1 for recursion
  [or] +1 for this run of `or`
  [except] +2 for this `except`, of which 1 for nesting
  [else] +1 for this `else`
"
    );
}

#[test]
fn a_function_at_its_threshold_passes_in_silence() {
    let source = "def f(a):\n    if a:\n        if a:\n            pass\n";
    assert_eq!(told("python", source, 3), "");
    assert!(told("python", source, 2).contains("complexity of 3 (threshold 2)"));
}

#[test]
fn the_largest_increments_are_shown_and_the_rest_is_counted() {
    let flat = "    if a: pass\n".repeat(12);
    let deep = "    for x in a:\n        for y in x:\n            pass\n";
    let analysis = analyse("python", &format!("def f(a):\n{flat}{deep}"));
    let found = diagnostics(&analysis, &Thresholds { cognitive: 10 });
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].related.len(), RELATED_LIMIT);
    assert_eq!(found[0].omitted_related, 4);
    assert!(
        found[0].related[RELATED_LIMIT - 1]
            .message
            .starts_with("+2 for this `for` loop")
    );
    assert!(found[0].related.is_sorted_by_key(|related| related.span));
}

#[test]
fn a_broken_function_is_not_measured_but_the_others_are() {
    let complex =
        |name: &str| format!("def {name}(a):\n    if a:\n        if a:\n            pass\n");
    let source = format!("{}\n{}    x = = 1\n", complex("healthy"), complex("broken"));
    let analysis = analyse("python", &source);
    let found: Vec<(RuleId, Severity)> = diagnostics(&analysis, &Thresholds { cognitive: 2 })
        .iter()
        .map(|diagnostic| (diagnostic.rule, diagnostic.severity))
        .collect();
    assert_eq!(
        found,
        [
            (RuleId::COGNITIVE_COMPLEXITY, Severity::Information),
            (RuleId::SYNTAX_ERROR, Severity::Error),
        ]
    );
    assert!(Severity::Error > Severity::Information);
}

#[test]
fn the_healthy_parts_are_there_before_the_errors_are_explained() {
    let python = by_id("python").unwrap();
    let text = Text::new("def f(a):\n    return a and 1\n\nif a\n    pass\n");
    let cancellation = Cancellation::new();
    let mut analysis = Analysis::of_healthy_parts(python, text, &cancellation).unwrap();
    assert_eq!(analysis.report().functions[0].cognitive.total, 1);
    assert_eq!(analysis.report().syntax_errors, []);
    analysis.explain_syntax(&cancellation).unwrap();
    assert_eq!(analysis.report().syntax_errors.len(), 1);
}

#[test]
fn comments_and_layout_leave_the_fingerprint_alone() {
    let fingerprint = |language, source| code_fingerprint(&analyse(language, source));
    let python = "def f(a):\n    if a:\n        g()\n    return 'x  y'\n";
    for same in [
        "# why\ndef f( a ):  # what\n  if a:\n      g()\n\n  return 'x  y'\n",
        "def f(a):\r\n    if a:\r\n        g()\r\n    return 'x  y'\r\n",
    ] {
        assert_eq!(
            fingerprint("python", python),
            fingerprint("python", same),
            "{same}"
        );
    }
    for different in [
        "def f(a):\n    if a:\n        g()\n        return 'x  y'\n",
        "def f(a):\n    if a:\n        g()\n    return 'x y'\n",
        "def f(b):\n    if a:\n        g()\n    return 'x  y'\n",
    ] {
        assert_ne!(
            fingerprint("python", python),
            fingerprint("python", different),
            "{different}"
        );
    }
    assert_eq!(
        fingerprint("typescript", "f( /* a */ 1 ) // b\n"),
        fingerprint("typescript", "f(1)")
    );
    assert_ne!(
        fingerprint("typescript", "a - b"),
        fingerprint("typescript", "a -b - c")
    );
}
