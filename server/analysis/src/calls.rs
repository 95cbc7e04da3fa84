//! Which functions of a file call which, and which of them recur.

use std::collections::{HashMap, HashSet};

use crate::reader::hashed;
use crate::walk::{CallSite, Fragment, Head, Item, Receiver, Step, Steps};

/// For each unit of a file, in the order of the source, which of its own calls leads on along a
/// recursion cycle, if it is part of one.
#[derive(Debug, Default)]
pub(crate) struct Recursions {
    /// The same for two files whose units call the same names.
    key: u64,
    calls: Vec<Option<usize>>,
}

impl Recursions {
    /// The recursions of a file.
    pub(crate) fn of(file: &Fragment) -> Self {
        let graph = Graph::of(file);
        let edges = graph.edges();
        let components = components(&edges);
        let along_cycle = |(caller, calls): (usize, &Vec<Edge>)| {
            let is_along = |edge: &&Edge| components[edge.callee] == components[caller];
            calls.iter().find(is_along).map(|edge| edge.call)
        };
        Self {
            key: file.summary.calls,
            calls: edges.iter().enumerate().map(along_cycle).collect(),
        }
    }

    /// Whether they are those of this file as well.
    pub(crate) fn hold_for(&self, file: &Fragment) -> bool {
        self.key == file.summary.calls && self.calls.len() == file.summary.units
    }

    /// Those of the units from `first` on.
    pub(crate) fn from(&self, first: usize) -> impl Iterator<Item = Option<usize>> {
        let rest = self.calls.get(first..).unwrap_or_default();
        rest.iter().copied().chain(std::iter::repeat(None))
    }
}

/// A place where names are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Scope {
    File,
    Class(usize),
    /// The class of this name, for a method that does not stand in it.
    Owner(u64),
    Unit(usize),
}

/// The units of a file with what they call, and the names by which they can be called. A name is
/// known by its hash.
#[derive(Default)]
struct Graph<'f> {
    callers: Vec<Vec<&'f CallSite>>,
    /// The scope that each unit is in.
    unit_scopes: Vec<Scope>,
    /// The scope that each class is in.
    class_scopes: Vec<Scope>,
    /// The name that each unit gives its own object, where it chooses one.
    own_objects: Vec<Option<u64>>,
    /// The names of all units.
    names: HashSet<u64>,
    units: HashMap<(Scope, u64), Vec<usize>>,
    classes: HashMap<(Scope, u64), usize>,
}

/// One call of a unit that leads to another unit of the file.
struct Edge {
    callee: usize,
    /// Which of the caller's calls it is.
    call: usize,
}

impl<'f> Graph<'f> {
    fn of(file: &'f Fragment) -> Self {
        let mut graph = Self::default();
        let mut open: Vec<Scope> = Vec::new();
        for step in Steps::of(file) {
            let Step::Entry(_, entry) = step else {
                open.pop();
                continue;
            };
            match &entry.item {
                Item::Declaration(declaration) => {
                    let around = open.last().copied().unwrap_or(Scope::File);
                    open.push(graph.declare(&declaration.head, around));
                }
                Item::Call(site) => graph.call(&open, site),
                _ => {}
            }
        }
        graph
    }

    fn declare(&mut self, head: &Head, around: Scope) -> Scope {
        match head {
            Head::Class(class) => {
                let index = self.class_scopes.len();
                self.classes.insert((around, hashed(&class.name)), index);
                self.class_scopes.push(around);
                Scope::Class(index)
            }
            Head::Unit(unit) => {
                let (index, name) = (self.callers.len(), hashed(&unit.name));
                let owner = unit.owner.as_ref();
                let scope = owner.map_or(around, |owner| Scope::Owner(hashed(&owner.name)));
                self.names.insert(name);
                self.units.entry((scope, name)).or_default().push(index);
                self.unit_scopes.push(scope);
                self.own_objects
                    .push(owner.and_then(|owner| owner.own_object));
                self.callers.push(Vec::new());
                Scope::Unit(index)
            }
        }
    }

    fn call(&mut self, open: &[Scope], site: &'f CallSite) {
        let caller = open.iter().rev().find_map(|scope| match scope {
            Scope::Unit(index) => Some(*index),
            _ => None,
        });
        if let Some(calls) = caller.and_then(|caller| self.callers.get_mut(caller)) {
            calls.push(site);
        }
    }

    fn edges(&self) -> Vec<Vec<Edge>> {
        let of_caller = |(caller, calls): (usize, &Vec<&CallSite>)| {
            let edge = |(call, site): (usize, &&CallSite)| {
                let callee = self.callee(caller, site)?;
                Some(Edge { callee, call })
            };
            calls.iter().enumerate().filter_map(edge).collect()
        };
        self.callers.iter().enumerate().map(of_caller).collect()
    }

