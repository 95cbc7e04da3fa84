//! The functions that are over a threshold, found without looking into those that are not.

use scholiast_text::Span;

use crate::calls::Recursions;
use crate::cognitive::Cognitive;
use crate::join;
use crate::outline::Outline;
use crate::walk::{Entry, Fragment, Head, Item, Step, Steps, placed};

/// A function over a threshold.
pub(crate) struct Heavy {
    pub(crate) name: String,
    pub(crate) name_span: Span,
    pub(crate) cognitive: Cognitive,
}

/// The functions of a file without a syntax error whose cognitive complexity is over a threshold,
/// in the order in which they start.
pub(crate) fn over(file: &Fragment, recursions: &Recursions, threshold: u32) -> Vec<Heavy> {
    let mut found = Vec::new();
    let mut steps = Steps::of(file);
    // How many units the walk has come past: the number of the next one.
    let mut number = 0;
    while let Some(step) = steps.next() {
        let Step::Entry(start, entry) = step else {
            continue;
        };
        let units = entry.units();
        if !may_be_over(entry, threshold) {
            number += units;
            if entry.inside(start).is_some() {
                steps.pass_over();
            }
            continue;
        }
        if let Item::Declaration(declaration) = &entry.item
            && let Head::Unit(unit) = &declaration.head
        {
            let origin = start + entry.at - declaration.lead;
            let outline = Outline::of_entry(start, entry);
            let cognitive = join::cognitive(&outline, recursions, number);
            if cognitive.total > threshold && !unit.has_syntax_error {
                found.push(Heavy {
                    name: unit.name.clone(),
                    name_span: placed(unit.name_span, origin),
                    cognitive,
                });
            }
            number += 1;
        }
    }
    found
}

/// Whether a unit in it can be over the threshold. Recursion adds one for each unit at most.
fn may_be_over(entry: &Entry, threshold: u32) -> bool {
    let recursion = u64::try_from(entry.units()).unwrap_or(u64::MAX);
    entry.heaviest().saturating_add(recursion) > threshold.into()
}
