//! The status line of our own clients: sent to those that ask for it, and only
//! when something in it changed.

use anyhow::{Result, ensure};
use scholiast_simulation::editor::{Editor, Profile};
use scholiast_tests::scholiast_lsp;
use serde_json::{Value, json};

const STATUS: &str = "scholiast/status";

#[tokio::test]
async fn it_tells_of_documents_and_repeats_nothing() -> Result<()> {
    let profile = Profile::vscode().options(json!({ "status": true }));
    let editor = Editor::start(scholiast_lsp()?, profile).await?;
    let with = |documents: u32| {
        move |params: &Value| params["state"] == "ready" && params["documents"] == documents
    };
    let first = editor.wait_for_notification(STATUS, with(0)).await?;
    assert_eq!(first["model"], Value::Null);
    ensure!(first["text"] == "Analysing locally. No model is configured.");
    editor.open("file:///a.py", "python", "x = 1\n")?;
    editor.wait_for_notification(STATUS, with(1)).await?;
    editor.change_settings(json!({ "scholiast": { "thresholds": { "cognitive": 3 } } }));
    editor.close("file:///a.py")?;
    let sent = async || -> Result<usize> {
        editor
            .request(
                "textDocument/diagnostic",
                json!({ "textDocument": { "uri": "file:///a.py" } }),
            )
            .await?;
        Ok(editor.notifications(STATUS).len())
    };
    while sent().await? < 3 {
        tokio::task::yield_now().await;
    }
    let told = editor.notifications(STATUS);
    let repeats = told.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert_eq!(repeats, 0, "{told:?}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn nobody_is_told_who_did_not_ask() -> Result<()> {
    let editor = Editor::start(scholiast_lsp()?, Profile::vscode()).await?;
    editor.open("file:///a.py", "python", "x = 1\n")?;
    editor.diagnostics("file:///a.py").await?;
    ensure!(editor.notifications(STATUS).is_empty());
    Ok(editor.finish().await?)
}
