//! "Improve" in the real server: only a verified edit is applied, it survives
//! what is typed meanwhile, and stopping it closes the connection.

use std::time::Duration;

use anyhow::{Context, Result};
use scholiast_simulation::ModelServer;
use scholiast_simulation::editor::{Editor, PendingRequest, Profile, file_uri};
use scholiast_simulation::model_server::{Ending, Reply, Script};
use serde_json::{Value, json};

const URI: &str = "file:///work/settle.py";
const PATIENCE: Duration = Duration::from_secs(30);

const BEFORE: &str = "\
import os


def first(xs):
    for x in xs:
        if x:
            if x > 1:
                return x
    return None


def last(xs):
    return xs[-1]
";

const AFTER: &str = "\
import os


def first(xs):
    for x in xs:
        if x and x > 1:
            return x
    return None


def last(xs):
    return xs[-1]
";

const GOOD: &str = "\
Merged the two conditions.

```python
def first(xs):
    for x in xs:
        if x and x > 1:
            return x
    return None
```
";

/// Drops a parameter's name: the signature changes.
const BAD: &str =
    "```python\ndef first(ys):\n    return next((y for y in ys if y > 1), None)\n```\n";

async fn start(model: &ModelServer, profile: Profile) -> Result<Editor> {
    let mut command = scholiast_tests::scholiast_lsp()?;
    command
        .env("SCHOLIAST_MODEL_URL", model.base_url())
        .env("SCHOLIAST_MODEL", "scripted");
    let editor = Editor::start(command, profile).await?;
    editor.open(URI, "python", BEFORE)?;
    editor.diagnostics(URI).await?;
    Ok(editor)
}

fn improve(editor: &Editor) -> Result<PendingRequest<'_>> {
    let position = editor.position_of(URI, "first")?;
    let argument = json!({ "uri": URI, "position": position, "intent": "reduceComplexity" });
    let params = json!({ "command": "scholiast.improve", "arguments": [argument] });
    Ok(editor.send_request("workspace/executeCommand", params))
}

async fn outcome(request: PendingRequest<'_>) -> Result<(String, String)> {
    let reply = request.answer().await?;
    let text = |name: &str| reply[name].as_str().unwrap_or_default().to_owned();
    Ok((text("outcome"), text("message")))
}

fn slowly(answer: &str) -> Script {
    Script::new([Reply::text(answer)
        .pieces(20)
        .delay(Duration::from_millis(50))])
}

