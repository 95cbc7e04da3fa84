//! One walk over the tree reads the facts of every unit: what a function's own text says.
//!
//! The walk keeps its own stacks and never asks a node for its parent, so its cost follows the
//! size of the tree, however deep that is. Each subject is a small observer in `walk/`:
//!
//! | file | subject |
//! |---|---|
//! | `scopes` | which function and class the walk is in, and their facts |
//! | `naming` | decorators, `export` and bindings around a declaration |
//! | `nesting` | structures that break the flow, and how deep they are nested |
//! | `runs` | runs of like logical operators |
//! | `lines` | lines that hold code |
//! | `places` | statements that stand where they have no meaning |

mod lines;
mod naming;
mod nested;
mod nesting;
mod places;
mod runs;
mod scopes;

use scholiast_grammars::{Call, Construct, Field, Function, Jump, Language, Symbol};
use scholiast_text::{Span, Text};
use tree_sitter::{Node, Tree, TreeCursor};

use crate::cancellation::{Cancellation, Cancelled};
use crate::cognitive::{Increment, Reason};
use crate::reader::Reader;
use lines::Lines;
use naming::Naming;
use nesting::Nesting;
use places::Places;
use runs::Runs;
use scopes::Scopes;
pub(crate) use scopes::{CallSite, Class, Facts, Mistake, Receiver, Scope, Unit};

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
    construct: &'static Construct,
    /// The node around it, and what it means.
    parent: Option<(&'static Construct, Node<'t>)>,
    depth: usize,
    cursor: &'v TreeCursor<'t>,
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
        *self.construct == Construct::Comment
    }
}

/// The observers, and the path to the current node.
struct Walk<'t> {
    language: &'static Language,
    text: &'t Text,
    reader: Reader<'t>,
    path: Vec<(&'static Construct, Node<'t>)>,
    scopes: Scopes<'t>,
    naming: Naming<'t>,
    nesting: Nesting,
    runs: Runs,
    lines: Lines<'t>,
    places: Places,
}

impl<'t> Walk<'t> {
    fn new(language: &'static Language, text: &'t Text) -> Self {
        Self {
            language,
            text,
            reader: Reader::new(text),
            path: Vec::new(),
            scopes: Scopes::new(language, text),
            naming: Naming::default(),
            nesting: Nesting::default(),
            runs: Runs::default(),
            lines: Lines::new(text),
            places: Places::default(),
        }
    }

    fn enter(&mut self, cursor: &TreeCursor<'t>) {
        let node = cursor.node();
        let symbol = node.kind_id();
        let construct = self.language.construct(symbol);
        let parent = self.path.last().copied();
        let visit = Visit {
            node,
            symbol,
            construct,
            parent,
            depth: self.path.len(),
            cursor,
        };
        self.path.push((construct, node));
        self.nesting
            .enter(&visit, self.language, self.scopes.unit());
        self.runs.enter(&visit, self.language, self.scopes.unit());
        self.dispatch(&visit);
        self.check(&visit);
        if node.child_count() == 0 && !visit.is_comment() {
            self.lines.leaf(visit.span());
        }
    }

    fn dispatch(&mut self, visit: &Visit<'_, 't>) {
        match visit.construct {
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

    fn check(&mut self, visit: &Visit<'_, 't>) {
        if let Some(mistake) = self.places.enter(visit, self.language) {
            self.scopes.add_mistake(mistake);
        }
        if self.language.is_checked(visit.symbol) {
            let parent = visit.parent.map(|(_, parent)| parent);
            let fault = self.language.dialect().check(visit.node, parent, self.text);
            if let Some(fault) = fault {
                self.scopes.add_mistake(Mistake::of_dialect(fault));
            }
        }
        if self.language.is_identifier(visit.symbol) {
            let word = self.reader.word(visit.span());
            let is_exempt = |parent: Node<'_>| self.language.takes_any_word(parent.kind_id());
            let is_exempt = visit.parent.is_some_and(|(_, parent)| is_exempt(parent));
            if self.language.is_reserved(&word) && !is_exempt {
                self.scopes
                    .add_mistake(Mistake::reserved(visit.node, &word));
            }
        }
    }

    fn leave(&mut self) {
        self.path.pop();
        let depth = self.path.len();
        self.nesting.leave(depth);
        self.runs.leave(depth);
        self.naming.leave(depth);
        self.places.leave(depth);
        if let Some(lines) = self.lines.close(depth) {
            self.scopes.set_lines(lines);
        }
        self.scopes.leave(depth);
    }
}
