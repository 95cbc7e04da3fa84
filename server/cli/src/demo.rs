//! `scholiast demo [FILE]`: what an editor would show, without an editor.
//!
//! The server is the real one, started as an editor starts it. The model is a
//! script in this process, so the demonstration needs no key and no network.
//! Its first answer does not pass the verifier; its second does.

mod sample;
mod screen;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use sample::Sample;
use scholiast_simulation::ModelServer;
use scholiast_simulation::editor::{Editor, Profile};
use screen::Screen;
use serde_json::{Value, json};

/// Options of `scholiast demo`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The file to open; without one, a sample. It is never written to.
    file: Option<PathBuf>,
}

/// What the scripted model calls itself.
const MODEL: &str = "scripted-demonstration";

/// Runs the demonstration.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let sample = match &arguments.file {
        Some(file) => Sample::of_file(file)?,
        None => Sample::shipped()?,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let mut screen = Screen::new(std::io::stdout().lock());
    runtime.block_on(show(&sample, &mut screen))?;
    Ok(ExitCode::SUCCESS)
}

async fn show(sample: &Sample, screen: &mut Screen<impl Write>) -> Result<()> {
    screen.paragraph(&format!(
        "A demonstration. The language server is the real one, started as an editor starts it. \
         The model is a script inside this process: no key, no network. {}",
        sample.caveat
    ))?;
    let model = ModelServer::start(sample.script()).await?;
    let editor = Editor::start(server(&model)?, Profile::vscode()).await?;
    let uri = &sample.uri;
    editor.open(uri, sample.language_id, &sample.text)?;
    margin(&editor, sample, screen).await?;
    lenses(&editor, sample, screen).await?;
    hover(&editor, sample, screen).await?;
    actions(&editor, sample, screen).await?;
    why(&editor, sample, screen).await?;
    improve(&editor, sample, screen).await?;
    editor.finish().await?;
    Ok(())
}

/// This very program as a language server, with the scripted model and
/// without any key of the person who runs the demonstration.
fn server(model: &ModelServer) -> Result<Command> {
    let program = std::env::current_exe().context("cannot find this program's own file")?;
    let mut command = Command::new(program);
    command
        .arg("lsp")
        .env("SCHOLIAST_MODEL_URL", model.base_url())
        .env("SCHOLIAST_MODEL", MODEL)
        .env_remove("SCHOLIAST_API_KEY")
        .env_remove("OPENAI_API_KEY");
    Ok(command)
}

/// Diagnostics under their lines, hints at the lines' ends.
async fn margin(editor: &Editor, sample: &Sample, screen: &mut Screen<impl Write>) -> Result<()> {
    screen.heading(&format!(
        "{} in an editor: diagnostics and hints",
        sample.name
    ))?;
    let diagnostics = editor.diagnostics(&sample.uri).await?;
    let everything = json!({ "start": place(0), "end": place(u32::MAX) });
    let params = json!({ "textDocument": { "uri": sample.uri }, "range": everything });
    let hints = editor.request("textDocument/inlayHint", params).await?;
    screen.margin(
        &sample.text,
        &diagnostics,
        hints.as_array().map_or(&[], Vec::as_slice),
    )
}

/// The lines above functions, for a person who has them switched on.
async fn lenses(editor: &Editor, sample: &Sample, screen: &mut Screen<impl Write>) -> Result<()> {
    let params = json!({ "textDocument": { "uri": sample.uri } });
    let answer = editor.request("textDocument/codeLens", params).await;
    // A build that gives no lenses does not know the question.
    let lenses = answer.unwrap_or_default();
    let Some(lenses) = lenses.as_array().filter(|lenses| !lenses.is_empty()) else {
        return Ok(());
    };
    screen.heading("Lenses")?;
    for lens in lenses {
        let line = lens.pointer("/range/start/line").and_then(Value::as_u64);
        let title = lens.pointer("/command/title").and_then(Value::as_str);
        screen.item(&format!(
            "above line {}: {}",
            line.unwrap_or_default() + 1,
            title.unwrap_or_default()
        ))?;
    }
    Ok(())
}

fn place(line: u32) -> Value {
    json!({ "line": line, "character": 0 })
}

async fn hover(editor: &Editor, sample: &Sample, screen: &mut Screen<impl Write>) -> Result<()> {
    screen.heading(&format!("Hover on `{}`", sample.function))?;
    let hover = editor.request("textDocument/hover", sample.here()).await?;
    screen.quotation(
        hover
            .pointer("/contents/value")
            .and_then(Value::as_str)
            .unwrap_or("nothing"),
    )
}

async fn actions(editor: &Editor, sample: &Sample, screen: &mut Screen<impl Write>) -> Result<()> {
    screen.heading(&format!("Actions on `{}`", sample.function))?;
    let range = json!({ "start": sample.position(), "end": sample.position() });
    let document = json!({ "uri": sample.uri });
    let params =
        json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } });
    let actions = editor.request("textDocument/codeAction", params).await?;
    for action in actions.as_array().into_iter().flatten() {
        let text = |name| action.get(name).and_then(Value::as_str).unwrap_or_default();
        screen.item(&format!("{}  ({})", text("title"), text("kind")))?;
    }
    Ok(())
}

async fn why(editor: &Editor, sample: &Sample, screen: &mut Screen<impl Write>) -> Result<()> {
    screen.heading("Why this number?")?;
    execute(editor, "scholiast.why", sample.argument(None)).await?;
    let shown = editor
        .shown_documents()
        .pop()
        .context("the server showed no page")?;
    let params = json!({ "uri": shown });
    let page = editor
        .request("workspace/textDocumentContent", params)
        .await?;
    screen.quotation(page.get("text").and_then(Value::as_str).unwrap_or_default())
}

async fn improve(editor: &Editor, sample: &Sample, screen: &mut Screen<impl Write>) -> Result<()> {
    screen.heading(&format!("Improve: {}", sample.intent_in_words()))?;
    let reply = execute(
        editor,
        "scholiast.improve",
        sample.argument(Some(sample.intent)),
    )
    .await?;
    for progress in editor.notifications("$/progress") {
        let value = progress.get("value");
        let text = |name| {
            value
                .and_then(|value| value.get(name))
                .and_then(Value::as_str)
        };
        if let Some(message) = text("title").or(text("message")) {
            screen.item(message)?;
        }
    }
    let message = reply
        .get("message")
        .and_then(Value::as_str)
        .unwrap_or_default();
    screen.paragraph(message)?;
    screen.heading(&format!("{} afterwards", sample.name))?;
    screen.difference(&sample.text, &editor.text(&sample.uri)?)
}

async fn execute(editor: &Editor, command: &str, argument: Value) -> Result<Value> {
    let params = json!({ "command": command, "arguments": [argument] });
    Ok(editor.request("workspace/executeCommand", params).await?)
}
