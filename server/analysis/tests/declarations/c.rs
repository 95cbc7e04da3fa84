//! C.

use super::check;

#[test]
fn functions_types_and_values() {
    check(
        "c",
        "\
#include <stdio.h>
static int count = 0, total;
typedef struct point { int x, y; } point_t;
enum side { LEFT, RIGHT };
extern int declared(int a);
int none(void) { return 0; }
static inline unsigned long long sum(const int *xs, size_t n, ...) { return add(xs[0], n); }
char **names(char *const argv[], int (*each)(const char *, void *)) { each(argv[0], 0); self->call(1); return 0; }
static void (*handler(int signal))(int) { return 0; }
void old(a, b) int a; char b; { printf(\"%d\", a); }
__attribute__((noreturn)) void die(struct point *p) { exit(p->x); }
",
        "\
Function none 0: int none(void)
Function sum 3: static inline unsigned long long sum(const int *xs, size_t n, ...) -> add
Function names 2: char **names(char *const argv[], int(*each)(const char *, void *)) -> each call
Function handler 1: static void(*handler(int signal))(int)
Function old 2: void old(a, b) int a;char b -> printf
Function die 1: __attribute__((noreturn)) void die(struct point *p) -> exit
exports count: count
exports point: struct point
exports side: enum side
exports none: int none(void)
exports sum: static inline unsigned long long sum(const int *xs, size_t n, ...)
exports names: char **names(char *const argv[], int(*each)(const char *, void *))
exports handler: static void(*handler(int signal))(int)
exports old: void old(a, b) int a;char b
exports die: __attribute__((noreturn)) void die(struct point *p)
",
    );
}
