//! The facts of functions other than their complexity: names, kinds, places, sizes, signatures.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use scholiast_analysis::{Analysis, Cancellation, Exported, Function, FunctionKind};
use scholiast_grammars::by_id;
use scholiast_text::{Span, Text};

fn analyse(language: &str, source: &str) -> Analysis {
    let language = by_id(language).unwrap();
    Analysis::of(language, Text::new(source), &Cancellation::new()).unwrap()
}

fn text(analysis: &Analysis, span: Span) -> String {
    analysis.text().slice(span).into_owned()
}

/// Each function in a line, as `show` has it.
fn list(language: &str, source: &str, show: impl Fn(&Analysis, &Function) -> String) -> String {
    let analysis = analyse(language, source);
    let functions = analysis.report().functions.iter();
    functions
        .map(|function| show(&analysis, function) + "\n")
        .collect()
}

#[test]
fn names_are_qualified_by_classes_and_functions() {
    let source = "\
def top():
    def inner():
        pass
class A:
    def method(self):
        class B:
            async def deep(self): pass
    key = lambda self: self.x
handlers.on_exit = lambda: None
sorted(xs, key=lambda x: x)
";
    let show = |_: &Analysis, function: &Function| {
        format!(
            "{} {} {:?}",
            function.name, function.qualified_name, function.kind
        )
    };
    assert_eq!(
        list("python", source, show),
        "\
top top Function
inner top.inner Function
method A.method Method
deep A.method.B.deep Method
key A.key Method
on_exit on_exit Closure
<lambda> <lambda> Closure
"
    );
}

#[test]
fn typescript_names_come_from_declarations_and_bindings() {
    let source = "\
export default function () {}
const arrow = () => 1, other = function named() {};
class A {
  #hidden() {}
  field = () => 1;
  get value() { return 1; }
  static { register(() => 1); }
}
const api = { run() {}, stop: () => {}, 'quoted'() {} };
api.extra = async () => {};
namespace N { export function inside() {} }
";
    let show = |_: &Analysis, function: &Function| {
        format!(
            "{} {} {:?}",
            function.name, function.qualified_name, function.kind
        )
    };
    assert_eq!(
        list("typescript", source, show),
        "\
<anonymous> <anonymous> Closure
arrow arrow Closure
named named Function
#hidden A.#hidden Method
field A.field Method
value A.value Method
<anonymous> A.<anonymous> Method
run run Function
stop stop Closure
'quoted' 'quoted' Function
extra extra Closure
inside N.inside Method
"
    );
}

#[test]
fn a_span_takes_in_what_belongs_to_the_declaration() {
    let python = "\
@cache
@retry(3)
def f():
    pass

f = lambda: 1
";
    let show = |analysis: &Analysis, function: &Function| {
        format!(
            "[{}] [{}]",
            text(analysis, function.span),
            text(analysis, function.name_span)
        )
    };
    assert_eq!(
        list("python", python, show),
        "[@cache\n@retry(3)\ndef f():\n    pass] [f]\n[f = lambda: 1] [f]\n"
    );
    let typescript = "\
export const f = () => 1;
const g = () => 1, h = () => 2;
class A {
  @logged() @cached
  public m() {}
}
module.exports.k = function () {};
run(() => 1);
";
    assert_eq!(
        list("typescript", typescript, show),
        "\
[export const f = () => 1;] [f]
[g = () => 1] [g]
[h = () => 2] [h]
[@logged() @cached
  public m() {}] [m]
[module.exports.k = function () {};] [k]
[() => 1] [()]
"
    );
}

#[test]
fn signatures_are_free_of_layout_comments_and_decorators() {
    let python = "\
@cache
async def settle(self , order:Order,*, dry : bool=False, # why
        **rest,
    )->Receipt|None :
    pass
def plain ( ) : pass
f = lambda x,y=\"a,  b\": x
";
    let show = |_: &Analysis, function: &Function| function.signature.clone();
    assert_eq!(
        list("python", python, show),
        "\
async def settle(self, order: Order, *, dry: bool=False, **rest) -> Receipt | None
def plain()
f = lambda x, y=\"a,  b\"
"
    );
    let typescript = "\
export async function settle<T>( order : Order , /* why */ dry=false , ):Promise<T>{}
const f = async ( x : number ) : Promise<void> => {};
class A { private static get  value ( ) : string { return ''; } }
";
    assert_eq!(
        list("typescript", typescript, show),
        "\
async function settle<T>(order: Order, dry=false): Promise<T>
f = async(x: number): Promise<void> =>
private static get value(): string
"
    );
}

#[test]
fn parameters_are_what_a_caller_passes() {
    let show =
        |_: &Analysis, function: &Function| format!("{} {}", function.name, function.parameters);
    let python = "\
def none(): pass
def all(a, b: int, c=1, d: int = 2, *args, e, **kwargs): pass
def separators(a, /, b, *, c): pass
class A:
    def method(self, a): pass
    def typed(self: Self): pass
    @classmethod
    def make(cls, a, b): pass
    @staticmethod
    def of(a): pass
f = lambda x, y: 1
";
    assert_eq!(
        list("python", python, show),
        "none 0\nall 7\nseparators 3\nmethod 1\ntyped 0\nmake 2\nof 1\nf 2\n"
    );
    let typescript = "\
function some(a, b?: number, c = 1, ...rest) {}
function bound(this: Window, a /* the first */) {}
const bare = x => x;
const pattern = ({ a, b }, [c]) => a;
";
    assert_eq!(
        list("typescript", typescript, show),
        "some 4\nbound 1\nbare 1\npattern 2\n"
    );
}

