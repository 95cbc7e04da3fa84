//! Requests in flight hold up neither edits, nor each other, nor the answer to a cancel.

use std::process::Command;
use std::time::Duration;

use anyhow::Result;
use scholiast_simulation::editor::{Editor, PendingRequest, Profile};
use scholiast_text::Span;
use serde_json::{Value, json};

const URI: &str = "file:///a.py";

/// Longer than any test may last: who waits for this has failed.
const ALL_TEST: u64 = 600_000;

async fn start(probe: Result<Command>) -> Result<Editor> {
    Ok(Editor::start(probe?, Profile::vscode()).await?)
}

fn command<'a>(editor: &'a Editor, command: &str, argument: Value) -> PendingRequest<'a> {
    let params = json!({ "command": command, "arguments": [argument] });
    editor.send_request("workspace/executeCommand", params)
}

async fn code(request: &PendingRequest<'_>) -> Option<i64> {
    request.answer().await.err().and_then(|error| error.code())
}

#[tokio::test]
async fn edits_and_questions_pass_ten_slow_requests() -> Result<()> {
    let editor = start(scholiast_tests::transport_probe()).await?;
    editor.open(URI, "python", "a = 1\n")?;
    let slow: Vec<_> = (0..10)
        .map(|_| command(&editor, "wait", json!({ "milliseconds": ALL_TEST })))
        .collect();

    editor.replace(URI, "1", "2")?;
    let seen = command(&editor, "text", json!({ "uri": URI }))
        .answer()
        .await?;

    assert_eq!(seen, json!({ "version": 2, "text": "a = 2\n" }));
    assert_eq!(editor.unanswered().len(), 10);
    for request in &slow {
        request.cancel();
    }
    for request in &slow {
        assert_eq!(code(request).await, Some(-32800));
    }
    Ok(editor.finish().await?)
}

/// The hogs block every thread of the runtime, so only what needs none of them still works.
#[tokio::test]
async fn edits_and_cancels_pass_requests_that_hog_the_runtime() -> Result<()> {
    let editor = start(scholiast_tests::transport_probe()).await?;
    editor.open(URI, "python", "a = 1\n")?;
    let hogs: Vec<_> = (0..32)
        .map(|_| {
            command(
                &editor,
                "hogARuntimeThread",
                json!({ "milliseconds": ALL_TEST }),
            )
        })
        .collect();

    for round in 0..5 {
        editor.replace(URI, "a", "aa")?;
        let seen = command(&editor, "text", json!({ "uri": URI }))
            .answer()
            .await?;
        assert_eq!(seen["version"], 2 + round);
    }
    for hog in &hogs {
        hog.cancel();
        assert_eq!(code(hog).await, Some(-32800));
    }
    Ok(editor.finish().await?)
}

/// Each ends only when forty are in flight.
#[tokio::test]
async fn requests_are_served_at_the_same_time() -> Result<()> {
    let editor = start(scholiast_tests::transport_probe()).await?;
    let meeting: Vec<_> = (0..40)
        .map(|_| command(&editor, "meet", Value::Null))
        .collect();
    for request in &meeting {
        request.answer().await?;
    }
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn three_hundred_changes_arrive_in_order() -> Result<()> {
    let editor = start(scholiast_tests::transport_probe()).await?;
    editor.open(URI, "python", "𝕊 = \"日本\"\n")?;
    let slow = command(&editor, "waitForever", Value::Null);
    let mut questions = Vec::new();
    for number in 0..300 {
        let end = editor.text(URI)?.len();
        editor.edit(URI, Span::empty(end), &format!("é{number}\n"))?;
        if number % 100 == 0 {
            let asked = command(&editor, "text", json!({ "uri": URI }));
            questions.push((editor.version(URI)?, editor.text(URI)?, asked));
        }
    }

    for (version, text, asked) in questions {
        assert_eq!(
            asked.answer().await?,
            json!({ "version": version.0, "text": text })
        );
    }
    let last = command(&editor, "text", json!({ "uri": URI }))
        .answer()
        .await?;
    assert_eq!(last, json!({ "version": 301, "text": editor.text(URI)? }));
    slow.cancel();
    assert_eq!(code(&slow).await, Some(-32800));
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_cancelled_request_is_answered_once_even_if_it_finishes_too() -> Result<()> {
    let editor = start(scholiast_tests::transport_probe()).await?;
    let mut cancelled = 0;
    for microseconds in 0..200 {
        let request = command(&editor, "wait", json!({ "milliseconds": 0 }));
        tokio::time::sleep(Duration::from_micros(microseconds * 5)).await;
        request.cancel();
        request.cancel();
        match request.answer().await {
            Ok(_) => {}
            Err(error) if error.code() == Some(-32800) => cancelled += 1,
            Err(error) => return Err(error.into()),
        }
    }
    println!("{cancelled} of 200 were cancelled in time");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn the_server_may_ask_the_editor_within_a_request() -> Result<()> {
    let settings = json!({ "probe": { "colour": "blue" } });
    let profile = Profile::neovim().settings(settings);
    let editor = Editor::start(scholiast_tests::transport_probe()?, profile).await?;
    let asking: Vec<_> = (0..10)
        .map(|_| command(&editor, "askTheEditor", Value::Null))
        .collect();
    for question in &asking {
        assert_eq!(question.answer().await?, json!([{ "colour": "blue" }]));
    }
    assert_eq!(editor.server_requests("workspace/configuration").len(), 10);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn methods_that_the_framework_lacks_are_handled() -> Result<()> {
    let editor = start(scholiast_tests::transport_probe()).await?;
    editor.notify("window/workDoneProgress/cancel", json!({ "token": "t1" }));
    editor
        .wait_for_notification("window/logMessage", |params| {
            params["message"] == r#"cancelled String("t1")"#
        })
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn more_requests_than_allowed_are_refused_not_queued() -> Result<()> {
    let editor = start(scholiast_tests::transport_probe()).await?;
    let most = 64;
    let allowed: Vec<_> = (0..most)
        .map(|_| command(&editor, "waitForever", Value::Null))
        .collect();
    let refused = command(&editor, "waitForever", Value::Null);
    assert_eq!(code(&refused).await, Some(-32803));

    for request in &allowed {
        request.cancel();
        assert_eq!(code(request).await, Some(-32800));
    }
    command(&editor, "wait", json!({ "milliseconds": 0 }))
        .answer()
        .await?;
    Ok(editor.finish().await?)
}
