//! JavaScript.

use super::check;

#[test]
fn javascript() {
    check("javascript", CASES);
}

const CASES: &[(&str, &str)] = &[
    (
        "straight code counts nothing",
        "\
function total(order) {  // = 0
  const net = order.price * order.count;
  return net + tax(net);
}
",
    ),
    (
        "the white paper's sum of primes",
        "\
function sumOfPrimes(max) {  // = 7
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
function getWords(number) {  // = 1
  switch (number) {  // +1
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
        "the white paper's method of loops in a try",
        "\
function myMethod(condition1, condition2) {  // = 9
  try {
    if (condition1) {  // +1
      for (let i = 0; i < 10; i++) {  // +2 nesting=1
        while (condition2) {}  // +3 nesting=2
      }
    }
  } catch (error) {  // +1
    if (condition2) {}  // +2 nesting=1
  }
}
",
    ),
    (
        "the white paper's nested function is nested, but counts nothing itself",
        "\
function myMethod2(condition1) {  // = 2
  const run = () => {  // = 1
    if (condition1) {}  // +2 nesting=1
  };
  run();
}
",
    ),
    (
        "the white paper's namespace function",
        "\
function Namespace() {  // = 1
  var foo;
  bar.myFun = function () {  // = 1
    if (foo) {}  // +1
  };
}
",
    ),
    (
        "else and else if are flat, however deep the chain",
        "\
function grade(points) {  // = 5
  if (points > 90) {  // +1
    return 'A';
  } else if (points > 80) {  // +1
    return 'B';
  } else if (points > 70) {  // +1
    return 'C';
  } else {  // +1
    log(points || 0);  // +1
  }
}
",
    ),
    (
        "an if inside an else's braces nests",
        "\
function f(a, b) {  // = 4
  if (a) {  // +1
  } else {  // +1
    if (b) {}  // +2 nesting=1
  }
}
",
    ),
    (
        "every loop there is",
        "\
async function all(xs) {  // = 6
  for (;;) break;  // +1
  for (const key in xs) {}  // +1
  for (const x of xs) {}  // +1
  for await (const x of xs) {}  // +1
  while (xs.pop()) {}  // +1
  do { xs.pop(); } while (xs.length);  // +1
}
",
    ),
    (
        "jumps count when they name a label",
        "\
function find(rows) {  // = 10
  search: for (const row of rows) {  // +1
    for (const cell of row) {  // +2 nesting=1
      if (!cell) continue;  // +3 nesting=2
      if (cell.hit) break search;  // +3 nesting=2, +1
    }
  }
}
",
    ),
    (
        "ternaries nest like ifs",
        "\
const sign = (n) => (n > 0 ? 1 : n < 0 ? -1 : 0);  // = 3, +1, +2 nesting=1
",
    ),
    (
        "runs of like operators, parentheses or not",
        "\
function f(a, b, c, d) {  // = 7
  use(a && b && (c && d));  // +1
  use(a && b || c && d);  // +1, +1, +1
  use(a && !(b && c));  // +1, +1
  return a || b;  // +1
}
",
    ),
    (
        "the shorthands of null are free",
        "\
function f(a, b) {  // = 0
  a ??= b?.c ?? 1;
  a ||= 2;
  a &&= 3;
  return a;
}
",
    ),
    (
        "callbacks nest in the function around them",
        "\
function run(jobs) {  // = 6
  jobs.forEach((job) => {
    if (job.ready) {  // +2 nesting=1
      job.then(() => job.done ? 1 : 2);  // +4 nesting=3
    }
  });
}
",
    ),
    (
        "methods, fields and recursion through this",
        "\
class Tree {
  visit = (node) => {  // = 1
    if (node) {}  // +1
  };
  depth() {  // = 2
    return this.left ? this.left.depth() : this.depth();  // +1, +1
  }
  static of() {  // = 1
    return Tree.of();  // +1
  }
}
",
    ),
    (
        "functions that call each other recur, each once",
        "\
const even = (n) => n === 0 || odd(n - 1);  // = 2, +1, +1
const odd = (n) => n !== 0 && even(n - 1);  // = 2, +1, +1
",
    ),
    (
        "conditions in JSX are conditions",
        "\
const List = ({ items }) => (  // = 3
  <ul>
    {items.length > 0 && <Header />}  // +1
    {items.map((item) => (item.open ? <Open {...item} /> : <Closed />))}  // +2 nesting=1
  </ul>
);
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
