//! Each rule has a page, which the real server shows in the best way that the
//! client has, and whose examples are what it says they are.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use scholiast_simulation::editor::{Editor, Profile};
use scholiast_tests::{execute_and_read, scholiast_lsp, text_of_page};
use serde_json::{Value, json};

/// Each rule, with the threshold that the examples of its page are written for.
const RULES: [(&str, Option<(&str, u32)>); 6] = [
    ("syntax-error", None),
    ("cognitive-complexity", Some(("cognitive", 5))),
    ("nesting-depth", Some(("nesting", 3))),
    ("parameters", Some(("parameters", 4))),
    ("function-lines", Some(("lines", 5))),
    ("suppression", None),
];

async fn start(profile: Profile) -> Result<Editor> {
    Ok(Editor::start(scholiast_lsp()?, profile).await?)
}

fn page(rule: &str) -> Result<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/rules");
    Ok(std::fs::read_to_string(folder.join(format!("{rule}.md")))?)
}

/// The first block of Python in the part of a page with this heading.
fn example(page: &str, heading: &str) -> Result<String> {
    let (_, part) = page
        .split_once(&format!("\n## {heading}\n"))
        .context("the page has no such part")?;
    let (_, code) = part.split_once("```python\n").context("no example")?;
    let (code, _) = code.split_once("```").context("an endless example")?;
    Ok(code.to_owned())
}

/// The rules and messages of what is found in this text.
async fn found_in(editor: &Editor, uri: &str, code: &str) -> Result<Vec<(Value, Value)>> {
    editor.open(uri, "python", code)?;
    let found = editor.diagnostics(uri).await?.into_iter();
    Ok(found
        .map(|mut found| (found["code"].take(), found["message"].take()))
        .collect())
}

#[tokio::test]
async fn the_bad_example_of_each_page_is_found_and_the_good_one_is_not() -> Result<()> {
    for (rule, threshold) in RULES {
        let mut thresholds = json!({ "cognitive": "off" });
        if let Some((name, number)) = threshold {
            thresholds[name] = json!(number);
        }
        let settings = json!({ "scholiast": { "thresholds": thresholds } });
        let editor = start(Profile::vscode().settings(settings)).await?;
        let page = page(rule)?;
        let bad = found_in(&editor, "file:///bad.py", &example(&page, "Bad")?).await?;
        ensure!(bad.len() == 1 && bad[0].0 == rule, "{rule}: {bad:?}");
        let good = found_in(&editor, "file:///good.py", &example(&page, "Good")?).await?;
        ensure!(good.is_empty(), "{rule}: {good:?}");
        let quoted = page.lines().find_map(|line| line.strip_prefix("> "));
        ensure!(
            quoted.is_none_or(|quoted| bad[0].1 == quoted),
            "{rule}: {bad:?}"
        );
        editor.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_page_opens_from_the_code_of_a_diagnostic() -> Result<()> {
    let editor = start(Profile::vscode()).await?;
    let uri = "file:///a.py";
    editor.open(uri, "python", "def f(:\n    pass\n")?;
    let found = editor.diagnostics(uri).await?;
    let link = found[0]["codeDescription"]["href"]
        .as_str()
        .context("no link")?;
    let text = text_of_page(&editor, link).await?;
    assert_eq!(text, page("syntax-error")?);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn no_code_is_a_link_that_opens_nothing() -> Result<()> {
    let without_links = Profile::vscode().without("/textDocument/publishDiagnostics");
    for profile in [Profile::neovim(), Profile::minimal(), without_links] {
        let editor = start(profile).await?;
        let uri = "file:///a.py";
        editor.open(uri, "python", "def f(:\n    pass\n")?;
        let found = editor.diagnostics(uri).await?;
        assert_eq!(found[0]["codeDescription"], Value::Null);
        editor.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_rule_is_shown_as_a_document_of_the_servers_own() -> Result<()> {
    let editor = start(Profile::vscode()).await?;
    for (rule, _) in RULES {
        let argument = json!({ "rule": rule });
        let (reply, text) = execute_and_read(&editor, "scholiast.showRule", argument).await?;
        assert_eq!(reply["outcome"], "shown", "{reply}");
        assert_eq!(text, page(rule)?);
    }
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn elsewhere_it_is_a_temporary_file_or_a_message() -> Result<()> {
    let params =
        json!({ "command": "scholiast.showRule", "arguments": [{ "rule": "syntax-error" }] });
    let editor = start(Profile::neovim()).await?;
    editor
        .request("workspace/executeCommand", params.clone())
        .await?;
    let shown = editor.shown_documents().pop().context("nothing shown")?;
    let path = shown.strip_prefix("file://").context("it is no file")?;
    assert_eq!(std::fs::read_to_string(path)?, page("syntax-error")?);
    editor.finish().await?;

    let editor = start(Profile::minimal()).await?;
    editor.request("workspace/executeCommand", params).await?;
    editor
        .wait_for_message(|text| text.starts_with("# syntax-error"))
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_rule_that_does_not_exist_is_named() -> Result<()> {
    let editor = start(Profile::vscode()).await?;
    let command =
        |argument: Value| json!({ "command": "scholiast.showRule", "arguments": [argument] });
    let reply = editor
        .request(
            "workspace/executeCommand",
            command(json!({ "rule": "nothing" })),
        )
        .await?;
    assert_eq!(reply["outcome"], "failed");
    assert_eq!(reply["message"], "there is no rule `nothing`");
    let error = editor
        .request("workspace/executeCommand", command(json!("nothing")))
        .await;
    assert_eq!(error.err().and_then(|error| error.code()), Some(-32602));
    Ok(editor.finish().await?)
}
