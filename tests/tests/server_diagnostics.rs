//! Diagnostics of the real server: pushed with the version they are of, or
//! pulled with a name that says when nothing changed.

use anyhow::Result;
use scholiast_simulation::editor::{Editor, Profile};
use serde_json::{Value, json};

const URI: &str = "file:///work/a%20b/%E6%97%A5%E6%9C%AC.py";

/// Cognitive complexity 3: `for`, and an `if` inside it.
const TANGLED: &str = "def f(xs):\n    for x in xs:\n        if x:\n            print(x)\n";

fn threshold(number: u32) -> Value {
    json!({ "scholiast": { "complexity": { "cognitiveThreshold": number } } })
}

async fn start(profile: Profile) -> Result<Editor> {
    Ok(Editor::start(scholiast_tests::scholiast_lsp()?, profile).await?)
}

/// A client to which diagnostics are pushed.
fn pushed(number: u32) -> Profile {
    Profile::minimal()
        .capability(
            "/textDocument/publishDiagnostics",
            json!({ "relatedInformation": true }),
        )
        .capability("/workspace/configuration", json!(true))
        .settings(threshold(number))
}

fn messages(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics
        .iter()
        .filter_map(|found| found["message"].as_str())
        .collect()
}

#[tokio::test]
async fn a_client_that_cannot_pull_is_sent_the_diagnostics_of_the_version_it_has() -> Result<()> {
    let editor = start(pushed(2)).await?;
    editor.open(URI, "python", TANGLED)?;
    let found = editor.diagnostics(URI).await?;
    assert_eq!(
        messages(&found),
        ["`f` has a cognitive complexity of 3 (threshold 2)"]
    );
    let increments: Vec<&Value> = found[0]["relatedInformation"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|related| &related["message"])
        .collect();
    assert_eq!(
        increments,
        [
            "+1 for this `for` loop",
            "+2 for this `if`, of which 1 for nesting"
        ]
    );

    editor.replace(
        URI,
        "        if x:\n            print(x)\n",
        "        print(x)\n",
    )?;
    assert_eq!(editor.diagnostics(URI).await?, [] as [Value; 0]);
    let published = editor.notifications("textDocument/publishDiagnostics");
    let last = published.last().cloned().unwrap_or_default();
    assert_eq!(last["version"], json!(editor.version(URI)?.0));
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_client_that_pulls_is_told_when_nothing_changed() -> Result<()> {
    let editor = start(Profile::vscode().settings(threshold(2))).await?;
    editor.open(URI, "python", TANGLED)?;
    let document = json!({ "uri": URI });
    let pull = |previous: Value| {
        let params = json!({ "textDocument": document, "previousResultId": previous });
        editor.request("textDocument/diagnostic", params)
    };
    editor.diagnostics(URI).await?;
    let first = pull(Value::Null).await?;
    assert_eq!(first["kind"], "full");
    assert_eq!(first["items"].as_array().map(Vec::len), Some(1));

    editor.replace(URI, "print(x)", "print(x, x)")?;
    let second = pull(first["resultId"].clone()).await?;
    assert_eq!(
        second,
        json!({ "kind": "unchanged", "resultId": first["resultId"] })
    );

    editor.replace(URI, "def f", "\ndef f")?;
    let third = pull(first["resultId"].clone()).await?;
    assert_eq!(
        third["kind"], "full",
        "the same words stand on another line now"
    );
    assert!(
        editor
            .notifications("textDocument/publishDiagnostics")
            .is_empty()
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_syntax_error_is_said_in_words_and_the_rest_keeps_its_numbers() -> Result<()> {
    let editor = start(Profile::minimal()).await?;
    let broken = format!("{TANGLED}\n\ndef g(xs)\n    return xs\n");
    editor.open(URI, "python", &broken)?;
    let found = editor.diagnostics(URI).await?;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0]["code"], "syntax-error");
    assert!(messages(&found)[0].contains("expected `:`"), "{found:?}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn three_hundred_changes_in_a_row_end_in_the_diagnostics_of_the_last() -> Result<()> {
    let editor = start(pushed(2)).await?;
    editor.open(URI, "python", "x = 1\n")?;
    for number in 0..300 {
        editor.set_text(
            URI,
            &format!("x = {number}\n{}", TANGLED.repeat(number % 3)),
        )?;
    }
    let found = editor.diagnostics(URI).await?;
    assert_eq!(messages(&found).len(), 2, "{found:?}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_threshold_that_moves_shows_at_once() -> Result<()> {
    let editor = start(pushed(2)).await?;
    editor.open(URI, "python", TANGLED)?;
    assert_eq!(editor.diagnostics(URI).await?.len(), 1);
    editor.change_settings(threshold(3));
    let emptied = |params: &Value| params["diagnostics"] == json!([]);
    editor
        .wait_for_notification("textDocument/publishDiagnostics", emptied)
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_closed_document_shows_nothing() -> Result<()> {
    let editor = start(pushed(2)).await?;
    editor.open(URI, "python", TANGLED)?;
    assert_eq!(editor.diagnostics(URI).await?.len(), 1);
    editor.close(URI)?;
    let emptied = |params: &Value| params["diagnostics"] == json!([]);
    editor
        .wait_for_notification("textDocument/publishDiagnostics", emptied)
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_setting_that_does_not_exist_is_named_with_file_and_line() -> Result<()> {
    let folder = tempfile::tempdir()?;
    std::fs::write(
        folder.path().join("scholiast.toml"),
        "[complexity]\nlimit = 3\n",
    )?;
    let editor = start(Profile::vscode().folder(folder.path())).await?;
    let told = editor
        .wait_for_message(|text| text.contains("scholiast.toml:2: ") && text.contains("`limit`"))
        .await;
    assert!(told.is_ok(), "{:?}", editor.messages());
    Ok(editor.finish().await?)
}

/// When typing pauses, the whole text is analysed anew. Whoever looks at it then sees no less.
#[tokio::test]
async fn a_pause_takes_no_diagnostic_away() -> Result<()> {
    let editor = start(pushed(2)).await?;
    editor.open(
        URI,
        "python",
        &format!("{TANGLED}\ndef g(a):\n    return (a)\n"),
    )?;
    editor.diagnostics(URI).await?;
    editor.replace(URI, "return (a)", "return (a")?;
    let both = |found: &[Value]| found.len() == 2;
    editor.diagnostics_when(URI, both).await?;
    // Longer than the server waits for more to be typed.
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    assert_eq!(messages(&editor.diagnostics(URI).await?).len(), 2);
    editor.finish().await?;
    Ok(())
}
