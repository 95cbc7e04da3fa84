//! "Explain" in the real server: measured facts always, a model's words where
//! there is one, and each labelled as what it is.

use anyhow::{Context, Result};
use scholiast_simulation::ModelServer;
use scholiast_simulation::editor::{Editor, Profile};
use scholiast_simulation::model_server::Reply;
use serde_json::{Value, json};

const URI: &str = "file:///work/first.py";
const CODE: &str = "def first(xs):\n    for x in xs:\n        if x:\n            return x\n";

/// The reply to "explain", and the page it showed.
async fn explain(editor: &Editor) -> Result<(Value, String)> {
    editor.open(URI, "python", CODE)?;
    let argument = json!({ "uri": URI, "position": editor.position_of(URI, "first")? });
    scholiast_tests::execute_and_read(editor, "scholiast.explain", argument).await
}

#[tokio::test]
async fn a_models_words_stand_below_the_facts_under_its_name() -> Result<()> {
    let words = "It returns the first truthy item. `sort_all` is never called.";
    let model = ModelServer::start(Reply::text(words)).await?;
    let mut command = scholiast_tests::scholiast_lsp()?;
    command
        .env("SCHOLIAST_MODEL_URL", model.base_url())
        .env("SCHOLIAST_MODEL", "scripted");
    let editor = Editor::start(command, Profile::vscode()).await?;
    let (reply, page) = explain(&editor).await?;
    assert_eq!(reply["outcome"], "shown", "{reply}");
    let facts = page.find("cognitive complexity is 3");
    let said = page
        .find("It returns the first truthy item.")
        .context("the words are missing")?;
    assert!(facts.is_some_and(|facts| facts < said), "{page}");
    assert!(page.contains("`scripted`"), "{page}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn without_a_model_the_facts_stand_alone_and_say_so() -> Result<()> {
    let editor = Editor::start(scholiast_tests::scholiast_lsp()?, Profile::vscode()).await?;
    let (reply, page) = explain(&editor).await?;
    assert_eq!(reply["outcome"], "noModel");
    assert!(page.contains("No model is configured"), "{page}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_model_that_fails_leaves_the_facts_and_the_reason() -> Result<()> {
    let model = ModelServer::start(Reply::error(401, "no such key")).await?;
    let mut command = scholiast_tests::scholiast_lsp()?;
    command
        .env("SCHOLIAST_MODEL_URL", model.base_url())
        .env("SCHOLIAST_MODEL", "scripted");
    command.env("SCHOLIAST_API_KEY", "canary-7f3a");
    let editor = Editor::start(command, Profile::vscode()).await?;
    let (reply, page) = explain(&editor).await?;
    assert_eq!(reply["outcome"], "failed");
    assert!(page.contains("Without a model's words"), "{page}");
    let everything = format!("{reply}{page}{}{:?}", editor.log(), editor.messages());
    assert!(
        !everything.contains("canary-7f3a"),
        "the key was written somewhere"
    );
    Ok(editor.finish().await?)
}
