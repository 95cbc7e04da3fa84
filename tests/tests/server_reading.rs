//! What the real server shows of a function: hints, hover, actions and pages,
//! in the form that each client can show.

use anyhow::{Context, Result};
use scholiast_simulation::editor::{Editor, Profile};
use serde_json::{Value, json};

const URI: &str = "file:///a.ts";

/// Cognitive complexity 4: two `if`s, one in the other, and a run of `&&`.
const TANGLED: &str = "\
export function f(a: number, b: number): number {
  if (a > 0) {
    if (b > 0 && a > b) {
      return 1;
    }
  }
  return 0;
}

function quiet(): void {}
";

async fn start(profile: Profile) -> Result<Editor> {
    let settings = json!({ "scholiast": { "complexity": { "cognitiveThreshold": 3 } } });
    let editor = Editor::start(
        scholiast_tests::scholiast_lsp()?,
        profile.settings(settings),
    )
    .await?;
    editor.open(URI, "typescript", TANGLED)?;
    editor.diagnostics(URI).await?;
    Ok(editor)
}

async fn execute(editor: &Editor, command: &str, needle: &str) -> Result<Value> {
    let argument = json!({ "uri": URI, "position": editor.position_of(URI, needle)? });
    let params = json!({ "command": command, "arguments": [argument] });
    Ok(editor.request("workspace/executeCommand", params).await?)
}

