//! What can be done with the function around the cursor: its number explained,
//! an explanation, the improvements.

use lsp_types::CodeAction;
use scholiast_assist::Intent;

use super::{Question, disabled};
use crate::commands::{self, Target};

/// Why nothing is to be seen or reduced in a straight function.
const STRAIGHT: &str = "nothing in this function breaks its linear flow";

pub(super) fn actions(question: &Question<'_>) -> Vec<CodeAction> {
    let offset = question.selected.start;
    let Some(function) = question.analyzed.analysis.function_at(offset) else {
        return Vec::new();
    };
    let moment = question.moment;
    let position = moment.lines().position(function.name_span.start);
    let target = Target::new(moment.document.uri().clone(), position);
    let is_straight = function.cognitive.total == 0;
    let of_number = |action| {
        if is_straight {
            disabled(action, STRAIGHT)
        } else {
            action
        }
    };
    vec![
        of_number(commands::why::action(&target)),
        of_number(commands::improve::action(&target, Intent::ReduceComplexity)),
        commands::improve::action(&target, Intent::Readability),
        commands::explain::action(&target),
    ]
}
