//! What a part of the tree says, in places that count from the part's own start.
//!
//! So a fragment stays true while the part it was read from moves about, and an edit costs only
//! the fragments that it touches. A file is a fragment of fragments: parts of the tree that are
//! long enough to be worth keeping, functions and classes.

use std::sync::Arc;

use scholiast_grammars::Symbol;
use scholiast_text::Span;

use super::facts::{CallSite, Class, Mistake, Unit, Value};
use super::homes::Homes;
use crate::cognitive::{Increment, Reason};

/// What a node and everything in it says.
#[derive(Debug)]
pub(crate) struct Fragment {
    pub(crate) symbol: Symbol,
    pub(crate) length: usize,
    pub(crate) context: Context,
    /// Whether a syntax error is inside.
    pub(crate) has_error: bool,
    pub(crate) entries: Vec<Entry>,
    pub(crate) summary: Summary,
}

/// A part of a tree that is long enough to be kept, before it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) symbol: Symbol,
    pub(crate) span: Span,
    pub(crate) context: Context,
    /// Whether a syntax error is inside.
    pub(crate) has_error: bool,
}

/// What the reading of a node depends on besides the node itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Context {
    /// The nesting level within the innermost unit.
    pub(crate) level: u32,
    /// How many scopes are open.
    pub(crate) scopes: usize,
    /// What the innermost of them is.
    pub(crate) scope: ScopeKind,
    pub(crate) is_in_unit: bool,
    pub(crate) is_in_closure: bool,
    pub(crate) homes: Homes,
}

/// The sorts of scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ScopeKind {
    #[default]
    File,
    Class,
    Unit,
}

/// One thing that was read, and the start of the node it was read at.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// From the start of the fragment. Never falls from one entry to the next.
    pub(crate) at: usize,
    pub(crate) item: Item,
}

/// The things that are read. Their places count from the start of the fragment that holds them.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// A contribution to the unit around, and the nesting level it stands at.
    Increment(Increment, u32),
    Call(CallSite),
    Value(Value),
    Mistake(Mistake),
    Part(Arc<Fragment>),
    Declaration(Arc<Declaration>),
}

/// A function or a class. Places in it count from `lead` bytes before the entry's own place, where
/// its decorators and all else that belongs to it start.
#[derive(Debug)]
pub(crate) struct Declaration {
    pub(crate) lead: usize,
    pub(crate) head: Head,
    pub(crate) entries: Vec<Entry>,
    pub(crate) summary: Summary,
}

/// What is said of a declaration itself.
#[derive(Clone, Debug)]
pub(crate) enum Head {
    Unit(Unit),
    Class(Class),
}

/// What the entries of a fragment add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// What belongs to the unit around.
    own: Flow,
    /// What the units inside add to the unit around, but for the level that it may lend them.
    lent: Flow,
    has_structures: bool,
    /// How many units are inside.
    pub(crate) units: usize,
    /// The largest total of a unit inside, of those without a syntax error and recursion aside.
    pub(crate) heaviest: u64,
    /// How many mistakes are inside.
    pub(crate) mistakes: usize,
    /// The same for two fragments in which the same units call the same names, and, but for a
    /// chance of one in 2⁶⁴, for no others.
    pub(crate) calls: u64,
}

/// Cognitive complexity and nesting depth, as functions of the level they are seen from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Flow {
    /// The amounts, seen from level 0.
    base: u64,
    /// How many of them grow by one with each level.
    growing: u64,
    depth: u32,
}

impl Entry {
    /// The same entry in a fragment that starts so many bytes earlier (or, when negative, later).
    pub(crate) fn shifted(&self, by: isize) -> Self {
        let mut shifted = self.clone();
        shifted.shift(by);
        shifted
    }

    /// Counts its places from so many bytes earlier.
    pub(crate) fn shift(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by);
        match &mut self.item {
            Item::Increment(increment, _) => increment.span = increment.span.shifted(by),
            Item::Call(site) => *site = site.shifted(by),
            Item::Value(value) => value.span = value.span.shifted(by),
            Item::Mistake(mistake) => mistake.span = mistake.span.shifted(by),
            // Their places count from their own starts.
            Item::Part(_) | Item::Declaration(_) => {}
        }
    }

    /// What is inside it, and the place that counts from, given where this fragment starts.
    pub(crate) fn inside(&self, start: usize) -> Option<(usize, &[Entry])> {
        match &self.item {
            Item::Part(part) => Some((start + self.at, &part.entries)),
            Item::Declaration(declaration) => {
                Some((start + self.at - declaration.lead, &declaration.entries))
            }
            _ => None,
        }
    }

    /// How many units it is, or holds.
    pub(crate) fn units(&self) -> usize {
        self.summary().units
    }

    /// The largest total of these units, of those without a syntax error and recursion aside.
    pub(crate) fn heaviest(&self) -> u64 {
        self.summary().heaviest
    }

    fn summary(&self) -> Summary {
        match &self.item {
            Item::Increment(increment, level) => Summary::of_increment(increment, *level),
            Item::Call(site) => Summary {
                calls: site.key(),
                ..Summary::default()
            },
            Item::Value(_) => Summary::default(),
            Item::Mistake(_) => Summary {
                mistakes: 1,
                ..Summary::default()
            },
            Item::Part(part) => part.summary,
            Item::Declaration(declaration) => declaration.seen_from_outside(),
        }
    }
}

