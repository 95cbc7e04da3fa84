//! C++: what it adds to C.

use super::check;

#[test]
fn cpp() {
    check("cpp", CASES);
}

const CASES: &[(&str, &str)] = &[
    (
        "the white paper's method of loops in a try",
        "\
void myMethod() {  // = 9
  try {
    if (condition1) {  // +1
      for (int i = 0; i < 10; i++) {  // +2 nesting=1
        while (condition2) {}  // +3 nesting=2
      }
    }
  } catch (const std::exception &e) {  // +1
    if (condition2) {}  // +2 nesting=1
  }
}
",
    ),
    (
        "every catch counts",
        "\
void f() {  // = 3
  try { g(); } catch (A &a) { throw; } catch (B) {} catch (...) {}  // +1, +1, +1
}
",
    ),
    (
        "loops over ranges",
        "\
int sum(const std::vector<int> &xs) {  // = 4
  int total = 0;
  for (auto x : xs) total += x;  // +1
  for (auto &[key, value] : pairs) if (key) total += value;  // +1, +2 nesting=1
  return total;
}
",
    ),
    (
        "the statement before a condition is not nested",
        "\
int f(std::map<int, int> &m) {  // = 4
  if (auto it = m.find(1); it != m.end() && it->second) return 1;  // +1, +1
  else if (constexpr bool b = true; b) return 2;  // +1
  if constexpr (sizeof(int) > 2) return 3;  // +1
  return 0;
}
",
    ),
    (
        "and and or are operators",
        "\
bool f(bool a, bool b, bool c) {  // = 4
  return a and b or c && not (a && b);  // +1, +1, +1, +1
}
",
    ),
    (
        "lambdas nest, and count to the function around them",
        "\
void f(std::vector<int> &xs) {  // = 4
  if (xs.empty()) {}  // +1
  std::sort(xs.begin(), xs.end(), [&](int a, int b) {
    return a > b ? a && b : b;  // +2 nesting=1, +1
  });
}
",
    ),
    (
        "a lambda with a name counts to both",
        "\
void outer(bool a) {  // = 3
  auto inner = [=](bool b) mutable -> bool {  // = 2
    if (b && a) return true;  // +2 nesting=1, +1
    return false;
  };
  inner(a);
}
",
    ),
    (
        "methods in a class, and recursion with and without this",
        "\
class Tree {
 public:
  Tree() : left(nullptr) { if (left) {} }  // = 1, +1
  ~Tree() {}  // = 0
  int depth() const { return left ? depth() : 0; }  // = 2, +1, +1
  int size() { return this->size(); }  // = 1, +1
  int other() { return left->other(); }  // = 0
  bool operator==(const Tree &t) const { return &t == this || t.left; }  // = 1, +1
  operator bool() const { return left && right; }  // = 1, +1
};
",
    ),
    (
        "methods outside of their class",
        "\
int Tree::depth() const {  // = 2
  if (left) {}  // +1
  return depth();  // +1
}
int ns::Tree::size() { return this->size(); }  // = 1, +1
int depth(int a) { return a; }  // = 0
void Tree::walk(Tree *t) { t->walk(this); }  // = 0
",
    ),
    (
        "one of several by its name is not taken for itself",
        "\
struct Log {
  void put(int a) { put(a, 0); }  // = 0
  void put(int a, int b) { if (a) {} }  // = 1, +1
};
",
    ),
    (
        "templates and namespaces",
        "\
namespace a::b {
template <typename T, int N = (1 > 0 ? 1 : 0)>
T max(T x, T y) { return x > y ? x : y; }  // = 1, +1
namespace {
inline int f() { return max<int>(1, 2) || 0; }  // = 1, +1
}
}
",
    ),
    (
        "a constructor that tries",
        "\
Tree::Tree(int n) try : left(make(n)) {  // = 2
  if (n) {}  // +1
} catch (...) {  // +1
}
",
    ),
    (
        "functions declared in functions nest",
        "\
void f(bool a) {  // = 2
  struct Local {
    void g(bool b) { if (b) {} }  // = 1, +2 nesting=1
  };
}
",
    ),
    (
        "coroutines are straight",
        "\
task f() {  // = 0
  co_await g();
  co_return 1;
}
",
    ),
    (
        "short-circuit of a fold is no run",
        "\
template <class... T> bool all(T... t) { return (t && ...); }  // = 0
",
    ),
];
