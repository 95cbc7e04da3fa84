//! Java.

use super::check;

#[test]
fn java() {
    check("java", CASES);
}

const CASES: &[(&str, &str)] = &[
    (
        "straight code counts nothing",
        "\
class Order {
  int total(int price, int count) {  // = 0
    int net = price * count;
    return net + tax(net);
  }
}
",
    ),
    (
        "the white paper's sum of primes",
        "\
class A {
  int sumOfPrimes(int max) {  // = 7
    int total = 0;
    OUT: for (int i = 1; i <= max; ++i) {  // +1
      for (int j = 2; j < i; ++j) {  // +2 nesting=1
        if (i % j == 0) {  // +3 nesting=2
          continue OUT;  // +1
        }
      }
      total += i;
    }
    return total;
  }
}
",
    ),
    (
        "the white paper's words: a switch counts once",
        "\
class A {
  String getWords(int number) {  // = 1
    switch (number) {  // +1
      case 1:
        return \"one\";
      case 2:
        return \"a couple\";
      case 3:
        return \"a few\";
      default:
        return \"lots\";
    }
  }
}
",
    ),
    (
        "the white paper's method of loops in a try",
        "\
class A {
  void myMethod() {  // = 9
    try {
      if (condition1) {  // +1
        for (int i = 0; i < 10; i++) {  // +2 nesting=1
          while (condition2) { }  // +3 nesting=2
        }
      }
    } catch (ExcepType1 | ExcepType2 e) {  // +1
      if (condition2) { }  // +2 nesting=1
    }
  }
}
",
    ),
    (
        "the white paper's lambda is nested, but counts nothing itself",
        "\
class A {
  void myMethod2() {  // = 2
    Runnable r = () -> {  // = 1
      if (condition1) { }  // +2 nesting=1
    };
  }
}
",
    ),
    (
        "the white paper's overridden symbol",
        "\
class A {
  private MethodJavaSymbol overriddenSymbolFrom(ClassJavaType classType) {  // = 19
    if (classType.isUnknown()) {  // +1
      return Symbols.unknownMethodSymbol;
    }
    boolean unknownFound = false;
    List<JavaSymbol> symbols = classType.getSymbol().members().lookup(name);
    for (JavaSymbol overrideSymbol : symbols) {  // +1
      if (overrideSymbol.isKind(JavaSymbol.MTH)  // +2 nesting=1
          && !overrideSymbol.isStatic()) {  // +1
        MethodJavaSymbol methodJavaSymbol = (MethodJavaSymbol) overrideSymbol;
        if (canOverride(methodJavaSymbol)) {  // +3 nesting=2
          Boolean overriding = checkOverridingParameters(methodJavaSymbol, classType);
          if (overriding == null) {  // +4 nesting=3
            if (!unknownFound) {  // +5 nesting=4
              unknownFound = true;
            }
          } else if (overriding) {  // +1
            return methodJavaSymbol;
          }
        }
      }
    }
    if (unknownFound) {  // +1
      return Symbols.unknownMethodSymbol;
    }
    return null;
  }
}
",
    ),
    (
        "else and else if are flat and have no node of their own",
        "\
class A {
  char grade(int points) {  // = 5
    if (points > 90) {  // +1
      return 'A';
    } else if (points > 80) {  // +1
      return 'B';
    } else if (points > 70) {  // +1
      return 'C';
    } else {  // +1
      log(points > 60 || points < 0);  // +1
    }
    return 'D';
  }
}
",
    ),
    (
        "branches without braces nest as well, and a comment does not hide an else if",
        "\
class A {
  int f(boolean a, boolean b) {  // = 11
    if (a)  // +1
      if (b) return 1;  // +2 nesting=1
      else return 2;  // +1
    else /* then */ if (b) return 3;  // +1
    else for (;;) if (a) break;  // +1, +2 nesting=1, +3 nesting=2
  }
}
",
    ),
    (
        "an if in the block of an else is no else if",
        "\
class A {
  void f(boolean a, boolean b) {  // = 4
    if (a) {  // +1
    } else {  // +1
      if (b) { }  // +2 nesting=1
    }
  }
}
",
    ),
    (
        "every loop there is",
        "\
class A {
  void loops(List<String> xs) {  // = 4
    for (int i = 0; i < 3; i++) { continue; }  // +1
    for (String x : xs) { }  // +1
    while (xs.isEmpty()) { break; }  // +1
    do { xs.clear(); } while (!xs.isEmpty());  // +1
  }
}
",
    ),
    (
        "a switch of either form counts once, and nests what is in it",
        "\
class A {
  int f(Object x) {  // = 7
    int n = switch (x) {  // +1
      case String s when s.isEmpty() && s != null -> 0;  // +1
      case Integer i -> {
        if (i > 0) yield 1;  // +2 nesting=1
        yield 2;
      }
      default -> x == null ? 3 : 4;  // +2 nesting=1
    };
    switch (n) { case 1: break; }  // +1
    return n;
  }
}
",
    ),
    (
        "try with resources, finally and synchronized are free, catch is not",
        "\
class A {
  void f() throws IOException {  // = 5
    try (var in = open(); var out = open()) {
      synchronized (this) {
        if (in == out) { }  // +1
      }
    } catch (IOException e) {  // +1
      throw e;
    } catch (RuntimeException e) {  // +1
      for (;;) { }  // +2 nesting=1
    } finally {
      close();
    }
  }
}
",
    ),
    (
        "ternaries nest like ifs",
        "\
class A {
  int sign(int n) {  // = 3
    return n > 0 ? 1 : n < 0 ? -1 : 0;  // +1, +2 nesting=1
  }
}
",
    ),
    (
        "runs of like operators, parentheses or not",
        "\
class A {
  boolean f(boolean a, boolean b, boolean c, boolean d) {  // = 7
    use(a && b && (c && d));  // +1
    use(a && b || c && d);  // +1, +1, +1
    use(a && !(b && c));  // +1, +1
    return a || b;  // +1
  }
}
",
    ),
    (
        "jumps count when they name a label",
        "\
class A {
  void f(int[][] rows) {  // = 10
    search:
    for (int[] row : rows) {  // +1
      for (int cell : row) {  // +2 nesting=1
        if (cell == 0) continue;  // +3 nesting=2
        if (cell == 1) break search;  // +3 nesting=2, +1
      }
    }
  }
}
",
    ),
    (
        "lambdas nest, and count to the method around them",
        "\
class A {
  void f(List<Integer> xs) {  // = 4
    if (xs.isEmpty()) { }  // +1
    xs.stream().filter(x -> x > 0 ? true : false).map(x -> x > 1 && x < 3);  // +2 nesting=1, +1
  }
}
",
    ),
    (
        "methods of an anonymous class count to both",
        "\
class A {
  void f(boolean a) {  // = 2
    run(new Runnable() {
      @Override public void run() {  // = 1
        if (a) { }  // +2 nesting=1
      }
    });
  }
}
",
    ),
    (
        "constructors, records, enums and interfaces hold methods",
        "\
record Range(int low, int high) {
  Range {  // = 2
    if (low > high || low < 0) throw new IllegalArgumentException();  // +1, +1
  }
}
enum Side {
  LEFT { int sign() { return flip ? 1 : -1; } };  // = 1, +1
  abstract int sign();  // = 0
}
interface Shape {
  default boolean isFlat() { return area() == 0 || area() < 0; }  // = 1, +1
  double area();  // = 0
}
class Stack {
  private final IntPredicate isSmall = n -> n < size && n > 0;  // = 1, +1
  Stack(int size) { this.size = size > 0 ? size : 1; }  // = 1, +1
}
",
    ),
];
