//! `scholiast` survives what no editor should send, and serves the next message.

use anyhow::{Context, Result, ensure};
use scholiast_simulation::editor::{Editor, Profile};
use serde_json::{Value, json};

const URI: &str = "file:///a.py";

async fn start() -> Result<Editor> {
    let editor = Editor::start(scholiast_tests::scholiast_lsp()?, Profile::minimal()).await?;
    editor.open(URI, "python", "def f(:\n    pass\n")?;
    ensure!(!editor.diagnostics(URI).await?.is_empty());
    Ok(editor)
}

/// Checks that the server still follows the document.
async fn check_alive(editor: &Editor) -> Result<()> {
    editor.replace(URI, "(:", "():")?;
    ensure!(editor.diagnostics(URI).await?.is_empty());
    editor.replace(URI, "():", "(:")?;
    ensure!(!editor.diagnostics(URI).await?.is_empty());
    Ok(())
}

/// Checks that there is an answer of whatever kind, unless it tells of a fault in the server.
async fn check_answered(editor: &Editor, method: &str, params: Value) -> Result<()> {
    let shown = params.to_string();
    if let Err(error) = editor.request(method, params).await {
        let code = error.code().with_context(|| error.to_string())?;
        ensure!(code != -32603, "`{method}` with {shown}: {error}");
    }
    Ok(())
}

#[tokio::test]
async fn bytes_that_are_no_message() -> Result<()> {
    let editor = start().await?;
    let nonsense: [&[u8]; 6] = [
        b"hello\r\n\r\n",
        b"\xff\xfe\x00\x01\x02",
        b"Content-Length: -1\r\n\r\n{}",
        b"Content-Length: 99999999999999\r\n\r\n{}",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 9\r\n\r\n{\"a\": 1, \"cut\": true}",
    ];
    for bytes in nonsense {
        editor.send_raw(bytes);
        check_alive(&editor).await?;
    }
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn parameters_that_make_no_sense() -> Result<()> {
    let editor = start().await?;
    let nonsense = [
        json!(null),
        json!(5),
        json!([]),
        json!({}),
        json!({ "textDocument": { "uri": "file:///other.py" }, "position": { "line": -1 } }),
        json!({ "textDocument": { "uri": 5 }, "command": {}, "range": "all" }),
    ];
    let requests = [
        "textDocument/hover",
        "textDocument/codeAction",
        "textDocument/inlayHint",
        "textDocument/diagnostic",
        "workspace/executeCommand",
        "workspace/textDocumentContent",
        "no/such/method",
    ];
    let notifications = [
        "textDocument/didOpen",
        "textDocument/didChange",
        "textDocument/didClose",
        "workspace/didChangeConfiguration",
        "window/workDoneProgress/cancel",
        "$/cancelRequest",
        "no/such/notification",
    ];
    for params in &nonsense {
        for method in notifications {
            editor.notify(method, params.clone());
        }
        for method in requests {
            check_answered(&editor, method, params.clone()).await?;
        }
    }
    check_alive(&editor).await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn places_and_documents_that_do_not_exist() -> Result<()> {
    let editor = start().await?;
    let far = json!({ "line": u32::MAX, "character": u32::MAX });
    for uri in [
        URI,
        "file:///unopened.py",
        "untitled:Untitled-1",
        "",
        "not a uri at all",
    ] {
        let document = json!({ "uri": uri });
        let range = json!({ "start": far, "end": far });
        let context = json!({ "diagnostics": [] });
        let argument = json!({ "uri": uri, "position": far });
        let requests = [
            (
                "textDocument/hover",
                json!({ "textDocument": document, "position": far }),
            ),
            (
                "textDocument/inlayHint",
                json!({ "textDocument": document, "range": range }),
            ),
            (
                "textDocument/codeAction",
                json!({ "textDocument": document, "range": range, "context": context }),
            ),
            (
                "workspace/executeCommand",
                json!({ "command": "scholiast.why", "arguments": [argument] }),
            ),
        ];
        for (method, params) in requests {
            check_answered(&editor, method, params).await?;
        }
    }
    check_alive(&editor).await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn changes_out_of_order_to_documents_that_are_not_open() -> Result<()> {
    let editor = start().await?;
    let unopened = json!({ "uri": "file:///unopened.py", "version": 1 });
    let change = json!({ "textDocument": unopened, "contentChanges": [{ "text": "x" }] });
    editor.notify("textDocument/didChange", change);
    editor.notify("textDocument/didClose", json!({ "textDocument": unopened }));
    let again =
        json!({ "uri": URI, "languageId": "python", "version": 1, "text": "def f(:\n    pass\n" });
    editor.notify("textDocument/didOpen", json!({ "textDocument": again }));
    check_alive(&editor).await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_hundred_thousand_nested_parentheses() -> Result<()> {
    let editor = start().await?;
    let deep = "file:///deep.py";
    let text = format!("x = {}1{}\n", "(".repeat(100_000), ")".repeat(100_000));
    editor.open(deep, "python", &text)?;
    editor.diagnostics(deep).await?;
    let params =
        json!({ "textDocument": { "uri": deep }, "position": { "line": 0, "character": 90_000 } });
    editor.request("textDocument/hover", params).await?;
    editor.close(deep)?;
    check_alive(&editor).await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn requests_before_initialize_and_after_shutdown() -> Result<()> {
    let editor = Editor::spawn(scholiast_tests::scholiast_lsp()?, Profile::vscode())?;
    let code = async |method: &str| {
        let answer = editor.request(method, json!({ "capabilities": {} })).await;
        answer.err().and_then(|error| error.code())
    };
    assert_eq!(code("textDocument/hover").await, Some(-32002));
    editor.initialize().await?;
    assert_eq!(code("initialize").await, Some(-32600));
    editor.request("shutdown", Value::Null).await?;
    assert_eq!(code("textDocument/hover").await, Some(-32600));
    editor.notify("exit", Value::Null);
    assert_eq!(editor.wait_for_exit().await?.code(), Some(0));
    Ok(())
}
