//! C and C++, where macros make sense of text that does not parse: only what is certain is told.

use super::{analyse, check, check_clean};

#[test]
fn c() {
    check("c", CASES);
    check("cpp", CASES);
}

#[test]
fn macros_and_conditionals_are_no_errors() {
    check_clean("c", CLEAN);
    check_clean("cpp", CLEAN);
}

#[test]
fn unusual_but_valid_cpp_passes() {
    check_clean("cpp", CLEAN_CPP);
}

#[test]
fn a_function_that_does_not_parse_says_so() {
    let analysis = analyse(
        "c",
        "int f(void) { return 1 +; }\nint g(void) { return 1; }\n",
    );
    assert!(analysis.report().syntax_errors.is_empty());
    let functions = &analysis.report().functions;
    let broken: Vec<_> = functions
        .iter()
        .map(|function| (function.name.as_str(), function.has_syntax_error))
        .collect();
    assert_eq!(broken, [("f", true), ("g", false)]);
}

const CLEAN: &[&str] = &[
    "",
    "int main(argc, argv) int argc; char **argv; { return 0; }\n",
    "PyMODINIT_FUNC PyInit_x(void) { Py_BEGIN_ALLOW_THREADS f(); Py_END_ALLOW_THREADS return 0; }\n",
    "list_for_each_entry(pos, head, member) { f(pos); }\nint x;\n",
    "void f() {\n  FOREACH(x, xs)\n    g(x);\n  END_FOREACH\n}\n",
    "#ifdef __cplusplus\nextern \"C\" {\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif\nint g() { A b c; }\n",
    "void f(int a) {\n#ifdef A\n  if (a) {\n#else\n  if (!a) {\n#endif\n    g();\n  }\n}\n",
    "void f(int a) {\n#ifdef A\n  if (a) {\n#endif\n#ifndef A\n  if (!a) {\n#endif\n    g();\n  }\n}\n",
    "#if 0\nThis isn't code (at all {\n#endif\nint x;\n",
    "#error don't\n#define OPEN {\n#define QUOTE '\nint x;\n",
    "#define BLOCK(x) do { \\\n  if (x) { \\\n} while (0)\nint y = BLOCK(1) z w;\n",
    "#include <it's.h>\nint x __attribute__((unused)), y[] = { [1] = 2, };\n",
    "char c = '\\'', d = '\"', e = '{'; const char *s = \"a\" MACRO \"b\\\n c\";\n",
    "BEGIN_NAMESPACE\nint x;\n}\n",
    "/* it's */ int x; // it's\nint f() { a b c }\n",
];

const CLEAN_CPP: &[&str] = &[
    "auto r = R\"x(\" { ( ' )\" )x\"; int n = 1'000'000;\n",
    "template <typename... T> requires C<T...> auto f(T &&...t) noexcept(noexcept(g(t...))) -> decltype(auto) { return (t + ...); }\n",
    "class [[nodiscard]] A final : public B, private C<D> { friend class E; using F::F; A() = default; ~A() = delete; };\n",
    "export module m; import std;\n",
    "auto f = [x = 1, &y, this, ...z = t]<class T>(T a) mutable -> int { return a <=> y; };\n",
    "Q_OBJECT class A { Q_OBJECT signals: void f(); public slots: void g(); };\n",
    "void f() { if (auto [a, b] = g(); a) co_await b; else co_return; }\n",
    "operator\"\"_s(const char *); struct A { int x : 3 = 1; }; enum class E : int { A, B };\n",
];

const CASES: &[(&str, &str)] = &[
    (
        "int f(void) {\n  if (a) {\n    b();\n  return 1;\n}\n",
        "2:10 [{] `{` opened on line 2 is never closed\n",
    ),
    (
        "int f(void) {\n  g(1, h(2);\n}\n",
        "2:4 [(] `(` opened on line 2 is never closed\n",
    ),
    ("int f(void) {\n  g(1));\n}\n", "2:7 [)] unexpected `)`\n"),
    ("int f(void) {\n  g();\n}\n}\n", "4:1 [}] unexpected `}`\n"),
    (
        "int x[2 = { 1, 2 };\n",
        "1:6 [[] `[` opened on line 1 is never closed\n",
    ),
    (
        "int x[] = { 1, 2 ];\n",
        "\
1:18 []] expected `}`, found `]`: `{` was opened on line 1
  1:11 [{] `{` is opened here
",
    ),
    (
        "const char *s = \"abc;\nint x;\n",
        "1:17 [\"] this string is never closed: expected `\"`\n",
    ),
    (
        "char c = 'a;\nint x;\n",
        "1:10 ['] this string is never closed: expected `'`\n",
    ),
    (
        "int x; /* so\nint y;\n",
        "1:8 [/*] this comment is never closed: expected `*/`\n",
    ),
    (
        "#ifndef A_H\n#define A_H\nint f(void) {\n#endif\n",
        "3:13 [{] `{` opened on line 3 is never closed\n",
    ),
    (
        "int f(void) {\n#ifdef A\n  g((1);\n#else\n  g((2);\n#endif\n}\n",
        "3:4 [(] `(` opened on line 3 is never closed\n",
    ),
    ("int f(void) { return 1 + ; }\n", ""),
];
