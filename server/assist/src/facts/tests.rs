use expect_test::{Expect, expect};
use scholiast_analysis::Thresholds;

use super::FunctionFacts;
use crate::page::Page;
use crate::testing::task;

const SETTLE: &str = "\
class Ledger:
    def $0settle(self, orders, now):
        total = 0
        for order in orders:
            if order.paid and order.due < now:
                total += fee(order)
            elif order.void:
                continue
        return round(total)
";

fn facts(language: &str, source: &str) -> FunctionFacts {
    let task = task(language, source);
    FunctionFacts::of(&task.analysis, task.function().unwrap())
}

fn check(page: &Page, markdown: Expect, plain: Expect) {
    markdown.assert_eq(&page.to_markdown());
    plain.assert_eq(&page.to_plain());
}

#[test]
fn the_card_of_a_function_over_the_threshold_names_what_adds_most() {
    let card = facts("python", SETTLE).card(&Thresholds { cognitive: 3 });
    check(
        &card,
        expect![[r#"
            Cognitive complexity **5** (threshold 3)

            - nesting depth 2
            - 2 parameters
            - 8 lines of code
            - cyclomatic complexity 5
            - 8 logical lines
            - Halstead volume 204
            - readability 85 of 100

            What adds most:

            - line 4: +1 for this `for` loop
            - line 5: +2 for this `if`, of which 1 for nesting
            - line 5: +1 for this run of `and`
        "#]],
        expect![[r#"
            Cognitive complexity 5 (threshold 3)

            - nesting depth 2
            - 2 parameters
            - 8 lines of code
            - cyclomatic complexity 5
            - 8 logical lines
            - Halstead volume 204
            - readability 85 of 100

            What adds most:

            - line 4: +1 for this `for` loop
            - line 5: +2 for this `if`, of which 1 for nesting
            - line 5: +1 for this run of `and`
        "#]],
    );
}

#[test]
fn the_card_of_a_simple_function_is_short() {
    let card = facts("typescript", "const $0twice = (x: number) => 2 * x;\n");
    check(
        &card.card(&Thresholds::default()),
        expect![[r#"
            Cognitive complexity **0** (threshold 15)

            - nesting depth 0
            - 1 parameter
            - 1 line of code
            - cyclomatic complexity 1
            - 0 logical lines
            - Halstead volume 22
            - readability 81 of 100
        "#]],
        expect![[r#"
            Cognitive complexity 0 (threshold 15)

            - nesting depth 0
            - 1 parameter
            - 1 line of code
            - cyclomatic complexity 1
            - 0 logical lines
            - Halstead volume 22
            - readability 81 of 100
        "#]],
    );
}

#[test]
fn why_this_number_opens_into_lines() {
    check(
        &facts("python", SETTLE).why(),
        expect![[r#"
        ### Why `Ledger.settle` has a cognitive complexity of 5

        - line 4: +1 for this `for` loop: `for order in orders:`
        - line 5: +2 for this `if`, of which 1 for nesting: `if order.paid and order.due < now:`
        - line 5: +1 for this run of `and`: `if order.paid and order.due < now:`
        - line 7: +1 for this `elif`: `elif order.void:`

        Together 5, of which 1 for nesting.

        Counted by SonarSource's white paper “Cognitive Complexity”, version 1.7.
    "#]],
        expect![[r#"
        Why `Ledger.settle` has a cognitive complexity of 5

        - line 4: +1 for this `for` loop: `for order in orders:`
        - line 5: +2 for this `if`, of which 1 for nesting: `if order.paid and order.due < now:`
        - line 5: +1 for this run of `and`: `if order.paid and order.due < now:`
        - line 7: +1 for this `elif`: `elif order.void:`

        Together 5, of which 1 for nesting.

        Counted by SonarSource's white paper “Cognitive Complexity”, version 1.7.
    "#]],
    );
}

#[test]
fn a_function_without_increments_says_so() {
    let why = facts("python", "def $0f():\n    pass\n").why();
    check(
        &why,
        expect![[r#"
        ### Why `f` has a cognitive complexity of 0

        Nothing in it breaks the linear flow: it reads from top to bottom.
    "#]],
        expect![[r#"
        Why `f` has a cognitive complexity of 0

        Nothing in it breaks the linear flow: it reads from top to bottom.
    "#]],
    );
}

#[test]
fn without_a_model_the_facts_are_explained_and_labelled() {
    let page = facts("python", SETTLE).explanation_without_model(&Thresholds::default());
    check(
        &page,
        expect![[r#"
        ### `Ledger.settle`

        No model is configured: these are the measured facts.

        ```python
        def settle(self, orders, now)
        ```

        A Python method on lines 2 to 9: 8 lines of code, 2 parameters.

        Its cognitive complexity is 5, within the threshold of 15; its control structures are nested 2 deep. What adds to it:

        - line 4: +1 for this `for` loop: `for order in orders:`
        - line 5: +2 for this `if`, of which 1 for nesting: `if order.paid and order.due < now:`
        - line 5: +1 for this run of `and`: `if order.paid and order.due < now:`
        - line 7: +1 for this `elif`: `elif order.void:`

        It calls `fee`, `round`.
    "#]],
        expect![[r#"
        `Ledger.settle`

        No model is configured: these are the measured facts.

            def settle(self, orders, now)

        A Python method on lines 2 to 9: 8 lines of code, 2 parameters.

        Its cognitive complexity is 5, within the threshold of 15; its control structures are nested 2 deep. What adds to it:

        - line 4: +1 for this `for` loop: `for order in orders:`
        - line 5: +2 for this `if`, of which 1 for nesting: `if order.paid and order.due < now:`
        - line 5: +1 for this run of `and`: `if order.paid and order.due < now:`
        - line 7: +1 for this `elif`: `elif order.void:`

        It calls `fee`, `round`.
    "#]],
    );
}

#[test]
fn code_that_looks_like_markdown_stays_code() {
    let source = "\
def $0f(x):
    if x == '```![a](http://e)': # [run](command:x) \u{1b}[31m
        return 1
";
    let why = facts("python", source).why();
    check(
        &why,
        expect![[r#"
        ### Why `f` has a cognitive complexity of 1

        - line 2: +1 for this `if`: ```` if x == '```![a](http://e)': # [run](command:x)  ````

        Together 1.

        Counted by SonarSource's white paper “Cognitive Complexity”, version 1.7.
    "#]],
        expect![[r#"
        Why `f` has a cognitive complexity of 1

        - line 2: +1 for this `if`: `if x == '```![a](http://e)': # [run](command:x) `

        Together 1.

        Counted by SonarSource's white paper “Cognitive Complexity”, version 1.7.
    "#]],
    );
}

#[test]
fn of_a_line_as_long_as_a_file_only_a_part_is_quoted() {
    let padding = "0, ".repeat(10_000);
    let source =
        format!("function $0f(x) {{ const a = [{padding}]; if (x) {{ return a; }} return x; }}\n");
    let facts = facts("typescript", &source);
    assert_eq!(facts.increments.len(), 1);
    let code = &facts.increments[0].code;
    assert!(code.starts_with("… if (x)"), "{code}");
    assert!(code.len() < 200, "{}", code.len());
}
