//! What the walk read, laid out flat: units, classes and values with their places in the file.

use std::borrow::Cow;

use crate::cognitive::{Increment, Reason};
use crate::walk::{CallSite, Class, Entry, Fragment, Head, Item, Step, Steps, Unit, Value, placed};

/// A file, or a part of one, laid out flat.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// In the order in which they start.
    pub(crate) units: Vec<UnitFacts>,
    pub(crate) classes: Vec<ClassFacts>,
    pub(crate) values: Vec<ValueFacts>,
}

/// Where something is declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// At the top of the file.
    #[default]
    File,
    /// In the class with this index.
    Class(usize),
    /// In the unit with this index.
    Unit(usize),
}

/// A unit, and what its own text says, without the units inside it.
#[derive(Debug)]
pub(crate) struct UnitFacts {
    pub(crate) unit: Unit,
    pub(crate) scope: Scope,
    /// The unit that it is inside of.
    pub(crate) parent: Option<usize>,
    /// Whether anything in it breaks the linear flow.
    pub(crate) has_structures: bool,
    /// How deep its structures are nested.
    pub(crate) depth: u32,
    /// With nesting as seen from this unit.
    pub(crate) increments: Vec<Increment>,
    pub(crate) calls: Vec<CallSite>,
}

/// A class and where it is declared.
#[derive(Debug)]
pub(crate) struct ClassFacts {
    pub(crate) class: Class,
    pub(crate) scope: Scope,
}

/// A value and where it is declared.
#[derive(Debug)]
pub(crate) struct ValueFacts {
    pub(crate) value: Value,
    pub(crate) scope: Scope,
}

impl Outline {
    /// All of a file.
    pub(crate) fn of(file: &Fragment) -> Self {
        Self::along(Steps::of(file))
    }

    /// One declaration of a file with all in it; `start` is where the entry's places count from.
    pub(crate) fn of_entry(start: usize, entry: &Entry) -> Self {
        Self::along(Steps::through(start, std::slice::from_ref(entry)))
    }

    fn along(steps: Steps<'_>) -> Self {
        let mut outline = Self::default();
        let mut scopes = Vec::new();
        for step in steps {
            match step {
                Step::Entry(start, entry) => outline.add(start, entry, &mut scopes),
                Step::Leave => {
                    scopes.pop();
                }
            }
        }
        outline
    }

    fn add(&mut self, start: usize, entry: &Entry, scopes: &mut Vec<Scope>) {
        let scope = scopes.last().copied().unwrap_or_default();
        match &entry.item {
            Item::Declaration(declaration) => {
                let origin = start + entry.at - declaration.lead;
                let head = declaration.head.clone().shifted(forward(origin));
                scopes.push(self.declare(head, scope, scopes));
            }
            Item::Value(value) => {
                let value = Value {
                    span: placed(value.span, start),
                    ..value.clone()
                };
                self.values.push(ValueFacts { value, scope });
            }
            Item::Increment(increment, level) => {
                if let Some(unit) = self.unit_of(scopes) {
                    unit.add_increment(increment, *level, start);
                }
            }
            Item::Call(site) => {
                if let Some(unit) = self.unit_of(scopes) {
                    unit.calls.push(site.shifted(forward(start)));
                }
            }
            Item::Mistake(_) | Item::Part(_) => {}
        }
    }

    fn declare(&mut self, head: Head, scope: Scope, scopes: &[Scope]) -> Scope {
        match head {
            Head::Class(class) => {
                self.classes.push(ClassFacts { class, scope });
                Scope::Class(self.classes.len() - 1)
            }
            Head::Unit(unit) => {
                self.units.push(UnitFacts {
                    unit,
                    scope,
                    parent: innermost_unit(scopes),
                    has_structures: false,
                    depth: 0,
                    increments: Vec::new(),
                    calls: Vec::new(),
                });
                Scope::Unit(self.units.len() - 1)
            }
        }
    }

    fn unit_of(&mut self, scopes: &[Scope]) -> Option<&mut UnitFacts> {
        self.units.get_mut(innermost_unit(scopes)?)
    }

    /// `Class.method`, `outer.inner`: a name with those of the scopes around it.
    pub(crate) fn qualified_name(&self, scope: Scope, name: &str) -> String {
        let around: Vec<Cow<'_, str>> = self
            .scopes_around(scope)
            .filter_map(|scope| self.name_of(scope))
            .collect();
        around
            .into_iter()
            .rev()
            .chain([name.into()])
            .collect::<Vec<_>>()
            .join(".")
    }

    /// Whether a scope is the file, or a class that is not inside any function.
    pub(crate) fn is_outside_functions(&self, scope: Scope) -> bool {
        self.scopes_around(scope)
            .all(|scope| !matches!(scope, Scope::Unit(_)))
    }

    /// A scope and those around it, up to the file.
    fn scopes_around(&self, innermost: Scope) -> impl Iterator<Item = Scope> {
        std::iter::successors(Some(innermost), |scope| match scope {
            Scope::File => None,
            Scope::Class(class) => self.classes.get(*class).map(|class| class.scope),
            Scope::Unit(unit) => self.units.get(*unit).map(|unit| unit.scope),
        })
    }

    fn name_of(&self, scope: Scope) -> Option<Cow<'_, str>> {
        match scope {
            Scope::File => None,
            Scope::Class(class) => Some(self.classes.get(class)?.class.name.as_str().into()),
            Scope::Unit(unit) => Some(self.units.get(unit)?.unit.full_name()),
        }
    }
}

impl UnitFacts {
    fn add_increment(&mut self, increment: &Increment, level: u32, start: usize) {
        if matches!(increment.reason, Reason::Structure(..) | Reason::ElseIf) {
            self.has_structures = true;
            self.depth = self.depth.max(level.saturating_add(1));
        }
        self.increments.push(Increment {
            span: placed(increment.span, start),
            ..increment.clone()
        });
    }

    /// The white paper's exception for functions that only declare others: nothing of its own flows.
    pub(crate) fn lends_no_level(&self) -> bool {
        self.unit.only_declares && !self.has_structures
    }
}

fn innermost_unit(scopes: &[Scope]) -> Option<usize> {
    scopes.iter().rev().find_map(|scope| match scope {
        Scope::Unit(index) => Some(*index),
        _ => None,
    })
}

/// The shift that makes a place that counts from `start` one of the file.
fn forward(start: usize) -> isize {
    isize::try_from(start).unwrap_or(isize::MAX)
}
