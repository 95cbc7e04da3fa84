//! An editor that does not read what it is sent costs neither the server's life nor its memory.

use anyhow::{Result, ensure};
use scholiast_simulation::editor::{Editor, Profile};
use serde_json::json;

/// Published 10,000 times, with a kilobyte of log each: ten times what may wait.
const COUNT: usize = 10_000;

#[tokio::test]
async fn the_newest_diagnostics_arrive_and_the_rest_is_dropped() -> Result<()> {
    let editor = Editor::start(scholiast_tests::transport_probe()?, Profile::minimal()).await?;
    editor.pause_reading();
    let params = json!({ "command": "flood", "arguments": [{ "count": COUNT }] });
    let flood = editor.send_request("workspace/executeCommand", params);
    editor.wait_for_log("the queue is full").await?;
    editor.resume_reading();
    flood.answer().await?;

    let published = editor.notifications("textDocument/publishDiagnostics");
    let versions: Vec<_> = published
        .iter()
        .filter_map(|params| params["version"].as_i64())
        .collect();
    ensure!(
        versions.last() == Some(&10_000),
        "the newest is {:?}",
        versions.last()
    );
    ensure!(versions.is_sorted(), "older after newer: {versions:?}");
    ensure!(versions.len() < COUNT / 2, "{} were sent", versions.len());
    let messages = editor.notifications("window/logMessage").len();
    ensure!((500..COUNT).contains(&messages), "{messages} were sent");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_session_ends_also_if_the_editor_does_not_read() -> Result<()> {
    let editor = Editor::start(scholiast_tests::transport_probe()?, Profile::minimal()).await?;
    editor.pause_reading();
    let params = json!({ "command": "flood", "arguments": [{ "count": COUNT }] });
    editor.send_request("workspace/executeCommand", params);
    editor.wait_for_log("the queue is full").await?;

    editor.close_input();

    assert_eq!(editor.wait_for_exit().await?.code(), Some(1));
    Ok(())
}
