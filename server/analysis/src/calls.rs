//! The facts of a file: which of its functions call which, and which of them recur.

use std::collections::HashMap;

use scholiast_grammars::Language;
use scholiast_text::{Span, Text};

use crate::reader::word;
use crate::walk::{CallSite, Class, Facts, Receiver, Scope, Unit};

/// For each unit that is part of a recursion cycle, the call that leads on along it.
pub(crate) fn recursions(facts: &Facts, language: &Language, text: &Text) -> Vec<Option<Span>> {
    let names = Names::of(facts);
    let edges: Vec<Vec<(usize, Span)>> = facts
        .units
        .iter()
        .enumerate()
        .map(|(index, unit)| names.calls(index, unit, language, text))
        .collect();
    let components = components(&edges);
    edges
        .iter()
        .enumerate()
        .map(|(caller, calls)| {
            let is_cyclic =
                |(callee, _): &&(usize, Span)| components[*callee] == components[caller];
            calls.iter().find(is_cyclic).map(|(_, span)| *span)
        })
        .collect()
}

/// Which names mean which units, by scope.
struct Names<'f> {
    facts: &'f Facts,
    units: HashMap<(Scope, &'f str), Vec<usize>>,
    classes: HashMap<(Scope, &'f str), usize>,
}

impl<'f> Names<'f> {
    fn of(facts: &'f Facts) -> Self {
        let mut units: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, unit) in facts.units.iter().enumerate() {
            units
                .entry((unit.scope, unit.name.as_str()))
                .or_default()
                .push(index);
        }
        let named =
            |(index, class): (usize, &'f Class)| ((class.scope, class.name.as_str()), index);
        let classes = facts.classes.iter().enumerate().map(named).collect();
        Self {
            facts,
            units,
            classes,
        }
    }

    /// The calls of a unit that lead to units of this file.
    fn calls(
        &self,
        caller: usize,
        unit: &Unit,
        language: &Language,
        text: &Text,
    ) -> Vec<(usize, Span)> {
        let callee = |site: &CallSite| {
            let name = word(text, site.name);
            let callee = match site.receiver {
                Receiver::None => self.bare(caller, &name),
                Receiver::Word(object) => {
                    let object = word(text, object);
                    self.on_object(caller, &object, &name, language.is_receiver(&object))
                }
                Receiver::Computed => None,
            };
            callee.map(|callee| (callee, site.name))
        };
        unit.calls.iter().filter_map(callee).collect()
    }

    /// `name(…)`: looked up from the inside out; a class's members need an object.
    fn bare(&self, caller: usize, name: &str) -> Option<usize> {
        self.facts
            .scopes_around(Scope::Unit(caller))
            .filter(|scope| !matches!(scope, Scope::Class(_)))
            .find_map(|scope| self.unit_in(scope, name, caller))
    }

    /// `self.name(…)` and `Class.name(…)`.
    fn on_object(
        &self,
        caller: usize,
        object: &str,
        name: &str,
        is_receiver: bool,
    ) -> Option<usize> {
        let mut scopes = self.facts.scopes_around(Scope::Unit(caller));
        let class = if is_receiver {
            scopes.find(|scope| matches!(scope, Scope::Class(_)))
        } else {
            scopes.find_map(|scope| {
                self.classes
                    .get(&(scope, object))
                    .copied()
                    .map(Scope::Class)
            })
        };
        self.unit_in(class?, name, caller)
    }

    /// The unit of this name in this scope: the caller itself if it is one of several.
    fn unit_in(&self, scope: Scope, name: &str, caller: usize) -> Option<usize> {
        let units = self.units.get(&(scope, name))?;
        units
            .iter()
            .find(|unit| **unit == caller)
            .or(units.last())
            .copied()
    }
}

/// Numbers the strongly connected components of a graph, by Tarjan's algorithm without recursion.
fn components(edges: &[Vec<(usize, Span)>]) -> Vec<usize> {
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

    fn from(&mut self, start: usize, edges: &[Vec<(usize, Span)>]) {
        if self.index[start] != NONE {
            return;
        }
        // Each entry is a node and how many of its edges were followed.
        let mut path = vec![(start, 0)];
        self.meet(start);
        while let Some((node, followed)) = path.last_mut() {
            let node = *node;
            if let Some((next, _)) = edges[node].get(*followed) {
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
