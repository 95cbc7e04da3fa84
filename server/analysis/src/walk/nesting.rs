//! Structures that break the linear flow, and how deep they are nested.
//!
//! An increment is made when the walk meets the structure's keyword, so increments come in the
//! order of the source and a structure whose keyword is missing counts nothing.

use scholiast_grammars::{Construct, Flow, Language, Nests, Structure};
use scholiast_text::Span;

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
    /// Which increment the `else` made that has no node of its own.
    else_increment: Option<usize>,
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
        mut gathering: Option<&mut Gathering>,
    ) {
        if let Some(gathering) = &mut gathering
            && let Some(jump) = jump(visit, language)
        {
            gathering.add_increment(jump, 0);
        }
        let own = match &visit.kind.construct {
            Construct::Structure(structure) => Some(structure),
            _ => None,
        };
        let mut continues = None;
        if let Some(parent) = self.open.parent_mut(visit.depth) {
            if !visit.node.is_named() {
                parent.token(visit, language, self.level, gathering);
            } else if own.is_some_and(|own| parent.is_continued_by(own, visit)) {
                continues = parent.increment_of_else();
            } else if parent.nests(visit) {
                self.deepen(visit.depth);
            }
        }
        if let Some(structure) = own {
            let open = OpenStructure {
                structure,
                increment: None,
                else_increment: None,
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
    fn is_continued_by(&self, child: &Structure, visit: &Visit<'_, '_>) -> bool {
        let is_else = self.structure.flow == Flow::Else || self.is_alternative(visit);
        is_else && child.flow == Flow::If
    }

    fn increment_of_else(&self) -> Option<usize> {
        match self.structure.flow {
            Flow::Else => self.increment,
            _ => self.else_increment,
        }
    }

    fn is_alternative(&self, visit: &Visit<'_, '_>) -> bool {
        let alternative = self.structure.alternative.as_ref();
        alternative.is_some_and(|alternative| visit.field() == Some(alternative.field))
    }

    fn nests(&mut self, visit: &Visit<'_, '_>) -> bool {
        if visit.is_comment() {
            return false;
        }
        match &self.structure.nests {
            Nests::All => true,
            Nests::AllButAfter(_) => !std::mem::take(&mut self.condition_is_next),
            Nests::Kinds(kinds) => kinds.contains(&visit.symbol),
            Nests::Fields(fields) => {
                visit.field().is_some_and(|field| fields.contains(&field))
                    || self.is_alternative(visit)
            }
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
        let Some(gathering) = gathering.filter(|_| !visit.node.is_missing()) else {
            return;
        };
        let is_keyword = self.structure.keywords.contains(&visit.symbol);
        let alternative = self.structure.alternative.as_ref();
        if is_keyword && self.increment.is_none() {
            let keyword = language.token(visit.symbol);
            self.increment = Some(self.count(visit, keyword, level, gathering));
        } else if alternative.is_some_and(|alternative| alternative.keyword == visit.symbol) {
            let reason = Reason::Structure(Flow::Else, language.token(visit.symbol));
            self.else_increment = Some(add(visit, reason, level, gathering));
        }
    }

    /// Counts the structure, and gives the index of its increment.
    fn count(
        &mut self,
        visit: &Visit<'_, '_>,
        keyword: &'static str,
        level: u32,
        gathering: &mut Gathering,
    ) -> usize {
        if let Some(index) = self.continues
            && gathering.merge_else_if(index, visit.node.end_byte())
        {
            return index;
        }
        let reason = Reason::Structure(self.structure.flow, keyword);
        add(visit, reason, level, gathering)
    }
}

/// The increment of a jump, when the walk is at a label of it that has no field.
fn jump(visit: &Visit<'_, '_>, language: &'static Language) -> Option<Increment> {
    let parent = visit.parent?;
    let Construct::PlainJump(jump) = &parent.kind.construct else {
        return None;
    };
    let keyword = parent.node.child(0)?;
    jump.labels.contains(&visit.symbol).then(|| Increment {
        span: Span::new(keyword.start_byte(), visit.node.end_byte()),
        amount: 1,
        nesting: 0,
        reason: Reason::Jump(language.token(keyword.kind_id())),
    })
}

/// Adds the increment of a structure's keyword, and gives its index.
fn add(visit: &Visit<'_, '_>, reason: Reason, level: u32, gathering: &mut Gathering) -> usize {
    let nesting = if reason.grows_with_nesting() {
        level
    } else {
        0
    };
    let increment = Increment {
        span: visit.span(),
        amount: nesting.saturating_add(1),
        nesting,
        reason,
    };
    gathering.add_increment(increment, level)
}
