use scholiast_analysis::Analysis;

use super::verify;
use crate::intent::Intent;
use crate::receipt::Receipt;
use crate::testing::{analysis, task};

/// Replaces the function at `$0` in `before` by `replacement`, and verifies the result.
fn verified(language: &str, before: &str, replacement: &str, intent: Intent) -> Receipt {
    let task = task(language, before);
    let target = task.function().unwrap();
    let mut text = task.analysis.text().to_string();
    text.replace_range(target.span.start..target.span.end, replacement);
    verify(&task.analysis, &analysis(language, &text), target, intent)
}

/// One row: what is special, what was asked, before, after, and what the receipt says.
type Row<'a> = (&'a str, Intent, &'a str, &'a str, &'a str);

/// What every accepted edit has in common is left out of the rows.
const USUAL: [&str; 5] = [
    "parses",
    "nothing else changed",
    "signature kept",
    "names kept",
    "no findings",
];

fn check_rows(language: &str, rows: &[Row<'_>]) {
    for (what, intent, before, replacement, expected) in rows {
        let receipt = verified(language, before, replacement, *intent);
        let checks = receipt.checks.iter().map(ToString::to_string);
        let unusual: Vec<String> = checks
            .filter(|check| !USUAL.contains(&check.as_str()))
            .collect();
        assert_eq!(unusual.join(" · "), *expected, "{what}");
        assert_eq!(receipt.is_accepted(), !expected.contains('✗'), "{what}");
    }
}

#[test]
fn a_receipt_names_every_check() {
    let receipt = verified(
        "python",
        "def $0f(a):\n    return 1 if a else 2\n",
        "def f(a):\n    return 2 - a",
        Intent::ReduceComplexity,
    );
    assert_eq!(
        receipt.to_string(),
        "checked: parses · nothing else changed · signature kept · names kept · no findings · \
         cognitive 1 → 0"
    );
}

const PYTHON: &str = "\
import fees

@cached
def $0settle(order, now):
    if order:
        if order.paid:
            return fees.of(order, now)
    return 0


def close(order):
    return order
";

#[test]
fn python_row_by_row() {
    use Intent::{Document, Performance, Readability, ReduceComplexity};
    let rows: &[Row<'_>] = &[
        (
            "less complex",
            ReduceComplexity,
            PYTHON,
            "@cached\ndef settle(order, now):\n    if order and order.paid:\n        return fees.of(order, now)\n    return 0",
            "cognitive 3 → 2",
        ),
        (
            "split into two functions",
            ReduceComplexity,
            PYTHON,
            "def is_due(order):\n    return order and order.paid\n\n\n@cached\ndef settle(order, now):\n    if is_due(order):\n        return fees.of(order, now)\n    return 0",
            "names kept, added `is_due` · cognitive 3 → 1 (2 with the added function)",
        ),
        (
            "as complex as before is not less",
            ReduceComplexity,
            PYTHON,
            "@cached\ndef settle(order, now):\n    if order:\n        if order.paid:\n            return fees.of(order, now)\n    return None",
            "✗ the cognitive complexity of `settle` is 3, and must be below 3",
        ),
        (
            "moving the whole body into a helper reduces nothing",
            ReduceComplexity,
            PYTHON,
            "def inner(order, now):\n    if order:\n        if order.paid:\n            return fees.of(order, now)\n    return 0\n\n\n@cached\ndef settle(order, now):\n    return inner(order, now)",
            "names kept, added `inner` · ✗ the cognitive complexity of the added `inner` is 3, and must be below the 3 that `settle` had",
        ),
        (
            "more in all than before",
            ReduceComplexity,
            PYTHON,
            "def a(x):\n    if x and x.y or x.z:\n        pass\n\n\n@cached\ndef settle(order, now):\n    if order and order.paid:\n        return fees.of(order, now)\n    return 0",
            "names kept, added `a` · ✗ the cognitive complexity of the added `a` is 3, and must be below the 3 that `settle` had",
        ),
        (
            "more together than before",
            ReduceComplexity,
            PYTHON,
            "def a(x):\n    if x and x.y:\n        pass\n\n\n@cached\ndef settle(order, now):\n    if order and order.paid:\n        return fees.of(order, now)\n    return 0",
            "names kept, added `a` · ✗ `settle` and what was added beside it have a cognitive complexity of 4 together, more than the 3 that `settle` had",
        ),
        (
            "readable and as complex as before",
            Readability,
            PYTHON,
            "@cached\ndef settle(order, now):\n    if order:\n        if order.paid:\n            return fees.of(order, now)\n    nothing = 0\n    return nothing",
            "cognitive 3 → 3",
        ),
        (
            "faster, but more complex",
            Performance,
            PYTHON,
            "@cached\ndef settle(order, now):\n    if order:\n        if order.paid:\n            if now:\n                return fees.of(order, now)\n    return 0",
            "✗ the cognitive complexity of `settle` is 6, and must be at most 3",
        ),
        (
            "documented in comments",
            Document,
            PYTHON,
            "# The fee of a paid order.\n@cached\ndef settle(order, now):\n    if order:\n        # Unpaid ones are free.\n        if order.paid:\n            return fees.of(order, now)\n    return 0",
            "cognitive 3 → 3 · code identical",
        ),
        (
            "documented, and a number changed",
            Document,
            PYTHON,
            "@cached\ndef settle(order, now):\n    if order:\n        if order.paid:\n            return fees.of(order, now)\n    return 1",
            "cognitive 3 → 3 · ✗ the code changed, where only comments and documentation may",
        ),
        (
            "documented, and simplified",
            Document,
            PYTHON,
            "@cached\ndef settle(order, now):\n    return 0",
            "✗ the cognitive complexity of `settle` changed from 3 to 0 · ✗ the code changed, where only comments and documentation may",
        ),
        (
            "a parameter dropped",
            ReduceComplexity,
            PYTHON,
            "@cached\ndef settle(order):\n    return 0",
            "✗ the signature changed from `def settle(order, now)` to `def settle(order)` · cognitive 3 → 0",
        ),
        (
            "a decorator dropped",
            ReduceComplexity,
            PYTHON,
            "def settle(order, now):\n    return 0",
            "✗ what stands in front of the name changed from `@cached def` to `def` · cognitive 3 → 0",
        ),
        (
            "renamed",
            ReduceComplexity,
            PYTHON,
            "@cached\ndef settled(order, now):\n    return 0",
            "✗ `settle` is not defined in the replacement · names kept, added `settled` · ✗ without `settle` its cognitive complexity cannot be compared",
        ),
        (
            "a name that is taken",
            ReduceComplexity,
            PYTHON,
            "def close(order):\n    return 1\n\n\n@cached\ndef settle(order, now):\n    return close(order)",
            "✗ the replacement adds a function `close`, a name that is taken already · cognitive 3 → 0 (0 with the added function)",
        ),
        (
            "the function twice",
            ReduceComplexity,
            PYTHON,
            "@cached\ndef settle(order, now):\n    return 1\n\n\n@cached\ndef settle(order, now):\n    return 0",
            "✗ the replacement adds a function `settle`, a name that is taken already · cognitive 3 → 0 (0 with the added function)",
        ),
        (
            "a statement that would run at once",
            ReduceComplexity,
            PYTHON,
            "import os\nos.system('x')\n\n\n@cached\ndef settle(order, now):\n    return 0",
            "✗ line 1 of the replacement is not part of a function: `import os`; only functions may be added · cognitive 3 → 0",
        ),
    ];
    check_rows("python", rows);
}

const TYPESCRIPT: &str = "\
export class Ledger {
  /** Total. */
  total = 0;

  $0private async settle(order: Order, now = 0): Promise<number> {
    if (order) {
      if (order.paid) {
        return this.fee(order);
      }
    }
    return 0;
  }

  fee(order: Order): number { return order.fee; }
}
";

