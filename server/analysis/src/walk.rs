//! One walk over the tree reads what every function's own text says.
//!
//! The walk keeps its own stacks and never asks a node for its parent, so its cost follows the
//! size of the tree, however deep that is. After an edit it follows the edit: what the edit left as
//! it was is taken from the walk before. Each subject is a small observer in `walk/`:
//!
//! | file | subject |
//! |---|---|
//! | `scopes` | which function and class the walk is in |
//! | `naming` | decorators, `export` and bindings around a declaration |
//! | `nesting` | structures that break the flow, and how deep they are nested |
//! | `runs` | runs of like logical operators |
//! | `checks`, `homes` | mistakes that the grammar lets pass |
//! | `facts` | what is found out, as plain values |
//! | `fragment`, `gathering` | where it is kept: parts that stay true while they move |
//! | `edited` | the parts that an edit left as they were |
//! | `steps` | going through the parts again |

mod checks;
mod edited;
mod facts;
mod fragment;
mod gathering;
mod homes;
mod naming;
mod nested;
mod nesting;
mod runs;
mod scopes;
mod steps;

use std::sync::Arc;

use scholiast_grammars::{Call, Construct, Field, Function, Jump, Language, NodeKind, Symbol};
use scholiast_text::{Span, Text};
use tree_sitter::{Node, Tree, TreeCursor};

use crate::cancellation::{Cancellation, Cancelled};
use crate::cognitive::{Increment, Reason};
use checks::Checks;
pub(crate) use edited::{Before, Change};
use edited::{Child, Kept, Kin, Known};
pub(crate) use facts::{CallSite, Class, Mistake, Receiver, Unit, Value};
use fragment::{Context, Part};
pub(crate) use fragment::{Entry, Fragment, Head, Item};
use gathering::Gathering;
use naming::{Naming, decorators_before, may_precede};
use nesting::Nesting;
use runs::Runs;
use scopes::Scopes;
pub(crate) use steps::{Step, Steps, mistakes, placed};

/// How many nodes are visited between two looks at the cancellation.
const CANCELLATION_STRIDE: usize = 4096;

/// The shortest part of a tree that is kept for the next edit, in bytes. What is shorter is walked
/// again together with what is around it.
const SHORTEST_PART: usize = 512;

/// How deep parts may lie in each other. What lies deeper is kept with the part around it.
const DEEPEST_PART: usize = 64;

/// Reads a tree, with the help of what was read before an edit.
pub(crate) fn walk(
    language: &'static Language,
    text: &Text,
    tree: &Tree,
    before: Option<Before<'_>>,
    cancellation: &Cancellation,
) -> Result<Arc<Fragment>, Cancelled> {
    let mut walk = Walk::new(language, text, before);
    let mut cursor = tree.walk();
    let mut visited = 0usize;
    loop {
        visited += 1;
        if visited.is_multiple_of(CANCELLATION_STRIDE) {
            cancellation.check()?;
        }
        let mut has_next = match walk.knows(cursor.node()) {
            Known::Rest => false,
            Known::Child => cursor.goto_next_sibling(),
            Known::Nothing => {
                if walk.enter(&mut cursor) {
                    continue;
                }
                walk.leave();
                cursor.goto_next_sibling()
            }
        };
        while !has_next {
            if !cursor.goto_parent() {
                return Ok(walk.gathering.finish());
            }
            walk.leave();
            has_next = cursor.goto_next_sibling();
        }
    }
}

