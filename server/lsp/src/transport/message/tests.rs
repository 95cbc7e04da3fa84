use expect_test::{Expect, expect};

use super::*;

fn check(body: &str, expected: &Expect) {
    let parsed = parse(body.as_bytes());
    let mut seen = match parsed.message {
        Ok(message) => format!("{message:?}"),
        Err(unreadable) => format!("{:?} {}: {unreadable}", unreadable.id, unreadable.code),
    };
    if parsed.surplus > 0 {
        seen += &format!(" + {} bytes", parsed.surplus);
    }
    expected.assert_eq(&seen);
}

#[test]
fn requests_notifications_and_responses_are_told_apart() {
    check(
        r#"{"jsonrpc":"2.0","id":1,"method":"shutdown"}"#,
        &expect![[r#"Request(Number(1), Call { method: "shutdown", params: None })"#]],
    );
    check(
        r#"{"jsonrpc":"2.0","id":"a","method":"x","params":[1]}"#,
        &expect![[
            r#"Request(String("a"), Call { method: "x", params: Some(Array [Number(1)]) })"#
        ]],
    );
    check(
        r#"{"jsonrpc":"2.0","method":"exit","params":null}"#,
        &expect![[r#"Notification(Call { method: "exit", params: Some(Null) })"#]],
    );
    check(
        r#"{"jsonrpc":"2.0","id":3,"result":null}"#,
        &expect!["Response(Response { id: Number(3), outcome: Some(Ok(Null)) })"],
    );
    check(
        r#" {"id":3, "result":{}, "jsonrpc":"2.0"} "#,
        &expect!["Response(Response { id: Number(3), outcome: Some(Ok(Object {})) })"],
    );
}

#[test]
fn answers_of_careless_editors_are_understood() {
    check(
        r#"{"jsonrpc":"2.0","id":3}"#,
        &expect!["Response(Response { id: Number(3), outcome: None })"],
    );
    check(
        r#"{"jsonrpc":"2.0","id":3,"error":{"code":1,"message":"no","stack":"x"}}"#,
        &expect![[
            r#"Response(Response { id: Number(3), outcome: Some(Err(Error { code: ServerError(1), message: "no", data: None })) })"#
        ]],
    );
    check(
        r#"{"jsonrpc":"2.0","id":null,"error":"no"}"#,
        &expect![[
            r#"Response(Response { id: Null, outcome: Some(Err(Error { code: InternalError, message: "the editor gave no reason", data: None })) })"#
        ]],
    );
}

#[test]
fn half_a_surrogate_pair_does_not_cost_the_edit() {
    check(
        r#"{"jsonrpc":"2.0","method":"x","params":"\ud83d"}"#,
        &expect![[r#"Notification(Call { method: "x", params: Some(String("�")) })"#]],
    );
}

#[test]
fn what_is_no_message_is_refused_with_its_id() {
    check(
        r#"{"id":1,"method":"x"}"#,
        &expect![[
            r#"Some(Number(1)) -32600: a message from the editor could not be read: `jsonrpc` is not "2.0""#
        ]],
    );
    check(
        r#"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#,
        &expect![
            "None -32600: a message from the editor could not be read: its id is neither an integer nor a string"
        ],
    );
    check(
        r#"{"jsonrpc":"2.0","id":1,"method":5}"#,
        &expect![
            "Some(Number(1)) -32600: a message from the editor could not be read: `method` is not a string"
        ],
    );
    check(
        r#"{"jsonrpc":"2.0"}"#,
        &expect![
            "None -32600: a message from the editor could not be read: it has neither a method nor an id"
        ],
    );
    check(
        r#"[{"jsonrpc":"2.0","id":1,"method":"x"}]"#,
        &expect![
            "Some(Number(1)) -32600: a message from the editor could not be read: it is an array, but LSP has no batches"
        ],
    );
    check(
        "",
        &expect!["None -32600: a message from the editor could not be read: it is empty"],
    );
    check(
        "5",
        &expect![
            "None -32600: a message from the editor could not be read: invalid type: integer `5`, expected a JSON-RPC object at line 1 column 1"
        ],
    );
}

#[test]
fn broken_json_is_refused_with_the_id_it_seems_to_have() {
    check(
        r#"{"jsonrpc":"2.0","id":12,"method":"x","params":{"a":"#,
        &expect![
            "Some(Number(12)) -32700: a message from the editor could not be read: EOF while parsing a value at line 1 column 52"
        ],
    );
    check(
        r#"{"jsonrpc":"2.0","method":"x","params":{"id":3},oops"#,
        &expect![
            "None -32700: a message from the editor could not be read: key must be a string at line 1 column 49"
        ],
    );
    let deep = "[".repeat(100_000);
    check(
        &format!(r#"{{"jsonrpc":"2.0","id":"deep","params":{deep}"#),
        &expect![[
            r#"Some(String("deep")) -32700: a message from the editor could not be read: recursion limit exceeded at line 1 column 165"#
        ]],
    );
}

#[test]
fn an_id_that_may_be_cut_is_not_guessed() {
    assert_eq!(probable_id(br#"{"id":12"#), None);
    assert_eq!(probable_id(br#"{"id":12,"#), Some(Id::Number(12)));
    assert_eq!(probable_id(br#"{"id": "a" "#), Some(Id::String("a".into())));
    assert_eq!(probable_id(br#"{"id":"a"#), None);
    assert_eq!(probable_id(br#"{"id":null,"#), None);
}

#[test]
fn invalid_utf_8_is_refused() {
    let parsed = parse(b"{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"\xff\"}");
    assert_eq!(parsed.message.unwrap_err().id, Some(Id::Number(4)));
}

#[test]
fn a_body_that_holds_the_beginning_of_the_next_says_so() {
    check(
        "{\"jsonrpc\":\"2.0\",\"method\":\"x\"}\n Content-Le",
        &expect![[r#"Notification(Call { method: "x", params: None }) + 10 bytes"#]],
    );
    check(
        "{oops}Content-Length: 5\r\n\r\n{tw",
        &expect![
            "None -32700: a message from the editor could not be read: key must be a string at line 1 column 2 + 24 bytes"
        ],
    );
}