    fn callee(&self, caller: usize, site: &CallSite) -> Option<usize> {
        let name = site.name_hash;
        if !self.names.contains(&name) {
            return None;
        }
        match site.receiver {
            Receiver::None => self.bare(caller, name),
            Receiver::NoneOrOwn => self.bare_or_own(caller, name),
            Receiver::Word(object) if self.own_objects.get(caller) == Some(&Some(object)) => {
                self.on_own_object(caller, name)
            }
            Receiver::Own => self.on_own_object(caller, name),
            Receiver::Word(object) => self.on_class(caller, object, name),
            Receiver::Computed => None,
        }
    }

    /// `name(…)`: looked up from the inside out; a class's members need an object.
    fn bare(&self, caller: usize, name: u64) -> Option<usize> {
        self.scopes_around(caller)
            .filter(|scope| !is_class(scope))
            .find_map(|scope| self.unit_in(scope, name, caller))
    }

    /// `name(…)` where it may be a member as well. Of several by one name in a class, only their
    /// parameters would tell which is meant, so none is.
    fn bare_or_own(&self, caller: usize, name: u64) -> Option<usize> {
        let scope = self
            .scopes_around(caller)
            .find(|scope| self.units.contains_key(&(*scope, name)))?;
        let units = self.units.get(&(scope, name))?;
        match units[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// `self.name(…)`.
    fn on_own_object(&self, caller: usize, name: u64) -> Option<usize> {
        let class = self.scopes_around(caller).find(is_class)?;
        self.unit_in(class, name, caller)
    }

    /// `Class.name(…)`.
    fn on_class(&self, caller: usize, object: u64, name: u64) -> Option<usize> {
        let class = self
            .scopes_around(caller)
            .find_map(|scope| self.classes.get(&(scope, object)))
            .map(|class| Scope::Class(*class));
        class
            .and_then(|class| self.unit_in(class, name, caller))
            .or_else(|| self.unit_in(Scope::Owner(object), name, caller))
    }

    /// The unit of this name in this scope: the caller itself if it is one of several.
    fn unit_in(&self, scope: Scope, name: u64, caller: usize) -> Option<usize> {
        let units = self.units.get(&(scope, name))?;
        units
            .iter()
            .find(|unit| **unit == caller)
            .or(units.last())
            .copied()
    }

    /// The scopes that a unit sees: its own, and those around it up to the file.
    fn scopes_around(&self, unit: usize) -> impl Iterator<Item = Scope> {
        std::iter::successors(Some(Scope::Unit(unit)), |scope| match scope {
            Scope::File => None,
            Scope::Owner(_) => Some(Scope::File),
            Scope::Class(class) => self.class_scopes.get(*class).copied(),
            Scope::Unit(unit) => self.unit_scopes.get(*unit).copied(),
        })
    }
}

fn is_class(scope: &Scope) -> bool {
    matches!(scope, Scope::Class(_) | Scope::Owner(_))
}

/// Numbers the strongly connected components of a graph, by Tarjan's algorithm without recursion.
fn components(edges: &[Vec<Edge>]) -> Vec<usize> {
    let mut search = Search::new(edges.len());
    for node in 0..edges.len() {
        search.from(node, edges);
    }
    search.component
}

/// Not yet met, or not yet in a component.
const NONE: usize = usize::MAX;

struct Search {
    /// When each node was met.
    index: Vec<usize>,
    /// The earliest node on the stack that each can reach.
    low: Vec<usize>,
    component: Vec<usize>,
    stack: Vec<usize>,
    met: usize,
    components: usize,
}

impl Search {
    fn new(size: usize) -> Self {
        Self {
            index: vec![NONE; size],
            low: vec![NONE; size],
            component: vec![NONE; size],
            stack: Vec::new(),
            met: 0,
            components: 0,
        }
    }

    fn from(&mut self, start: usize, edges: &[Vec<Edge>]) {
        if self.index[start] != NONE {
            return;
        }
        // Each entry is a node and how many of its edges were followed.
        let mut path = vec![(start, 0)];
        self.meet(start);
        while let Some((node, followed)) = path.last_mut() {
            let node = *node;
            if let Some(Edge { callee: next, .. }) = edges[node].get(*followed) {
                *followed += 1;
                if self.index[*next] == NONE {
                    self.meet(*next);
                    path.push((*next, 0));
                } else if self.component[*next] == NONE {
                    self.low[node] = self.low[node].min(self.index[*next]);
                }
            } else {
                path.pop();
                self.close(node);
                if let Some((parent, _)) = path.last() {
                    self.low[*parent] = self.low[*parent].min(self.low[node]);
                }
            }
        }
    }

    fn meet(&mut self, node: usize) {
        self.index[node] = self.met;
        self.low[node] = self.met;
        self.met += 1;
        self.stack.push(node);
    }

    /// All edges of a node were followed: if nothing earlier is reached, it completes a component.
    fn close(&mut self, node: usize) {
        if self.low[node] != self.index[node] {
            return;
        }
        while let Some(member) = self.stack.pop() {
            self.component[member] = self.components;
            if member == node {
                break;
            }
        }
        self.components += 1;
    }
}
