//! What an edit leaves as it was: the fragments of the text before, found at their new places.
//!
//! tree-sitter tells which ranges of a text have other syntax nodes around them than before. What
//! lies apart from these ranges and from the edit itself, is read in the same context, and holds no
//! syntax error, says what it said. (How the parser recovers from an error can change far from an
//! edit without being told.)

use std::sync::Arc;

use scholiast_grammars::Symbol;
use scholiast_text::Span;

use super::fragment::{Entry, Fragment, Item, Part};

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
    /// Whether it holds a syntax error, so that each of its children has to be looked at.
    is_broken: bool,
    /// Of a broken part, how many of the entries from before have been passed.
    passed: usize,
}

/// What is known of a child of a part that an edit touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nothing: it is to be walked.
    Nothing,
    /// It is as it was.
    Child,
    /// It is as it was, and all behind it.
    Rest,
}

/// A child of a part that an edit touched.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Child {
    pub(crate) span: Span,
    pub(crate) has_error: bool,
    /// Whether it may belong to the one behind it, as decorators do.
    pub(crate) may_precede: bool,
    /// Whether one before it does belong to it.
    pub(crate) is_preceded: bool,
}

impl<'b> Before<'b> {
    /// The same part of the text before, if it is untouched.
    pub(crate) fn kept(self, part: &Part) -> Option<Kept> {
        if part.has_error || !self.change.is_apart_from(part.span) {
            return None;
        }
        let was = self.find(self.change.before(part.span.start)?, part.symbol)?;
        let is_same = was.length == part.span.len() && was.context == part.context;
        (is_same && !was.has_error).then(|| Kept(was.clone()))
    }

    /// The same part of the text before, if the edit is inside it and did not move its start.
    pub(crate) fn kin(self, part: &Part) -> Option<Kin> {
        if part.span.start >= self.change.span.start {
            return None;
        }
        let was = self.find(part.span.start, part.symbol)?;
        self.kin_of(was, part)
    }

    /// The root before, as the kin of the root now.
    pub(crate) fn kin_of_root(self, part: &Part) -> Option<Kin> {
        let root = self
            .file
            .entries
            .iter()
            .find_map(|entry| match &entry.item {
                Item::Part(part) => Some(part),
                _ => None,
            });
        self.kin_of(root.filter(|root| root.symbol == part.symbol)?, part)
    }

    fn kin_of(self, was: &Arc<Fragment>, part: &Part) -> Option<Kin> {
        let before_end = self.change.before(part.span.end);
        let knows_rest = before_end == Some(part.span.start + was.length);
        (was.context == part.context).then(|| Kin {
            was: was.clone(),
            start: part.span.start,
            change: self.change,
            first_touched: None,
            walked_to: 0,
            knows_rest,
            walked_beyond: false,
            is_broken: part.has_error || was.has_error,
            passed: 0,
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

    /// Whether the walk has to begin with the first child.
    pub(crate) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// The walk of the children begins with the one that starts here.
    pub(crate) fn walk_from(&mut self, first_touched: usize) {
        self.first_touched = Some(first_touched);
    }

    /// A child was walked that ends here.
    pub(crate) fn walked_to(&mut self, end: usize) {
        self.walked_to = self.walked_to.max(end);
    }

    /// What is known of the next child.
    ///
    /// The first declaration behind the change may have gained or lost a decorator, so one more is
    /// walked there.
    pub(crate) fn knows(&mut self, child: Child) -> Known {
        let is_behind = child.span.start > self.change.span.end;
        let is_before = child.span.end < self.change.span.start;
        if child.may_precede || child.is_preceded || !(is_before || is_behind && self.knows_rest) {
            return Known::Nothing;
        }
        if is_behind && !std::mem::replace(&mut self.walked_beyond, true) {
            return Known::Nothing;
        }
        match (self.is_broken, child.has_error) {
            (true, true) => Known::Nothing,
            (true, false) => Known::Child,
            // Those before the change are not come to.
            (false, _) if is_behind => Known::Rest,
            (false, _) => Known::Nothing,
        }
    }

    /// What is known of a child that is as it was.
    pub(crate) fn entries_of(&mut self, span: Span) -> Vec<Entry> {
        let is_behind = span.start > self.change.span.end;
        let growth = if is_behind { self.change.growth } else { 0 };
        let was = span.shifted(-growth);
        let at = |entry: &Entry| self.start + entry.at;
        let rest = self.was.entries.get(self.passed..).unwrap_or_default();
        let before = rest.iter().take_while(|entry| at(entry) < was.start);
        let first = self.passed + before.count();
        let rest = self.was.entries.get(first..).unwrap_or_default();
        let inside = rest.iter().take_while(|entry| at(entry) < was.end);
        let entries: Vec<Entry> = inside.map(|entry| entry.shifted(growth)).collect();
        self.passed = first + entries.len();
        entries
    }

    /// What is known from before the first child that is walked.
    pub(crate) fn entries_before(&self) -> Vec<Entry> {
        if self.is_broken {
            return Vec::new();
        }
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
        let behind = if self.knows_rest && !self.is_broken {
            &self.was.entries[count..]
        } else {
            &[]
        };
        behind.iter().map(move |entry| entry.shifted(growth))
    }
}
