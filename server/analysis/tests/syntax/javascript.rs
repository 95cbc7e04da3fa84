//! JavaScript.

use super::{check, check_clean};

#[test]
fn javascript() {
    check("javascript", CASES);
}

#[test]
fn unusual_but_valid_javascript_passes() {
    check_clean("javascript", CLEAN);
}

const CLEAN: &[&str] = &[
    "",
    "\u{feff}'use strict'\nlet x = 1\n",
    "#!/usr/bin/env node\nif (!module.parent) return;\n",
    "<!-- html comment\nx = 1\n--> another\n",
    "outer: for (const x of y) { for (;;) { continue outer } }",
    "const a = [, 1, , 2, ]; f(a, ...a, );",
    "const o = { if: 1, class() {}, get: 2, async *of() {}, get set() { return 1 }, [`k`]: 3 };",
    "class A { static { init(); } static async *#m() {} #x = 1; 'use strict'() {} has(o) { return #x in o } }",
    "const r = /[/'\"`{(]/g.test(s) ? a / b / c : `${`${'}'}`} \\``;",
    "export * as ns from './a'; export { default as x, y as 'a b' } from './b';",
    "import data from './data.json' with { type: 'json' }; import.meta.url; import('./x');",
    "let yield_, async, of, get, set, from, as; async = of; of(async);",
    "var f = async x => await x, g = async function* () { yield await 1; yield* g() };",
    "a ??= b?.[c]?.(d) ?? e; x **= 2n ** 3n; n = 1_000n; new.target;",
    "if (a) ; else ; do x++; while (x < 5) y = 1;",
    "let view = <><A.B {...props} b='\"' c={<d/>} title=\"it's\">Don't (worry: {/* } */}</A.B></>;",
    "switch (x) { default: case 1: { break } }",
    "label: { break label }",
    "try { f() } catch { } finally { }",
    "function f(a, b = a, { c, ...d } = {}, [e = 1, ...g] = []) { return\n }",
];

const CASES: &[(&str, &str)] = &[
    (
        "function f() {\n  if (a) {\n    b();\n  return 1;\n}\n",
        "\
3:8 [;] `{` opened on line 2 is never closed
  2:10 [{] `{` is opened here
  fix: b();
  }
",
    ),
    (
        "const x = f(a, g(b);\nconst y = 1;\n",
        "\
1:19 [)] `(` opened on line 1 is never closed
  1:12 [(] `(` is opened here
  fix: const x = f(a, g(b));
",
    ),
    (
        "const a = \"b;\nconst c = 1;\n",
        "1:11 [\"b;] this string is never closed: expected `\"`\n  fix: const a = \"b\";\n",
    ),
    (
        "const o = {\n  a: 1\n  b: 2,\n};\n",
        "2:6 [1] expected `,` after `1`\n  fix: a: 1,\n",
    ),
    (
        "f(a b);\n",
        "1:3 [a] expected `,` after `a`\n  fix: f(a, b);\n",
    ),
    ("}\nfunction f() {}\n", "1:1 [}] unexpected `}`\n  fix: \n"),
    (
        "let let x = 1;\n",
        "1:5 [let] unexpected `let`\n  fix: let x = 1;\n",
    ),
    (
        "const f = (a) -> a;\n",
        "1:15 [->] expected `=>`, found `->`\n  fix: const f = (a) => a;\n",
    ),
    (
        "const view = <p>{f(1}</p>;\n",
        "\
1:20 [1] `(` opened on line 1 is never closed
  1:19 [(] `(` is opened here
  fix: const view = <p>{f(1)}</p>;
",
    ),
    (
        "x = class;\n",
        "1:10 [;] expected `{` or `extends`, found `;`\n",
    ),
    (
        "while (a) { break; }\nbreak;\n",
        "2:1 [break] `break` outside a loop and a switch\n",
    ),
];
