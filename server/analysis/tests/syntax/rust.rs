//! Rust.

use super::{check, check_clean};

#[test]
fn rust() {
    check("rust", CASES);
}

#[test]
fn unusual_but_valid_rust_passes() {
    check_clean("rust", CLEAN);
}

const CLEAN: &[&str] = &[
    "",
    "#!/usr/bin/env rust-script\nfn main() {}\n",
    "#![no_std]\n//! crate\n#[cfg(all(unix, not(test)))] mod m;\n",
    "fn f<'a, T: ?Sized + 'a, const N: usize>(x: &'a mut T) -> [u8; N] where T: for<'b> Fn(&'b u8) { loop {} }\n",
    "const C: [char; 5] = ['\\'', '\"', '{', '\\u{1F600}', '日'];\n",
    "const S: &str = r##\"a \"# } ' \\\"##; const B: &[u8] = b\"\\x00\"; const D: &CStr = c\"d\";\n",
    "fn f() { let x = 'a: loop { break 'a 1; }; let y = if x > 0 { 1 } else { 2 }; }\n",
    "fn f(x: u32) -> u32 { match x { 0..=9 | 20.. => 1, n @ 10 if n > 1 => 2, _ => { 3 } } }\n",
    "macro_rules! m { ($($x:expr => $type:ident),* $(,)?) => { $( fn $type() { $x } )* }; }\n",
    "fn f() { vec![1; 3]; println!(\"{}\", type_of!(fn if else)); m! { a => b } }\n",
    "impl<T> !Send for A<T> {} unsafe impl Sync for B where Self: Sized {}\n",
    "fn r#type(r#fn: u8) -> impl Fn() -> u8 + use<> { move || r#fn }\n",
    "async fn f() -> Result<(), Box<dyn std::error::Error>> { async { Ok(()) }.await?; Ok(()) }\n",
    "fn f() { let Some(x) = y else { return }; let (a, ref mut b, ..) = z; a.0.1; b as *const _; }\n",
    "fn f() { if let Some(x) = a && x > 1 && let Some(y) = b { } while let [a, .., b] = c { } }\n",
    "pub(in crate::a) enum E { A = 1, B(u8), C { x: u8 } } union U { a: u8 } type T = fn(u8) -> !;\n",
    "extern \"C\" { fn f(x: *const u8, ...); static X: u8; } pub extern \"C\" fn g() {}\n",
    "fn f() { x..=y; ..; &raw const z; |a: u8, _| -> u8 { a }; <T as A>::b::<C>(); 1.0e-3_f64; }\n",
    "trait A<T = Self>: B + 'static { type C<'a>: D where Self: 'a; const E: u8 = 1; fn f(self: Box<Self>); }\n",
    "/* a /* nested */ comment */ fn f() {}\n",
];

const CASES: &[(&str, &str)] = &[
    (
        "fn f() {\n    if a {\n        b();\n    c()\n}\n",
        "\
3:12 [;] `{` opened on line 2 is never closed
  2:10 [{] `{` is opened here
  fix: b();
    }
",
    ),
    (
        "fn f() {\n    g();\n\nfn h() {\n    g();\n}\n",
        "\
2:8 [;] `{` opened on line 1 is never closed
  1:8 [{] `{` is opened here
  fix: g();
}
",
    ),
    (
        "fn f() {\n    g(a, h(b);\n}\n",
        "\
2:13 [)] `(` opened on line 2 is never closed
  2:6 [(] `(` is opened here
  fix: g(a, h(b));
",
    ),
    (
        "const S: &str = \"abc;\nconst T: u8 = 1;\n",
        "\
1:17 [\"] this string is never closed: expected `\"`
  fix: const S: &str = \"abc\";
",
    ),
    (
        "fn f() {\n    g();\n}\n}\n",
        "\
4:1 [}] unexpected `}`
  fix: 
",
    ),
    (
        "fn f() {\n    let x = 1 + ;\n}\n",
        "2:15 [+] expected an expression after `+`\n",
    ),
    (
        "fn f() {\n    g(a b);\n}\n",
        "\
2:7 [a] expected `,` after `a`
  fix: g(a, b);
",
    ),
    (
        "fn f() {\n    let x = 1\n    g(x);\n}\n",
        "\
2:13 [1] expected `;` after `1`
  fix: let x = 1;
",
    ),
    (
        "fn f(a: u8 b: u8) {}\n",
        "\
1:10 [8] expected `,` after `u8`
  fix: fn f(a: u8, b: u8) {}
",
    ),
    (
        "fn f() => u8 { 1 }\n",
        "\
1:8 [=>] expected `->`, found `=>`
  fix: fn f() -> u8 { 1 }
",
    ),
    (
        "fn f(x: u8) {\n    match x {\n        1 -> 2,\n        _ => 3,\n    }\n}\n",
        "\
3:11 [->] expected `=>`, found `->`
  fix: 1 => 2,
",
    ),
    (
        "func f() {}\n",
        "\
1:1 [func] expected `fn`, found `func`
  fix: fn f() {}
",
    ),
    (
        "fn f() {\n    for x xs {\n    }\n}\n",
        "\
2:9 [x] expected `in` after `x`
  fix: for x in xs {
",
    ),
    (
        "fn f() {\n    let fn = 1;\n}\n",
        "2:9 [fn] unexpected `fn`: it is a keyword, and no name\n",
    ),
    (
        "struct A {\n    x: u8\n    y: u8,\n}\n",
        "\
2:9 [8] expected `,` after `u8`
  fix: x: u8,
",
    ),
    (
        "fn f() {\n    break;\n}\n",
        "2:5 [break] `break` outside a loop\n",
    ),
    (
        "fn f() {\n    loop {\n        g(|| continue);\n    }\n}\n",
        "3:14 [continue] `continue` outside a loop\n",
    ),
];
