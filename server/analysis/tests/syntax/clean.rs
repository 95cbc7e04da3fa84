//! What is no syntax error.

use super::{analyse, told};

#[test]
fn unusual_but_valid_python_passes() {
    for source in [
        "",
        "\u{feff}x = 1\ny = 2\n",
        "if x: y = 1; z = 2\n",
        "x = 1; \\\n  y = 2\n",
        "def f(): ...\n",
        "def f(a, b=1, *args, c, d=2, **rest): pass\n",
        "def f(a=1, *, b): pass\n",
        "f(*a, b, *c, d=1, **e)\nf(x=1, *args)\n",
        "print >> out, 'text'\n",
        "async def f():\n    async with a as b, c as d:\n        yield await b\n",
        "for x in y:\n    break\nelse:\n    pass\n",
        "class A:\n    x: int\n    def f(self): return lambda: (yield)\n",
        "match command:\n    case [x, y] if x: pass\n    case _: pass\n",
        "try:\n    pass\nfinally:\n    pass\n",
        "def f():\n\treturn 1\n",
        "x = [\n1,\n  2,\n]\n# comment\n  # indented comment\ny = 2\n",
        "x = 'a\\\nb'\n",
        "if (n := len(a)) > 10: pass\n",
        "print(f\"{x!r:>{width}} {{}} {y['a']}\")\n",
        "type = 1\nmatch = 2\nprint(type, match)\n",
    ] {
        assert_eq!(told(&analyse("python", source)), "", "{source}");
    }
}

#[test]
fn unusual_but_valid_typescript_passes() {
    for source in [
        "",
        "#!/usr/bin/env node\nlet x = 1\n",
        "outer: { if (x) break outer; }",
        "for (;;) { switch (x) { case 1: break; default: continue; } }",
        "const [a, , b] = [1, , 2];",
        "f(a, b,);",
        "const o = { if: 1, class: 2, [`x`]: 3, get: 4, async: 5 }; o.if; o.delete();",
        "export { remove as delete } from './a'; import { default as d } from './b';",
        "let x = a! as unknown as <T>(y: T) => T;",
        "class A<T = {}> { declare x: number; static #y?: string; constructor(readonly z = 1) {} }",
        "const r = /[/'\"`]/g.test(s) ? a / b / c : `${`nested ${x}`}`;",
        "abstract class B { abstract f(): void; }",
        "type M = { readonly [K in keyof T]?: T[K] };",
        "label: for (const x of y) { continue label }",
        "if (a) ; else { }",
        "interface Source<out T, /** why */\n in out U extends V> { f<in W>(a: T, b: W): U }",
    ] {
        assert_eq!(told(&analyse("typescript", source)), "", "{source}");
    }
}

#[test]
fn text_between_tags_is_text() {
    let source = "const view = <p title='a'>Don't (worry: {f(\"}\")} &amp; `so` on</p>;\n";
    assert_eq!(told(&analyse("tsx", source)), "");
    let broken = "const view = <p>Don't (worry</p>;\nconst x = f(1;\n";
    assert_eq!(
        told(&analyse("tsx", broken)),
        "\
2:13 [1] `(` opened on line 2 is never closed
  2:12 [(] `(` is opened here
  fix: const x = f(1);
"
    );
}