#[tokio::test]
async fn a_verified_edit_is_applied_with_its_receipt() -> Result<()> {
    for profile in [Profile::vscode(), Profile::neovim()] {
        let model = ModelServer::start(Reply::text(GOOD)).await?;
        let editor = start(&model, profile).await?;
        let reply = improve(&editor)?.answer().await?;
        assert_eq!(reply["outcome"], "applied", "{reply}");
        assert_eq!(editor.text(URI)?, AFTER);
        let receipt = reply["receipt"].as_str().context("no receipt")?;
        assert!(receipt.contains("signature kept"), "{receipt}");
        assert!(receipt.contains("cognitive 6 → 4"), "{receipt}");
        editor
            .wait_for_message(|text| text.contains(receipt))
            .await?;
        let edits = editor.server_requests("workspace/applyEdit");
        assert!(
            edits[0]["edit"]["documentChanges"][0]["textDocument"]["version"].is_i64(),
            "{edits:?}"
        );
        editor.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_failed_check_goes_back_once_with_the_evidence() -> Result<()> {
    let model = ModelServer::start(Script::new([Reply::text(BAD), Reply::text(GOOD)])).await?;
    let editor = start(&model, Profile::vscode()).await?;
    let (outcome, message) = outcome(improve(&editor)?).await?;
    assert_eq!(outcome, "applied", "{message}");
    assert!(message.contains("2 attempts"), "{message}");
    assert_eq!(editor.text(URI)?, AFTER);
    let repair = model.requests().pop().context("no second request")?;
    let told = repair.last_text("user");
    assert!(
        told.contains("the signature changed from `def first(xs)` to `def first(ys)`"),
        "{told}"
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_second_failure_is_told_and_nothing_is_applied() -> Result<()> {
    let model = ModelServer::start(Reply::text(BAD)).await?;
    let editor = start(&model, Profile::vscode()).await?;
    let (outcome, message) = outcome(improve(&editor)?).await?;
    assert_eq!(outcome, "refused");
    assert!(message.contains("the signature changed"), "{message}");
    assert_eq!(model.requests().len(), 2);
    assert_eq!(
        (editor.text(URI)?.as_str(), editor.applied_edits()),
        (BEFORE, 0)
    );
    editor
        .wait_for_message(|text| text.contains("not accepted"))
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn an_edit_is_carried_through_what_is_typed_around_it() -> Result<()> {
    for profile in [Profile::vscode(), Profile::neovim()] {
        let model = ModelServer::start(slowly(GOOD)).await?;
        let editor = start(&model, profile).await?;
        let request = improve(&editor)?;
        model.wait_for_requests(1, PATIENCE).await?;
        editor.replace(
            URI,
            "import os",
            "import os\n\n# 😀 über alles: 日本\nimport sys",
        )?;
        editor.replace(URI, "xs[-1]", "xs[-1] or None")?;
        let (outcome, message) = outcome(request).await?;
        assert_eq!(outcome, "applied", "{message}");
        let expected = AFTER
            .replace(
                "import os",
                "import os\n\n# 😀 über alles: 日本\nimport sys",
            )
            .replace("xs[-1]", "xs[-1] or None");
        assert_eq!(editor.text(URI)?, expected);
        editor.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn an_edit_is_withdrawn_where_the_same_lines_were_typed_into() -> Result<()> {
    let model = ModelServer::start(slowly(GOOD)).await?;
    let editor = start(&model, Profile::vscode()).await?;
    let request = improve(&editor)?;
    model.wait_for_requests(1, PATIENCE).await?;
    editor.replace(URI, "if x > 1", "if x > 2")?;
    let typed = editor.text(URI)?;
    let (outcome, message) = outcome(request).await?;
    assert_eq!(outcome, "withdrawn", "{message}");
    assert_eq!(editor.text(URI)?, typed);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn cancelling_the_request_closes_the_connection() -> Result<()> {
    let hanging = Reply::text(GOOD).pieces(8).ending(Ending::HangAfter(2));
    let model = ModelServer::start(hanging).await?;
    let editor = start(&model, Profile::vscode()).await?;
    let request = improve(&editor)?;
    model.wait_for_requests(1, PATIENCE).await?;
    request.cancel();
    let error = request.answer().await.err().context("it was answered")?;
    assert_eq!(error.code(), Some(-32800));
    model.wait_for_disconnects(1, PATIENCE).await?;
    assert_eq!(editor.text(URI)?, BEFORE);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn the_cancel_button_of_the_progress_closes_the_connection() -> Result<()> {
    let hanging = Reply::text(GOOD).pieces(8).ending(Ending::HangAfter(2));
    let model = ModelServer::start(hanging).await?;
    let editor = start(&model, Profile::vscode()).await?;
    let request = improve(&editor)?;
    model.wait_for_requests(1, PATIENCE).await?;
    let streaming = |params: &Value| {
        let message = params["value"]["message"].as_str().unwrap_or_default();
        message.ends_with("characters received")
    };
    let progress = editor
        .wait_for_notification("$/progress", streaming)
        .await?;
    editor.notify(
        "window/workDoneProgress/cancel",
        json!({ "token": progress["token"] }),
    );
    let (outcome, message) = outcome(request).await?;
    assert_eq!(outcome, "cancelled", "{message}");
    model.wait_for_disconnects(1, PATIENCE).await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn ten_requests_to_a_silent_model_hold_up_neither_typing_nor_reading() -> Result<()> {
    let model = ModelServer::start(Reply::Silence).await?;
    let editor = start(&model, Profile::vscode()).await?;
    let requests = (0..10)
        .map(|_| improve(&editor))
        .collect::<Result<Vec<_>>>()?;
    model.wait_for_requests(10, PATIENCE).await?;
    editor.replace(URI, "return None", "return 0")?;
    assert!(editor.diagnostics(URI).await?.is_empty());
    assert_ne!(
        editor
            .request_at("textDocument/hover", URI, "first")
            .await?,
        Value::Null
    );
    for request in &requests {
        request.cancel();
    }
    for request in requests {
        assert_eq!(
            request.answer().await.err().and_then(|error| error.code()),
            Some(-32800)
        );
    }
    model.wait_for_open_connections(0, PATIENCE).await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn an_editor_that_declines_is_believed() -> Result<()> {
    let model = ModelServer::start(Reply::text(GOOD)).await?;
    let editor = start(&model, Profile::vscode()).await?;
    editor.refuse_edits(true);
    let (outcome, message) = outcome(improve(&editor)?).await?;
    assert_eq!(outcome, "failed");
    assert!(
        message.contains("the editor did not apply the edit"),
        "{message}"
    );
    assert_eq!(editor.text(URI)?, BEFORE);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_model_server_that_is_not_there_is_named_with_what_to_do() -> Result<()> {
    let model = ModelServer::start(Reply::text(GOOD)).await?;
    let address = model.base_url();
    let editor = start(&model, Profile::vscode()).await?;
    drop(model);
    let (outcome, message) = outcome(improve(&editor)?).await?;
    assert_eq!(outcome, "failed");
    assert!(message.contains(&address), "{message}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn without_a_model_the_facts_are_shown_and_labelled() -> Result<()> {
    let editor = Editor::start(scholiast_tests::scholiast_lsp()?, Profile::vscode()).await?;
    editor.open(URI, "python", BEFORE)?;
    editor.diagnostics(URI).await?;
    let argument = json!({ "uri": URI, "position": editor.position_of(URI, "first")? });
    let (reply, text) =
        scholiast_tests::execute_and_read(&editor, "scholiast.improve", argument).await?;
    assert_eq!(reply["outcome"], "noModel", "{reply}");
    assert!(text.contains("No model is configured"), "{text}");
    assert_eq!(editor.text(URI)?, BEFORE);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_private_file_is_not_sent() -> Result<()> {
    let folder = tempfile::tempdir()?;
    std::fs::write(folder.path().join(".scholiastignore"), "settle.py\n")?;
    let model = ModelServer::start(Reply::text(GOOD)).await?;
    let editor = start(&model, Profile::vscode()).await?;
    let uri = file_uri(&folder.path().join("settle.py"));
    editor.open(&uri, "python", BEFORE)?;
    let argument = json!({ "uri": uri, "position": editor.position_of(&uri, "first")? });
    let params = json!({ "command": "scholiast.improve", "arguments": [argument] });
    let request = editor.send_request("workspace/executeCommand", params);
    let (outcome, message) = outcome(request).await?;
    assert_eq!(outcome, "refused");
    assert!(message.contains("this file is private"), "{message}");
    assert!(model.requests().is_empty());
    Ok(editor.finish().await?)
}
