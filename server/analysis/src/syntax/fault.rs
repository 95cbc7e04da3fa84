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
    let mut text = text.to_owned();
    let mut made: Vec<Edit> = Vec::new();
    let mut faults = Vec::new();
    while faults.len() < FAULT_LIMIT {
        let Some(reading) = Reading::of(&text, workshop)? else {
            break;
        };
        let fault = Fault::of(&reading, first_line, workshop)?;
        faults.push(fault.error(&reading).carried_back(&made));
        let (Some(edit), false) = (fault.edit, fault.is_last) else {
            break;
        };
        text = applied(&text, &edit);
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
        first_line: usize,
        workshop: &mut Workshop<'_>,
    ) -> Result<Self, Cancelled> {
        let mut suspicions = suspicions(reading, first_line);
        let mut second_best = None;
        for (index, suspicion) in suspicions.iter().enumerate() {
            for edit in &suspicion.edits {
                let next = reading.next_statement(edit.span.start);
                let evident = suspicion.is_evident;
                match attempt(workshop, reading.text, &reading.tree, edit, next, evident)? {
                    Outcome::Clean => {
                        let edit = Some(edit.clone());
                        let suspicion = suspicions.swap_remove(index);
                        return Ok(Self {
                            suspicion,
                            edit,
                            is_last: true,
                        });
                    }
                    Outcome::Further if second_best.is_none() => {
                        second_best = Some((index, edit.clone()));
                    }
                    Outcome::Further | Outcome::Useless => {}
                }
            }
        }
        let (index, edit) = match second_best {
            Some((index, edit)) => (index, Some(edit)),
            None => {
                let evident = suspicions.iter().position(|suspicion| suspicion.is_evident);
                (evident.unwrap_or_default(), None)
            }
        };
        Ok(Self {
            suspicion: suspicions.swap_remove(index),
            edit,
            is_last: false,
        })
    }

    fn error(&self, reading: &Reading<'_>) -> SyntaxError {
        let Suspicion {
            message,
            span,
            is_span_fixed,
            related,
            is_fix,
            ..
        } = &self.suspicion;
        let shown = self
            .edit
            .as_ref()
            .filter(|_| !is_span_fixed)
            .map(|edit| reading.shown(edit));
        let expected = &reading.stop.expected;
        let expected = if expected.len() > EXPECTED_LIMIT {
            &[]
        } else {
            expected.as_slice()
        };
        SyntaxError {
            span: shown.unwrap_or(*span),
            message: message.clone(),
            related: related.clone(),
            expected: expected.iter().map(|token| (*token).to_owned()).collect(),
            fix: self.edit.clone().filter(|_| *is_fix),
        }
    }
}

impl SyntaxError {
    /// The error in the text as it was before these changes, made one after the other.
    fn carried_back(self, made: &[Edit]) -> Self {
        made.iter().rev().fold(self, |error, edit| {
            error.mapped(|offset| before(offset, edit))
        })
    }

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
