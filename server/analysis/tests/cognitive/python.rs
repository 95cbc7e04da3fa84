//! Python.

use super::check;

#[test]
fn python() {
    check("python", CASES);
}

const CASES: &[(&str, &str)] = &[
    (
        "straight code counts nothing, early return included",
        "\
def f(a):  # = 0
    b = a + 1
    return b
",
    ),
    (
        "the branches of an if count one each, whatever their number",
        "\
def f(a):  # = 3
    if a > 1:  # +1
        return 1
    elif a > 0:  # +1
        return 2
    else:  # +1
        return 3
",
    ),
    (
        "a nested if costs its nesting",
        "\
def f(a, b, c):  # = 6
    if a:  # +1
        if b:  # +2 nesting=1
            if c:  # +3 nesting=2
                return 1
",
    ),
    (
        "elif and else are flat, but what is in them is nested",
        "\
def f(a, b):  # = 9
    for x in a:  # +1
        if x:  # +2 nesting=1
            pass
        elif b:  # +1
            if x:  # +3 nesting=2
                pass
        else:  # +1
            pass
    print(a or b)  # +1
",
    ),
    (
        "an if in the block of an else is no else-if",
        "\
def f(a, b):  # = 4
    if a:  # +1
        pass
    else:  # +1
        if b:  # +2 nesting=1
            pass
",
    ),
    (
        "the white paper's own sum of primes, with a flag for its labelled jump",
        "\
def sum_of_primes(maximum):  # = 8
    total = 0
    for i in range(1, maximum + 1):  # +1
        is_prime = True
        for j in range(2, i):  # +2 nesting=1
            if i % j == 0:  # +3 nesting=2
                is_prime = False
                break
        if is_prime:  # +2 nesting=1
            total += i
    return total
",
    ),
    (
        "while loops, and jumps without labels",
        "\
def f(queue):  # = 3
    while queue:  # +1
        if queue.pop():  # +2 nesting=1
            continue
        break
",
    ),
    (
        "the else of a loop is an else",
        "\
def f(xs):  # = 8
    for x in xs:  # +1
        if x:  # +2 nesting=1
            break
    else:  # +1
        if xs:  # +2 nesting=1
            pass
    while xs:  # +1
        xs.pop()
    else:  # +1
        pass
",
    ),
    (
        "except counts with nesting; try, its body and finally are free",
        "\
def f(a):  # = 4
    try:
        if a:  # +1
            pass
    except ValueError:  # +1
        if a:  # +2 nesting=1
            pass
    finally:
        a.close()
",
    ),
    (
        "each except counts, and so does the else of a try",
        "\
def f(a):  # = 8
    if a:  # +1
        try:
            a()
        except ValueError:  # +2 nesting=1
            pass
        except (KeyError, TypeError):  # +2 nesting=1
            pass
        else:  # +1
            pass
    try:
        a()
    except* OSError:  # +1
        pass
    return a or None  # +1
",
    ),
    (
        "match counts once; its cases and their guards are free",
        "\
def f(command):  # = 3
    match command:  # +1
        case [\"go\", where] if where:
            return where
        case [\"stop\"]:
            if command:  # +2 nesting=1
                return 0
        case _:
            return 1
",
    ),
    (
        "a conditional expression is an if; its else is part of it",
        "\
def f(a, b):  # = 4
    x = 1 if a else 2  # +1
    for y in b:  # +1
        print(y if y else x)  # +2 nesting=1
",
    ),
    (
        "conditional expressions nest in each other's branches",
        "\
def f(a, b):  # = 3
    return 1 if a else 2 if b else 3  # +1, +2 nesting=1
",
    ),
    (
        "but not in each other's conditions",
        "\
def f(a, b):  # = 2
    return 1 if (a if b else b) else 3  # +1, +1
",
    ),
    (
        "a run of one operator counts once",
        "\
def f(a, b, c, d):  # = 2
    x = a and b and c and d  # +1
    return a or b or c or d  # +1
",
    ),
    (
        "each change of operator starts a new run",
        "\
def f(a, b, c, d, e, g):  # = 4
    if a and b and c or d or e and g:  # +1, +1, +1, +1
        pass
",
    ),
    (
        "a negated group starts a new run; its own operators are counted apart",
        "\
def f(a, b, c, d):  # = 3
    if a and not (b and c) and d:  # +1, +1, +1
        pass
",
    ),
    (
        "a negated name does not",
        "\
def f(a, b, c):  # = 1
    return a and not b and c  # +1
",
    ),
    (
        "plain parentheses change nothing: operators are read in their order",
        "\
def f(a, b, c, d):  # = 5
    x = a and (b and (c and d))  # +1
    y = (a and b) or (c and d)  # +1, +1, +1
    return ((a or b)) or c  # +1
",
    ),
    (
        "a call or a comparison between operators starts an expression of its own",
        "\
def f(a, b, c):  # = 4
    x = a and g(b and c)  # +1, +1
    return a and (b and c) == x  # +1, +1
",
    ),
    (
        "logical operators do not weigh more when nested",
        "\
def f(a, b):  # = 5
    for x in a:  # +1
        if x and b or a:  # +2 nesting=1, +1, +1
            pass
",
    ),
    (
        "direct recursion counts once, however often it recurs",
        "\
def fib(n):  # = 2
    if n < 2:  # +1
        return n
    return fib(n - 1) + fib(n - 2)  # +1
",
    ),
    (
        "indirect recursion counts once for each function of the cycle",
        "\
def a(n):  # = 1
    return b(n)  # +1

def b(n):  # = 1
    return c(n)  # +1

def c(n):  # = 1
    return a(n)  # +1

def d(n):  # = 0
    return a(n)
",
    ),
    (
        "methods recur through self; a method's name alone is another function",
        "\
def walk(tree):  # = 0
    return list(tree)

class Tree:
    def walk(self):  # = 1
        for_each(self.walk)
        self.walk()  # +1

    def visit(self):  # = 0
        return walk(self) + self.other.visit()

    @classmethod
    def make(cls):  # = 1
        return cls.make()  # +1

    @staticmethod
    def grow():  # = 1
        return Tree.grow()  # +1
",
    ),
    (
        "a nested function counts to the one around it, one level deeper",
        "\
def outer(a):  # = 3
    x = a
    def inner(b):  # = 1
        if b:  # +2 nesting=1
            return x
    if a:  # +1
        return inner
",
    ),
    (
        "nested functions nest in each other and in structures",
        "\
def outer(a):  # = 6
    if a:  # +1
        def inner(b):  # = 3
            def innermost(c):  # = 1
                if c:  # +4 nesting=3
                    return c
            b = b or innermost  # +1
            return b
        return inner
",
    ),
    (
        "a lambda nests, and is no function of its own inside another",
        "\
def f(xs):  # = 2
    return map(lambda x: 1 if x else 2, xs)  # +2 nesting=1
",
    ),
    (
        "a lambda with a name is",
        "\
sign = lambda x: 1 if x else 2  # = 1, +1

def f(xs):  # = 2
    key = lambda x: x if x else xs  # = 1, +2 nesting=1
    return sorted(xs, key=key)
",
    ),
    (
        "the decorator idiom costs no nesting",
        "\
def a_decorator(a, b):  # = 1
    def inner(func):  # = 1
        if a:  # +1
            print(b)
        func()
    return inner
",
    ),
    (
        "nor does a generator of decorators, documented and wrapped",
        "\
def decorator_generator(a):  # = 1
    \"\"\"Makes a decorator.\"\"\"
    def generator(func):  # = 1
        @functools.wraps(func)
        def decorator(func):  # = 1
            if a:  # +1
                print(a)
            return func()
        return decorator
    return generator
",
    ),
    (
        "one more statement, and it is no decorator",
        "\
def not_a_decorator(a, b):  # = 2
    my_var = a * b
    def inner(func):  # = 1
        if a:  # +2 nesting=1
            print(b)
        func()
    return inner
",
    ),
    (
        "a structure in the decorator's own return, and it is no decorator",
        "\
def not_a_decorator(a):  # = 3
    def inner(func):  # = 1
        if a:  # +2 nesting=1
            func()
    return inner if a else None  # +1
",
    ),
    (
        "comprehensions count neither their loops nor their filters",
        "\
def f(xs):  # = 4
    ys = [x for x in xs if x for y in x]
    zs = {x: (y if y else 0) for x, y in xs}  # +1
    return [x for x in ys if x and x in zs or xs], sum(x for x in ys if not x or x > 1)  # +1, +1, +1
",
    ),
    (
        "with, assert, raise, del and await are free; async for is a loop",
        "\
async def f(a):  # = 3
    async with a as b:
        async for x in b:  # +1
            if await x:  # +2 nesting=1
                raise ValueError(x)
    assert a
    del b
",
    ),
    (
        "methods of a class inside a function are nested functions",
        "\
def make(a):  # = 2
    class Local:
        def method(self):  # = 1
            if a:  # +2 nesting=1
                return 1
    return Local
",
    ),
    (
        "code outside functions is nobody's",
        "\
if __name__ == \"__main__\":
    for x in range(3):
        print(x and x)
",
    ),
];
