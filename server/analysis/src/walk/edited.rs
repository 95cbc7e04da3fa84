//! What an edit leaves as it was: the fragments of the text before, found at their new places.
//!
//! tree-sitter tells which ranges of a text have other syntax nodes around them than before. What
//! lies apart from these ranges and from the edit itself, and is read in the same context, says
//! what it said.

use std::sync::Arc;

use scholiast_grammars::Symbol;
use scholiast_text::Span;

use super::fragment::{Context, Entry, Fragment, Item};

/// The file before an edit, and where the edit was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before<'b> {
    pub(crate) file: &'b Fragment,
    pub(crate) change: Change,
}

/// The one stretch of a text outside which nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The stretch as it is now.
    pub(crate) span: Span,
    /// By how much the text became longer.
    pub(crate) growth: isize,
}

impl Change {
    /// Where a place now was before, if it is apart from the change.
    fn before(self, offset: usize) -> Option<usize> {
        if offset < self.span.start {
            Some(offset)
        } else if offset > self.span.end {
            offset.checked_add_signed(-self.growth)
        } else {
            None
        }
    }

    fn is_apart_from(self, span: Span) -> bool {
        !self.span.touches(span)
    }
}

/// A part that is as it was.
#[derive(Debug)]
pub(crate) struct Kept(pub(crate) Arc<Fragment>);

/// What a part was before the edit inside it.
#[derive(Debug)]
pub(crate) struct Kin {
    was: Arc<Fragment>,
    /// Where it starts, now as before.
    start: usize,
    change: Change,
    /// Where the first child that the change touches starts.
    first_touched: Option<usize>,
    /// Where the last child that was walked ends.
    walked_to: usize,
    /// Whether it ends where it ended, so that what is behind the change is known.
    knows_rest: bool,
    /// Whether a child behind the change was walked as well.
    walked_beyond: bool,
}

impl<'b> Before<'b> {
    /// The same part of the text before, if it is untouched.
    pub(crate) fn kept(self, symbol: Symbol, span: Span, context: Context) -> Option<Kept> {
        if !self.change.is_apart_from(span) {
            return None;
        }
        let was = self.find(self.change.before(span.start)?, symbol)?;
        (was.length == span.len() && was.context == context).then(|| Kept(was.clone()))
    }

    /// The same part of the text before, if the edit is inside it and did not move its start.
    pub(crate) fn kin(self, symbol: Symbol, span: Span, context: Context) -> Option<Kin> {
        if span.start >= self.change.span.start {
            return None;
        }
        let was = self.find(span.start, symbol)?;
        self.kin_of(was, span, context)
    }

    /// The root before, as the kin of the root now.
    pub(crate) fn kin_of_root(self, symbol: Symbol, span: Span, context: Context) -> Option<Kin> {
        let root = self
            .file
            .entries
            .iter()
            .find_map(|entry| match &entry.item {
                Item::Part(part) => Some(part),
                _ => None,
            });
        self.kin_of(root.filter(|root| root.symbol == symbol)?, span, context)
    }

    fn kin_of(self, was: &Arc<Fragment>, span: Span, context: Context) -> Option<Kin> {
        let before_end = self.change.before(span.end);
        let knows_rest = before_end == Some(span.start + was.length);
        (was.context == context).then(|| Kin {
            was: was.clone(),
            start: span.start,
            change: self.change,
            first_touched: None,
            walked_to: 0,
            knows_rest,
            walked_beyond: false,
        })
    }

    /// The part of this kind that started at `offset`.
    fn find(self, offset: usize, symbol: Symbol) -> Option<&'b Arc<Fragment>> {
        let (mut start, mut entries) = (0, self.file.entries.as_slice());
        loop {
            let candidates = entries.partition_point(|entry| start + entry.at <= offset);
            let found = entries[..candidates]
                .iter()
                .rev()
                .find(|entry| entry.inside(start).is_some())?;
            if let Item::Part(part) = &found.item
                && start + found.at == offset
                && part.symbol == symbol
            {
                return Some(part);
            }
            (start, entries) = found.inside(start)?;
        }
    }
}

impl Kin {
    /// The change inside the part.
    pub(crate) fn change(&self) -> Span {
        self.change.span
    }

    /// The walk of the children begins with the one that starts here.
    pub(crate) fn walk_from(&mut self, first_touched: usize) {
        self.first_touched = Some(first_touched);
    }

    /// A child was walked that ends here.
    pub(crate) fn walked_to(&mut self, end: usize) {
        self.walked_to = self.walked_to.max(end);
    }

    /// Whether a child that starts here lies behind the change in a part whose end is known.
    pub(crate) fn is_behind_change(&self, start: usize) -> bool {
        self.knows_rest && start > self.change.span.end
    }

    /// Whether this child behind the change need not be walked.
    ///
    /// The first declaration there may have gained or lost a decorator, so one more is walked.
    pub(crate) fn knows_from(&mut self, start: usize, may_precede: bool) -> bool {
        if !self.is_behind_change(start) || may_precede {
            return false;
        }
        std::mem::replace(&mut self.walked_beyond, true)
    }

    /// What is known from before the first child that is walked.
    pub(crate) fn entries_before(&self) -> Vec<Entry> {
        let change = self.change.span.start;
        let limit = self.first_touched.map_or(change, |first| first.min(change));
        let count = self
            .was
            .entries
            .partition_point(|entry| self.start + entry.at < limit);
        self.was.entries[..count].to_vec()
    }

    /// What is known from behind the last child that was walked.
    pub(crate) fn entries_behind(&self) -> impl Iterator<Item = Entry> {
        let growth = self.change.growth;
        let from = self.walked_to.max(self.change.span.end + 1);
        let from = from.saturating_add_signed(-growth);
        let count = self
            .was
            .entries
            .partition_point(|entry| self.start + entry.at < from);
        let behind = if self.knows_rest {
            &self.was.entries[count..]
        } else {
            &[]
        };
        behind.iter().map(move |entry| entry.shifted(growth))
    }
}
