//! What happened to a document since some version of it: spans and edits that were made for an old
//! text are carried through everything typed meanwhile.

use std::collections::VecDeque;

use crate::{Edit, Edits, Span, Version};

/// Most versions remembered: several minutes of fast typing.
const MOST_VERSIONS: usize = 4096;

/// Most bytes that the remembered splices may take.
const MOST_BYTES: usize = 1024 * 1024;

/// What became of a span of an older text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// The same characters now stand here.
    Moved(Span),
    /// Some of the characters were changed, or others came in between them.
    Touched,
    /// The log does not reach back to that version, or two texts bore its number.
    Forgotten,
}

/// Why edits made for an older text cannot be made in the current one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Withdrawn {
    /// Something was typed where an edit was to go.
    #[error(
        "the text at bytes {span} of version {since} was changed meanwhile: ask again for the current text"
    )]
    Touched {
        /// The edit's span in the text it was made for.
        span: Span,
        /// The version of that text.
        since: Version,
    },
    /// The log does not reach back to the text the edits were made for.
    #[error(
        "what happened to the text since version {since} is no longer known: ask again for the current text"
    )]
    Forgotten {
        /// The version of the text the edits were made for.
        since: Version,
    },
}

/// A replacement of which only the lengths are remembered: they are all that moves other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Splice {
    /// What was replaced, in the text just before.
    pub replaced: Span,
    /// Length in bytes of what stands there afterwards.
    pub inserted: usize,
}

impl Splice {
    /// By how many bytes it makes the text longer (or, when negative, shorter).
    #[must_use]
    pub fn growth(self) -> isize {
        let signed = |length| isize::try_from(length).unwrap_or(isize::MAX);
        signed(self.inserted) - signed(self.replaced.len())
    }

    /// The one replacement that spans this one and `next`, which was made in the text that this one
    /// left.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        let changed = Span::new(self.replaced.start, self.replaced.start + self.inserted);
        let all = Span::new(
            changed.start.min(next.replaced.start),
            changed.end.max(next.replaced.end),
        );
        let kept = all.len() - next.replaced.len();
        Self {
            replaced: Span::new(all.start, self.replaced.end + (all.end - changed.end)),
            inserted: kept + next.inserted,
        }
    }

    pub(crate) fn of(edit: &Edit) -> Self {
        Self {
            replaced: edit.span,
            inserted: edit.replacement.len(),
        }
    }

    /// Where `span` stands afterwards; none if the splice reached into it.
    ///
    /// What is inserted just before a span, or just behind it, does not become part of it.
    fn carry(self, span: Span) -> Option<Span> {
        if self.replaced.end <= span.start {
            let before = span.start - self.replaced.end;
            let start = self.replaced.start + self.inserted + before;
            Some(Span::new(start, start + span.len()))
        } else if span.end <= self.replaced.start {
            Some(span)
        } else {
            None
        }
    }

    /// As [`Splice::carry`], for the span of an edit. Two insertions at one place have no order
    /// that is right for both, so there an edit is touched.
    fn carry_target(self, target: Span) -> Option<Span> {
        let is_tie = target.is_empty() && target == self.replaced;
        if is_tie { None } else { self.carry(target) }
    }
}

/// The splices that led to one version, each in the text that the one before it left.
#[derive(Clone, Debug)]
struct Step {
    version: Version,
    splices: Box<[Splice]>,
}

impl Step {
    fn bytes(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.splices)
    }
}

/// The history of a document, as far back as memory is granted to it.
///
/// It keeps places and lengths, never text, so that it stays small whatever is pasted.
#[derive(Clone, Debug)]
pub struct EditLog {
    /// The version that `steps` start from.
    base: Version,
    steps: VecDeque<Step>,
    /// Memory taken by `steps`.
    bytes: usize,
}

impl EditLog {
    /// A log that knows the text of `base` and nothing before it.
    pub(crate) fn new(base: Version) -> Self {
        Self {
            base,
            steps: VecDeque::new(),
            bytes: 0,
        }
    }

    /// Remembers how the text of `version` came from the one before it.
    pub(crate) fn record(&mut self, version: Version, splices: Vec<Splice>) {
        let step = Step {
            version,
            splices: splices.into(),
        };
        self.bytes += step.bytes();
        self.steps.push_back(step);
        while self.steps.len() > MOST_VERSIONS || self.bytes > MOST_BYTES {
            self.forget_oldest();
        }
    }

    /// What became of `span`, a span of the text of version `since`.
    #[must_use]
    pub fn carry(&self, span: Span, since: Version) -> Carried {
        let Some(mut splices) = self.splices_since(since) else {
            return Carried::Forgotten;
        };
        match splices.try_fold(span, |span, splice| splice.carry(span)) {
            Some(span) => Carried::Moved(span),
            None => Carried::Touched,
        }
    }

    /// The one replacement that made the current text of that of version `since`, and spans all
    /// that was changed; none if that text is not remembered, or is the current one.
    #[must_use]
    pub fn splice_since(&self, since: Version) -> Option<Splice> {
        self.splices_since(since)?.copied().reduce(Splice::then)
    }

    /// `edits`, made for the text of version `since`, as edits of the current text.
    ///
    /// Making them there gives what making them at once and typing afterwards would have given.
    ///
    /// # Errors
    /// [`Withdrawn::Touched`] when something was typed where one of them goes, so that no edit is
    /// made in part; [`Withdrawn::Forgotten`] when the log does not reach back to `since`.
    pub fn carry_edits(&self, edits: &Edits, since: Version) -> Result<Edits, Withdrawn> {
        let splices = self
            .splices_since(since)
            .ok_or(Withdrawn::Forgotten { since })?;
        let carried = edits.iter().map(|edit| {
            let span = splices
                .clone()
                .try_fold(edit.span, |span, splice| splice.carry_target(span))
                .ok_or(Withdrawn::Touched {
                    span: edit.span,
                    since,
                })?;
            Ok(Edit::new(span, edit.replacement.clone()))
        });
        // Nothing that leaves all of them untouched can make two of them change places.
        carried.collect::<Result<_, _>>().map(Edits::from_sorted)
    }

    /// All splices after `since`; none if that version is not remembered.
    ///
    /// Clients must raise the number with every change. Should one not, the number stands for two
    /// texts, and to guess which one is meant would be to edit the wrong place.
    fn splices_since(&self, since: Version) -> Option<impl Iterator<Item = &Splice> + Clone> {
        let versions = self.steps.iter().map(|step| step.version);
        let mut of_that_number = std::iter::once(self.base)
            .chain(versions)
            .enumerate()
            .filter(|&(_, version)| version == since);
        let (steps_before, _) = of_that_number.next()?;
        let is_ambiguous = of_that_number.next().is_some();
        let steps = self.steps.iter().skip(steps_before);
        (!is_ambiguous).then(|| steps.flat_map(|step| &step.splices))
    }

    fn forget_oldest(&mut self) {
        if let Some(step) = self.steps.pop_front() {
            self.base = step.version;
            self.bytes -= step.bytes();
        }
    }
}

#[cfg(test)]
mod tests;
