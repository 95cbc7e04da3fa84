//! Cognitive complexity moved as the intent demands, for the function and what it was split into.

use scholiast_analysis::Function;

use super::comparison::Comparison;
use crate::intent::Complexity;
use crate::receipt::{Check, Subject};

pub(super) fn check(comparison: &Comparison<'_>, demand: Complexity) -> Check {
    let Some(replaced) = comparison.replaced() else {
        return Check::failed(
            Subject::Complexity,
            format!(
                "without `{}` its cognitive complexity cannot be compared",
                comparison.target.name
            ),
        );
    };
    let measured = Measured {
        name: &comparison.target.name,
        before: comparison.target.cognitive.total,
        after: replaced.cognitive.total,
        added: comparison.added(),
    };
    match measured.fault(demand) {
        None => Check::passed(Subject::Complexity, measured.words()),
        Some(evidence) => Check::failed(Subject::Complexity, evidence),
    }
}

/// The numbers of the function and of those added beside it.
struct Measured<'a> {
    name: &'a str,
    before: u32,
    after: u32,
    added: Vec<&'a Function>,
}

impl Measured<'_> {
    fn together(&self) -> u32 {
        let added = self.added.iter().map(|function| function.cognitive.total);
        added.fold(self.after, u32::saturating_add)
    }

    fn words(&self) -> String {
        let split = match self.added.len() {
            0 => String::new(),
            1 => format!(" ({} with the added function)", self.together()),
            count => format!(" ({} with {count} added functions)", self.together()),
        };
        format!("cognitive {} → {}{split}", self.before, self.after)
    }

    fn fault(&self, demand: Complexity) -> Option<String> {
        match demand {
            Complexity::Lower => self.fault_if_not_below(self.before, "below"),
            Complexity::NotHigher => {
                self.fault_if_not_below(self.before.saturating_add(1), "at most")
            }
            Complexity::Same => self.fault_if_not_same(),
        }
    }

    /// `limit` is the first number that is too large.
    fn fault_if_not_below(&self, limit: u32, relation: &str) -> Option<String> {
        let (name, before) = (self.name, self.before);
        if self.after >= limit {
            return Some(format!(
                "the cognitive complexity of `{name}` is {}, and must be {relation} {before}",
                self.after
            ));
        }
        let too_complex = |function: &&&Function| function.cognitive.total >= limit;
        if let Some(function) = self.added.iter().find(too_complex) {
            return Some(format!(
                "the cognitive complexity of the added `{}` is {}, and must be {relation} \
                 the {before} that `{name}` had",
                function.name, function.cognitive.total
            ));
        }
        (self.together() > before).then(|| {
            format!(
                "`{name}` and what was added beside it have a cognitive complexity of {} \
                 together, more than the {before} that `{name}` had",
                self.together()
            )
        })
    }

    fn fault_if_not_same(&self) -> Option<String> {
        if let Some(function) = self.added.first() {
            return Some(format!("a function was added: `{}`", function.name));
        }
        (self.after != self.before).then(|| {
            format!(
                "the cognitive complexity of `{}` changed from {} to {}",
                self.name, self.before, self.after
            )
        })
    }
}
