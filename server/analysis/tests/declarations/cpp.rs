//! C++.

use super::check;

#[test]
fn functions_types_and_values() {
    check(
        "cpp",
        "\
namespace shop::cart {
constexpr int limit = 3;
template <typename T>
class Stack : public Base<T> {
 public:
  explicit Stack(std::size_t n = 1) : items(n) { reserve(n); }
  ~Stack() noexcept override { clear(); }
  Stack &operator=(const Stack &other) & { return *this; }
  T &&take(T &&item) const noexcept { return std::move(item); }
  operator bool() const { return true; }
  static auto make() -> Stack<T> { return new Stack<T>(2); }
  int size;
};
}
template <> void shop::cart::Stack<int>::push(int item) { this->items.push_back(item); log::write<int>(item); }
std::vector<int> Outer::Inner::list(const std::string &name, int &&x) const { return ::global(name); }
auto twice = [](int x) { return x * 2; };
int main(int argc, char *argv[]) { run([&] { go(); }); return 0; }
",
        "\
Method shop::cart.Stack.Stack 1: explicit Stack(std::size_t n=1): items(n) -> reserve
Method shop::cart.Stack.~Stack 0: ~Stack() noexcept override -> clear
Method shop::cart.Stack.operator= 1: Stack & operator=(const Stack & other) &
Method shop::cart.Stack.take 1: T&&take(T&&item) const noexcept -> std::move
Method shop::cart.Stack.operator bool() const 0: operator bool() const
Method shop::cart.Stack.make 0: static auto make() -> Stack<T> -> Stack
Method shop.cart.Stack.push 1: void shop::cart::Stack<int>::push(int item) -> push_back write
Method Outer.Inner.list 2: std::vector<int> Outer::Inner::list(const std::string & name, int&&x) const -> ::global
Closure twice 1: twice = [](int x)
Function main 2: int main(int argc, char *argv[]) -> run go
exports shop::cart: namespace shop::cart
exports shop::cart.limit: limit
exports shop::cart.Stack: class Stack: public Base<T>
exports shop::cart.Stack.Stack: explicit Stack(std::size_t n=1): items(n)
exports shop::cart.Stack.~Stack: ~Stack() noexcept override
exports shop::cart.Stack.operator=: Stack & operator=(const Stack & other) &
exports shop::cart.Stack.take: T&&take(T&&item) const noexcept
exports shop::cart.Stack.operator bool() const: operator bool() const
exports shop::cart.Stack.make: static auto make() -> Stack<T>
exports shop.cart.Stack.push: void shop::cart::Stack<int>::push(int item)
exports Outer.Inner.list: std::vector<int> Outer::Inner::list(const std::string & name, int&&x) const
exports twice: twice = [](int x)
exports main: int main(int argc, char *argv[])
",
    );
}