#[test]
fn lines_are_those_that_hold_code() {
    let show = |analysis: &Analysis, function: &Function| {
        format!("{} {}", function.name, analysis.code_lines(function.span))
    };
    let python = "\
@cache
def f():
    '''Two lines

    of them, and the blank one is part of the string.'''

    # a comment
    x = [1,

         2]  # another
    return x
def one(): return 1
";
    assert_eq!(list("python", python, show), "f 8\none 1\n");
    let windows = "def f():\r\n    a = 1\r\n\r\n    return a\r\n";
    assert_eq!(list("python", windows, show), "f 3\n");
}

#[test]
fn nesting_depth_is_that_of_the_deepest_structure() {
    let show =
        |_: &Analysis, function: &Function| format!("{} {}", function.name, function.nesting_depth);
    let python = "\
def none(a):
    return a and a
def two(a):
    for x in a:
        if x:
            pass
        elif a:
            pass
def outer(a):
    if a:
        def inner(b):
            if b:
                pass
";
    assert_eq!(
        list("python", python, show),
        "none 0\ntwo 2\nouter 3\ninner 1\n"
    );
}

#[test]
fn callees_are_named_once_in_the_order_of_the_first_call() {
    let show = |_: &Analysis, function: &Function| function.callees.join(" ");
    let python = "\
def f(self, x):
    self.settle(x)
    os.path.join(a, b)
    print(g(x), print(x))
    factory().build().run()
    xs[0].pop(1)
    (lambda: h())()
    self.settle(x)
";
    assert_eq!(
        list("python", python, show),
        "self.settle os.path.join print g run build factory pop h\n"
    );
    let typescript = "function f() { new Map(); this.a?.b(); super.m(); import('x'); c!.d(); }";
    assert_eq!(
        list("typescript", typescript, show),
        "Map this.a?.b super.m d\n"
    );
}

#[test]
fn the_innermost_function_is_found_at_an_offset() {
    let source = "def outer():\n    def inner(): pass\n\nx = 1\n";
    let analysis = analyse("python", source);
    let name_at = |offset| {
        analysis
            .function_at(offset)
            .map(|function| function.name.as_str())
    };
    assert_eq!(name_at(0), Some("outer"));
    assert_eq!(name_at(source.find("inner").unwrap()), Some("inner"));
    assert_eq!(name_at(source.find("pass").unwrap() + 4), Some("inner"));
    assert_eq!(name_at(source.find("x =").unwrap()), None);
}

#[test]
fn a_function_knows_the_one_around_it_and_its_own_errors() {
    let source = "def a():\n    def b():\n        x = = 1\ndef c():\n    pass\n";
    let analysis = analyse("python", source);
    let functions = &analysis.report().functions;
    let facts: Vec<_> = functions
        .iter()
        .map(|function| {
            (
                function.name.as_str(),
                function.parent,
                function.has_syntax_error,
            )
        })
        .collect();
    assert_eq!(
        facts,
        [("a", None, true), ("b", Some(0), true), ("c", None, false)]
    );
}

#[test]
fn exported_is_what_is_declared_outside_functions() {
    let exported = |language: &str, source: &str| -> String {
        let show = |exported: &Exported| format!("{}: {}\n", exported.name, exported.signature);
        analyse(language, source)
            .exported()
            .iter()
            .map(show)
            .collect()
    };
    let python = "\
LIMIT: int = 3
x.y = 1
class Order(Base, metaclass=Meta):
    total = 0
    def settle(self, dry=False):
        local = 1
        def inner(): pass
if LIMIT:
    def chosen(): pass
key = lambda x: x
";
    assert_eq!(
        exported("python", python),
        "\
LIMIT: LIMIT
Order: class Order(Base, metaclass=Meta)
Order.total: total
Order.settle: def settle(self, dry=False)
chosen: def chosen()
key: key = lambda x
"
    );
    let typescript = "\
export interface Shape { area(): number }
export type Id = string;
const limit = 3;
export class Circle extends Base implements Shape {
  radius = 1;
  area(): number { const local = 1; return 1; }
}
export const make = (radius: number) => new Circle();
run(() => { const hidden = 1; });
const api = { a: 1 };
";
    assert_eq!(
        exported("typescript", typescript),
        "\
Shape: interface Shape
Id: Id
limit: limit
Circle: class Circle extends Base implements Shape
Circle.radius: radius
Circle.area: area(): number
make: make = (radius: number) =>
api: api
"
    );
}

#[test]
fn kinds_tell_functions_methods_and_closures_apart() {
    let analysis = analyse("typescript", "function f() {} const g = () => 1;");
    let kinds: Vec<_> = analysis
        .report()
        .functions
        .iter()
        .map(|function| function.kind)
        .collect();
    assert_eq!(kinds, [FunctionKind::Function, FunctionKind::Closure]);
}
