//! Rust.

use super::check;

#[test]
fn functions_types_and_values() {
    check(
        "rust",
        "\
use a::b;
const LIMIT: usize = 3;
static NAMES: &[&str] = &[];
type Result<T> = std::result::Result<T, Error>;
#[derive(Debug)]
pub struct Stack<T> { items: Vec<T> }
#[inline]
pub(crate) async fn load<'a, T: Read + 'a>(path: &'a Path, mut each: impl FnMut(T),) -> Result<T> where T: Send {
    let parse = |text: &str, _| Vec::<u8>::from(text);
    File::open(path)?.read_to_end(&mut parse(text, 1)).await;
    println!(\"{}\", path);
    helpers::each::<T>();
}
impl<T: Clone> Stack<T> {
    const SIZE: usize = 1;
    pub fn push(&mut self, #[cfg(x)] item: T, ) -> &mut Self { self.items.push(item); self }
    fn of(item: T) -> Self { Self::new() }
}
impl fmt::Display for crate::Stack<u8> {
    fn fmt(self: &Self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, \"\") }
}
pub trait Shape: Sized { fn area(&self) -> f64; fn double(&self) -> f64 { self.area() * 2.0 } }
mod inner { pub(super) fn deep() { fn deeper() {} } }
",
        "\
Function load 2: pub(crate) async fn load<'a, T: Read+'a>(path: &'a Path, mut each: impl FnMut(T)) -> Result<T> where T: Send -> read_to_end File::open parse each
Closure load.parse 1: parse =  |text: &str, _ | -> from
Method Stack.push 1: pub fn push(&mut self, item: T) -> &mut Self -> self.items.push
Method Stack.of 1: fn of(item: T) -> Self -> Self::new
Method Stack.fmt 1: fn fmt(self: &Self, f: &mut fmt::Formatter<'_>) -> fmt::Result
Method Shape.double 0: fn double(&self) -> f64 -> self.area
Method inner.deep 0: pub(super) fn deep()
Function inner.deep.deeper 0: fn deeper()
exports LIMIT: LIMIT
exports NAMES: NAMES
exports Result: Result
exports Stack: pub struct Stack<T>
exports load: pub(crate) async fn load<'a, T: Read+'a>(path: &'a Path, mut each: impl FnMut(T)) -> Result<T> where T: Send
exports Stack: impl<T: Clone> Stack<T>
exports Stack.SIZE: SIZE
exports Stack.push: pub fn push(&mut self, item: T) -> &mut Self
exports Stack.of: fn of(item: T) -> Self
exports Stack: impl fmt::Display for crate::Stack<u8>
exports Stack.fmt: fn fmt(self: &Self, f: &mut fmt::Formatter<'_>) -> fmt::Result
exports Shape: pub trait Shape: Sized
exports Shape.double: fn double(&self) -> f64
exports inner: mod inner
exports inner.deep: pub(super) fn deep()
",
    );
}
