//! What was checked of an edit, with the evidence: for the person who gets it, and for the model
//! that may repair it.

use std::fmt;

use scholiast_llm::Usage;

use crate::intent::Intent;
use crate::printable::printable;

/// The checks of one edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What was asked for.
    pub intent: Intent,
    /// What was checked, in order. Where the result does not parse, nothing after that.
    pub checks: Vec<Check>,
    /// Who wrote the edit, unless it was no model.
    pub author: Option<Author>,
}

/// One check and how it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at.
    pub subject: Subject,
    /// How it came out.
    pub outcome: Outcome,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The result parses.
    Syntax,
    /// Everything around the function is as it was.
    Surroundings,
    /// The function's name, parameters, result, decorators and modifiers.
    Signature,
    /// What the file offers to others, and what was added to it.
    Names,
    /// What rules find.
    Findings,
    /// Cognitive complexity.
    Complexity,
    /// The code without comments and layout.
    Code,
}

/// How a check came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It holds; in a few words: "signature kept".
    Passed(String),
    /// It does not hold; the evidence in a sentence.
    Failed(String),
}

/// The model that wrote an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// Its name.
    pub model: String,
    /// The tokens of all attempts together, where the provider counted them.
    pub usage: Option<Usage>,
    /// How often it was asked: twice if the first answer was not accepted.
    pub attempts: u32,
}

impl Check {
    pub(crate) fn passed(subject: Subject, words: impl Into<String>) -> Self {
        let outcome = Outcome::Passed(words.into());
        Self { subject, outcome }
    }

    pub(crate) fn failed(subject: Subject, evidence: impl Into<String>) -> Self {
        let outcome = Outcome::Failed(evidence.into());
        Self { subject, outcome }
    }

    /// Whether it holds.
    pub fn holds(&self) -> bool {
        matches!(self.outcome, Outcome::Passed(_))
    }
}

impl Receipt {
    /// Whether every check holds.
    pub fn is_accepted(&self) -> bool {
        self.checks.iter().all(Check::holds)
    }

    /// The evidence of the checks that do not hold, one sentence each.
    pub fn failures(&self) -> impl Iterator<Item = &str> {
        self.checks.iter().filter_map(|check| match &check.outcome {
            Outcome::Failed(evidence) => Some(evidence.as_str()),
            Outcome::Passed(_) => None,
        })
    }
}

/// One line: "checked: parses · signature kept · cognitive 23 → 9 · model qwen · tokens 812 + 240".
impl fmt::Display for Receipt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let title = if self.is_accepted() {
            "checked"
        } else {
            "not accepted"
        };
        let checks = self.checks.iter().map(Check::to_string);
        let author = self.author.iter().flat_map(Author::words);
        let words: Vec<String> = checks.chain(author).collect();
        write!(formatter, "{title}: {}", words.join(" · "))
    }
}

impl fmt::Display for Check {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.outcome {
            Outcome::Passed(words) => write!(formatter, "{words}"),
            Outcome::Failed(evidence) => write!(formatter, "✗ {}", printable(evidence)),
        }
    }
}

impl Author {
    fn words(&self) -> Vec<String> {
        let model = format!("model {}", printable(&self.model));
        let tokens = self
            .usage
            .map(|usage| format!("tokens {} + {}", usage.input_tokens, usage.output_tokens));
        let attempts = (self.attempts > 1).then(|| format!("{} attempts", self.attempts));
        [Some(model), tokens, attempts]
            .into_iter()
            .flatten()
            .collect()
    }
}
