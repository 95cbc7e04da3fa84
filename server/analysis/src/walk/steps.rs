//! Going through what was read, in the order of the source.

use std::slice;

use scholiast_text::Span;

use super::facts::Mistake;
use super::fragment::{Entry, Fragment, Item};

/// A step on the way through a fragment.
pub(crate) enum Step<'f> {
    /// At an entry; its places count from this offset of the file.
    Entry(usize, &'f Entry),
    /// Out of a declaration.
    Leave,
}

/// The way through a fragment and all in it.
pub(crate) struct Steps<'f>(Vec<Stretch<'f>>);

struct Stretch<'f> {
    start: usize,
    entries: slice::Iter<'f, Entry>,
    is_declaration: bool,
}

impl<'f> Steps<'f> {
    /// Through a whole file.
    pub(crate) fn of(file: &'f Fragment) -> Self {
        Self::through(0, &file.entries)
    }

    /// Through entries whose places count from `start`.
    pub(crate) fn through(start: usize, entries: &'f [Entry]) -> Self {
        Self(vec![Stretch {
            start,
            entries: entries.iter(),
            is_declaration: false,
        }])
    }

    /// Goes past the inside of the part or declaration that the last step was at.
    pub(crate) fn pass_over(&mut self) {
        self.0.pop();
    }
}

impl<'f> Iterator for Steps<'f> {
    type Item = Step<'f>;

    fn next(&mut self) -> Option<Step<'f>> {
        loop {
            let stretch = self.0.last_mut()?;
            let start = stretch.start;
            let Some(entry) = stretch.entries.next() else {
                if self.0.pop().is_some_and(|left| left.is_declaration) {
                    return Some(Step::Leave);
                }
                continue;
            };
            if let Some((start, entries)) = entry.inside(start) {
                self.0.push(Stretch {
                    start,
                    entries: entries.iter(),
                    is_declaration: matches!(entry.item, Item::Declaration(_)),
                });
            }
            return Some(Step::Entry(start, entry));
        }
    }
}

/// The mistakes in a file, in the order of the source.
pub(crate) fn mistakes(file: &Fragment) -> Vec<Mistake> {
    let mut mistakes = Vec::with_capacity(file.summary.mistakes);
    let mut steps = Steps::of(file);
    while let Some(step) = steps.next() {
        let Step::Entry(start, entry) = step else {
            continue;
        };
        match &entry.item {
            Item::Mistake(mistake) => mistakes.push(mistake.placed(start)),
            Item::Part(part) if part.summary.mistakes == 0 => steps.pass_over(),
            Item::Declaration(declaration) if declaration.summary.mistakes == 0 => {
                steps.pass_over()
            }
            _ => {}
        }
    }
    mistakes
}

impl Mistake {
    fn placed(&self, start: usize) -> Self {
        Self {
            span: placed(self.span, start),
            message: self.message.clone(),
        }
    }
}

/// A span that counts from `start`, as a span of the file.
pub(crate) fn placed(span: Span, start: usize) -> Span {
    Span::new(span.start + start, span.end + start)
}
