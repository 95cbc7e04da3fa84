//! Rust.

use super::check;

#[test]
fn rust() {
    check("rust", CASES);
}

const CASES: &[(&str, &str)] = &[
    (
        "straight code counts nothing",
        "\
fn total(price: u32, count: u32) -> u32 {  // = 0
    let net = price * count;
    net + tax(net)?
}
",
    ),
    (
        "the white paper's sum of primes",
        "\
fn sum_of_primes(max: u32) -> u32 {  // = 7
    let mut total = 0;
    'out: for i in 1..=max {  // +1
        for j in 2..i {  // +2 nesting=1
            if i % j == 0 {  // +3 nesting=2
                continue 'out;  // +1
            }
        }
        total += i;
    }
    total
}
",
    ),
    (
        "the white paper's words: a match counts once, however many arms",
        "\
fn words(number: u32) -> &'static str {  // = 1
    match number {  // +1
        1 => \"one\",
        2 | 3 => \"a few\",
        _ => \"lots\",
    }
}
",
    ),
    (
        "else and else if are flat, also in expressions",
        "\
fn grade(points: u32) -> char {  // = 6
    let grade = if points > 90 {  // +1
        'A'
    } else if points > 80 {  // +1
        'B'
    } else {  // +1
        if points > 70 { 'C' } else { 'D' }  // +2 nesting=1, +1
    };
    grade
}
",
    ),
    (
        "if let, while let and chains are conditions",
        "\
fn f(x: Option<u32>, mut xs: Vec<u32>) {  // = 6
    if let Some(y) = x {  // +1
        use_it(y);
    }
    while let Some(y) = xs.pop() {  // +1
        use_it(y);
    }
    if let Some(y) = x && y > 1 && let Some(z) = xs.pop() {  // +1, +1
        use_it(y + z);
    }
    if x.is_some() && xs.is_empty() {}  // +1, +1
}
",
    ),
    (
        "let else and the question mark leave early, and are free",
        "\
fn f(x: Option<u32>) -> Option<u32> {  // = 0
    let Some(y) = x else { return None };
    let z = checked(y)?;
    Some(z)
}
",
    ),
    (
        "every loop there is",
        "\
fn loops(xs: &mut Vec<u32>) {  // = 4
    for x in xs.iter() {}  // +1
    while xs.len() > 1 { xs.pop(); }  // +1
    loop { break; }  // +1
    while let Some(_) = xs.pop() { continue; }  // +1
}
",
    ),
    (
        "what is in an arm is nested, guards are free but for their operators",
        "\
fn f(x: Option<u32>, a: bool) -> u32 {  // = 6
    match x {  // +1
        Some(y) if y > 1 && a => 1,  // +1
        Some(y) => {
            if y > 0 { 2 } else { 3 }  // +2 nesting=1, +1
        }
        None => { let z = a || x.is_none(); z.into() }  // +1
    }
}
",
    ),
    (
        "jumps count when they name a label, with a value or without",
        "\
fn f(a: bool) -> u32 {  // = 8
    let found = 'search: loop {  // +1
        loop {  // +2 nesting=1
            if a { break 'search 1; }  // +3 nesting=2, +1
            break;
        }
    };
    'block: { break 'block; }  // +1
    found
}
",
    ),
    (
        "runs of like operators, parentheses or not",
        "\
fn f(a: bool, b: bool, c: bool, d: bool) -> bool {  // = 7
    g(a && b && (c && d));  // +1
    g(a && b || c && d);  // +1, +1, +1
    g(a && !(b && c));  // +1, +1
    a || b  // +1
}
",
    ),
    (
        "other binary operators are no runs",
        "\
fn f(a: u32, b: u32) -> u32 {  // = 0
    a | b & a ^ b << 1
}
",
    ),
    (
        "closures nest, and count to the function around them",
        "\
fn f(xs: &[u32]) -> Vec<u32> {  // = 5
    if xs.is_empty() {}  // +1
    xs.iter().map(|x| if *x > 1 { 1 } else { 0 }).collect()  // +2 nesting=1, +1
        .filter(|x| x > 1 || x < 0)  // +1
}
",
    ),
    (
        "a closure with a name counts to both",
        "\
fn outer(a: bool) {  // = 4
    if a {}  // +1
    let inner = |b: bool| {  // = 2
        if b && a {}  // +2 nesting=1, +1
    };
    inner(a);
}
",
    ),
    (
        "functions inside functions nest",
        "\
fn outer(a: bool) {  // = 2
    fn inner(b: bool) {  // = 1
        if b {}  // +2 nesting=1
    }
    inner(a);
}
",
    ),
    (
        "methods of an impl, and recursion through self and Self",
        "\
impl Tree {
    fn depth(&self) -> u32 {  // = 2
        if self.leaf {}  // +1
        self.depth()  // +1
    }
    fn make() -> Self {  // = 1
        Self::make()  // +1
    }
    fn other(&self, tree: &Self) -> u32 {  // = 0
        tree.left.other(tree)
    }
}
",
    ),
    (
        "recursion, direct and in a cycle",
        "\
fn fact(n: u32) -> u32 {  // = 3
    if n < 2 { 1 } else { n * fact(n - 1) }  // +1, +1, +1
}
fn even(n: u32) -> bool { n == 0 || odd(n - 1) }  // = 2, +1, +1
fn odd(n: u32) -> bool { n != 0 && even(n - 1) }  // = 2, +1, +1
",
    ),
    (
        "what a macro is given is not read",
        "\
fn f(a: bool) {  // = 0
    assert!(a && a || a, \"{}\", if a { 1 } else { 2 });
}
",
    ),
    (
        "async and unsafe blocks are not nested, nor is what is in them more",
        "\
async fn f(a: bool) {  // = 3
    async move { if a { g().await } }.await;  // +1
    unsafe { if a { h() } }  // +1
    const { if true {} }  // +1
}
",
    ),
];
