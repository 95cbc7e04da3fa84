//! Code lenses: off unless switched on, silent under the threshold, and still
//! while somebody types.

use anyhow::{Context, Result, ensure};
use scholiast_simulation::editor::{Editor, Profile};
use scholiast_tests::{execute_and_read, scholiast_lsp};
use scholiast_text::Span;
use serde_json::{Value, json};

const URI: &str = "file:///a.py";

/// Cognitive complexity 3, and 0.
const CODE: &str = "\
def tangled(xs):
    for x in xs:
        if x:
            print(x)


def straight(x):
    return x
";

fn settings(enabled: bool) -> Value {
    json!({ "scholiast": {
        "thresholds": { "cognitive": 2 },
        "codeLenses": { "enabled": enabled },
    }})
}

async fn start(enabled: bool) -> Result<Editor> {
    let profile = Profile::vscode().settings(settings(enabled));
    let editor = Editor::start(scholiast_lsp()?, profile).await?;
    editor.open(URI, "python", CODE)?;
    editor.diagnostics(URI).await?;
    Ok(editor)
}

/// The line and the title of each lens.
async fn lenses(editor: &Editor) -> Result<Vec<(u64, String)>> {
    let params = json!({ "textDocument": { "uri": URI } });
    let answer = editor.request("textDocument/codeLens", params).await?;
    let lenses = answer.as_array().cloned().unwrap_or_default();
    let shown = lenses.iter().map(|lens| {
        let line = lens["range"]["start"]["line"].as_u64().context("no line")?;
        let title = lens["command"]["title"].as_str().context("no title")?;
        Ok((line, title.to_owned()))
    });
    shown.collect()
}

fn at(line: u64) -> Vec<(u64, String)> {
    vec![(line, "cognitive 3 — why?".to_owned())]
}

#[tokio::test]
async fn there_are_none_unless_switched_on() -> Result<()> {
    let editor = start(false).await?;
    assert_eq!(lenses(&editor).await?, []);
    editor.change_settings(settings(true));
    editor
        .wait_for_server_request("workspace/codeLens/refresh", |_| true)
        .await?;
    while lenses(&editor).await? != at(0) {
        tokio::task::yield_now().await;
    }
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_lens_opens_into_the_increments() -> Result<()> {
    let editor = start(true).await?;
    let params = json!({ "textDocument": { "uri": URI } });
    let answer = editor.request("textDocument/codeLens", params).await?;
    let command = &answer[0]["command"];
    assert_eq!(command["command"], "scholiast.why");
    let argument = command["arguments"][0].clone();
    let (_, page) = execute_and_read(&editor, "scholiast.why", argument).await?;
    ensure!(
        page.contains("line 3: +2 for this `if`, of which 1 for nesting"),
        "{page}"
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn while_somebody_types_they_move_with_their_functions_and_none_comes_or_goes() -> Result<()>
{
    let editor = start(true).await?;
    assert_eq!(lenses(&editor).await?, at(0));
    editor.edit(URI, Span::empty(0), "\n\n")?;
    assert_eq!(lenses(&editor).await?, at(2));
    // The one function becomes straight and the other tangled: nothing moves yet.
    editor.replace(
        URI,
        "    for x in xs:\n        if x:\n            print(x)",
        "    pass",
    )?;
    editor.replace(URI, "return x", "return x and (x or (1 if x else 2))")?;
    editor.diagnostics(URI).await?;
    assert_eq!(lenses(&editor).await?, at(2));
    // When it is quiet the client is asked to look again.
    editor
        .wait_for_server_request("workspace/codeLens/refresh", |_| true)
        .await?;
    while lenses(&editor).await? != at(6) {
        tokio::task::yield_now().await;
    }
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_function_that_is_deleted_takes_its_lens_along() -> Result<()> {
    let editor = start(true).await?;
    assert_eq!(lenses(&editor).await?, at(0));
    editor.set_text(URI, "def straight(x):\n    return x\n")?;
    assert_eq!(lenses(&editor).await?, []);
    editor.close(URI)?;
    editor.open(URI, "python", &format!("\n{CODE}"))?;
    assert_eq!(lenses(&editor).await?, at(1));
    Ok(editor.finish().await?)
}
