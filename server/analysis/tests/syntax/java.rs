//! Java.

use super::{check, check_clean};

#[test]
fn java() {
    check("java", CASES);
}

#[test]
fn unusual_but_valid_java_passes() {
    check_clean("java", CLEAN);
}

const CLEAN: &[&str] = &[
    "",
    "package a.b;\n\nimport static c.D.*;\nimport e.F;\n;\n",
    "module m { requires transitive a.b; exports c to d, e; provides f.G with h.I; }",
    "class A<T extends B & C<? super T>> extends D<int[]> implements E, F<?> { }",
    "class A { { x = 1; } static { y = 2; } int a[] = {1, 2,}, b; char c = '\\'', d = '\"', e = '\\u0041'; }",
    "class A { String s = \"\"\"\n  a \"quoted\" { ' \\\"\"\"\n  \"\"\"; }",
    "record R<T>(@A int x, T... y) implements I { R { } static int z; record S() { } }",
    "enum E { A, B(1) { void f() { } }, C; E(int... x) { } }",
    "sealed interface S permits A, B { non-sealed class A implements S { } final class B implements S { } }",
    "@interface An { int value() default 1; String[] names() default {}; }",
    "class A { void f() { var x = switch (y) { case 1, 2 -> { yield 3; } case B b when b.c() -> 4; default -> throw new E(); }; } }",
    "class A { void f() { a: for (;;) { for (var x : y) { if (z) continue a; else break a; } } } }",
    "class A { void f() { try (var a = b; c) { } catch (final D | E e) { } finally { } } }",
    "class A { Object f() { return (Runnable & Serializable) () -> { }; } int g(A this) { return A.super.hashCode(); } }",
    "class A { void f() { g(B::new, int[]::new, this::<T>g); new A.B<>() { int x; }; a.new B(); } }",
    "class A { long x = 0xFFL + 0b1_0 + 1e-3f + 0x1p3 + 017; boolean y = a instanceof B(var c, D d) && !e; }",
    "class A { int record, var, yield, sealed, when, with, module, open; void record(int when) { this.when = when; } }",
    "class A { synchronized void f() throws B, C { synchronized (this) { } assert x : y; do ; while (z); } }",
    "class A { int f() @B [] { return null; } @C @D(e = 1, f = {2, 3}) abstract static class G { } }",
];

const CASES: &[(&str, &str)] = &[
    (
        "class A {\n  void f() {\n    if (a) {\n      b();\n    return;\n  }\n}\n",
        "\
4:10 [;] `{` opened on line 3 is never closed
  3:12 [{] `{` is opened here
  fix: b();
    }
",
    ),
    (
        "class A {\n  void f() {\n    g();\n\n  void h() {\n    g();\n  }\n}\n",
        "\
3:8 [;] `{` opened on line 2 is never closed
  2:12 [{] `{` is opened here
  fix: g();
  }
",
    ),
    (
        "class A {\n  void f() {\n    g(a, h(b);\n  }\n}\n",
        "\
3:13 [)] `(` opened on line 3 is never closed
  3:6 [(] `(` is opened here
  fix: g(a, h(b));
",
    ),
    (
        "class A {\n  String s = \"abc;\n  int t = 1;\n}\n",
        "\
2:14 [\"abc;] this string is never closed: expected `\"`
  fix: String s = \"abc\";
",
    ),
    (
        "class A {\n  void f() {\n  }\n}\n}\n",
        "\
5:1 [}] unexpected `}`
  fix: 
",
    ),
    (
        "class A {\n  void f() {\n    g()\n    h();\n  }\n}\n",
        "\
3:7 [)] expected `;` after `)`
  fix: g();
",
    ),
    (
        "class A {\n  int x = 1 + ;\n}\n",
        "2:13 [+] expected an expression after `+`\n",
    ),
    (
        "class A {\n  void f() {\n    g(a b);\n  }\n}\n",
        "\
3:7 [a] expected `,` after `a`
  fix: g(a, b);
",
    ),
    (
        "class A {\n  void f(int a int b) { }\n}\n",
        "\
2:14 [a] expected `,` after `a`
  fix: void f(int a, int b) { }
",
    ),
    (
        "class A {\n  void f() {\n    for (int x xs) { }\n  }\n}\n",
        "\
3:14 [x] expected `:` after `x`
  fix: for (int x: xs) { }
",
    ),
    (
        "class A {\n  void f() {\n    for (int x in xs) { }\n  }\n}\n",
        "\
3:16 [in] expected `:`, found `in`
  fix: for (int x : xs) { }
",
    ),
    (
        "class A {\n  void f() {\n    Runnable r = () => g();\n  }\n}\n",
        "\
3:21 [=>] expected `->`, found `=>`
  fix: Runnable r = () -> g();
",
    ),
    (
        "class A {\n  int class = 1;\n}\n",
        "2:7 [class] unexpected `class`: it is a keyword, and no name\n",
    ),
    (
        "class A {\n  void f() {\n    break;\n  }\n}\n",
        "3:5 [break] `break` outside a loop and a switch\n",
    ),
    (
        "class A {\n  static {\n    return;\n  }\n}\n",
        "3:5 [return] `return` outside a function\n",
    ),
    (
        "class A {\n  char c = 'ab;\n}\n",
        "\
2:12 ['ab;] this string is never closed: expected `'`
  fix: char c = 'ab';
",
    ),
];
