//! `scholiast explain FILE:LINE`: the function at a line, with what adds to its complexity drawn
//! into its source, its measured facts, and a model's words if a model is configured.

mod drawing;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use scholiast_analysis::{Analysis, Cancellation, Function};
use scholiast_assist::{FunctionFacts, Sharing, Task, Words, explain};
use scholiast_llm::ChatModel;
use scholiast_project::check::analyze;
use scholiast_project::privacy::is_private;
use scholiast_project::{Configuration, Source};

use crate::model;
use crate::settings::Settings;
use crate::terminal::{Color, shown, shown_path};
use drawing::drawing;

/// Options of `scholiast explain`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A line of the function, such as `src/app.py:120`.
    #[arg(value_name = "FILE:LINE")]
    place: Place,
    #[command(flatten)]
    settings: Settings,
}

/// A line of a file, counted from 1.
#[derive(Debug, Clone)]
struct Place {
    file: PathBuf,
    line: usize,
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` names no line: write it like src/app.py:120");
        let (file, line) = text.rsplit_once(':').ok_or_else(wrong)?;
        let line = line
            .parse()
            .ok()
            .filter(|line| *line > 0)
            .ok_or_else(wrong)?;
        let file = file.into();
        Ok(Self { file, line })
    }
}

/// Explains the function.
pub(crate) fn run(arguments: &Arguments, color: Color) -> Result<ExitCode> {
    let Place { file, line } = &arguments.place;
    let configuration = configuration(arguments)?;
    let analysis = analysis(file, &configuration)?;
    let function = function_on(&analysis, *line).with_context(|| {
        format!(
            "there is no function on line {line} of {}",
            shown_path(file)
        )
    })?;
    let mut output = std::io::stdout().lock();
    writeln!(output, "{}\n", drawing(&analysis, function, file, color))?;
    let task = Task {
        offset: function.name_span.start,
        thresholds: configuration.thresholds_in(analysis.language().id()),
        sharing: sharing(file)?,
        analysis: Arc::new(analysis),
    };
    let model = configuration
        .model
        .as_ref()
        .map(model::connect)
        .transpose()?;
    let page = words(&task, model.as_ref().map(|model| model as &dyn ChatModel))?;
    writeln!(output, "{}", page.trim_end())?;
    Ok(ExitCode::SUCCESS)
}

fn configuration(arguments: &Arguments) -> Result<Configuration> {
    let path = absolute(&arguments.place.file)?;
    let folder = path.parent().unwrap_or(&path);
    let loaded = arguments.settings.layers()?.load(folder);
    for complaint in &loaded.complaints {
        writeln!(std::io::stderr(), "{}", shown(&complaint.to_string()))?;
    }
    Ok(loaded.configuration)
}

fn analysis(file: &Path, configuration: &Configuration) -> Result<Analysis> {
    let name = shown_path(file);
    let source = Source::read_up_to(file, configuration.largest_file())
        .map_err(|error| anyhow!("{name} {error}"))?;
    analyze(source.language, &source.text, &Cancellation::new())
        .map_err(|error| anyhow!("{name} {error}"))
}

fn absolute(file: &Path) -> Result<PathBuf> {
    std::path::absolute(file).with_context(|| format!("{} cannot be used", shown_path(file)))
}

fn sharing(file: &Path) -> Result<Sharing> {
    Ok(if is_private(&absolute(file)?) {
        Sharing::Private
    } else {
        Sharing::Allowed
    })
}

/// The innermost function on a line, looked up at its first character that is no blank.
fn function_on(analysis: &Analysis, line: usize) -> Option<&Function> {
    let text = analysis.text();
    let line = line
        .checked_sub(1)
        .filter(|line| *line < text.line_count())?;
    let span = text.line_span(line);
    let code = text.slice(span);
    analysis.function_at(span.start + code.len() - code.trim_start().len())
}

/// The facts, and below them the model's words.
fn words(task: &Task, model: Option<&dyn ChatModel>) -> Result<String> {
    let Some(model) = model else {
        let facts = FunctionFacts::of(&task.analysis, task.function()?);
        return Ok(facts.explanation_without_model(&task.thresholds).to_plain());
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let explanation = runtime.block_on(explain(task, Some(model), &mut |_| {}))?;
    if let Words::Missing(error) = &explanation.words {
        tracing::warn!("the model gave no words: {error}");
    }
    Ok(explanation.page.to_plain())
}
