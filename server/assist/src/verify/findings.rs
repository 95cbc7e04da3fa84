//! Rules find no more than before. Complexity and syntax have checks of their own.

use std::collections::BTreeMap;

use scholiast_analysis::{Analysis, RuleId, Thresholds, unsuppressed_diagnostics};

use super::comparison::Comparison;
use crate::intent::Findings;
use crate::receipt::{Check, Subject};

pub(super) fn check(comparison: &Comparison<'_>, demand: Findings) -> Option<Check> {
    let (before, after) = (counts(comparison.before), counts(comparison.after));
    match demand {
        Findings::Any => None,
        Findings::NoneNew => Some(compared(&before, &after)),
    }
}

type Counts = BTreeMap<RuleId, usize>;

fn counts(analysis: &Analysis) -> Counts {
    let mut counts = Counts::new();
    // What a model allows itself by a comment is a finding all the same.
    for diagnostic in unsuppressed_diagnostics(analysis, &Thresholds::default()) {
        let rule = diagnostic.rule;
        if rule != RuleId::SYNTAX_ERROR && rule != RuleId::COGNITIVE_COMPLEXITY {
            *counts.entry(rule).or_default() += 1;
        }
    }
    counts
}

fn compared(before: &Counts, after: &Counts) -> Check {
    let count_before = |rule| before.get(rule).copied().unwrap_or_default();
    let added = after
        .iter()
        .find(|(rule, count)| **count > count_before(rule));
    match added {
        Some((rule, count)) => Check::failed(
            Subject::Findings,
            format!(
                "the replacement adds a finding of `{rule}`: {} became {count}",
                count_before(rule)
            ),
        ),
        None if after.is_empty() => Check::passed(Subject::Findings, "no findings"),
        None => Check::passed(Subject::Findings, "no new findings"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, compared};
    use scholiast_analysis::RuleId;

    /// The rules that exist stand for those that will.
    const RULE: RuleId = RuleId::COGNITIVE_COMPLEXITY;

    #[test]
    fn a_rule_may_not_find_more_than_before() {
        let none = Counts::new();
        let (one, two) = (Counts::from([(RULE, 1)]), Counts::from([(RULE, 2)]));
        let shown = |before, after| compared(before, after).to_string();
        assert_eq!(shown(&one, &none), "no findings");
        assert_eq!(shown(&two, &one), "no new findings");
        assert_eq!(
            shown(&one, &two),
            "✗ the replacement adds a finding of `cognitive-complexity`: 1 became 2"
        );
        assert!(!compared(&none, &one).holds());
    }
}
