//! TypeScript.

use super::check;

#[test]
fn typescript() {
    check("typescript", CASES);
    check("tsx", CASES);
}

const CASES: &[(&str, &str)] = &[
    // Brackets.
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
        "function f() {\n  return 1;\n\nfunction g() {\n  return 2;\n}\n",
        "\
2:11 [;] `{` opened on line 1 is never closed
  1:14 [{] `{` is opened here
  fix: return 1;
}
",
    ),
    (
        "class A {\n  f() {\n    return 1;\n  }\n",
        "\
4:3 [}] `{` opened on line 1 is never closed
  1:9 [{] `{` is opened here
  fix: }
}
",
    ),
    (
        "if (a {\n  b();\n}\n",
        "\
1:5 [a] `(` opened on line 1 is never closed
  1:4 [(] `(` is opened here
  fix: if (a) {
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
        "const xs = [1, 2;\n",
        "\
1:16 [2] `[` opened on line 1 is never closed
  1:12 [[] `[` is opened here
  fix: const xs = [1, 2];
",
    ),
    ("f(a));\n", "1:5 [)] unexpected `)`\n  fix: f(a);\n"),
    (
        "function f() {\n  g();\n}\n}\n",
        "4:1 [}] unexpected `}`\n  fix: \n",
    ),
    (
        "function f() {\n  if (a) {\n    b();\n  }\n  }\n  c();\n}\n",
        "5:3 [}] unexpected `}`\n  fix: \n",
    ),
    (
        "const x = [1, 2);\n",
        "\
1:16 [)] expected `]`, found `)`: `[` was opened on line 1
  1:11 [[] `[` is opened here
  fix: const x = [1, 2];
",
    ),
    // A fault is told by its own line, whatever was mended before it.
    (
        "class A {\n  f() {\n    if (a) {\n      b();\n  }\n  g() {\n    c(1;\n  }\n}\n",
        "\
4:10 [;] `{` opened on line 3 is never closed
  3:12 [{] `{` is opened here
  fix: b();
    }
7:7 [1] `(` opened on line 7 is never closed
  7:6 [(] `(` is opened here
  fix: c(1);
",
    ),
    // Strings and comments.
    (
        "const a = 'b;\nconst c = 1;\n",
        "1:11 ['b;] this string is never closed: expected `'`\n  fix: const a = 'b';\n",
    ),
    (
        "const a = `b;\n",
        "1:11 [`] this string is never closed: expected ```\n  fix: const a = `b`;\n",
    ),
    (
        "f(); /* so\ng();\n",
        "1:6 [/*] this comment is never closed: expected `*/`\n  fix: f(); /* so*/\n",
    ),
    // Expressions.
    (
        "f(a b);\n",
        "1:3 [a] expected `,` after `a`\n  fix: f(a, b);\n",
    ),
    (
        "const x = 1 + ;\n",
        "1:13 [+] expected an expression after `+`\n",
    ),
    (
        "const o = { a: 1 b: 2 };\n",
        "1:16 [1] expected `,` after `1`\n  fix: const o = { a: 1, b: 2 };\n",
    ),
    (
        "const f = (a) -> a;\n",
        "1:15 [->] expected `=>`, found `->`\n  fix: const f = (a) => a;\n",
    ),
    (
        "for (const x y) {}\n",
        "1:12 [x] expected `of` after `x`\n  fix: for (const x of y) {}\n",
    ),
    (
        "const const x = 1;\n",
        "1:7 [const] unexpected `const`\n  fix: const x = 1;\n",
    ),
    (
        "f(a,, b);\n",
        "1:5 [,] nothing stands before this `,`: write what is missing, or remove it\n",
    ),
    (
        "import { a } './b';\n",
        "1:12 [}] expected `from` after `}`\n  fix: import { a } from './b';\n",
    ),
    (
        "x = if;\n",
        "1:5 [if] unexpected `if`: it is a keyword, and no name\n",
    ),
    // Statements out of place.
    ("return 1;\n", "1:1 [return] `return` outside a function\n"),
    (
        "function f() { break; }\n",
        "1:16 [break] `break` outside a loop and a switch\n",
    ),
    (
        "switch (a) { case 1: continue; }\n",
        "1:22 [continue] `continue` outside a loop\n",
    ),
];
