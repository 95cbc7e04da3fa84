//! The join: what each unit says and what the file says of it become the functions of a report.

use std::collections::HashSet;

use scholiast_text::Text;

use crate::calls::Recursions;
use crate::cognitive::{Cognitive, Increment, Reason};
use crate::outline::{Outline, UnitFacts};
use crate::reader::word;
use crate::report::Function;

/// The functions of a file, each with what the functions inside it add.
pub(crate) fn functions(outline: &Outline, recursions: &Recursions, text: &Text) -> Vec<Function> {
    let units = outline.units.iter().zip(sums(outline, recursions, 0));
    units
        .map(|(unit, sum)| {
            let qualified_name = outline.qualified_name(unit.scope, &unit.unit.full_name());
            function(unit, sum, qualified_name, text)
        })
        .collect()
}

/// The cognitive complexity of the first unit of an outline, which is the unit of this number in
/// its file.
pub(crate) fn cognitive(outline: &Outline, recursions: &Recursions, number: usize) -> Cognitive {
    let first = sums(outline, recursions, number).into_iter().next();
    first.map(Sum::cognitive).unwrap_or_default()
}

fn sums(outline: &Outline, recursions: &Recursions, first: usize) -> Vec<Sum> {
    let mut sums: Vec<Sum> = outline
        .units
        .iter()
        .zip(recursions.from(first))
        .map(Sum::of_own)
        .collect();
    for index in 0..outline.units.len() {
        add_to_ancestors(index, &outline.units, &mut sums);
    }
    sums
}

/// What a unit's metrics add up to while those inside it are added.
struct Sum {
    own: Vec<Increment>,
    increments: Vec<Increment>,
    depth: u32,
}

impl Sum {
    fn of_own((unit, recursion): (&UnitFacts, Option<usize>)) -> Self {
        let mut own = unit.increments.clone();
        if let Some(site) = recursion.and_then(|call| unit.calls.get(call)) {
            own.push(Increment {
                span: site.name,
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

    fn cognitive(self) -> Cognitive {
        let mut increments = self.increments;
        increments.sort_by_key(|increment| increment.span);
        Cognitive::of(increments)
    }
}

/// Adds a unit's own increments to every unit around it, nested as deep as it lies there.
fn add_to_ancestors(index: usize, units: &[UnitFacts], sums: &mut [Sum]) {
    let own = std::mem::take(&mut sums[index].own);
    let own_depth = units[index].depth;
    let mut deeper = 0u32;
    let mut child = index;
    while let Some(parent) = units[child].parent {
        deeper = deeper
            .saturating_add(units[child].unit.level)
            .saturating_add(u32::from(!units[parent].lends_no_level()));
        let sum = &mut sums[parent];
        sum.increments
            .extend(own.iter().map(|increment| nested(increment, deeper)));
        if own_depth > 0 {
            sum.depth = sum.depth.max(own_depth.saturating_add(deeper));
        }
        child = parent;
    }
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

fn function(facts: &UnitFacts, sum: Sum, qualified_name: String, text: &Text) -> Function {
    let unit = &facts.unit;
    Function {
        callees: callees(facts, text),
        nesting_depth: sum.depth,
        cognitive: sum.cognitive(),
        name: unit.name.clone(),
        qualified_name,
        kind: unit.kind,
        span: unit.span,
        name_span: unit.name_span,
        signature: unit.signature.clone(),
        body_span: unit.body_span,
        parameters: unit.parameters,
        parent: facts.parent,
        has_syntax_error: unit.has_syntax_error,
    }
}

fn callees(unit: &UnitFacts, text: &Text) -> Vec<String> {
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
    character.is_alphanumeric() || matches!(character, '_' | '.' | ':' | '$' | '#' | '?')
}
