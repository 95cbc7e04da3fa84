//! Symbols, folding and growing selections: where other servers give them we
//! stay out of their way, so they are off unless switched on.

use anyhow::{Context, Result, ensure};
use scholiast_simulation::editor::{Editor, Profile};
use scholiast_tests::scholiast_lsp;
use serde_json::{Value, json};

const URI: &str = "file:///a.py";

const CODE: &str = "\
class Order:
    # one
    # two
    def settle(self):
        def inner():
            pass
        return inner


def last(xs):
    return [
        xs[-1],
    ]
";

const METHODS: [&str; 3] = [
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
];

fn settings(offer: &str) -> Value {
    json!({ "scholiast": { "structure": {
        "documentSymbols": offer, "foldingRanges": offer, "selectionRanges": offer,
    }}})
}

async fn start(profile: Profile, code: &str) -> Result<Editor> {
    let editor = Editor::start(scholiast_lsp()?, profile).await?;
    editor.open(URI, "python", code)?;
    editor.diagnostics(URI).await?;
    Ok(editor)
}

async fn ask(editor: &Editor, method: &str) -> Result<Value> {
    let params = json!({
        "textDocument": { "uri": URI }, "positions": [{ "line": 5, "character": 13 }],
    });
    Ok(editor.request(method, params).await?)
}

fn registered(params: &Value) -> bool {
    let all = params["registrations"].as_array().cloned();
    let methods = all.unwrap_or_default().into_iter();
    methods
        .map(|registration| registration["method"].clone())
        .any(|method| METHODS.iter().any(|ours| method == *ours))
}

#[tokio::test]
async fn nothing_is_offered_unless_switched_on() -> Result<()> {
    for offer in ["off", "auto"] {
        let editor = start(Profile::vscode().settings(settings(offer)), CODE).await?;
        for method in METHODS {
            assert_eq!(ask(&editor, method).await?, Value::Null, "{method}");
        }
        let asked = editor.server_requests("client/registerCapability");
        ensure!(!asked.iter().any(registered), "{asked:?}");
        editor.finish().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_switched_on_and_off_is_registered_and_unregistered() -> Result<()> {
    let editor = start(Profile::vscode(), CODE).await?;
    editor.change_settings(settings("on"));
    for method in METHODS {
        editor
            .wait_for_server_request("client/registerCapability", |params| {
                params["registrations"][0]["method"] == method
            })
            .await?;
        ensure!(ask(&editor, method).await?.is_array(), "{method}");
    }
    editor.change_settings(settings("off"));
    for method in METHODS {
        editor
            .wait_for_server_request("client/unregisterCapability", |params| {
                params["unregisterations"][0]["method"] == method
            })
            .await?;
    }
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_client_that_registers_nothing_is_offered_it_from_the_start() -> Result<()> {
    let options = json!({ "settings": settings("on")["scholiast"] });
    let editor = start(Profile::minimal().options(options), CODE).await?;
    let capabilities = &editor.initialize_result()["capabilities"];
    for provider in ["documentSymbol", "foldingRange", "selectionRange"] {
        assert_eq!(capabilities[format!("{provider}Provider")], true);
    }
    let symbols = ask(&editor, METHODS[0]).await?;
    let inner = symbols.as_array().context("no symbols")?.iter();
    let mut inner = inner.filter(|symbol| symbol["name"] == "inner");
    let inner = inner.next().context("no `inner`")?;
    ensure!(inner["containerName"].is_string(), "{inner}");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn symbols_stand_inside_each_other() -> Result<()> {
    let editor = start(Profile::vscode().settings(settings("on")), CODE).await?;
    let symbols = ask(&editor, METHODS[0]).await?;
    let names = |symbols: &Value| -> Vec<Value> {
        let all = symbols.as_array().cloned().unwrap_or_default();
        all.iter().map(|symbol| symbol["name"].clone()).collect()
    };
    assert_eq!(names(&symbols), ["settle", "last"]);
    assert_eq!(names(&symbols[0]["children"]), ["inner"]);
    assert_eq!(symbols[0]["detail"], "def settle(self)");
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn what_spans_lines_folds() -> Result<()> {
    let editor = start(Profile::vscode().settings(settings("on")), CODE).await?;
    let folds = ask(&editor, METHODS[1]).await?;
    let lines: Vec<(u64, u64)> = folds
        .as_array()
        .context("no folds")?
        .iter()
        .filter_map(|fold| Some((fold["startLine"].as_u64()?, fold["endLine"].as_u64()?)))
        .collect();
    assert_eq!(lines, [(0, 6), (3, 6), (4, 5), (9, 11), (10, 11)]);
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_selection_grows_to_what_is_around_it() -> Result<()> {
    let editor = start(Profile::vscode().settings(settings("on")), CODE).await?;
    let answer = ask(&editor, METHODS[2]).await?;
    let mut range = &answer[0];
    let mut first_lines = Vec::new();
    while range.is_object() {
        first_lines.extend(range["range"]["start"]["line"].as_u64());
        range = &range["parent"];
    }
    ensure!(first_lines.is_sorted_by(|a, b| a >= b), "{first_lines:?}");
    assert_eq!(
        (first_lines.first(), first_lines.last()),
        (Some(&5), Some(&0))
    );
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_hundred_thousand_nested_parentheses_are_answered() -> Result<()> {
    let depth = 100_000;
    let hostile = format!("x = {}1{}\n", "(\n".repeat(depth), ")\n".repeat(depth));
    let editor = start(Profile::vscode().settings(settings("on")), &hostile).await?;
    for method in METHODS {
        let params = json!({
            "textDocument": { "uri": URI },
            "positions": [{ "line": 99_999, "character": 0 }, { "line": 3, "character": 0 }],
        });
        let answer = editor.request(method, params).await?;
        ensure!(answer.is_array(), "{method}");
    }
    Ok(editor.finish().await?)
}
