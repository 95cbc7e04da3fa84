//! `scholiast` ends with its editor, also while a model is answering, and cancel stops the model.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use scholiast_simulation::editor::{Editor, PendingRequest, Profile};
use scholiast_simulation::model_server::{Ending, ModelServer, Reply};
use serde_json::{Value, json};

const URI: &str = "file:///a.py";

const PATIENCE: Duration = Duration::from_secs(60);

/// A session in which the model has begun to answer, and never ends.
struct ModelCall {
    editor: Editor,
    model: ModelServer,
}

impl ModelCall {
    async fn start(profile: Profile) -> Result<Self> {
        let endless = Reply::text("This function").ending(Ending::HangAfter(1));
        let model = ModelServer::start(endless).await?;
        let mut command = scholiast_tests::scholiast_lsp()?;
        command
            .env("SCHOLIAST_MODEL_URL", model.base_url())
            .env("SCHOLIAST_MODEL", "endless");
        let editor = Editor::start(command, profile).await?;
        editor.open(URI, "python", "def f(a):\n    return a\n")?;
        Ok(Self { editor, model })
    }

    async fn ask(&self) -> Result<PendingRequest<'_>> {
        let argument = json!({ "uri": URI, "position": { "line": 0, "character": 4 } });
        let params = json!({ "command": "scholiast.explain", "arguments": [argument] });
        let request = self.editor.send_request("workspace/executeCommand", params);
        self.model.wait_for_requests(1, PATIENCE).await?;
        Ok(request)
    }
}

async fn exit_code(editor: &Editor) -> Result<i32> {
    let status = editor.wait_for_exit().await?;
    status
        .code()
        .with_context(|| format!("ended by a signal: {status}"))
}

#[tokio::test]
async fn without_a_subcommand_it_serves_too() -> Result<()> {
    let binary = Command::new(scholiast_tests::scholiast()?);
    let editor = Editor::start(binary, Profile::vscode()).await?;
    let server = &editor.initialize_result()["serverInfo"];
    assert_eq!(server["name"], "scholiast");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn cancel_is_answered_and_hangs_up_on_the_model() -> Result<()> {
    let call = ModelCall::start(Profile::vscode()).await?;
    let request = call.ask().await?;

    request.cancel();

    let refused = request.answer().await.err().and_then(|error| error.code());
    assert_eq!(refused, Some(-32800));
    call.model.wait_for_open_connections(0, PATIENCE).await?;
    Ok(call.editor.finish().await?)
}

#[tokio::test]
async fn the_end_of_the_input_ends_it_during_a_model_call() -> Result<()> {
    let call = ModelCall::start(Profile::vscode()).await?;
    call.ask().await?;
    call.editor.close_input();
    assert_eq!(exit_code(&call.editor).await?, 1);
    Ok(())
}

#[tokio::test]
async fn exit_ends_it_during_a_model_call() -> Result<()> {
    let call = ModelCall::start(Profile::vscode()).await?;
    call.ask().await?;
    call.editor.request("shutdown", Value::Null).await?;
    call.editor.notify("exit", Value::Null);
    assert_eq!(exit_code(&call.editor).await?, 0);

    let call = ModelCall::start(Profile::vscode()).await?;
    call.ask().await?;
    call.editor.notify("exit", Value::Null);
    assert_eq!(exit_code(&call.editor).await?, 1);
    Ok(())
}

#[cfg(unix)]
#[tokio::test]
async fn the_death_of_the_editors_process_ends_it_during_a_model_call() -> Result<()> {
    let mut claimed = Command::new("sleep").arg("600").spawn()?;
    let profile = Profile::vscode().process_id(Some(claimed.id()));
    let call = ModelCall::start(profile).await?;
    call.ask().await?;

    claimed.kill()?;

    let ended = exit_code(&call.editor).await;
    claimed.wait()?;
    assert_eq!(ended?, 1);
    Ok(())
}