/// Moves to the first child that ends at `offset` or behind it.
///
/// tree-sitter's own search takes few steps even among many children, but loses its way where a
/// node that does not show, such as the end of a line, reaches further than those that do.
fn goto_child_reaching(cursor: &mut TreeCursor<'_>, offset: usize) -> bool {
    let before = offset.saturating_sub(1);
    if cursor.goto_first_child_for_byte(before).is_some() {
        let previous = cursor.node().prev_sibling();
        let is_first = previous.is_none_or(|previous| previous.end_byte() < offset);
        if is_first && cursor.node().end_byte() >= offset {
            return true;
        }
        cursor.goto_parent();
    }
    if !cursor.goto_first_child() {
        return false;
    }
    while cursor.node().end_byte() < offset {
        if !cursor.goto_next_sibling() {
            cursor.goto_parent();
            return false;
        }
    }
    true
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
struct Walk<'t, 'b> {
    language: &'static Language,
    text: &'t Text,
    before: Option<Before<'b>>,
    path: Vec<Parent<'t>>,
    gathering: Gathering,
    scopes: Scopes<'t>,
    naming: Naming<'t>,
    nesting: Nesting,
    runs: Runs,
    checks: Checks<'t>,
}

/// How the inside of a node is read.
enum Inside {
    /// Together with what is around it.
    Around,
    /// As a part of its own.
    Part(Part),
    /// Only where the edit touched it.
    Touched(Part, Kin),
    /// Not at all: it is as it was.
    Known(Kept),
}

impl<'t, 'b> Walk<'t, 'b> {
    fn new(language: &'static Language, text: &'t Text, before: Option<Before<'b>>) -> Self {
        Self {
            language,
            text,
            before,
            path: Vec::new(),
            gathering: Gathering::new(),
            scopes: Scopes::new(language, text),
            naming: Naming::default(),
            nesting: Nesting::default(),
            runs: Runs::default(),
            checks: Checks::new(language, text),
        }
    }

    /// What is known of a node from before the edit.
    fn knows(&mut self, node: Node<'t>) -> Known {
        let depth = self.path.len();
        if self.before.is_none() || depth == 0 {
            return Known::Nothing;
        }
        let child = Child {
            span: node.byte_range().into(),
            has_error: node.has_error(),
            may_precede: may_precede(node, self.language),
            is_preceded: self.naming.awaits_declaration(depth),
        };
        self.gathering.knows(depth - 1, child)
    }

    /// Reads the node at the cursor and moves to the first child to be read, if there is one.
    fn enter(&mut self, cursor: &mut TreeCursor<'t>) -> bool {
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
        self.observe(&visit);
        let inside = self.inside(&visit);
        self.descend(cursor, inside)
    }

    fn observe(&mut self, visit: &Visit<'_, 't>) {
        let is_in_unit = self.scopes.is_in_unit();
        let unit = is_in_unit.then_some(&mut self.gathering);
        self.nesting.enter(visit, self.language, unit);
        let unit = is_in_unit.then_some(&mut self.gathering);
        self.runs.enter(visit, self.language, unit);
        self.dispatch(visit);
        if let Some(mistake) = self.checks.enter(visit) {
            let at = visit.node.start_byte();
            self.gathering.add(at, Item::Mistake(mistake));
        }
    }

    fn inside(&self, visit: &Visit<'_, 't>) -> Inside {
        let is_root = visit.depth == 0;
        let may_be_part = matches!(visit.kind.construct, Construct::Plain | Construct::Block);
        let is_worth_it = visit.node.byte_range().len() >= SHORTEST_PART
            && may_be_part
            && self.gathering.depth() < DEEPEST_PART;
        if !is_root && !is_worth_it {
            return Inside::Around;
        }
        let part = Part {
            symbol: visit.symbol,
            span: if is_root {
                self.text.span()
            } else {
                visit.span()
            },
            context: self.context(),
            has_error: visit.node.has_error(),
        };
        let Some(before) = self.before else {
            return Inside::Part(part);
        };
        let kin = if is_root {
            before.kin_of_root(&part)
        } else if let Some(kept) = before.kept(&part) {
            return Inside::Known(kept);
        } else {
            before.kin(&part)
        };
        kin.map_or(Inside::Part(part), |kin| Inside::Touched(part, kin))
    }

    /// What the reading of the current node's inside depends on.
    fn context(&self) -> Context {
        Context {
            level: self.nesting.level(),
            scopes: self.scopes.depth(),
            scope: self.scopes.innermost(),
            is_in_unit: self.scopes.is_in_unit(),
            is_in_closure: self.scopes.is_in_closure(),
            homes: self.checks.homes(),
        }
    }

    fn descend(&mut self, cursor: &mut TreeCursor<'t>, inside: Inside) -> bool {
        let depth = self.path.len() - 1;
        match inside {
            Inside::Around => cursor.goto_first_child(),
            Inside::Part(part) => {
                self.gathering.open_part(depth, part, None);
                cursor.goto_first_child()
            }
            Inside::Touched(part, mut kin) => {
                let is_inside = self.goto_first_touched(cursor, &mut kin);
                self.gathering.open_part(depth, part, Some(kin));
                is_inside
            }
            Inside::Known(kept) => {
                self.gathering.add_kept(cursor.node().start_byte(), kept);
                false
            }
        }
    }

    /// Moves to the first child that the edit touched, or to the decorators that belong to it; in a
    /// broken part, to the first child.
    fn goto_first_touched(&self, cursor: &mut TreeCursor<'t>, kin: &mut Kin) -> bool {
        if kin.is_broken() {
            return cursor.goto_first_child();
        }
        if !goto_child_reaching(cursor, kin.change().start) {
            return false;
        }
        if let Some(first) = decorators_before(cursor.node(), self.language) {
            cursor.goto_parent();
            goto_child_reaching(cursor, first + 1);
        }
        kin.walk_from(cursor.node().start_byte());
        true
    }

    fn dispatch(&mut self, visit: &Visit<'_, 't>) {
        let at = visit.node.start_byte();
        match &visit.kind.construct {
            Construct::Function(function) => self.function(visit, function),
            Construct::Class(class) => {
                let span = self.naming.span(visit);
                if let Some(head) = self.scopes.open_class(visit, class, span) {
                    self.gathering.open_declaration(visit.depth, at, head);
                }
            }
            Construct::Wrapper(_) => self.naming.enter_lender(visit),
            Construct::Binding(binding) => {
                if let Some(value) = self.scopes.value(visit, binding) {
                    self.gathering.add(at, Item::Value(value));
                }
                self.naming.enter_lender(visit);
            }
            Construct::Decorator => self.naming.enter_decorator(visit),
            Construct::Call(call) => self.call(visit, call),
            Construct::Jump(jump) => self.jump(visit, jump),
            _ => {}
        }
        if !may_precede(visit.node, self.language) {
            self.naming.forget_decorators(visit.depth);
        }
    }

    fn function(&mut self, visit: &Visit<'_, 't>, function: &'static Function) {
        let span = self.naming.span(visit);
        let name = function
            .name
            .and_then(|field| visit.node.child_by_field_id(field.get()))
            .or_else(|| self.naming.bound_name(visit, self.language));
        let level = self.nesting.level();
        match self
            .scopes
            .open_function(visit, function, name, span, level)
        {
            Some(head) => {
                let at = visit.node.start_byte();
                self.gathering.open_declaration(visit.depth, at, head);
                self.nesting.start_afresh(visit.depth);
            }
            None => self.nesting.deepen(visit.depth),
        }
    }

    fn call(&mut self, visit: &Visit<'_, 't>, call: &Call) {
        let callee = visit.node.child_by_field_id(call.callee.get());
        let object = call.object.map(|field| field.get());
        let object = object.and_then(|field| visit.node.child_by_field_id(field));
        if self.scopes.is_in_unit()
            && let Some(callee) = callee
            && let Some(site) = CallSite::of(callee, object, self.language, self.text)
        {
            let at = visit.node.start_byte();
            self.gathering.add(at, Item::Call(site));
        }
    }

    fn jump(&mut self, visit: &Visit<'_, 't>, jump: &Jump) {
        let label = visit.node.child_by_field_id(jump.label.get());
        let keyword = visit.node.child(0);
        if let (true, Some(label), Some(keyword)) = (self.scopes.is_in_unit(), label, keyword) {
            let increment = Increment {
                span: Span::new(keyword.start_byte(), label.end_byte()),
                amount: 1,
                nesting: 0,
                reason: Reason::Jump(self.language.token(keyword.kind_id())),
            };
            self.gathering.add_increment(increment, 0);
        }
    }

    fn leave(&mut self) {
        let end = self.path.pop().map_or(0, |left| left.node.end_byte());
        let depth = self.path.len();
        self.nesting.leave(depth);
        self.runs.leave(depth);
        self.naming.leave(depth);
        self.checks.leave(depth);
        self.scopes.leave(depth);
        self.gathering.leave(depth, end);
    }
}
