//! The rules whose severity can be set: their names, and what each finds.

use scholiast_analysis::RuleId;

/// Every rule there is, with what it finds.
const KNOWN: [(RuleId, &str); 7] = [
    (RuleId::SYNTAX_ERROR, "The text is not of its language."),
    (
        RuleId::COGNITIVE_COMPLEXITY,
        "The function is harder to follow than the threshold of cognitive complexity allows.",
    ),
    (
        RuleId::CYCLOMATIC_COMPLEXITY,
        "The function has more independent paths than the threshold allows.",
    ),
    (
        RuleId::NESTING_DEPTH,
        "The function's control structures are nested deeper than the threshold allows.",
    ),
    (
        RuleId::PARAMETERS,
        "The function takes more parameters than the threshold allows.",
    ),
    (
        RuleId::FUNCTION_LINES,
        "The function has more lines of code than the threshold allows.",
    ),
    (
        RuleId::SUPPRESSION,
        "A suppression comment gives no reason, or names a rule that does not exist.",
    ),
];

/// The names of the rules, each with a sentence on what it finds.
pub fn descriptions() -> impl Iterator<Item = (&'static str, &'static str)> {
    KNOWN.iter().map(|(rule, finds)| (rule.as_str(), *finds))
}

/// The rule of this name.
pub(crate) fn by_name(name: &str) -> Option<RuleId> {
    let mut rules = KNOWN.iter().map(|(rule, _)| *rule);
    rules.find(|rule| rule.as_str() == name)
}
