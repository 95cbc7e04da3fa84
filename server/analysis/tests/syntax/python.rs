//! Python.

use super::check;

#[test]
fn python() {
    check("python", CASES);
}

const CASES: &[(&str, &str)] = &[
    // Brackets.
    (
        "def f(:\n    return 1\n",
        "\
1:6 [(] `(` opened on line 1 is never closed
  1:6 [(] `(` is opened here
  fix: def f():
",
    ),
    (
        "def f(a, b:\n    return 1\n\ndef g():\n    return 2\n",
        "\
1:10 [b] `(` opened on line 1 is never closed
  1:6 [(] `(` is opened here
  fix: def f(a, b):
",
    ),
    (
        "print(foo(a)\nx = 1\ny = 2\n",
        "\
1:12 [)] `(` opened on line 1 is never closed
  1:6 [(] `(` is opened here
  fix: print(foo(a))
",
    ),
    (
        "while True:\n    x = [1, 2  # two\n    y = 3\nz = 1\n",
        "\
2:13 [2] `[` opened on line 2 is never closed
  2:9 [[] `[` is opened here
  fix: x = [1, 2]  # two
",
    ),
    (
        "x = {\n    'a': 1,\n    'b': [2, 3,\n}\n",
        "\
3:15 [,] `[` opened on line 3 is never closed
  3:10 [[] `[` is opened here
  fix: 'b': [2, 3,]
",
    ),
    (
        "x = (1 + 2))\ny = 2\n",
        "1:12 [)] unexpected `)`\n  fix: x = (1 + 2)\n",
    ),
    (
        "x = foo(a]\n",
        "\
1:10 []] expected `)`, found `]`: `(` was opened on line 1
  1:8 [(] `(` is opened here
  fix: x = foo(a)
",
    ),
    // What opens a block.
    (
        "if x == 1\n    y = 2\n",
        "1:9 [1] expected `:` after the `if` condition\n  fix: if x == 1:\n",
    ),
    (
        "class A\n    def f(self):\n        pass\n",
        "1:7 [A] expected `:` after the `class` header\n  fix: class A:\n",
    ),
    (
        "def f(a) -> int  # why\n    return a\n",
        "1:15 [t] expected `:` after the `def` header\n  fix: def f(a) -> int:  # why\n",
    ),
    (
        "for x in y\n    print(x)\n",
        "1:10 [y] expected `:` after the `for` header\n  fix: for x in y:\n",
    ),
    (
        "try:\n    pass\nexcept ValueError\n    pass\n",
        "3:17 [r] expected `:` after the `except` header\n  fix: except ValueError:\n",
    ),
    (
        "if x:\n    pass\nelse\n    pass\n",
        "3:4 [e] expected `:` after `else`\n  fix: else:\n",
    ),
    // Blocks and layout.
    (
        "def f():\nx = 1\n",
        "1:8 [:] expected an indented block after `def f():`\n",
    ),
    (
        "class A:\n    # todo\n\ndef g():\n    pass\n",
        "1:8 [:] expected an indented block after `class A:`\n",
    ),
    (
        "if a:\n    pass\nelif b:\nelse:\n    pass\n",
        "3:7 [:] expected an indented block after `elif b:`\n",
    ),
    (
        "x = 1\n    y = 2\n",
        "2:1 [    ] unexpected indentation: the line does not line up with the block it is in\n",
    ),
    (
        "def f():\n        x = 1\n    y = 2\n",
        "3:1 [    ] unexpected indentation: the line does not line up with the block it is in\n",
    ),
    (
        "try:\n    pass\nx = 1\n",
        "1:1 [try] expected `except` or `finally` after the block of this `try`\n",
    ),
    // Strings.
    (
        "x = \"abc\ny = 2\n",
        "1:5 [\"abc] this string is never closed: expected `\"`\n  fix: x = \"abc\"\n",
    ),
    (
        "print('abc)\ny = 'd'\n",
        "1:7 ['abc)] this string is never closed: expected `'`\n  fix: print('abc')\n",
    ),
    (
        "def f():\n    \"\"\"Does it.\n    return 1\n\ndef g():\n    \"\"\"Does that.\"\"\"\n    return 2\n",
        "\
2:5 [\"\"\"] this string is never closed: expected `\"\"\"`
  fix: \"\"\"Does it.\"\"\"
",
    ),
    (
        "x = '\ny = 2\n",
        "1:5 ['] this string is never closed: expected `'`\n  fix: x = ''\n",
    ),
    // Expressions.
    (
        "x = 1 +\ny = 2\n",
        "1:7 [+] expected an expression after `+`\n",
    ),
    (
        "foo(a b)\n",
        "1:5 [a] expected `,` after `a`\n  fix: foo(a, b)\n",
    ),
    (
        "x = [1, 2 3]\n",
        "1:9 [2] expected `,` after `2`\n  fix: x = [1, 2, 3]\n",
    ),
    (
        "if x = 1:\n    pass\n",
        "1:6 [=] expected `==`, found `=`\n  fix: if x == 1:\n",
    ),
    (
        "if a && b:\n    pass\n",
        "1:6 [&&] expected `and`, found `&&`\n  fix: if a and b:\n",
    ),
    ("x = = 1\n", "1:5 [=] unexpected `=`\n  fix: x = 1\n"),
    ("return return x\n", "1:8 [return] unexpected `return`\n"),
    ("x ?= 5\n", "1:3 [?] unexpected `?`\n  fix: x = 5\n"),
    ("import\n", "1:6 [t] expected a name after `import`\n"),
    ("else:\n    pass\n", "1:1 [else] unexpected `else`\n"),
    ("x = {1: 2, 3}\n", "1:13 [}] unexpected `}`\n"),
    (
        "lambda x y: 1\n",
        "1:8 [x] expected `,` after `x`\n  fix: lambda x, y: 1\n",
    ),
    // What the grammar lets pass.
    ("return 1\n", "1:1 [return] `return` outside a function\n"),
    (
        "class A:\n    yield 1\n",
        "2:5 [yield] `yield` outside a function\n",
    ),
    (
        "for x in y:\n    def f():\n        break\ncontinue\n",
        "3:9 [break] `break` outside a loop\n4:1 [continue] `continue` outside a loop\n",
    ),
    (
        "def f(a=1, b):\n    pass\n",
        "1:12 [b] a parameter without a default follows one that has a default\n",
    ),
    (
        "f(a=1, 2)\n",
        "1:8 [2] a positional argument follows a keyword argument\n",
    ),
    (
        "print 'hello'\n",
        "1:1 [print] `print` is a function in Python 3: expected `(` after it\n",
    ),
    ("x = if\n", "1:5 [if] unexpected `if`\n"),
    // Several faults, each told once.
    (
        "def f(:\n    pass\n\ndef g():\n    return (1\n\nx = 1\n\nif y\n    pass\n",
        "\
1:6 [(] `(` opened on line 1 is never closed
  1:6 [(] `(` is opened here
  fix: def f():
5:13 [1] `(` opened on line 5 is never closed
  5:12 [(] `(` is opened here
  fix: return (1)
9:4 [y] expected `:` after the `if` condition
  fix: if y:
",
    ),
    (
        "class A:\n    def f(self:\n        pass\n\n    def g(self)\n        pass\n\n    def h(self):\n        pass\n",
        "\
2:14 [f] `(` opened on line 2 is never closed
  2:10 [(] `(` is opened here
  fix: def f(self):
5:15 [)] expected `:` after the `def` header
  fix: def g(self):
",
    ),
];
