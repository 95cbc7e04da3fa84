//! One walk over the tree reads the facts of every unit: what a function's own text says.
//!
//! The walk keeps its own stacks and never asks a node for its parent, so its cost follows the
//! size of the tree, however deep that is. Each subject is a small observer in `walk/`:
//!
//! | file | subject |
//! |---|---|
//! | `scopes` | which function and class the walk is in, and their facts |
//! | `facts` | those facts, as plain values |
//! | `naming` | decorators, `export` and bindings around a declaration |
//! | `nesting` | structures that break the flow, and how deep they are nested |
//! | `runs` | runs of like logical operators |
//! | `lines` | lines that hold code |
//! | `checks` | mistakes that the grammar lets pass |

mod checks;
mod facts;
mod lines;
mod naming;
mod nested;
mod nesting;
mod runs;
mod scopes;

use scholiast_grammars::{Call, Construct, Field, Function, Jump, Language, NodeKind, Symbol};
use scholiast_text::{Span, Text};
use tree_sitter::{Node, Tree, TreeCursor};

use crate::cancellation::{Cancellation, Cancelled};
use crate::cognitive::{Increment, Reason};
use checks::Checks;
pub(crate) use facts::{CallSite, Class, Facts, Mistake, Receiver, Scope, Unit};
use lines::Lines;
use naming::Naming;
use nesting::Nesting;
use runs::Runs;
use scopes::Scopes;

/// How many nodes are visited between two looks at the cancellation.
const CANCELLATION_STRIDE: usize = 4096;

/// Reads the facts of a tree.
pub(crate) fn walk(
    language: &'static Language,
    text: &Text,
    tree: &Tree,
    cancellation: &Cancellation,
) -> Result<Facts, Cancelled> {
    let mut walk = Walk::new(language, text);
    let mut cursor = tree.walk();
    let mut visited = 0usize;
    loop {
        visited += 1;
        if visited.is_multiple_of(CANCELLATION_STRIDE) {
            cancellation.check()?;
        }
        walk.enter(&cursor);
        if cursor.goto_first_child() {
            continue;
        }
        walk.leaf();
        walk.leave();
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return Ok(walk.scopes.finish());
            }
            walk.leave();
        }
    }
}

/// A node at the moment the walk enters it.
pub(crate) struct Visit<'v, 't> {
    node: Node<'t>,
    symbol: Symbol,
    kind: &'static NodeKind,
    parent: Option<Parent<'t>>,
    depth: usize,
    cursor: &'v TreeCursor<'t>,
}

/// The node around the current one.
#[derive(Clone, Copy)]
struct Parent<'t> {
    node: Node<'t>,
    kind: &'static NodeKind,
}

impl Visit<'_, '_> {
    /// The field of its parent that it stands in. Not kept, because few ask.
    fn field(&self) -> Option<Field> {
        self.cursor.field_id()
    }

    fn span(&self) -> Span {
        self.node.byte_range().into()
    }

    fn is_comment(&self) -> bool {
        self.kind.construct == Construct::Comment
    }
}

/// The observers, and the path to the current node.
struct Walk<'t> {
    language: &'static Language,
    path: Vec<Parent<'t>>,
    scopes: Scopes<'t>,
    naming: Naming<'t>,
    nesting: Nesting,
    runs: Runs,
    lines: Lines<'t>,
    checks: Checks<'t>,
}

impl<'t> Walk<'t> {
    fn new(language: &'static Language, text: &'t Text) -> Self {
        Self {
            language,
            path: Vec::new(),
            scopes: Scopes::new(language, text),
            naming: Naming::default(),
            nesting: Nesting::default(),
            runs: Runs::default(),
            lines: Lines::new(text),
            checks: Checks::new(language, text),
        }
    }

    fn enter(&mut self, cursor: &TreeCursor<'t>) {
        let node = cursor.node();
        let symbol = node.kind_id();
        let kind = self.language.kind(symbol);
        let visit = Visit {
            node,
            symbol,
            kind,
            parent: self.path.last().copied(),
            depth: self.path.len(),
            cursor,
        };
        self.path.push(Parent { node, kind });
        self.nesting
            .enter(&visit, self.language, self.scopes.unit());
        self.runs.enter(&visit, self.language, self.scopes.unit());
        self.dispatch(&visit);
        if let Some(mistake) = self.checks.enter(&visit) {
            self.scopes.add_mistake(mistake);
        }
    }

    /// The node just entered has no children.
    fn leaf(&mut self) {
        if let Some(leaf) = self.path.last()
            && leaf.kind.construct != Construct::Comment
        {
            self.lines.leaf(leaf.node.byte_range().into());
        }
    }

    fn dispatch(&mut self, visit: &Visit<'_, 't>) {
        match &visit.kind.construct {
            Construct::Function(function) => self.function(visit, function),
            Construct::Class(class) => {
                let span = self.naming.span(visit);
                self.scopes.open_class(visit, class, span);
            }
            Construct::Wrapper(_) => self.naming.enter_lender(visit),
            Construct::Binding(binding) => {
                self.scopes.declare_value(visit, binding);
                self.naming.enter_lender(visit);
            }
            Construct::Decorator => self.naming.enter_decorator(visit),
            Construct::Call(call) => self.call(visit, call),
            Construct::Jump(jump) => self.jump(visit, jump),
            _ => {}
        }
    }

    fn function(&mut self, visit: &Visit<'_, 't>, function: &'static Function) {
        let span = self.naming.span(visit);
        let name = function
            .name
            .and_then(|field| visit.node.child_by_field_id(field.get()))
            .or_else(|| self.naming.bound_name(visit, self.language));
        if self
            .scopes
            .open_function(visit, function, name, span, self.nesting.level())
        {
            self.nesting.start_afresh(visit.depth);
            self.lines.open(visit.depth, visit.node.start_byte());
        } else {
            self.nesting.deepen(visit.depth);
        }
    }

    fn call(&mut self, visit: &Visit<'_, 't>, call: &Call) {
        let callee = visit.node.child_by_field_id(call.callee.get());
        if let (Some(unit), Some(callee)) = (self.scopes.unit(), callee)
            && let Some(site) = CallSite::of(callee, self.language)
        {
            unit.calls.push(site);
        }
    }

    fn jump(&mut self, visit: &Visit<'_, 't>, jump: &Jump) {
        let label = visit.node.child_by_field_id(jump.label.get());
        let keyword = visit.node.child(0);
        if let (Some(unit), Some(label), Some(keyword)) = (self.scopes.unit(), label, keyword) {
            unit.increments.push(Increment {
                span: Span::new(keyword.start_byte(), label.end_byte()),
                amount: 1,
                nesting: 0,
                reason: Reason::Jump(self.language.token(keyword.kind_id())),
            });
        }
    }

    fn leave(&mut self) {
        self.path.pop();
        let depth = self.path.len();
        self.nesting.leave(depth);
        self.runs.leave(depth);
        self.naming.leave(depth);
        self.checks.leave(depth);
        if let Some(lines) = self.lines.close(depth) {
            self.scopes.set_lines(lines);
        }
        self.scopes.leave(depth);
    }
}
