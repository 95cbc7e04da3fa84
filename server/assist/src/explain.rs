//! "Explain this function": the measured facts, and below them a model's words if there is a
//! model, labelled as such.
//!
//! The facts are always there. What keeps the words away (no model, a private file, a server that
//! does not answer) is said on the page.

use scholiast_llm::{Answer, ChatModel, StopReason, Usage};

use crate::facts::FunctionFacts;
use crate::page::{Page, code, text};
use crate::prompt;
use crate::redaction::Redactions;
use crate::task::{AskError, NoFunction, OnEvent, Task, ask};

mod grounding;
#[cfg(test)]
mod tests;

/// What is known and said of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What was measured.
    pub facts: FunctionFacts,
    /// What became of the model's part.
    pub words: Words,
    /// All of it, to be shown.
    pub page: Page,
}

/// What became of the model's part of an explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// No model is configured.
    NoModel,
    /// The model could not be asked, or did not answer.
    Missing(AskError),
    /// The model answered.
    Spoken {
        /// Its name.
        model: String,
        /// The tokens it took, where the provider counted them.
        usage: Option<Usage>,
        /// The names it mentioned that are not in the file, each once.
        unknown_names: Vec<String>,
    },
}

/// Explains the task's function, with the words of `model` if there is one.
///
/// Dropping the future closes the connection to the model.
///
/// # Errors
///
/// [`NoFunction`] if the place is in none. Whatever keeps the model from answering is no error:
/// the explanation then says so.
pub async fn explain(
    task: &Task,
    model: Option<&dyn ChatModel>,
    on_event: OnEvent<'_>,
) -> Result<Explanation, NoFunction> {
    let facts = FunctionFacts::of(&task.analysis, task.function()?);
    let Some(model) = model else {
        let page = facts.explanation_without_model(&task.thresholds);
        let words = Words::NoModel;
        return Ok(Explanation { facts, words, page });
    };
    let function = task.function()?;
    let excerpt = prompt::excerpt(&task.analysis, function);
    let draft = prompt::explain(&task.analysis, function, &excerpt);
    let mut redactions = Redactions::of(&excerpt.code);
    let answer = ask(&draft, task.sharing, &mut redactions, model, on_event).await;
    let mut page = facts.title();
    page.append(facts.description(&task.thresholds));
    let words = match answer {
        Ok(answer) => {
            let words = spoken(task, model.name(), answer, &mut page);
            if excerpt.is_cut {
                page.paragraph([text(
                    "The model was shown the beginning of the function only.",
                )]);
            }
            words
        }
        Err(error) => {
            page.paragraph([text(format!("Without a model's words: {error}."))]);
            Words::Missing(error)
        }
    };
    Ok(Explanation { facts, words, page })
}

fn spoken(task: &Task, model: &str, answer: Answer, page: &mut Page) -> Words {
    let grounded = grounding::grounded(&answer.text, &task.analysis);
    page.paragraph([
        text("In the words of the model "),
        code(model),
        text(", which nobody checked:"),
    ]);
    page.foreign(grounded.markdown);
    if answer.finish.stop == StopReason::Length {
        page.paragraph([text(
            "The model's words end here because its limit of tokens was reached.",
        )]);
    }
    Words::Spoken {
        model: model.to_owned(),
        usage: answer.finish.usage,
        unknown_names: grounded.unknown_names,
    }
}