impl Declaration {
    /// The metrics of this unit, those of the units inside it included.
    fn flow(&self, unit: &Unit) -> Flow {
        let Summary {
            own,
            lent,
            has_structures,
            ..
        } = self.summary;
        // The white paper's exception for functions that only declare others.
        let lends_no_level = unit.only_declares && !has_structures;
        own.and(lent.deeper(u32::from(!lends_no_level)))
    }

    /// What this declaration says to the ones around it.
    fn seen_from_outside(&self) -> Summary {
        let mut summary = self.summary;
        match &self.head {
            Head::Class(class) => summary.calls = class.key(summary.calls),
            Head::Unit(unit) => {
                let flow = self.flow(unit);
                let total = if unit.has_syntax_error { 0 } else { flow.base };
                summary = Summary {
                    own: Flow::default(),
                    lent: flow.deeper(unit.level),
                    has_structures: false,
                    units: summary.units + 1,
                    heaviest: summary.heaviest.max(total),
                    mistakes: summary.mistakes,
                    calls: unit.key(summary.calls),
                };
            }
        }
        summary
    }
}

impl Summary {
    pub(crate) fn of(entries: &[Entry]) -> Self {
        let summaries = entries.iter().map(Entry::summary);
        summaries.fold(Self::default(), Self::and)
    }

    fn of_increment(increment: &Increment, level: u32) -> Self {
        let is_structure = matches!(increment.reason, Reason::Structure(..) | Reason::ElseIf);
        let own = Flow {
            base: increment.amount.into(),
            growing: increment.reason.grows_with_nesting().into(),
            depth: if is_structure {
                level.saturating_add(1)
            } else {
                0
            },
        };
        Self {
            own,
            has_structures: is_structure,
            ..Self::default()
        }
    }

    fn and(self, next: Self) -> Self {
        Self {
            own: self.own.and(next.own),
            lent: self.lent.and(next.lent),
            has_structures: self.has_structures || next.has_structures,
            units: self.units + next.units,
            heaviest: self.heaviest.max(next.heaviest),
            mistakes: self.mistakes + next.mistakes,
            calls: mixed(self.calls, next.calls),
        }
    }
}

impl Flow {
    fn and(self, other: Self) -> Self {
        Self {
            base: self.base.saturating_add(other.base),
            growing: self.growing.saturating_add(other.growing),
            depth: self.depth.max(other.depth),
        }
    }

    /// As seen from so many levels further out.
    fn deeper(self, levels: u32) -> Self {
        let grown = self.growing.saturating_mul(levels.into());
        let deeper = if self.depth > 0 { levels } else { 0 };
        Self {
            base: self.base.saturating_add(grown),
            growing: self.growing,
            depth: self.depth.saturating_add(deeper),
        }
    }
}

/// One number for two, in this order. Nothing in the order of nothing stays nothing, so that parts
/// without calls do not count.
pub(crate) fn mixed(first: u64, second: u64) -> u64 {
    if second == 0 {
        return first;
    }
    (first.rotate_left(5) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

impl Default for Fragment {
    /// A fragment of nothing.
    fn default() -> Self {
        Self {
            symbol: 0,
            length: 0,
            context: Context::default(),
            has_error: false,
            entries: Vec::new(),
            summary: Summary::default(),
        }
    }
}

impl Head {
    /// All of the declaration.
    pub(crate) fn span(&self) -> Span {
        match self {
            Self::Unit(unit) => unit.span,
            Self::Class(class) => class.span,
        }
    }

    /// The first place that is told of.
    pub(crate) fn first_place(&self) -> usize {
        match self {
            Self::Unit(unit) => unit.name_span.start,
            Self::Class(class) => class.span.start,
        }
    }

    /// Counts its places from so many bytes earlier.
    pub(crate) fn shifted(self, by: isize) -> Self {
        match self {
            Self::Unit(unit) => Self::Unit(unit.shifted(by)),
            Self::Class(class) => Self::Class(class.shifted(by)),
        }
    }
}
