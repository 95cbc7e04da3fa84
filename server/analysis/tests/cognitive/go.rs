//! Go.

use super::check;

#[test]
fn go() {
    check("go", CASES);
}

const CASES: &[(&str, &str)] = &[
    (
        "straight code counts nothing",
        "\
package p
func total(price, count int) int {  // = 0
	net := price * count
	return net + tax(net)
}
",
    ),
    (
        "the white paper's sum of primes",
        "\
package p
func sumOfPrimes(max int) int {  // = 7
	total := 0
OUT:
	for i := 1; i <= max; i++ {  // +1
		for j := 2; j < i; j++ {  // +2 nesting=1
			if i%j == 0 {  // +3 nesting=2
				continue OUT  // +1
			}
		}
		total += i
	}
	return total
}
",
    ),
    (
        "the white paper's words: a switch counts once",
        "\
package p
func getWords(number int) string {  // = 1
	switch number {  // +1
	case 1:
		return \"one\"
	case 2, 3:
		return \"a few\"
	default:
		return \"lots\"
	}
}
",
    ),
    (
        "else and else if are flat and have no node of their own",
        "\
package p
func grade(points int) string {  // = 5
	if points > 90 {  // +1
		return \"A\"
	} else if points > 80 {  // +1
		return \"B\"
	} else if points > 70 {  // +1
		return \"C\"
	} else {  // +1
		log(points > 60 || points < 0)  // +1
	}
	return \"D\"
}
",
    ),
    (
        "else if deepens nesting by one, not by its place in the chain",
        "\
package p
func f(a int, b bool) {  // = 12
	if a > 2 {  // +1
		if b {  // +2 nesting=1
		}
	} else if a > 1 {  // +1
		if b {  // +2 nesting=1
		}
	} else if a > 0 {  // +1
		if b {  // +2 nesting=1
		}
	} else {  // +1
		for b {  // +2 nesting=1
		}
	}
}
",
    ),
    (
        "an if in the block of an else is no else if",
        "\
package p
func f(a, b bool) {  // = 4
	if a {  // +1
	} else {  // +1
		if b {  // +2 nesting=1
		}
	}
}
",
    ),
    (
        "the statement before a condition is not nested",
        "\
package p
func f(m map[string]int) int {  // = 4
	if v, ok := m[\"a\"]; ok && v > 0 {  // +1, +1
		return v
	}
	if f := func() bool { return m != nil || m == nil }; f() {  // = 1, +1, +1
		return 1
	}
	return 0
}
",
    ),
    (
        "every loop is a for",
        "\
package p
func loops(xs []int, ch chan int) {  // = 6
	for {  // +1
		break
	}
	for len(xs) > 0 {  // +1
		xs = xs[1:]
	}
	for i := range xs {  // +1
		_ = i
	}
	for range 10 {  // +1
	}
	for x := range ch {  // +1
		println(x)
	}
	for i := 0; i < 3; i++ {  // +1
		continue
	}
}
",
    ),
    (
        "type switches and selects are switches",
        "\
package p
func f(x any, a, b chan int) {  // = 6
	switch y := x.(type) {  // +1
	case int:
		if y > 0 {  // +2 nesting=1
		}
	case nil, string:
	}
	select {  // +1
	case v := <-a:
		if v > 0 {  // +2 nesting=1
		}
	case b <- 1:
	default:
	}
}
",
    ),
    (
        "a switch without a subject, and fallthrough, cost no more than others",
        "\
package p
func f(a int) {  // = 2
	switch {  // +1
	case a > 1 && a < 5:  // +1
		fallthrough
	case a > 9:
		break
	}
}
",
    ),
    (
        "jumps count when they name a label; goto always does",
        "\
package p
func f(a bool) {  // = 12
again:
	for a {  // +1
		for {  // +2 nesting=1
			if a {  // +3 nesting=2
				break again  // +1
			}
			if !a {  // +3 nesting=2
				goto end  // +1
			}
			break
		}
	}
	goto again  // +1
end:
}
",
    ),
    (
        "error guards are ifs like any other",
        "\
package p
func load(path string) error {  // = 2
	data, err := read(path)
	if err != nil {  // +1
		return err
	}
	if err := parse(data); err != nil {  // +1
		return err
	}
	return nil
}
",
    ),
    (
        "runs of like operators, parentheses or not",
        "\
package p
func f(a, b, c, d bool) bool {  // = 7
	use(a && b && (c && d))  // +1
	use(a && b || c && d)  // +1, +1, +1
	use(a && !(b && c))  // +1, +1
	return a || b  // +1
}
",
    ),
    (
        "closures nest, and count to the function around them",
        "\
package p
func f(xs []int) {  // = 6
	if xs != nil {  // +1
	}
	sort(xs, func(i, j int) bool {
		if i < j {  // +2 nesting=1
			return true
		}
		return false
	})
	go func() {
		for range xs {  // +2 nesting=1
		}
	}()
	defer func() { _ = recover() != nil || xs == nil }()  // +1
}
",
    ),
    (
        "a closure with a name counts to both",
        "\
package p
func outer(a bool) {  // = 4
	if a {  // +1
	}
	inner := func(b bool) {  // = 2
		if b && a {  // +2 nesting=1, +1
		}
	}
	inner(a)
}
var handler = func(a bool) {  // = 1
	if a {  // +1
	}
}
",
    ),
    (
        "recursion, direct and in a cycle",
        "\
package p
func fact(n int) int {  // = 2
	if n < 2 {  // +1
		return 1
	}
	return n * fact(n-1)  // +1
}
func even(n int) bool { return n == 0 || odd(n-1) }  // = 2, +1, +1
func odd(n int) bool { return n != 0 && even(n-1) }  // = 2, +1, +1
",
    ),
    (
        "methods are functions",
        "\
package p
func (s *Server) Serve(l net.Listener) error {  // = 3
	for {  // +1
		if s.closed {  // +2 nesting=1
			return nil
		}
	}
}
",
    ),
];
