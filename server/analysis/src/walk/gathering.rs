//! The fragments that are open around the walk, and what was gathered for each so far.
//!
//! After an edit, a fragment that the edit touches starts with the entries before the edit and ends
//! with those behind it, both taken from the fragment it was; only what lies between is walked.

use std::sync::Arc;

use super::edited::{Child, Kept, Kin, Known};
use super::fragment::{Declaration, Entry, Fragment, Head, Item, Part, Summary};
use crate::cognitive::{Increment, Reason};

/// The open fragments, the innermost last. The outermost is the file, which holds what is said of
/// the root of the tree and the part that is inside it.
#[derive(Debug)]
pub(crate) struct Gathering {
    file: Vec<Entry>,
    open: Vec<OpenFragment>,
}

#[derive(Debug)]
struct OpenFragment {
    /// The depth of its node.
    depth: usize,
    /// Where its node starts.
    at: usize,
    /// Where its places count from.
    start: usize,
    kind: Kind,
    entries: Vec<Entry>,
}

#[derive(Debug)]
enum Kind {
    /// A part, and what it was before the edit that is inside it.
    Part(Part, Option<Kin>),
    Declaration(Head),
}

impl Gathering {
    pub(crate) fn new() -> Self {
        Self {
            file: Vec::new(),
            open: Vec::new(),
        }
    }

    /// How many fragments are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// Opens a part. Its places count from its own start.
    pub(crate) fn open_part(&mut self, depth: usize, part: Part, kin: Option<Kin>) {
        let start = part.span.start;
        self.open.push(OpenFragment {
            depth,
            at: start,
            start,
            entries: kin.as_ref().map_or_else(Vec::new, Kin::entries_before),
            kind: Kind::Part(part, kin),
        });
    }

    /// Opens a declaration whose node starts at `at`; its head's places count from the file's start.
    pub(crate) fn open_declaration(&mut self, depth: usize, at: usize, head: Head) {
        let start = head.span().start.min(head.first_place()).min(at);
        let kind = Kind::Declaration(head);
        self.open.push(OpenFragment {
            depth,
            at,
            start,
            kind,
            entries: Vec::new(),
        });
    }

    /// Adds what was read at a node that starts at `at`; its places count from the file's start.
    pub(crate) fn add(&mut self, at: usize, item: Item) {
        let Some(open) = self.open.last_mut() else {
            return self.file.push(Entry { at: 0, item });
        };
        let mut entry = Entry { at, item };
        entry.shift(back(open.start));
        open.entries.push(entry);
    }

    /// Adds a part that an edit left as it was.
    pub(crate) fn add_kept(&mut self, at: usize, kept: Kept) {
        self.add(at, Item::Part(kept.0));
    }

    /// Adds an increment of the unit around, made at a nesting level; returns what
    /// [`Gathering::merge_else_if`] knows it by as long as no fragment is opened or closed.
    pub(crate) fn add_increment(&mut self, increment: Increment, level: u32) -> usize {
        self.add(increment.span.start, Item::Increment(increment, level));
        self.open.last().map_or(0, |open| open.entries.len() - 1)
    }

    /// Makes one increment of an `else` and the `if` right behind it, which ends at `end`.
    pub(crate) fn merge_else_if(&mut self, index: usize, end: usize) -> bool {
        let Some(open) = self.open.last_mut() else {
            return false;
        };
        let Some(Entry {
            item: Item::Increment(increment, _),
            ..
        }) = open.entries.get_mut(index)
        else {
            return false;
        };
        increment.span.end = end - open.start;
        increment.reason = Reason::ElseIf;
        true
    }

    /// The walk leaves a node.
    pub(crate) fn leave(&mut self, depth: usize, end: usize) {
        if self.open.last().is_some_and(|open| open.depth == depth) {
            self.close();
        }
        if let Some(open) = self.open.last_mut()
            && open.depth + 1 == depth
            && let Kind::Part(_, Some(kin)) = &mut open.kind
        {
            kin.walked_to(end);
        }
    }

    /// What is known of a child of the node at `depth`. One that is as it was is added at once.
    pub(crate) fn knows(&mut self, depth: usize, child: Child) -> Known {
        let Some(open) = self.open.last_mut() else {
            return Known::Nothing;
        };
        let Kind::Part(_, Some(kin)) = &mut open.kind else {
            return Known::Nothing;
        };
        if open.depth != depth {
            return Known::Nothing;
        }
        let known = kin.knows(child);
        if known == Known::Child {
            open.entries.extend(kin.entries_of(child.span));
        }
        known
    }

    /// The whole file, once the walk has left it.
    pub(crate) fn finish(self) -> Arc<Fragment> {
        Arc::new(Fragment {
            summary: Summary::of(&self.file),
            entries: self.file,
            ..Fragment::default()
        })
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop() {
            let at = open.at;
            self.add(at, open.finish());
        }
    }
}

impl OpenFragment {
    fn finish(mut self) -> Item {
        let start = self.start;
        match self.kind {
            Kind::Part(part, kin) => {
                if let Some(kin) = kin {
                    self.entries.extend(kin.entries_behind());
                }
                self.entries.shrink_to_fit();
                Item::Part(Arc::new(Fragment {
                    symbol: part.symbol,
                    length: part.span.len(),
                    context: part.context,
                    has_error: part.has_error,
                    summary: Summary::of(&self.entries),
                    entries: self.entries,
                }))
            }
            Kind::Declaration(head) => {
                self.entries.shrink_to_fit();
                Item::Declaration(Arc::new(Declaration {
                    lead: self.at - start,
                    head: head.shifted(back(start)),
                    summary: Summary::of(&self.entries),
                    entries: self.entries,
                }))
            }
        }
    }
}

/// The shift that makes a place of the file one that counts from `start`.
fn back(start: usize) -> isize {
    -isize::try_from(start).unwrap_or(isize::MAX)
}
