//! What the real server offers where the cursor stands: by kind, by who asks,
//! and what each action does.

use anyhow::{Context, Result, ensure};
use scholiast_simulation::editor::{Editor, Profile, file_uri};
use scholiast_tests::scholiast_lsp;
use serde_json::{Value, json};

const URI: &str = "file:///a.py";

/// Cognitive complexity 3, and 0.
const CODE: &str = "\
class Order:
    @cached
    def settle(self, xs):
        for x in xs:
            if x:
                print(x)


def straight(x):
    return x
";

async fn start(profile: Profile) -> Result<Editor> {
    let settings = json!({ "scholiast": { "complexity": { "cognitiveThreshold": 2 } } });
    Ok(Editor::start(scholiast_lsp()?, profile.settings(settings)).await?)
}

async fn opened(profile: Profile, text: &str) -> Result<Editor> {
    let editor = start(profile).await?;
    editor.open(URI, "python", text)?;
    editor.diagnostics(URI).await?;
    Ok(editor)
}

/// The actions at a text, asked for in a context.
async fn actions(editor: &Editor, needle: &str, context: Value) -> Result<Vec<Value>> {
    let mut context = context;
    context["diagnostics"] = json!([]);
    let range = editor.range_of(URI, needle)?;
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    let answer = editor.request("textDocument/codeAction", params).await?;
    Ok(answer.as_array().context("no list of actions")?.clone())
}

async fn action(editor: &Editor, needle: &str, title: &str) -> Result<Value> {
    let actions = actions(editor, needle, json!({})).await?;
    let found = actions.iter().find(|action| action["title"] == title);
    found
        .cloned()
        .with_context(|| format!("no `{title}` in {actions:?}"))
}

fn titles(actions: &[Value]) -> Vec<&str> {
    let titles = actions.iter().map(|action| action["title"].as_str());
    titles.map(Option::unwrap_or_default).collect()
}

/// Applies the edit of an action as a client does that was asked to by the person.
fn apply(editor: &Editor, action: &Value) -> Result<String> {
    editor.apply(&action["edit"])?;
    Ok(editor.text(URI)?)
}