#[tokio::test]
async fn a_hint_stands_at_the_end_of_the_line_of_functions_over_the_threshold_alone() -> Result<()>
{
    let editor = start(Profile::vscode()).await?;
    let everything = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 },
    });
    let params = json!({ "textDocument": { "uri": URI }, "range": everything });
    let hints = editor.request("textDocument/inlayHint", params).await?;
    let hints = hints.as_array().context("no list of hints")?;
    assert_eq!(hints.len(), 1, "{hints:?}");
    let label = &hints[0]["label"][0];
    assert_eq!(label["value"], "cognitive 4");
    assert_eq!(label["command"]["command"], "scholiast.why");
    let tooltip = label["tooltip"]["value"].as_str().context("no tooltip")?;
    assert!(
        tooltip.contains("- line 3: +2 for this `if`, of which 1 for nesting\n"),
        "{tooltip}"
    );
    assert_eq!(hints[0]["position"], json!({ "line": 0, "character": 49 }));
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn hints_are_of_the_lines_that_were_asked_for_and_move_with_the_threshold() -> Result<()> {
    let editor = start(Profile::vscode()).await?;
    let hints = async |first: u32, last: u32| -> Result<usize> {
        let range = json!({
            "start": { "line": first, "character": 0 }, "end": { "line": last, "character": 0 },
        });
        let params = json!({ "textDocument": { "uri": URI }, "range": range });
        let hints = editor.request("textDocument/inlayHint", params).await?;
        Ok(hints.as_array().map_or(0, Vec::len))
    };
    assert_eq!((hints(0, 1).await?, hints(1, 9).await?), (1, 0));
    let settings = json!({ "scholiast": { "complexity": { "cognitiveThreshold": 4 } } });
    let before = editor.server_requests("workspace/inlayHint/refresh").len();
    editor.change_settings(settings);
    loop {
        editor
            .wait_for_server_request("workspace/inlayHint/refresh", |_| true)
            .await?;
        if editor.server_requests("workspace/inlayHint/refresh").len() > before {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(hints(0, 9).await?, 0);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn hover_on_the_name_shows_the_card_and_elsewhere_nothing() -> Result<()> {
    let editor = start(Profile::vscode()).await?;
    let card = editor.request_at("textDocument/hover", URI, "f(a").await?;
    let text = card["contents"]["value"].as_str().context("no card")?;
    assert!(
        text.contains("Cognitive complexity **4** (threshold 3)"),
        "{text}"
    );
    assert!(text.contains("2 parameters"), "{text}");
    let elsewhere = editor
        .request_at("textDocument/hover", URI, "return 1")
        .await?;
    assert_eq!(elsewhere, Value::Null);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn the_card_is_plain_text_where_the_client_shows_no_markdown() -> Result<()> {
    let editor = start(Profile::minimal()).await?;
    let card = editor.request_at("textDocument/hover", URI, "f(a").await?;
    assert_eq!(card["contents"]["kind"], "plaintext");
    let text = card["contents"]["value"].as_str().context("no card")?;
    assert!(
        text.starts_with("Cognitive complexity 4 (threshold 15)"),
        "{text}"
    );
    assert!(text.contains("“Why this number?”"), "{text}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn actions_are_offered_inside_a_function_and_by_kind() -> Result<()> {
    let editor = start(Profile::vscode()).await?;
    let titles = async |only: Value| -> Result<Vec<String>> {
        let context = json!({ "diagnostics": [], "only": only });
        let range = editor.range_of(URI, "return 1")?;
        let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
        let actions = editor.request("textDocument/codeAction", params).await?;
        let title = |action: &Value| action["title"].as_str().unwrap_or_default().to_owned();
        Ok(actions
            .as_array()
            .context("no list of actions")?
            .iter()
            .map(title)
            .collect())
    };
    let improvements = ["Improve: reduce complexity", "Improve: readability"];
    assert_eq!(titles(json!(["refactor"])).await?, improvements);
    let all = titles(Value::Null).await?;
    assert!(all.contains(&"Why this number?".to_owned()), "{all:?}");
    assert!(all.contains(&"Explain this function".to_owned()), "{all:?}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_missing_bracket_is_mended_by_a_quick_fix_of_exactly_this_version() -> Result<()> {
    let editor = start(Profile::vscode()).await?;
    editor.replace(URI, "a > b) {", "a > b {")?;
    editor.diagnostics(URI).await?;
    let range = editor.range_of(URI, "a > b")?;
    let context = json!({ "diagnostics": [], "only": ["quickfix"] });
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    let actions = editor.request("textDocument/codeAction", params).await?;
    assert_eq!(actions[0]["title"], "Insert `)`", "{actions}");
    let change = &actions[0]["edit"]["documentChanges"][0];
    assert_eq!(
        change["textDocument"]["version"],
        json!(editor.version(URI)?.0)
    );
    assert_eq!(
        change["edits"][0]["newText"].as_str().map(str::trim),
        Some(")")
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn why_is_a_virtual_document_where_the_client_asks_for_its_text() -> Result<()> {
    let editor = start(Profile::vscode()).await?;
    let argument = json!({ "uri": URI, "position": editor.position_of(URI, "return 1")? });
    let (reply, text) =
        scholiast_tests::execute_and_read(&editor, "scholiast.why", argument).await?;
    assert_eq!(reply["outcome"], "shown");
    assert!(
        text.contains("line 3: +2 for this `if`, of which 1 for nesting"),
        "{text}"
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn why_is_a_temporary_file_where_the_client_only_opens_files() -> Result<()> {
    let editor = start(Profile::neovim()).await?;
    execute(&editor, "scholiast.why", "return 1").await?;
    let shown = editor
        .shown_documents()
        .pop()
        .context("nothing was shown")?;
    let path = shown
        .strip_prefix("file://")
        .context("it is no file")?
        .replace("%20", " ");
    let text = std::fs::read_to_string(path)?;
    assert!(
        text.contains("line 3: +2 for this `if`, of which 1 for nesting"),
        "{text}"
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn why_is_a_message_where_the_client_can_do_nothing_else() -> Result<()> {
    let editor = start(Profile::minimal()).await?;
    execute(&editor, "scholiast.why", "return 1").await?;
    editor
        .wait_for_message(|text| text.contains("line 3: +2 for this `if`"))
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_command_outside_any_function_says_what_to_do() -> Result<()> {
    let editor = start(Profile::vscode()).await?;
    editor.set_text(URI, "const x = 1;\n")?;
    let reply = execute(&editor, "scholiast.why", "const").await?;
    assert_eq!(reply["outcome"], "failed");
    assert_eq!(
        reply["message"],
        "there is no function here: put the cursor into one"
    );
    let unreadable = json!({ "command": "scholiast.why", "arguments": [1] });
    let error = editor
        .request("workspace/executeCommand", unreadable)
        .await
        .err();
    assert_eq!(error.and_then(|error| error.code()), Some(-32602));
    Ok(editor.finish().await?)
}
