//! Input that is no message, or one at the wrong time, is answered or skipped; the next is served.

use anyhow::{Result, ensure};
use scholiast_simulation::editor::{Editor, EditorError, PendingRequest, Profile};
use serde_json::{Value, json};

const URI: &str = "file:///a.py";

const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const NOT_INITIALIZED: i64 = -32002;

async fn start() -> Result<Editor> {
    let editor = Editor::start(scholiast_tests::transport_probe()?, Profile::minimal()).await?;
    editor.open(URI, "python", "a = 1\n")?;
    Ok(editor)
}

/// Checks that the server still serves, and has not lost the document.
async fn check_alive(editor: &Editor) -> Result<()> {
    let params = json!({ "command": "text", "arguments": [{ "uri": URI }] });
    let seen = editor.request("workspace/executeCommand", params).await?;
    ensure!(seen["text"] == editor.text(URI)?, "{seen}");
    Ok(())
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    message.extend_from_slice(body);
    message
}

fn code(answer: Result<Value, EditorError>) -> Option<i64> {
    answer.err().and_then(|error| error.code())
}

async fn answered(request: PendingRequest<'_>) -> Option<i64> {
    code(request.answer().await)
}

#[tokio::test]
async fn bytes_that_are_no_message_are_skipped_and_answered_with_a_parse_error() -> Result<()> {
    let editor = start().await?;
    let nonsense: [&[u8]; 12] = [
        b"hello\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\xff\xfe\x00\x01\x02",
        b"Content-Length: -1\r\n\r\n{}",
        b"Content-Length: 99999999999999999999999\r\n\r\n{}",
        b"Content-Length: five\r\n\r\n{}",
        b"Content-Length:\r\n\r\n{}",
        b"Content-Type: text/plain\r\n\r\n{}",
        b"Content-Length: 3\r\nno header\r\n\r\n{}",
        b"Content-Length: 9\r\n\r\n{\"a\": 1, \"cut\": true}",
        b"Content-Length: 0\r\n\r\n",
        b"Content-Length: 4\r\n\r\n\xff\xff\xff\xff",
    ];
    for (index, bytes) in nonsense.iter().enumerate() {
        editor.send_raw(bytes);
        check_alive(&editor).await?;
        let errors = editor.wait_for_stray_errors(index + 1).await?;
        let code = errors[index]["error"]["code"].as_i64();
        ensure!(
            code == Some(PARSE_ERROR) || code == Some(INVALID_REQUEST),
            "{:?} was answered {errors:?}",
            String::from_utf8_lossy(bytes)
        );
    }
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_length_that_is_too_long_loses_neither_its_message_nor_the_next() -> Result<()> {
    let editor = start().await?;
    let hello = br#"{"jsonrpc":"2.0","id":"long","method":"no/such/method"}"#;
    let mut bytes = format!("Content-Length: {}\r\n\r\n", hello.len() + 10).into_bytes();
    bytes.extend_from_slice(hello);
    let request = editor.send_raw_request(json!("long"), &bytes);
    check_alive(&editor).await?;
    assert_eq!(answered(request).await, Some(METHOD_NOT_FOUND));
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn broken_json_is_answered_with_the_id_it_seems_to_have() -> Result<()> {
    let editor = start().await?;
    let deep = format!(
        r#"{{"jsonrpc":"2.0","id":"d","params":{}"#,
        "[".repeat(100_000)
    );
    let cases: [(Value, &[u8], i64); 5] = [
        (
            json!("a"),
            br#"{"jsonrpc":"2.0","id":"a","method":"#,
            PARSE_ERROR,
        ),
        (
            json!("b"),
            b"{\"jsonrpc\":\"2.0\",\"id\":\"b\",\"method\":\"\xff\"}",
            PARSE_ERROR,
        ),
        (
            json!("c"),
            br#"{"id":"c","method":"shutdown"}"#,
            INVALID_REQUEST,
        ),
        (json!("d"), deep.as_bytes(), PARSE_ERROR),
        (
            json!("e"),
            br#"{"jsonrpc":"2.0","id":"e","method":["x"]}"#,
            INVALID_REQUEST,
        ),
    ];
    for (id, body, expected) in cases {
        let request = editor.send_raw_request(id.clone(), &framed(body));
        assert_eq!(answered(request).await, Some(expected), "{id}");
        check_alive(&editor).await?;
    }
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn a_message_that_is_too_large_is_refused_and_the_user_told() -> Result<()> {
    let editor = start().await?;
    let padding = "x".repeat(3 << 20);
    let body = json!({ "jsonrpc": "2.0", "id": "large", "method": "x", "params": padding });
    let request = editor.send_raw_request(json!("large"), &framed(body.to_string().as_bytes()));

    assert_eq!(answered(request).await, Some(INVALID_REQUEST));
    let told = editor
        .wait_for_message(|text| text.contains("larger than the limit"))
        .await?;
    assert!(told.contains("1048576 bytes"), "{told}");
    check_alive(&editor).await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn half_a_surrogate_pair_leaves_the_texts_the_same() -> Result<()> {
    let editor = start().await?;
    let typed = br#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///a.py","version":2},"contentChanges":[{"range":{"start":{"line":0,"character":0},"end":{"line":0,"character":0}},"text":"\ud83d"},{"range":{"start":{"line":0,"character":1},"end":{"line":0,"character":2}},"text":"b"}]}}"#;
    editor.send_raw(&framed(typed));
    let params = json!({ "command": "text", "arguments": [{ "uri": URI }] });
    let seen = editor.request("workspace/executeCommand", params).await?;
    assert_eq!(seen, json!({ "version": 2, "text": "\u{fffd}b = 1\n" }));
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn an_edit_with_an_impossible_range_is_not_taken_for_the_whole_text() -> Result<()> {
    let editor = start().await?;
    let range = json!({
        "start": { "line": 0, "character": -1 },
        "end": { "line": 0, "character": 0 },
    });
    let params = json!({
        "textDocument": { "uri": URI, "version": 2 },
        "contentChanges": [{ "range": range, "text": "x" }],
    });
    editor.notify("textDocument/didChange", params);
    check_alive(&editor).await?;
    editor
        .wait_for_message(|text| text.contains("a range that cannot be read"))
        .await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn unknown_methods_are_refused_and_unknown_notifications_ignored() -> Result<()> {
    let editor = start().await?;
    for method in ["no/such/method", "$/noSuchMethod", "", "日本"] {
        editor.notify(method, json!({ "x": 1 }));
        let answer = editor.request(method, json!({ "x": 1 })).await;
        assert_eq!(code(answer), Some(METHOD_NOT_FOUND), "{method}");
    }
    let answer = editor
        .request("textDocument/hover", json!("no position"))
        .await;
    assert_eq!(code(answer), Some(INVALID_PARAMS));
    editor.notify("textDocument/didOpen", json!(5));
    editor.notify("$/cancelRequest", json!({ "id": 12345 }));
    editor.notify("$/cancelRequest", json!(null));
    check_alive(&editor).await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn requests_before_initialize_are_refused() -> Result<()> {
    let editor = Editor::spawn(scholiast_tests::transport_probe()?, Profile::minimal())?;
    for method in ["textDocument/hover", "shutdown", "no/such/method"] {
        let answer = editor.request(method, Value::Null).await;
        assert_eq!(code(answer), Some(NOT_INITIALIZED), "{method}");
    }
    editor.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": URI } }),
    );
    editor.initialize().await?;
    editor.open(URI, "python", "a = 1\n")?;
    check_alive(&editor).await?;
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn initialize_is_answered_once_and_refused_after() -> Result<()> {
    let editor = Editor::spawn(scholiast_tests::transport_probe()?, Profile::minimal())?;
    let answer = editor
        .request("initialize", json!({ "capabilities": "none" }))
        .await;
    assert_eq!(code(answer), Some(INVALID_PARAMS), "it may be tried again");
    editor.initialize().await?;
    let answer = editor
        .request("initialize", json!({ "capabilities": {} }))
        .await;
    assert_eq!(code(answer), Some(INVALID_REQUEST));
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn requests_after_shutdown_are_refused() -> Result<()> {
    let editor = start().await?;
    editor.request("shutdown", Value::Null).await?;
    for method in ["textDocument/hover", "shutdown", "initialize"] {
        let answer = editor.request(method, Value::Null).await;
        assert_eq!(code(answer), Some(INVALID_REQUEST), "{method}");
    }
    editor.notify("exit", Value::Null);
    assert_eq!(editor.wait_for_exit().await?.code(), Some(0));
    Ok(())
}

#[tokio::test]
async fn a_second_request_with_the_id_of_one_in_flight_is_refused() -> Result<()> {
    let editor = start().await?;
    let body = br#"{"jsonrpc":"2.0","id":"twin","method":"workspace/executeCommand","params":{"command":"waitForever"}}"#;
    let first = editor.send_raw_request(json!("twin"), &framed(body));
    let second = editor.send_raw_request(json!("twin"), &framed(body));
    editor.wait_for_answers(&json!("twin"), 1).await?;
    first.cancel();

    assert_eq!(
        answered(first).await,
        Some(INVALID_REQUEST),
        "the second is answered first"
    );
    assert_eq!(answered(second).await, Some(-32800));
    Ok(editor.finish().await?)
}

#[tokio::test]
async fn answers_to_requests_that_were_never_sent_are_ignored() -> Result<()> {
    let editor = start().await?;
    for body in [
        json!({ "jsonrpc": "2.0", "id": 77, "result": null }),
        json!({ "jsonrpc": "2.0", "id": null, "error": { "code": 1, "message": "" } }),
        json!({ "jsonrpc": "2.0", "id": "x", "error": "not even an object" }),
    ] {
        editor.send_raw(&framed(body.to_string().as_bytes()));
    }
    check_alive(&editor).await?;
    assert!(editor.stray_errors().is_empty());
    Ok(editor.finish().await?)
}
