//! The faults of a broken region, one after the other.
//!
//! Of all suspicions, the first that a small change confirms is the fault. With that change made,
//! the text is read again for the next fault, so that one mistake does not hide another.

use scholiast_text::{Edit, Span};

use super::reading::Reading;
use super::repair::{Outcome, applied, attempt};
use super::suspicion::{Suspicion, suspicions};
use super::workshop::Workshop;
use crate::cancellation::Cancelled;
use crate::report::{Related, SyntaxError};

/// How many faults of a region are told.
const FAULT_LIMIT: usize = 8;

/// How many expected tokens are listed with a fault; longer lists say "any expression".
const EXPECTED_LIMIT: usize = 8;

/// The faults of a text that starts on the line `first_line`, counted from zero.
pub(crate) fn faults(
    text: &str,
    first_line: usize,
    workshop: &mut Workshop<'_>,
) -> Result<Vec<SyntaxError>, Cancelled> {
    let mut mended = text.to_owned();
    let mut made: Vec<Edit> = Vec::new();
    let mut faults = Vec::new();
    while faults.len() < FAULT_LIMIT {
        let Some(reading) = Reading::of(&mended, workshop)? else {
            break;
        };
        let line_number = |offset| first_line + line_number(text, before_all(offset, &made));
        let fault = Fault::of(&reading, line_number, workshop)?;
        faults.push(
            fault
                .error(&reading)
                .mapped(|offset| before_all(offset, &made)),
        );
        let (Some(edit), false) = (fault.edit, fault.is_last) else {
            break;
        };
        mended = applied(&mended, &edit);
        made.push(edit);
    }
    Ok(faults)
}

/// A suspicion, and the change that confirmed it.
struct Fault {
    suspicion: Suspicion,
    edit: Option<Edit>,
    /// Whether nothing is wrong after that change.
    is_last: bool,
}

impl Fault {
    /// The first suspicion that makes the whole text right when it is followed; else the first
    /// that makes the faulty statement right; else the first that is evident without.
    fn of(
        reading: &Reading<'_>,
        line_number: impl Fn(usize) -> usize,
        workshop: &mut Workshop<'_>,
    ) -> Result<Self, Cancelled> {
        let mut suspicions = suspicions(reading, &line_number);
        let changes = suspicions
            .iter()
            .enumerate()
            .flat_map(|(index, suspicion)| {
                let edits = suspicion.edits.iter();
                edits.map(move |edit| (index, edit, suspicion.is_evident))
            });
        let mut best: Option<(usize, Edit, Outcome)> = None;
        for (index, edit, is_evident) in changes {
            let outcome = attempt(workshop, reading, edit, is_evident)?;
            let is_better = match outcome {
                Outcome::Clean => true,
                Outcome::Further => best.is_none(),
                Outcome::Useless => false,
            };
            if is_better {
                best = Some((index, edit.clone(), outcome));
            }
            if outcome == Outcome::Clean {
                break;
            }
        }
        let evident = suspicions.iter().position(|suspicion| suspicion.is_evident);
        let index = best
            .as_ref()
            .map_or(evident.unwrap_or_default(), |best| best.0);
        Ok(Self {
            suspicion: suspicions.swap_remove(index),
            is_last: matches!(best, Some((.., Outcome::Clean))),
            edit: best.map(|(_, edit, _)| edit),
        })
    }

    fn error(&self, reading: &Reading<'_>) -> SyntaxError {
        let suspicion = &self.suspicion;
        let expected = &reading.stop.expected;
        let expected = if expected.len() > EXPECTED_LIMIT {
            &[]
        } else {
            expected.as_slice()
        };
        SyntaxError {
            span: suspicion.span(reading, self.edit.as_ref()),
            message: suspicion.message.clone(),
            related: suspicion.related.clone(),
            expected: expected.iter().map(|token| (*token).to_owned()).collect(),
            fix: self.edit.clone().filter(|_| suspicion.is_fix),
        }
    }
}

impl SyntaxError {
    /// The error with all its places moved.
    pub(super) fn mapped(self, place: impl Fn(usize) -> usize) -> Self {
        let moved = |span: Span| Span::new(place(span.start), place(span.end));
        Self {
            span: moved(self.span),
            related: self
                .related
                .into_iter()
                .map(|related| Related {
                    span: moved(related.span),
                    ..related
                })
                .collect(),
            fix: self.fix.map(|edit| Edit {
                span: moved(edit.span),
                ..edit
            }),
            ..self
        }
    }
}

/// Where an offset was before these changes, made one after the other.
fn before_all(offset: usize, made: &[Edit]) -> usize {
    made.iter().rev().fold(offset, before)
}

/// Where an offset was before a change.
fn before(offset: usize, edit: &Edit) -> usize {
    let start = edit.span.start;
    if offset <= start {
        offset
    } else if offset < start + edit.replacement.len() {
        start
    } else {
        offset - edit.replacement.len() + edit.span.len()
    }
}

/// The line of an offset, counted from one.
fn line_number(text: &str, offset: usize) -> usize {
    let bytes = text.as_bytes().get(..offset).unwrap_or_default();
    let ends = |(at, byte): &(usize, &u8)| {
        **byte == b'\n' || (**byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n'))
    };
    1 + bytes.iter().enumerate().filter(ends).count()
}
