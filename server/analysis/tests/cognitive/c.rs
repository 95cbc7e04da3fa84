//! C.

use super::check;

#[test]
fn c() {
    check("c", CASES);
    check("cpp", CASES);
}

/// All of it is C++ as well.
const CASES: &[(&str, &str)] = &[
    (
        "straight code counts nothing",
        "\
int total(int price, int count) {  // = 0
  int net = price * count;
  return net + tax(net);
}
",
    ),
    (
        "the white paper's sum of primes, with goto for want of a labelled continue",
        "\
int sum_of_primes(int max) {  // = 7
  int total = 0;
  for (int i = 1; i <= max; ++i) {  // +1
    for (int j = 2; j < i; ++j) {  // +2 nesting=1
      if (i % j == 0) {  // +3 nesting=2
        goto next;  // +1
      }
    }
    total += i;
    next:;
  }
  return total;
}
",
    ),
    (
        "the white paper's words: a switch counts once",
        "\
const char *words(int number) {  // = 1
  switch (number) {  // +1
    case 1:
      return \"one\";
    case 2:
    case 3:
      return \"a few\";
    default:
      return \"lots\";
  }
}
",
    ),
    (
        "else and else if are flat",
        "\
char grade(int points) {  // = 5
  if (points > 90) {  // +1
    return 'A';
  } else if (points > 80) {  // +1
    return 'B';
  } else if (points > 70) {  // +1
    return 'C';
  } else {  // +1
    note(points > 60 || points < 0);  // +1
  }
  return 'D';
}
",
    ),
    (
        "else if deepens nesting by one, not by its place in the chain",
        "\
void f(int a, int b) {  // = 9
  if (a > 2) {  // +1
    if (b) {}  // +2 nesting=1
  } else if (a > 1) {  // +1
    if (b) {}  // +2 nesting=1
  } else {  // +1
    while (b) {}  // +2 nesting=1
  }
}
",
    ),
    (
        "an if in the block of an else is no else if",
        "\
void f(int a, int b) {  // = 4
  if (a) {  // +1
  } else {  // +1
    if (b) {}  // +2 nesting=1
  }
}
",
    ),
    (
        "branches without braces nest as well",
        "\
int f(int a, int b) {  // = 8
  if (a)  // +1
    if (b) return 1;  // +2 nesting=1
    else return 2;  // +1
  else /* then */ if (b) return 3;  // +1
  else for (;;) break;  // +1, +2 nesting=1
}
",
    ),
    (
        "every loop there is",
        "\
void loops(int n) {  // = 3
  for (;;) { break; }  // +1
  while (n--) continue;  // +1
  do { n++; } while (n < 9);  // +1
}
",
    ),
    (
        "what is in a loop's body is nested, its header is not",
        "\
void f(int n) {  // = 5
  for (int i = n ? 1 : 2; i < n && n; i++) {  // +1, +1, +1
    if (i) {}  // +2 nesting=1
  }
}
",
    ),
    (
        "ternaries nest like ifs, also without a middle",
        "\
int sign(int n) {  // = 6
  int m = n ?: 1;  // +1
  m = (n ? m : n) ? n : m;  // +1, +1
  return n > 0 ? 1 : n < 0 ? -1 : 0;  // +1, +2 nesting=1
}
",
    ),
    (
        "runs of like operators, parentheses or not",
        "\
int f(int a, int b, int c, int d) {  // = 7
  use(a && b && (c && d));  // +1
  use(a && b || c && d);  // +1, +1, +1
  use(a && !(b && c));  // +1, +1
  return a || b;  // +1
}
",
    ),
    (
        "other operators are no runs",
        "\
int f(int a, int b) {  // = 0
  return a | b & a ^ b << 1;
}
",
    ),
    (
        "goto counts wherever it is, labels do not",
        "\
int f(int fd) {  // = 4
  if (fd < 0)  // +1
    goto fail;  // +1
  if (read_it(fd))  // +1
    goto fail;  // +1
  return 0;
fail:
  return -1;
}
",
    ),
    (
        "recursion, direct and in a cycle",
        "\
int even(int n);
int fact(int n) { return n < 2 ? 1 : n * fact(n - 1); }  // = 2, +1, +1
int odd(int n) { return n != 0 && even(n - 1); }  // = 2, +1, +1
int even(int n) { return n == 0 || odd(n - 1); }  // = 2, +1, +1
",
    ),
    (
        "names inside declarators",
        "\
static char **next(char **p) { if (p) p++; return p; }  // = 1, +1
int (compare)(const void *a, const void *b) { return a && b; }  // = 1, +1
",
    ),
    (
        "what the preprocessor would take away counts as it stands",
        "\
int f(int a) {  // = 3
#ifdef DEBUG
  if (a) note(a);  // +1
#endif
#define CHECK(x) if (x) return 1;
  if (a && DEBUG) {}  // +1, +1
  return 0;
}
",
    ),
];