#[tokio::test]
async fn unasked_only_what_belongs_to_a_diagnostic_is_offered() -> Result<()> {
    let editor = opened(Profile::vscode(), CODE).await?;
    let unasked = json!({ "triggerKind": 2 });
    let at_name = actions(&editor, "settle", unasked.clone()).await?;
    assert_eq!(
        titles(&at_name),
        [
            "Allow `cognitive-complexity` here…",
            "Show rule `cognitive-complexity`"
        ]
    );
    for action in &at_name {
        assert_eq!(action["kind"], "quickfix");
        assert_eq!(action["isPreferred"], false);
        assert_eq!(action["diagnostics"][0]["code"], "cognitive-complexity");
    }
    let inside = actions(&editor, "print", unasked).await?;
    ensure!(inside.is_empty(), "{inside:?}");
    let asked = actions(&editor, "print", json!({ "triggerKind": 1 })).await?;
    assert_eq!(
        titles(&asked),
        [
            "Why this number?",
            "Improve: reduce complexity",
            "Improve: readability",
            "Explain this function",
            "Open settings",
        ]
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn what_cannot_be_done_says_why_where_the_client_shows_it() -> Result<()> {
    let editor = opened(Profile::vscode(), CODE).await?;
    let why = action(&editor, "return x", "Why this number?").await?;
    assert_eq!(
        why["disabled"]["reason"],
        "nothing in this function breaks its linear flow"
    );
    editor.finish().await?;

    let mute = Profile::vscode().without("/textDocument/codeAction/disabledSupport");
    let editor = opened(mute, CODE).await?;
    let offered = actions(&editor, "return x", json!({})).await?;
    ensure!(
        !titles(&offered).contains(&"Why this number?"),
        "{offered:?}"
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_finding_is_allowed_by_a_comment_that_asks_for_its_reason() -> Result<()> {
    let title = "Allow `cognitive-complexity` here…";
    for profile in [Profile::vscode(), Profile::neovim()] {
        let editor = opened(profile, CODE).await?;
        let allow = action(&editor, "settle", title).await?;
        let text = apply(&editor, &allow)?;
        ensure!(
            text.contains(
                "class Order:\n    # scholiast: allow(cognitive-complexity) say why\n    @cached\n"
            ),
            "{text}"
        );
        let found = editor.diagnostics(URI).await?;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0]["code"], "suppression");
        assert_eq!(found[0]["severity"], 4);
        editor.replace(URI, "say why", "a table")?;
        let found = editor.diagnostics(URI).await?;
        ensure!(found.is_empty(), "{found:?}");
        editor.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_reason_is_a_gap_to_fill_in_where_the_client_knows_gaps() -> Result<()> {
    let editor = opened(Profile::vscode(), CODE).await?;
    let allow = action(&editor, "settle", "Allow `cognitive-complexity` here…").await?;
    let change = &allow["edit"]["documentChanges"][0];
    assert_eq!(
        change["textDocument"]["version"],
        json!(editor.version(URI)?.0)
    );
    assert_eq!(
        change["edits"][0]["snippet"]["value"],
        "    # scholiast: allow(cognitive-complexity) ${1:say why}\n"
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn the_comment_ends_its_line_as_the_file_does() -> Result<()> {
    let editor = opened(Profile::vscode(), &CODE.replace('\n', "\r\n")).await?;
    let allow = action(&editor, "settle", "Allow `cognitive-complexity` here…").await?;
    let text = apply(&editor, &allow)?;
    ensure!(text.contains(" say why\r\n    @cached\r\n"), "{text:?}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn no_comment_is_written_into_a_string() -> Result<()> {
    let code = "s = '''\n''' + (lambda\n";
    let editor = opened(Profile::vscode(), code).await?;
    let found = editor.diagnostics(URI).await?;
    let line = &found[0]["range"]["start"]["line"];
    assert_eq!(*line, json!(1), "{found:?}");
    let range = &found[0]["range"];
    let context = json!({ "diagnostics": [] });
    let params = json!({ "textDocument": { "uri": URI }, "range": range, "context": context });
    let offered = editor.request("textDocument/codeAction", params).await?;
    let offered = offered.as_array().context("no list")?;
    let allow = offered
        .iter()
        .find(|it| it["title"] == "Allow `syntax-error` here…");
    let allow = allow.context("it is not offered")?;
    ensure!(allow["disabled"]["reason"].is_string(), "{allow}");
    ensure!(allow["edit"].is_null(), "{allow}");
    Ok(editor.finish().await?)
}

async fn open_settings(editor: &Editor, uri: &str) -> Result<Value> {
    let params = json!({ "command": "scholiast.openSettings", "arguments": [{ "uri": uri }] });
    Ok(editor.request("workspace/executeCommand", params).await?)
}

#[tokio::test]
async fn the_nearest_settings_are_opened() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let settings = folder.path().join("scholiast.toml");
    std::fs::write(&settings, "[complexity]\ncognitive_threshold = 3\n")?;
    std::fs::create_dir_all(folder.path().join("src"))?;
    let editor = start(Profile::vscode().folder(folder.path())).await?;
    let reply = open_settings(&editor, &file_uri(&folder.path().join("src/a.py"))).await?;
    assert_eq!(reply["outcome"], "shown", "{reply}");
    assert_eq!(editor.shown_documents(), [file_uri(&settings)]);
    assert_eq!(editor.applied_edits(), 0);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn settings_are_made_in_the_root_of_the_folder_where_there_are_none() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let settings = folder.path().join("scholiast.toml");
    let editor = start(Profile::vscode().folder(folder.path())).await?;
    let reply = open_settings(&editor, &file_uri(&folder.path().join("src/a.py"))).await?;
    assert_eq!(reply["outcome"], "shown", "{reply}");
    let created = editor.created_file(&file_uri(&settings));
    let created = created.context("no file was created")?;
    ensure!(created.contains("cognitive = 15"), "{created}");
    assert_eq!(editor.shown_documents(), [file_uri(&settings)]);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_client_that_makes_no_files_is_told_where_to_write_them() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let editor = start(Profile::minimal().folder(folder.path())).await?;
    let reply = open_settings(&editor, &file_uri(&folder.path().join("a.py"))).await?;
    assert_eq!(reply["outcome"], "failed");
    let message = reply["message"].as_str().unwrap_or_default();
    ensure!(
        message.contains("there are no settings yet: write them to"),
        "{message}"
    );
    editor
        .wait_for_message(|text| text.ends_with("scholiast.toml"))
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_command_works_on_the_text_of_the_call_whatever_is_typed_meanwhile() -> Result<()> {
    let editor = opened(Profile::vscode(), CODE).await?;
    for number in 0..30 {
        editor.replace(URI, "class Order", &format!("# {number}\nclass Order"))?;
        let argument = json!({ "uri": URI, "position": editor.position_of(URI, "settle")? });
        let params = json!({ "command": "scholiast.why", "arguments": [argument] });
        let pending = editor.send_request("workspace/executeCommand", params);
        editor.replace(URI, "for x in xs", &format!("for y{number} in xs"))?;
        editor.replace(URI, &format!("for y{number} in xs"), "for x in xs")?;
        let reply = pending.answer().await?;
        assert_eq!(reply["outcome"], "shown", "{reply}");
    }
    Ok(editor.finish().await?)
}
