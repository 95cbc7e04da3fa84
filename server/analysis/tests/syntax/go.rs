//! Go.

use super::{check, check_clean};

#[test]
fn go() {
    check("go", CASES);
}

#[test]
fn unusual_but_valid_go_passes() {
    check_clean("go", CLEAN);
}

const CLEAN: &[&str] = &[
    "",
    "package p\n\nimport (\n\t_ \"embed\"\n\t. \"fmt\"\n\tx \"a/b\"\n)\n",
    "package p\nvar r = []rune{'\\'', '\"', '{', '日', '\\x00', '\\u1234'}\n",
    "package p\nvar s = `C:\\` + `\"'{(`\n",
    "package p\ntype T[K comparable, V ~int | ~string] struct {\n\tA, B K `json:\"a,omitempty\"`\n\t*E\n\tm.N[V]\n}\n",
    "package p\ntype I interface {\n\t~int | string\n\tM(a, b int, c ...string) (n int, err error)\n\tfmt.Stringer\n}\n",
    "package p\nfunc (s *S[T]) m(_ int, f func(int) (x, y T)) (<-chan int, chan<- int) { return nil, nil }\n",
    "package p\nfunc f() {\nL:\n\tfor {\n\t\tswitch x := y.(type) {\n\t\tcase nil:\n\t\t\tbreak L\n\t\tdefault:\n\t\t\tcontinue L\n\t\t}\n\t}\n}\n",
    "package p\nfunc f() {\n\tfor range 3 {\n\t}\n\tfor i := range f {\n\t}\n\tselect {}\n\tgoto end\nend:\n}\n",
    "package p\nvar m = map[string][]T{\"a\": {{1, 2}, {X: 3}}, \"b\": nil}\n",
    "package p\nfunc init() { defer func() { recover() }(); go f(x...) }\n",
    "package p\nconst (\n\ta = iota\n\tb\n\t_\n\tc = 0x1p-2 + 0b1_0 + 0o7 + 1i\n)\n",
    "package p\nfunc f() { if x := g(); x > 0 { } else if y := h(); y { } else { } }\n",
    "package p\nfunc f[T any](x T) T { return g[T, []int](x) }\n",
    "package p\n//go:build linux\n/* a /* b */\nfunc extern(x int) int\n",
    "package p\nvar x, y = a[1:2:3], *p.q &^ b <<c; type ( A = B; C []D )\n",
];

const CASES: &[(&str, &str)] = &[
    (
        "package p\n\nfunc f() {\n\tif a {\n\t\tb()\n\treturn\n}\n",
        "\
5:5 [)] `{` opened on line 4 is never closed
  4:7 [{] `{` is opened here
  fix: b()
	}
",
    ),
    (
        "package p\n\nfunc f() {\n\tg()\n\nfunc h() {\n\tg()\n}\n",
        "\
4:4 [)] `{` opened on line 3 is never closed
  3:10 [{] `{` is opened here
  fix: g()
}
",
    ),
    (
        "package p\n\nfunc f() {\n\tg(a, h(b)\n}\n",
        "\
4:10 [)] `(` opened on line 4 is never closed
  4:3 [(] `(` is opened here
  fix: g(a, h(b))
",
    ),
    (
        "package p\n\nvar s = \"abc\nvar t = 1\n",
        "\
3:9 [\"abc] this string is never closed: expected `\"`
  fix: var s = \"abc\"
",
    ),
    (
        "package p\n\nvar s = `abc\nvar t = 1\n",
        "\
3:9 [`] this string is never closed: expected ```
  fix: var s = `abc`
",
    ),
    (
        "package p\n\nfunc f() {\n\tg()\n}\n}\n",
        "\
6:1 [}] unexpected `}`
  fix: 
",
    ),
    (
        "package p\n\nfunc f() {\n\tx = 1 +\n}\n",
        "4:8 [+] expected an expression after `+`\n",
    ),
    (
        "package p\n\nfunc f() {\n\tg(a b)\n}\n",
        "\
4:4 [a] expected `,` after `a`
  fix: g(a, b)
",
    ),
    (
        "package p\n\nfunc f()\n{\n\tg()\n}\n",
        "4:1 [{] this `{` opens no function's body: it has to stand on the line of the header\n",
    ),
    (
        "package p\n\nfunc f() {\n\tfor i := 0; i < 3; i++ \n\t\tg()\n\t}\n}\n",
        "\
4:23 [+] expected `{` after `++`
  6:2 [}] `}` would close it here
  fix: for i := 0; i < 3; i++ { 
",
    ),
    (
        "package p\n\nfunc f() {\n\twhile a {\n\t}\n}\n",
        "\
4:2 [while] expected `for`, found `while`
  fix: for a {
",
    ),
    (
        "package p\n\nfunc f() {\n\tfunc := 1\n}\n",
        "4:7 [:] expected `(`, found `:`\n",
    ),
    (
        "package p\n\nvar x = []int{1, 2\n}\n",
        "3:18 [2] expected `,` after this: the end of a line ends a list\n",
    ),
    (
        "package p\n\nfunc f() {\n\tbreak\n}\n",
        "4:2 [break] `break` outside a loop and a switch\n",
    ),
    (
        "package p\n\nfunc f() {\n\tfor {\n\t\tfunc() { continue }()\n\t}\n}\n",
        "5:12 [continue] `continue` outside a loop\n",
    ),
];
