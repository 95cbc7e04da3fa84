//! TypeScript.

use super::check;

#[test]
fn typescript() {
    check("typescript", CASES);
    check("tsx", CASES);
}

const CASES: &[(&str, &str)] = &[
    (
        "straight code counts nothing",
        "\
function f(a: number): number {  // = 0
  const b = a + 1;
  return b;
}
",
    ),
    (
        "the white paper's sum of primes",
        "\
function sumOfPrimes(max: number): number {  // = 7
  let total = 0;
  OUT: for (let i = 1; i <= max; ++i) {  // +1
    for (let j = 2; j < i; ++j) {  // +2 nesting=1
      if (i % j === 0) {  // +3 nesting=2
        continue OUT;  // +1
      }
    }
    total += i;
  }
  return total;
}
",
    ),
    (
        "the white paper's words: a switch counts once",
        "\
function getWords(n: number): string {  // = 1
  switch (n) {  // +1
    case 1:
      return 'one';
    case 2:
      return 'a couple';
    default:
      return 'lots';
  }
}
",
    ),
    (
        "the white paper's nesting: try is free, catch is not",
        "\
function myMethod(a: boolean, b: boolean) {  // = 9
  try {
    if (a) {  // +1
      for (let i = 0; i < 10; i++) {  // +2 nesting=1
        while (b) { i++; }  // +3 nesting=2
      }
    }
  } catch (error) {  // +1
    if (b) { throw error; }  // +2 nesting=1
  } finally {
    b = false;
  }
}
",
    ),
    (
        "else if is one increment, however long the chain",
        "\
function f(a: number) {  // = 4
  if (a > 2) {  // +1
    return 3;
  } else if (a > 1) {  // +1
    return 2;
  } else if (a > 0) {  // +1
    return 1;
  } else {  // +1
    return 0;
  }
}
",
    ),
    (
        "else if deepens nesting by one, not by its place in the chain",
        "\
function f(a: number, b: boolean) {  // = 11
  if (a > 2) {  // +1
    if (b) { return 4; }  // +2 nesting=1
  } else if (a > 1) {  // +1
    if (b) { return 3; }  // +2 nesting=1
  } else if (a > 0) {  // +1
    if (b) { return 2; }  // +2 nesting=1
  } else {  // +1
    b = a === 0 || b;  // +1
  }
}
",
    ),
    (
        "an if in the block of an else is no else if",
        "\
function f(a: boolean, b: boolean) {  // = 4
  if (a) {  // +1
  } else {  // +1
    if (b) {  // +2 nesting=1
    }
  }
}
",
    ),
    (
        "branches without braces nest as well, and a comment does not hide an else if",
        "\
function f(a: boolean, b: boolean) {  // = 8
  if (a)  // +1
    if (b) return 1;  // +2 nesting=1
    else return 2;  // +1
  else /* then */ if (b) return 3;  // +1
  else for (;;) break;  // +1, +2 nesting=1
}
",
    ),
    (
        "all loops",
        "\
function f(a: number[]) {  // = 5
  for (const x of a) {}  // +1
  for (const x in a) {}  // +1
  for (;;) { break; }  // +1
  while (a) { continue; }  // +1
  do { a.pop(); } while (a);  // +1
}
",
    ),
    (
        "what is in a loop's body is nested, its header is not",
        "\
function f(a: number[]) {  // = 6
  while (a.length ? a[0] : a[1]) {  // +1, +1
    if (a) {}  // +2 nesting=1
  }
  for (const x of a.length ? a : []) {}  // +1, +1
}
",
    ),
    (
        "jumps to labels count, wherever they are; others do not",
        "\
function f(a: number) {  // = 10
  outer: while (a) {  // +1
    while (a) {  // +2 nesting=1
      if (a) break outer;  // +3 nesting=2, +1
      if (a) break;  // +3 nesting=2
    }
  }
}
",
    ),
    (
        "a ternary is an if",
        "\
function f(a: boolean, b: boolean) {  // = 6
  const x = a ? 1 : 2;  // +1
  if (b) {  // +1
    return a ? 1 : 2;  // +2 nesting=1
  }
  return x || b ? 1 : 2;  // +1, +1
}
",
    ),
    (
        "ternaries nest in branches, not in conditions",
        "\
function f(a: boolean, b: boolean) {  // = 5
  const x = a ? b ? 1 : 2 : 3;  // +1, +2 nesting=1
  return (a ? b : a) ? 1 : 2;  // +1, +1
}
",
    ),
    (
        "runs of like operators",
        "\
function f(a: boolean, b: boolean, c: boolean, d: boolean) {  // = 8
  const x = a && b && c && d;  // +1
  const y = a || b || c || d;  // +1
  if (a && b && c || d || x && y) {}  // +1, +1, +1, +1
  return a && !(b && c);  // +1, +1
}
",
    ),
    (
        "plain parentheses change nothing, a negation or a call does",
        "\
function f(a: boolean, b: boolean, c: boolean) {  // = 9
  const x = a && (b && (c && a));  // +1
  const y = (a && b) || (c && a);  // +1, +1, +1
  const z = a && Boolean(b && c);  // +1, +1
  const w = a && b === (b && c) && c;  // +1, +1
  return !(a && b);  // +1
}
",
    ),
    (
        "other binary operators are no runs",
        "\
function f(a: number, b: number) {  // = 2
  const x = a + b | a & b;
  const y = (a + b) * (a || b) + (a || b);  // +1, +1
  return x < y;
}
",
    ),
    (
        "shorthands are free: ?. and ?? and their assignments",
        "\
function f(a?: { b?: number }) {  // = 0
  let x = a?.b ?? 1;
  x ??= 2;
  x ||= 3;
  return x;
}
",
    ),
    (
        "but an operator inside one is counted",
        "\
function f(a?: boolean, b?: boolean) {  // = 2
  return a ?? (a || b) ?? (a || b);  // +1, +1
}
",
    ),
    (
        "a callback nests, and is part of the function around it",
        "\
function f(xs: number[]) {  // = 3
  if (xs) {}  // +1
  return xs.map(x => x ? 1 : 2);  // +2 nesting=1
}
",
    ),
    (
        "a callback at the top of the file is reported by its first token",
        "\
app.get('/', (request, response) => {  // = 3
  if (request.user) {  // +1
    return request.user.isAdmin ? 1 : 2;  // +2 nesting=1
  }
});
",
    ),
    (
        "arrow functions take the name they are bound to",
        "\
const sign = (x: number) => x > 0 ? 1 : -1;  // = 1, +1
export const settle = async () => {  // = 1
  if (await sign(1)) {}  // +1
};
",
    ),
    (
        "a named function inside another counts to both",
        "\
function outer(a: boolean) {  // = 4
  if (a) {}  // +1
  const inner = (b: boolean) => {  // = 2
    if (b && a) {}  // +2 nesting=1, +1
  };
  return inner(a);
}
",
    ),
    (
        "methods, accessors, fields, and recursion through this",
        "\
class Tree {
  constructor(private left?: Tree) {}  // = 0
  get depth(): number {  // = 0
    return 1;
  }
  handler = () => {  // = 1
    if (this.left) {}  // +1
  };
  static make(): Tree {  // = 1
    return Tree.make();  // +1
  }
  walk(): void {  // = 2
    this.left?.walk();
    [1].forEach(() => this.walk());  // +1
    if (this.depth) {}  // +1
  }
}
",
    ),
    (
        "recursion, direct and in a cycle",
        "\
function fact(n: number): number {  // = 2
  return n ? n * fact(n - 1) : 1;  // +1, +1
}
const even = (n: number): boolean => n === 0 || odd(n - 1);  // = 2, +1, +1
const odd = (n: number): boolean => n !== 0 && even(n - 1);  // = 2, +1, +1
",
    ),
    (
        "a function expression recurs by the name that only it knows",
        "\
const count = function down(n: number): number {  // = 2
  return n ? down(n - 1) : 0;  // +1, +1
};
",
    ),
    (
        "the white paper's namespace function is not there",
        "\
function declarative() {  // = 1
  var foo;
  bar.myFun = function (a: boolean) {  // = 1
    if (a) {}  // +1
  };
}
",
    ),
    (
        "the white paper's other function is",
        "\
function nonDeclarative(condition: boolean) {  // = 3
  var foo;
  if (condition) {}  // +1
  bar.myFun = function (a: boolean) {  // = 1
    if (a) {}  // +2 nesting=1
  };
}
",
    ),
    (
        "a module that returns what it declares",
        "\
function counter() {  // = 2
  let count = 0;
  function up(by: number) {  // = 1
    if (by) {}  // +1
  }
  return {
    down(by: number) {  // = 1
      if (by) {}  // +1
    },
    up,
  };
}
",
    ),
    (
        "a function that computes is no namespace",
        "\
function f(xs: number[]) {  // = 2
  const sign = (x: number) => x ? 1 : 2;  // = 1, +2 nesting=1
  return xs.map(sign);
}
",
    ),
    (
        "conditional types are no code",
        "\
type Item<T> = T extends (infer U)[] ? U : T;
function f<T>(x: T): T extends string ? 1 : 2 {  // = 0
  return x as never;
}
",
    ),
    (
        "generators, async loops and exceptions",
        "\
async function* f(xs: AsyncIterable<number>) {  // = 4
  for await (const x of xs) {  // +1
    try {
      yield x;
    } catch {  // +2 nesting=1
      yield x || 1;  // +1
    }
  }
}
",
    ),
    (
        "code outside functions is nobody's",
        "\
if (a && b) {
  for (;;) {}
}
",
    ),
];
