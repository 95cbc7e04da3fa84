//! A client that wants to watch is told what the server does.

use anyhow::{Result, ensure};
use scholiast_simulation::editor::{Editor, Profile};
use serde_json::json;

const URI: &str = "file:///a.py";

#[tokio::test]
async fn each_answer_is_told_of_as_long_as_the_client_wants() -> Result<()> {
    let editor = Editor::start(scholiast_tests::scholiast_lsp()?, Profile::vscode()).await?;
    editor.open(URI, "python", "def f():\n    pass\n")?;
    editor.request_at("textDocument/hover", URI, "f").await?;
    ensure!(editor.notifications("$/logTrace").is_empty());

    editor.notify("$/setTrace", json!({ "value": "messages" }));
    editor.request_at("textDocument/hover", URI, "f").await?;
    let told = editor.wait_for_notification("$/logTrace", |_| true).await?;
    let message = told["message"].as_str().unwrap_or_default();
    ensure!(
        message.starts_with("answered `textDocument/hover` in "),
        "{told}"
    );
    ensure!(told.get("verbose").is_none(), "{told}");

    editor.notify("$/setTrace", json!({ "value": "off" }));
    editor.request_at("textDocument/hover", URI, "f").await?;
    assert_eq!(editor.notifications("$/logTrace").len(), 1);
    Ok(editor.finish().await?)
}
