//! The join: facts of units and of the file become the functions of a report.

use std::collections::HashSet;

use scholiast_grammars::Language;
use scholiast_text::{Span, Text};

use crate::calls::recursions;
use crate::cognitive::{Cognitive, Increment, Reason};
use crate::reader::word;
use crate::report::Function;
use crate::walk::{Facts, Unit};

/// The functions of a file, each with what the functions inside it add.
pub(crate) fn functions(facts: &Facts, language: &Language, text: &Text) -> Vec<Function> {
    let recursions = recursions(facts, language, text);
    let mut sums: Vec<Sum> = facts
        .units
        .iter()
        .zip(recursions)
        .map(Sum::of_own)
        .collect();
    for index in 0..facts.units.len() {
        add_to_ancestors(index, &facts.units, &mut sums);
    }
    let units = facts.units.iter().zip(sums);
    units
        .map(|(unit, sum)| {
            let qualified_name = facts.qualified_name(unit.scope, &unit.name);
            function(unit, sum, qualified_name, text)
        })
        .collect()
}

/// What a unit's metrics add up to while those inside it are added.
struct Sum {
    own: Vec<Increment>,
    increments: Vec<Increment>,
    depth: u32,
}

impl Sum {
    fn of_own((unit, recursion): (&Unit, Option<Span>)) -> Self {
        let mut own = unit.increments.clone();
        if let Some(span) = recursion {
            own.push(Increment {
                span,
                amount: 1,
                nesting: 0,
                reason: Reason::Recursion,
            });
        }
        Self {
            increments: own.clone(),
            own,
            depth: unit.depth,
        }
    }
}

/// Adds a unit's own increments to every unit around it, nested as deep as it lies there.
fn add_to_ancestors(index: usize, units: &[Unit], sums: &mut [Sum]) {
    let own = std::mem::take(&mut sums[index].own);
    let own_depth = units[index].depth;
    let mut deeper = 0u32;
    let mut child = index;
    while let Some(parent) = units[child].parent {
        deeper = deeper
            .saturating_add(units[child].level)
            .saturating_add(u32::from(!lends_no_level(&units[parent])));
        let sum = &mut sums[parent];
        sum.increments
            .extend(own.iter().map(|increment| nested(increment, deeper)));
        if own_depth > 0 {
            sum.depth = sum.depth.max(own_depth.saturating_add(deeper));
        }
        child = parent;
    }
}

/// The white paper's exception for functions that only declare others: nothing of its own flows.
fn lends_no_level(unit: &Unit) -> bool {
    unit.only_declares && unit.structures == 0
}

/// The increment as the unit around sees it: structures that nest weigh more there.
fn nested(increment: &Increment, deeper: u32) -> Increment {
    let deeper = if increment.reason.grows_with_nesting() {
        deeper
    } else {
        0
    };
    Increment {
        amount: increment.amount.saturating_add(deeper),
        nesting: increment.nesting.saturating_add(deeper),
        ..increment.clone()
    }
}

fn function(unit: &Unit, sum: Sum, qualified_name: String, text: &Text) -> Function {
    let mut increments = sum.increments;
    increments.sort_by_key(|increment| increment.span);
    Function {
        callees: callees(unit, text),
        cognitive: Cognitive::of(increments),
        nesting_depth: sum.depth,
        name: unit.name.clone(),
        qualified_name,
        kind: unit.kind,
        span: unit.span,
        name_span: unit.name_span,
        signature: unit.signature.clone(),
        body_span: unit.body_span,
        parameters: unit.parameters,
        lines: unit.lines,
        parent: unit.parent,
        has_syntax_error: unit.has_syntax_error,
    }
}

fn callees(unit: &Unit, text: &Text) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut callees = Vec::new();
    for site in &unit.calls {
        let shown = word(text, site.shown);
        let is_plain = shown.chars().all(is_path_character);
        let callee = if is_plain {
            shown
        } else {
            word(text, site.name)
        };
        if !seen.contains(&callee) {
            callees.push(callee.clone().into_owned());
            seen.insert(callee);
        }
    }
    callees
}

fn is_path_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '.' | '$' | '#' | '?')
}
