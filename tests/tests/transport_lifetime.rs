//! The end of the input, `exit` and the death of the editor's process each end the server, whatever it
//! is doing; its exit code says whether it was asked to shut down before.

use std::process::Command;

use anyhow::{Context, Result};
use scholiast_simulation::editor::{Editor, Profile};
use serde_json::{Value, json};

/// A session in which a request is waiting that never ends, and others hog the runtime.
async fn busy_session(profile: Profile) -> Result<Editor> {
    let editor = Editor::start(scholiast_tests::transport_probe()?, profile).await?;
    let command = |name: &str| {
        let arguments = json!([{ "milliseconds": 600_000 }]);
        let params = json!({ "command": name, "arguments": arguments });
        editor.send_request("workspace/executeCommand", params);
    };
    command("waitForever");
    for _ in 0..32 {
        command("hogARuntimeThread");
    }
    Ok(editor)
}

async fn exit_code(editor: &Editor) -> Result<i32> {
    let status = editor.wait_for_exit().await?;
    status
        .code()
        .with_context(|| format!("ended by a signal: {status}"))
}

#[tokio::test]
async fn exit_after_shutdown_is_a_success() -> Result<()> {
    let editor = busy_session(Profile::vscode()).await?;
    editor.request("shutdown", Value::Null).await?;
    editor.notify("exit", Value::Null);
    assert_eq!(exit_code(&editor).await?, 0);
    Ok(())
}

#[tokio::test]
async fn exit_without_shutdown_is_a_failure() -> Result<()> {
    let editor = busy_session(Profile::vscode()).await?;
    editor.notify("exit", Value::Null);
    assert_eq!(exit_code(&editor).await?, 1);
    Ok(())
}

#[tokio::test]
async fn exit_before_initialize_is_a_failure() -> Result<()> {
    let editor = Editor::spawn(scholiast_tests::transport_probe()?, Profile::vscode())?;
    editor.notify("exit", Value::Null);
    assert_eq!(exit_code(&editor).await?, 1);
    Ok(())
}

#[tokio::test]
async fn the_end_of_the_input_ends_the_server() -> Result<()> {
    let editor = busy_session(Profile::vscode()).await?;
    editor.close_input();
    assert_eq!(exit_code(&editor).await?, 1);
    Ok(())
}

#[tokio::test]
async fn the_end_of_the_input_after_shutdown_is_a_success() -> Result<()> {
    let editor = busy_session(Profile::vscode()).await?;
    editor.request("shutdown", Value::Null).await?;
    editor.close_input();
    assert_eq!(exit_code(&editor).await?, 0);
    Ok(())
}

#[tokio::test]
async fn the_end_of_the_input_within_a_message_ends_the_server() -> Result<()> {
    let editor = Editor::start(scholiast_tests::transport_probe()?, Profile::vscode()).await?;
    editor.send_raw(b"Content-Length: 100\r\n\r\n{\"jsonrpc\"");
    editor.close_input();
    assert_eq!(exit_code(&editor).await?, 1);
    Ok(())
}

#[tokio::test]
async fn what_was_asked_before_the_end_of_the_input_is_answered() -> Result<()> {
    let editor = Editor::spawn(scholiast_tests::transport_probe()?, Profile::minimal())?;
    let initialize = editor.send_request("initialize", json!({ "capabilities": {} }));
    editor.notify("initialized", json!({}));
    let params = json!({ "command": "flood", "arguments": [{ "count": 100 }] });
    let flood = editor.send_request("workspace/executeCommand", params);
    editor.close_input();

    initialize.answer().await?;
    flood.answer().await?;
    assert_eq!(exit_code(&editor).await?, 1);
    assert_eq!(editor.notifications("window/logMessage").len(), 100);
    Ok(())
}

/// The pipes stay open: only the number of the process tells.
#[cfg(unix)]
#[tokio::test]
async fn the_death_of_the_editors_process_ends_the_server() -> Result<()> {
    let mut claimed = Command::new("sleep").arg("600").spawn()?;
    let editor = busy_session(Profile::vscode().process_id(Some(claimed.id()))).await?;

    claimed.kill()?;

    let ended = exit_code(&editor).await;
    claimed.wait()?;
    assert_eq!(ended?, 1);
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn a_server_whose_editor_is_dead_already_ends() -> Result<()> {
    let mut claimed = Command::new("true").spawn()?;
    claimed.wait()?;
    let profile = Profile::vscode().process_id(Some(claimed.id()));
    let editor = Editor::spawn(scholiast_tests::transport_probe()?, profile)?;
    let _ = editor.initialize().await;
    assert_eq!(exit_code(&editor).await?, 1);
    Ok(())
}

/// The editor's process dies, but the pipes are held open by another: here, by this test.
#[cfg(unix)]
#[tokio::test]
async fn the_death_of_the_process_that_started_it_ends_the_server() -> Result<()> {
    let probe = scholiast_tests::transport_probe()?;
    let mut shell = Command::new("sh");
    shell
        .args(["-c", "exec 3<&0; \"$0\" <&3 & wait"])
        .arg(probe.get_program());
    let editor = Editor::spawn(shell, Profile::vscode())?;
    let params = json!({ "processId": editor.process_id(), "capabilities": {} });
    editor.request("initialize", params).await?;

    editor.kill().await?;

    editor.wait_for_end_of_output().await?;
    Ok(())
}

#[tokio::test]
async fn an_editor_that_claims_no_process_or_an_impossible_one_is_served() -> Result<()> {
    for process in [
        json!(null),
        json!(0),
        json!(-1),
        json!(i32::MAX),
        json!("12"),
    ] {
        let editor = Editor::spawn(scholiast_tests::transport_probe()?, Profile::vscode())?;
        let params = json!({ "processId": process, "capabilities": {} });
        // A number beyond any process is that of a dead one; a text is refused. Neither is a crash.
        let _ = editor.request("initialize", params).await;
        assert!(editor.violations().is_empty());
        editor.close_input();
        assert_eq!(exit_code(&editor).await?, 1, "{process}");
    }
    Ok(())
}
