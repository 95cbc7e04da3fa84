//! The small edits that lead from one text to another, found within a time budget.
//!
//! Lines are compared first, then the words of lines that differ, then what is left loses the
//! characters that both sides begin and end with: `count = old_total` becoming
//! `count = old_sum` is the one edit `total` → `sum`.

mod unit;

use std::time::{Duration, Instant};

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices_deadline};

use crate::{Edit, Edits, Span};
use unit::{Unit, holds_word};

/// A differing stretch longer than this, in bytes, is new text rather than changed text: its words
/// are not compared.
const LONGEST_REFINED: usize = 1024 * 1024;

/// The edits that turn `before` into `after`, small and far apart where that can be found within
/// `deadline`; coarser ones, down to a single edit, where it cannot.
///
/// They always give `after` exactly. None of them begins or ends inside a character or between the
/// `\r` and `\n` of one terminator, neither in `before` nor in `after`, and no two of them meet.
///
/// The deadline bounds the search. Reading the texts comes on top: about 10 ms a megabyte at worst.
///
/// ```
/// use std::time::Duration;
/// use scholiast_text::{Edit, Edits, minimal_edits};
///
/// let edits = minimal_edits("let a = 1;\n", "let mut a = 2;\n", Duration::from_millis(10));
/// let expected = Edits::new(vec![Edit::insert(4, "mut "), Edit::new(8..9, "2")])?;
/// assert_eq!(edits, expected);
/// # Ok::<(), scholiast_text::EditsError>(())
/// ```
#[must_use]
pub fn minimal_edits(before: &str, after: &str, deadline: Duration) -> Edits {
    let comparison = Comparison {
        before,
        after,
        deadline: Instant::now().checked_add(deadline),
    };
    let edits = comparison
        .refined(comparison.whole(), Unit::Line)
        .into_iter()
        .flat_map(|lines| comparison.refined_words(lines))
        .map(|words| comparison.trimmed(words, Unit::Character))
        .filter(|hunk| !hunk.is_empty())
        .map(|hunk| Edit::new(hunk.before, piece(after, hunk.after)))
        .collect();
    Edits::from_sorted(edits)
}

/// A stretch of the text before, and what stands in its place in the text after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hunk {
    before: Span,
    after: Span,
}

impl Hunk {
    fn is_empty(self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// Whether there is something on both sides to compare, and not too much of it for `unit`.
    fn is_worth_comparing(self, unit: Unit) -> bool {
        let is_one_sided = self.before.is_empty() || self.after.is_empty();
        let longer = self.before.len().max(self.after.len());
        let is_new_text = unit == Unit::Word && longer > LONGEST_REFINED;
        !is_one_sided && !is_new_text
    }

    /// The hunk that starts where this one does and ends where `later` does.
    fn joined(self, later: Hunk) -> Hunk {
        Hunk {
            before: Span::new(self.before.start, later.before.end),
            after: Span::new(self.after.start, later.after.end),
        }
    }
}

/// Two texts, and the moment from which a coarse answer is better than a late one.
struct Comparison<'text> {
    before: &'text str,
    after: &'text str,
    /// None lies so far ahead that the clock cannot tell it.
    deadline: Option<Instant>,
}

