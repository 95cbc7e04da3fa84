//! What a demonstration opens, and what its scripted model answers.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use scholiast_analysis::{Analysis, Cancellation, Function};
use scholiast_assist::placement;
use scholiast_grammars as grammars;
use scholiast_project::Source;
use scholiast_simulation::model_server::{Reply, Script};
use scholiast_text::{PositionEncoding, Text};
use serde_json::{Value, json};

const SHIPPED: &str = include_str!("../../../../fixtures/demo/settlement.py");
const FIRST_ANSWER: &str = include_str!("../../../../fixtures/demo/answer_that_fails.md");
const SECOND_ANSWER: &str = include_str!("../../../../fixtures/demo/answer_that_passes.md");

/// A document, the function in it to look at, and the model's two answers.
pub(super) struct Sample {
    pub(super) name: String,
    pub(super) uri: String,
    pub(super) language_id: &'static str,
    pub(super) text: String,
    /// The name of the function that is looked at.
    pub(super) function: String,
    /// The intent of the improvement, as the command's argument spells it.
    pub(super) intent: &'static str,
    /// What the reader must know of the scripted answers.
    pub(super) caveat: &'static str,
    position: (u32, u32),
    answers: [String; 2],
}

impl Sample {
    /// The sample that comes with the program.
    pub(super) fn shipped() -> Result<Self> {
        let python = grammars::by_id("python").context("this build knows no Python")?;
        let analysis = analyze(python, SHIPPED)?;
        let function = most_complex(&analysis).context("the sample has no function")?;
        let uri = url_of(&std::env::temp_dir().join("settlement.py"))?;
        let sample = Self {
            intent: "reduceComplexity",
            caveat: "Its first answer is wrong on purpose.",
            answers: [FIRST_ANSWER.to_owned(), SECOND_ANSWER.to_owned()],
            ..Self::looking_at(&analysis, function, uri, "settlement.py")
        };
        Ok(sample)
    }

    /// A person's own file. What a script can do to any function is little:
    /// its first answer is half of it, its second adds a comment.
    pub(super) fn of_file(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let source = Source::read(path).map_err(|error| anyhow::anyhow!("{name} {error}"))?;
        let analysis = analyze(source.language, &source.text)?;
        let function = most_complex(&analysis).with_context(|| {
            format!("{name} has no function to look at that is free of syntax errors")
        })?;
        let code = placement::shown(&analysis, function.span);
        let half: String = code.chars().take(code.chars().count() / 2).collect();
        let comment = source.language.line_comment();
        let whole = format!("{comment} Looked at in a demonstration.\n{code}");
        let uri = url_of(&std::path::absolute(path)?)?;
        Ok(Self {
            intent: "readability",
            caveat: "Your file stays as it is: edits reach the demonstration's editor only. Of a file \
                     it has never seen, the script can only return half a function, and then the \
                     whole function with a comment.",
            answers: [fenced(&half), fenced(&whole)],
            ..Self::looking_at(&analysis, function, uri, &name)
        })
    }

    fn looking_at(analysis: &Analysis, function: &Function, uri: String, name: &str) -> Self {
        let text = analysis.text();
        let position = text.position(function.name_span.start, PositionEncoding::Utf16);
        Self {
            name: name.to_owned(),
            uri,
            language_id: analysis.language().id(),
            text: text.to_string(),
            function: function.name.clone(),
            intent: "",
            caveat: "",
            position: (position.line, position.character),
            answers: Default::default(),
        }
    }

    /// The scripted model's answers, at a speed that a person can follow.
    pub(super) fn script(&self) -> Script {
        let pause = Duration::from_millis(40);
        Script::new(
            self.answers
                .iter()
                .map(|answer| Reply::text(answer).pieces(8).delay(pause)),
        )
    }

    /// The function's name as a protocol position.
    pub(super) fn position(&self) -> Value {
        let (line, character) = self.position;
        json!({ "line": line, "character": character })
    }

    /// The parameters of a request about the function's name.
    pub(super) fn here(&self) -> Value {
        json!({ "textDocument": { "uri": self.uri }, "position": self.position() })
    }

    /// The argument of a command on the function.
    pub(super) fn argument(&self, intent: Option<&str>) -> Value {
        json!({ "uri": self.uri, "position": self.position(), "intent": intent })
    }

    /// The intent as its action's title has it.
    pub(super) fn intent_in_words(&self) -> &'static str {
        match self.intent {
            "reduceComplexity" => "reduce complexity",
            _ => "readability",
        }
    }
}

fn analyze(language: &'static grammars::Language, text: &str) -> Result<Analysis> {
    Ok(Analysis::of(
        language,
        Text::new(text),
        &Cancellation::default(),
    )?)
}

fn most_complex(analysis: &Analysis) -> Option<&Function> {
    let healthy = analysis
        .report()
        .functions
        .iter()
        .filter(|function| !function.has_syntax_error);
    healthy.max_by_key(|function| function.cognitive.total)
}

fn fenced(code: &str) -> String {
    format!("````\n{}\n````\n", code.trim_end_matches('\n'))
}

fn url_of(path: &Path) -> Result<String> {
    let url = url::Url::from_file_path(path);
    url.map(String::from)
        .map_err(|()| anyhow::anyhow!("{} has no URI", path.display()))
}
