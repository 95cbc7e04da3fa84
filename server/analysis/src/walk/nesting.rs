//! Structures that break the linear flow, and how deep they are nested.
//!
//! An increment is made when the walk meets the structure's keyword, so increments come in the
//! order of the source and a structure whose keyword is missing counts nothing.

use scholiast_grammars::{Construct, Flow, Language, Nests, Structure};

use super::Visit;
use super::gathering::Gathering;
use super::nested::Nested;
use crate::cognitive::{Increment, Reason};

/// The nesting level of the walk within the innermost unit, and the structures open around it.
#[derive(Debug, Default)]
pub(crate) struct Nesting {
    level: u32,
    /// The levels to return to.
    saved: Nested<u32>,
    open: Nested<OpenStructure>,
}

#[derive(Debug)]
struct OpenStructure {
    structure: &'static Structure,
    /// Which increment of the unit its keyword made.
    increment: Option<usize>,
    /// The `else` that this `if` follows at once: the two are one increment.
    continues: Option<usize>,
    /// Whether the next child is the condition after [`Nests::AllButAfter`]'s token.
    condition_is_next: bool,
}

impl Nesting {
    /// The level of the current node.
    pub(crate) fn level(&self) -> u32 {
        self.level
    }

    pub(crate) fn enter(
        &mut self,
        visit: &Visit<'_, '_>,
        language: &'static Language,
        gathering: Option<&mut Gathering>,
    ) {
        let own = match &visit.kind.construct {
            Construct::Structure(structure) => Some(structure),
            _ => None,
        };
        let mut continues = None;
        if let Some(parent) = self.open.parent_mut(visit.depth) {
            if !visit.node.is_named() {
                parent.token(visit, language, self.level, gathering);
            } else if own.is_some_and(|own| parent.is_continued_by(own)) {
                continues = parent.increment;
            } else if parent.nests(visit) {
                self.deepen(visit.depth);
            }
        }
        if let Some(structure) = own {
            let open = OpenStructure {
                structure,
                increment: None,
                continues,
                condition_is_next: false,
            };
            self.open.open(visit.depth, open);
        }
    }

    /// Everything inside the current node is one level deeper.
    pub(crate) fn deepen(&mut self, depth: usize) {
        self.saved.open(depth, self.level);
        self.level = self.level.saturating_add(1);
    }

    /// Everything inside the current node belongs to a unit of its own.
    pub(crate) fn start_afresh(&mut self, depth: usize) {
        self.saved.open(depth, self.level);
        self.level = 0;
    }

    pub(crate) fn leave(&mut self, depth: usize) {
        while let Some(level) = self.saved.close(depth) {
            self.level = level;
        }
        self.open.close(depth);
    }
}

impl OpenStructure {
    /// Whether an `if` right here is the second half of an `else if`.
    fn is_continued_by(&self, child: &Structure) -> bool {
        self.structure.flow == Flow::Else && child.flow == Flow::If
    }

    fn nests(&mut self, visit: &Visit<'_, '_>) -> bool {
        if visit.is_comment() {
            return false;
        }
        match &self.structure.nests {
            Nests::All => true,
            Nests::AllButAfter(_) => !std::mem::take(&mut self.condition_is_next),
            Nests::Fields(fields) => visit.field().is_some_and(|field| fields.contains(&field)),
        }
    }

    fn token(
        &mut self,
        visit: &Visit<'_, '_>,
        language: &'static Language,
        level: u32,
        gathering: Option<&mut Gathering>,
    ) {
        if self.structure.nests == Nests::AllButAfter(visit.symbol) {
            self.condition_is_next = true;
        }
        let is_keyword = self.structure.keywords.contains(&visit.symbol);
        if let Some(gathering) = gathering
            && is_keyword
            && self.increment.is_none()
            && !visit.node.is_missing()
        {
            self.count(visit, language.token(visit.symbol), level, gathering);
        }
    }

    fn count(
        &mut self,
        visit: &Visit<'_, '_>,
        keyword: &'static str,
        level: u32,
        gathering: &mut Gathering,
    ) {
        if let Some(index) = self.continues
            && gathering.merge_else_if(index, visit.node.end_byte())
        {
            self.increment = Some(index);
            return;
        }
        let flow = self.structure.flow;
        let is_flat = matches!(flow, Flow::Else | Flow::ElseIf);
        let nesting = if is_flat { 0 } else { level };
        let increment = Increment {
            span: visit.span(),
            amount: nesting.saturating_add(1),
            nesting,
            reason: Reason::Structure(flow, keyword),
        };
        self.increment = Some(gathering.add_increment(increment, level));
    }
}
