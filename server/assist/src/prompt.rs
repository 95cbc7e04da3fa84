//! What a model is asked, for each task. The words are in `prompts/`.

use std::collections::BTreeSet;

use scholiast_analysis::{Analysis, Function};
use scholiast_llm::Turn;

use crate::answer::REFUSAL_WORD;
use crate::disclosure::Draft;
use crate::facts::FunctionFacts;
use crate::intent::Intent;
use crate::markdown;
use crate::placement;
use crate::redaction;
use crate::template::filled;

#[cfg(test)]
mod tests;

/// So many increments are told to a model.
const MOST_INCREMENTS: usize = 100;

/// Of a longer function, only the beginning is explained by a model.
const MOST_EXPLAINED_BYTES: usize = 48 * 1024;

/// So many taken names are told to a model.
const MOST_NAMES: usize = 200;

/// Asks for a replacement of the function.
pub(crate) fn improve(analysis: &Analysis, function: &Function, intent: Intent) -> Draft {
    let facts = FunctionFacts::of(analysis, function);
    let language = facts.language.as_str();
    let cognitive = facts.cognitive.to_string();
    let goal = filled(
        goal(intent),
        &[("cognitive", &cognitive), ("language", language)],
    );
    let system = filled(
        include_str!("../prompts/improve/system.md"),
        &[
            ("language", language),
            ("refusal", REFUSAL_WORD),
            ("placeholder", redaction::EXAMPLE),
        ],
    );
    let request = filled(
        include_str!("../prompts/improve/request.md"),
        &[
            ("goal", goal.trim_end()),
            ("name", &facts.name),
            ("facts", &measured(&facts)),
            ("taken", &taken_names(analysis)),
            (
                "code",
                &quoted(analysis, &placement::shown(analysis, function.span)),
            ),
        ],
    );
    Draft {
        system,
        turns: vec![Turn::User(request)],
    }
}

fn goal(intent: Intent) -> &'static str {
    match intent {
        Intent::ReduceComplexity => include_str!("../prompts/improve/reduce-complexity.md"),
        Intent::Readability => include_str!("../prompts/improve/readability.md"),
        Intent::Performance => include_str!("../prompts/improve/performance.md"),
        Intent::Document => include_str!("../prompts/improve/document.md"),
    }
}

/// Asks once more, with the evidence against the first answer.
pub(crate) fn repair(evidence: &str) -> String {
    filled(
        include_str!("../prompts/improve/repair.md"),
        &[("evidence", evidence), ("refusal", REFUSAL_WORD)],
    )
}

/// Asks for an explanation of the function.
pub(crate) fn explain(analysis: &Analysis, function: &Function, excerpt: &Excerpt) -> Draft {
    let facts = FunctionFacts::of(analysis, function);
    let system = filled(
        include_str!("../prompts/explain/system.md"),
        &[
            ("language", &facts.language),
            ("placeholder", redaction::EXAMPLE),
        ],
    );
    let request = filled(
        include_str!("../prompts/explain/request.md"),
        &[
            ("name", &facts.name),
            ("facts", &measured(&facts)),
            (
                "shown",
                if excerpt.is_cut {
                    "The beginning of the code"
                } else {
                    "The code"
                },
            ),
            ("code", &quoted(analysis, &excerpt.code)),
        ],
    );
    Draft {
        system,
        turns: vec![Turn::User(request)],
    }
}

/// Code as an explanation is asked for it.
pub(crate) struct Excerpt {
    pub(crate) code: String,
    /// Whether something of the end was left out.
    pub(crate) is_cut: bool,
}

/// The function's code; of long code the beginning, in whole lines: an explanation should not cost
/// a fortune.
pub(crate) fn excerpt(analysis: &Analysis, function: &Function) -> Excerpt {
    let mut code = placement::shown(analysis, function.span);
    let is_cut = code.len() > MOST_EXPLAINED_BYTES;
    if is_cut {
        let within = |&(start, _): &(usize, char)| start <= MOST_EXPLAINED_BYTES;
        let fitting = code.char_indices().take_while(within);
        let line_ends = fitting.filter(|&(_, character)| character == '\n');
        code.truncate(line_ends.last().map_or(0, |(end, _)| end));
    }
    Excerpt { code, is_cut }
}

fn measured(facts: &FunctionFacts) -> String {
    let mut lines = vec![format!(
        "- cognitive complexity {}, control structures nested {} deep",
        facts.cognitive, facts.nesting_depth
    )];
    let (first_line, _) = facts.lines;
    for increment in facts.increments.iter().take(MOST_INCREMENTS) {
        let line = increment.line - first_line + 1;
        lines.push(format!("- line {line}: {}", increment.sentence));
    }
    if !facts.callees.is_empty() {
        lines.push(format!("- calls {}", facts.callees.join(", ")));
    }
    lines.join("\n")
}

fn taken_names(analysis: &Analysis) -> String {
    let exported = analysis
        .exported()
        .iter()
        .map(|exported| exported.name.clone());
    let functions = analysis.report().functions.iter();
    let names: BTreeSet<String> = exported
        .chain(functions.map(|function| function.qualified_name.clone()))
        .collect();
    let names: Vec<String> = names.into_iter().take(MOST_NAMES).collect();
    names.join(", ")
}

fn quoted(analysis: &Analysis, code: &str) -> String {
    markdown::fenced(code, analysis.language().id())
}