impl Comparison<'_> {
    fn whole(&self) -> Hunk {
        Hunk {
            before: Span::new(0, self.before.len()),
            after: Span::new(0, self.after.len()),
        }
    }

    fn is_late(&self) -> bool {
        self.deadline
            .is_some_and(|deadline| Instant::now() >= deadline)
    }

    /// The parts of `hunk` that differ when it is read unit by unit, from front to back.
    fn refined(&self, hunk: Hunk, unit: Unit) -> Vec<Hunk> {
        let hunk = self.trimmed(hunk, unit);
        if self.is_late() || !hunk.is_worth_comparing(unit) {
            return vec![hunk];
        }
        let before = unit.split(self.before, hunk.before);
        let after = unit.split(self.after, hunk.after);
        let operations =
            capture_diff_slices_deadline(Algorithm::Myers, &before, &after, self.deadline);
        differing(hunk, &operations, &before, &after)
    }

    /// The differing words of `hunk`. Where only blanks and signs stand between two of them, they
    /// are one: `a = (b)` becoming `c = (d)` is one change of mind, not two.
    fn refined_words(&self, hunk: Hunk) -> Vec<Hunk> {
        let mut joined: Vec<Hunk> = Vec::new();
        for hunk in self.refined(hunk, Unit::Word) {
            match joined.last_mut() {
                Some(last) if !self.is_word_between(*last, hunk) => *last = last.joined(hunk),
                _ => joined.push(hunk),
            }
        }
        joined
    }

    fn is_word_between(&self, earlier: Hunk, later: Hunk) -> bool {
        let between = Span::new(earlier.before.end, later.before.start);
        holds_word(piece(self.before, between))
    }

    /// `hunk` without the whole units that both its sides begin with, then end with.
    fn trimmed(&self, hunk: Hunk, unit: Unit) -> Hunk {
        let is_boundary = |before, after| {
            unit.is_boundary(self.before, before) && unit.is_boundary(self.after, after)
        };
        let Hunk { before, after } = hunk;
        let (old, new) = (piece(self.before, before), piece(self.after, after));
        let prefix = (0..=common_prefix(old.as_bytes(), new.as_bytes()))
            .rev()
            .find(|&length| is_boundary(before.start + length, after.start + length))
            .unwrap_or(0);

        let before = Span::new(before.start + prefix, before.end);
        let after = Span::new(after.start + prefix, after.end);
        let (old, new) = (piece(self.before, before), piece(self.after, after));
        let suffix = (0..=common_suffix(old.as_bytes(), new.as_bytes()))
            .rev()
            .find(|&length| is_boundary(before.end - length, after.end - length))
            .unwrap_or(0);
        Hunk {
            before: Span::new(before.start, before.end - suffix),
            after: Span::new(after.start, after.end - suffix),
        }
    }
}

/// The parts of `hunk` that `operations` do not call equal, where its sides are made of the units
/// `before` and `after`.
fn differing(hunk: Hunk, operations: &[DiffOp], before: &[&str], after: &[&str]) -> Vec<Hunk> {
    let (mut before, mut after) = (before.iter(), after.iter());
    let (mut before_at, mut after_at) = (hunk.before.start, hunk.after.start);
    let mut hunks = Vec::new();
    for operation in operations {
        let part = Hunk {
            before: next_span(before_at, &mut before, operation.old_range().len()),
            after: next_span(after_at, &mut after, operation.new_range().len()),
        };
        (before_at, after_at) = (part.before.end, part.after.end);
        if operation.tag() != DiffTag::Equal {
            hunks.push(part);
        }
    }
    hunks
}

/// The span from `start` on of the next `count` units.
fn next_span<'unit>(
    start: usize,
    units: &mut impl Iterator<Item = &'unit &'unit str>,
    count: usize,
) -> Span {
    let length: usize = units.take(count).map(|unit| unit.len()).sum();
    Span::new(start, start + length)
}

fn piece(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}

/// How many bytes are compared at once: equal texts are passed at the speed of memory.
const BLOCK: usize = 256;

/// Number of bytes that both begin with.
fn common_prefix(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.chunks_exact(BLOCK).zip(other.chunks_exact(BLOCK));
    let equal = BLOCK * blocks.take_while(|(one, other)| one == other).count();
    let rest = one.iter().zip(other).skip(equal);
    equal + rest.take_while(|(one, other)| one == other).count()
}

/// Number of bytes that both end with.
fn common_suffix(one: &[u8], other: &[u8]) -> usize {
    let blocks = one.rchunks_exact(BLOCK).zip(other.rchunks_exact(BLOCK));
    let equal = BLOCK * blocks.take_while(|(one, other)| one == other).count();
    let rest = one.iter().rev().zip(other.iter().rev()).skip(equal);
    equal + rest.take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests;
