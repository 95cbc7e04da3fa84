//! Go.

use super::check;

#[test]
fn functions_types_and_values() {
    check(
        "go",
        "\
package p
import \"fmt\"
const Limit = 3
var (
	a, b = 1, 2
	c string
)
type ID = string
type Server[T any] struct { name string; handle func(x int) }
type Shape interface { Area() float64 }
func Map[K comparable, V any](m map[K]V, f func(K) V) (out []V, err error) {
	fmt.Println(len(m))
	out = append(out, f(k))
	return
}
var handler = func(w Writer, r *Request) { serve[int](w); r.URL.Query().Get(\"a\") }
var table = map[string]func(){ \"run\": func() { go start() } }
func none()
",
        "\
Function Map 2: func Map[K comparable, V any](m map[K] V, f func(K) V)(out[] V, err error) -> fmt.Println len append f
Closure handler 2: handler = func(w Writer, r *Request) -> Get r.URL.Query
Closure <func> 0: func() -> start
Function none 0: func none()
exports Limit: Limit
exports a: a
exports c: c
exports ID: ID
exports Server: Server[T any]
exports Shape: Shape
exports Map: func Map[K comparable, V any](m map[K] V, f func(K) V)(out[] V, err error)
exports handler: handler = func(w Writer, r *Request)
exports table: table
exports none: func none()
",
    );
}

#[test]
fn methods_belong_to_their_receivers() {
    check(
        "go",
        "\
package p
func (s *Server) Serve(l net.Listener, a, b int) error { return s.serve(l) }
func (Stack[T]) Len() int { return 0 }
func Close() { Close2() }
",
        "\
Method Server.Serve 3: func(s *Server) Serve(l net.Listener, a, b int) error -> s.serve
Method Stack.Len 0: func(Stack[T]) Len() int
Function Close 0: func Close() -> Close2
exports Server.Serve: func(s *Server) Serve(l net.Listener, a, b int) error
exports Stack.Len: func(Stack[T]) Len() int
exports Close: func Close()
",
    );
}