#[test]
fn typescript_row_by_row() {
    use Intent::{Readability, ReduceComplexity};
    let rows: &[Row<'_>] = &[
        (
            "less complex",
            ReduceComplexity,
            TYPESCRIPT,
            "private async settle(order: Order, now = 0): Promise<number> {\n    return order?.paid ? this.fee(order) : 0;\n  }",
            "cognitive 3 → 1",
        ),
        (
            "a method split off",
            ReduceComplexity,
            TYPESCRIPT,
            "private async settle(order: Order, now = 0): Promise<number> {\n    return this.due(order) ? this.fee(order) : 0;\n  }\n\n  private due(order: Order) {\n    return order && order.paid;\n  }",
            "names kept, added `due` · cognitive 3 → 1 (2 with the added function)",
        ),
        (
            "no longer asynchronous",
            Readability,
            TYPESCRIPT,
            "private settle(order: Order, now = 0): Promise<number> {\n    return 0;\n  }",
            "✗ the signature changed from `private async settle(order: Order, now=0): Promise<number>` to `private settle(order: Order, now=0): Promise<number>` · cognitive 3 → 0",
        ),
        (
            "the end of the class moved up",
            Readability,
            TYPESCRIPT,
            "private async settle(order: Order, now = 0): Promise<number> {\n    return 0;\n  }\n}\nexport class More {",
            "✗ `Ledger.fee`, which is outside of the replacement, is read differently after it · ✗ `Ledger.fee` is no longer offered by the file · cognitive 3 → 0",
        ),
        (
            "a comment that swallows what follows",
            Readability,
            "$0function a() {\n  return 1;\n}\n\nfunction b() {\n  return 2; /* two */\n}\nb();\n",
            "function a() {\n  return 1;\n}\nfunction c() { return 2; /*",
            "✗ `b`, which is outside of the replacement, is read differently after it · ✗ `b` is no longer offered by the file · cognitive 0 → 0",
        ),
        (
            "a comment that swallows a value",
            Readability,
            "$0function a() {\n  return 1;\n}\nexport const TOTAL = 2; /* two */\n",
            "function a() {\n  return 1;\n}\n\n/*",
            "✗ `TOTAL` is no longer offered by the file · cognitive 0 → 0",
        ),
        (
            "export dropped from an arrow function",
            Readability,
            "export const $0twice = (x: number) => x + x;\n",
            "const twice = (x: number) => 2 * x;",
            "✗ what stands in front of the name changed from `export const` to `const` · cognitive 0 → 0",
        ),
        (
            "an arrow function kept",
            Readability,
            "export const $0twice = (x: number) => x + x;\n",
            "export const twice = (x: number) => 2 * x;",
            "cognitive 0 → 0",
        ),
    ];
    check_rows("typescript", rows);
}

