//! A handler that panics costs its own request, and nothing else.

use anyhow::Result;
use scholiast_simulation::editor::{Editor, EditorError, Profile};
use serde_json::{Value, json};

const URI: &str = "file:///a.py";

async fn start() -> Result<Editor> {
    let editor = Editor::start(scholiast_tests::transport_probe()?, Profile::minimal()).await?;
    editor.open(URI, "python", "a = 1\n")?;
    Ok(editor)
}

async fn command(editor: &Editor, command: &str) -> Result<Value, EditorError> {
    let params = json!({ "command": command, "arguments": [{ "uri": URI }] });
    editor.request("workspace/executeCommand", params).await
}

#[tokio::test]
async fn a_panic_at_once_and_a_panic_after_waiting_are_answered() -> Result<()> {
    let editor = start().await?;
    for panicking in ["panic", "panicLater", "panic", "panicLater"] {
        let answer = command(&editor, panicking).await;
        assert_eq!(answer.err().and_then(|error| error.code()), Some(-32603));
        assert_eq!(command(&editor, "text").await?["text"], "a = 1\n");
    }
    editor
        .wait_for_log("the handler of `workspace/executeCommand` panicked: told to panic later")
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_panic_in_a_notification_is_logged_and_later_ones_are_handled() -> Result<()> {
    let editor = start().await?;
    editor.save(URI)?;
    editor.change_settings(json!({}));
    editor.replace(URI, "1", "2")?;

    let seen = command(&editor, "text").await?;

    assert_eq!(seen, json!({ "version": 2, "text": "a = 2\n" }));
    editor
        .wait_for_log("`textDocument/didSave` panicked: told to panic on file:///a.py")
        .await?;
    editor
        .wait_for_log("`workspace/didChangeConfiguration` panicked: told to panic on new settings")
        .await?;
    Ok(editor.finish().await?)
}
