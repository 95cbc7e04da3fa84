//! What a person allows by a comment, and what such a comment must say.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use scholiast_analysis::{
    Analysis, Cancellation, RuleId, SuppressionComment, Thresholds, diagnostics,
};
use scholiast_grammars::by_id;
use scholiast_text::Text;

/// The lines (counted from 1) and messages of what is left with a threshold of 0.
fn told(language: &str, source: &str) -> Vec<String> {
    let text = Text::new(source);
    let language = by_id(language).unwrap();
    let analysis = Analysis::of(language, text, &Cancellation::new()).unwrap();
    let thresholds = Thresholds { cognitive: 0 };
    diagnostics(&analysis, &thresholds)
        .iter()
        .map(|found| {
            let line = analysis.text().line_of(found.span.start) + 1;
            format!("{line} {}: {}", found.rule, found.message)
        })
        .collect()
}

fn rules(language: &str, source: &str) -> Vec<String> {
    let rule = |line: &String| line.split(':').next().unwrap().to_owned();
    told(language, source).iter().map(rule).collect()
}

const PLAIN: &str = "def f(x):\n    return 1 if x else 2\n";

#[test]
fn a_comment_above_a_function_holds_for_the_function() {
    assert_eq!(rules("python", PLAIN), ["1 cognitive-complexity"]);
    for between in [
        "",
        "\n\n",
        "# another\n",
        "@decorated\n",
        "# a\n@b\n# c\n@d\n",
    ] {
        let source = format!("# scholiast: allow(cognitive-complexity) why\n{between}{PLAIN}");
        assert_eq!(rules("python", &source), [""; 0], "{source}");
    }
}

#[test]
fn a_comment_between_decorator_and_name_holds_too() {
    let source = format!("@decorated\n# scholiast: allow(cognitive-complexity) why\n{PLAIN}");
    assert_eq!(rules("python", &source), [""; 0]);
}

#[test]
fn a_comment_behind_code_holds_for_its_own_line_alone() {
    let source = "\
def f(x):  # scholiast: allow(cognitive-complexity) why
    return 1 if x else 2

def g(x):
    return 1 if x else 2
";
    assert_eq!(rules("python", source), ["4 cognitive-complexity"]);
    let last_line_of_one = "x = 1  # scholiast: allow(cognitive-complexity) why\n".to_owned();
    assert_eq!(
        rules("python", &(last_line_of_one + PLAIN)),
        ["2 cognitive-complexity"]
    );
}

#[test]
fn a_function_is_allowed_with_all_that_is_in_it() {
    let source = "\
// scholiast: allow(cognitive-complexity) generated
export const outer = (x: number) => {
  function inner(y: number) { return y ? 1 : 2; }
  return x ? inner(x) : 2;
};
const next = (x: number) => (x ? 1 : 2);
";
    assert_eq!(rules("typescript", source), ["6 cognitive-complexity"]);
}

#[test]
fn other_rules_are_not_allowed_and_several_can_be_named() {
    let broken = "def f(x):\n    return (1 if x else 2\n";
    let with = |rules: &str| format!("# scholiast: allow({rules}) why\n{broken}");
    assert_eq!(rules("python", &with("cognitive-complexity")).len(), 1);
    assert_eq!(rules("python", &with("syntax-error")), [""; 0]);
    assert_eq!(
        rules("python", &with("cognitive-complexity , syntax-error")),
        [""; 0]
    );
}

#[test]
fn block_comments_serve_as_well() {
    let code = "function f(x: number) { return x ? 1 : 2; }\n";
    for comment in [
        "/* scholiast: allow(cognitive-complexity) why */\n",
        "/**\n * What it does.\n * scholiast: allow(cognitive-complexity) why\n */\n",
        "// scholiast: allow(cognitive-complexity) why\n/* more,\n   much more */\n",
        "/* scholiast: allow(cognitive-complexity) why */ ",
    ] {
        let source = format!("{comment}{code}");
        assert_eq!(rules("typescript", &source), [""; 0], "{source}");
    }
}

#[test]
fn what_looks_like_a_comment_in_a_string_allows_nothing() {
    let source = format!("s = '''\n# scholiast: allow(cognitive-complexity) why\n'''\n{PLAIN}");
    assert_eq!(rules("python", &source), ["4 cognitive-complexity"]);
}

#[test]
fn without_a_reason_it_still_holds_and_a_hint_asks_for_it() {
    let hint = "1 suppression: this comment allows `cognitive-complexity` without saying why: \
                write a reason behind it";
    for reason in ["", " ", ":", " —", " say why"] {
        let source = format!("# scholiast: allow(cognitive-complexity){reason}\n{PLAIN}");
        assert_eq!(told("python", &source), [hint], "{source}");
    }
    let block = "/* scholiast: allow(syntax-error) */\n";
    assert_eq!(rules("typescript", block), ["1 suppression"]);
}

#[test]
fn a_rule_that_does_not_exist_is_named() {
    let source = format!("# scholiast: allow(complexity) why\n{PLAIN}");
    assert_eq!(
        told("python", &source),
        [
            "1 suppression: there is no rule `complexity`, so nothing is allowed by that name",
            "2 cognitive-complexity: `f` has a cognitive complexity of 1 (threshold 0)",
        ]
    );
}

#[test]
fn prose_about_the_tool_is_no_suppression() {
    let source = "# scholiast: the notes in the margin, see allow()\nx = 1\n";
    assert_eq!(rules("python", source), [""; 0]);
}

#[test]
fn the_comment_that_is_offered_is_understood_and_asks_for_its_reason() {
    for (language, code) in [
        ("python", PLAIN),
        ("typescript", "function f(x) { return x ? 1 : 2; }\n"),
    ] {
        let rule = RuleId::COGNITIVE_COMPLEXITY;
        let comment = SuppressionComment::new(by_id(language).unwrap(), rule).unwrap();
        let source = format!("{comment}\n{code}");
        assert_eq!(rules(language, &source), ["1 suppression"], "{source}");
        let reasoned = source.replace(SuppressionComment::PLACEHOLDER, "a table");
        assert_eq!(rules(language, &reasoned), [""; 0], "{reasoned}");
    }
}