#[test]
fn an_error_elsewhere_in_the_file_does_not_stand_in_the_way() {
    let before = "def $0f(a):\n    return a\n\n\ndef g(:\n    pass\n";
    let receipt = verified(
        "python",
        before,
        "def f(a):\n    b = a\n    return b",
        Intent::Readability,
    );
    assert!(receipt.is_accepted(), "{receipt}");
}

#[test]
fn text_that_changed_outside_of_the_function_is_noticed() {
    let before = task("python", "x = 1\n\n\ndef $0f():\n    return 1\n");
    let target = before.function().unwrap();
    let after = |text: &str| -> Analysis { analysis("python", text) };
    let same_length = after("x = 2\n\n\ndef f():\n    return 1\n");
    let shorter = after("x\n");
    for after in [same_length, shorter] {
        let receipt = verify(&before.analysis, &after, target, Intent::Readability);
        let evidence: Vec<&str> = receipt.failures().collect();
        assert_eq!(evidence[0], "text outside of `f` changed");
    }
}

#[test]
fn deep_nesting_is_survived() {
    let deep = format!(
        "def f():\n    return {}1{}",
        "(".repeat(20_000),
        ")".repeat(20_000)
    );
    let receipt = verified(
        "python",
        "def $0f():\n    return 1\n",
        &deep,
        Intent::Readability,
    );
    assert!(receipt.is_accepted(), "{receipt}");
}

#[test]
fn what_does_not_parse_is_told_by_its_line_and_not_measured() {
    let table = [
        (
            "python",
            PYTHON,
            "@cached\ndef settle(order, now):\n    return (order",
            "line 3 of the replacement does not parse: ",
        ),
        (
            "typescript",
            TYPESCRIPT,
            "private async settle(order: Order, now = 0): Promise<number> {\n    return 0 0;\n  }",
            "line 2 of the replacement does not parse: ",
        ),
        (
            "typescript",
            TYPESCRIPT,
            "private async settle(order: Order, now = 0): Promise<number> {\n    return 0;",
            "line 2 of the replacement does not parse: ",
        ),
    ];
    for (language, before, replacement, expected) in table {
        let receipt = verified(language, before, replacement, Intent::Readability);
        let evidence: Vec<&str> = receipt.failures().collect();
        assert_eq!(receipt.checks.len(), 1, "{receipt}");
        assert!(evidence[0].starts_with(expected), "{receipt}");
    }
}
