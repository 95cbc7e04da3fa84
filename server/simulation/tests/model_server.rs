//! The scripted model server, seen by a client that speaks raw HTTP.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::time::Duration;

use scholiast_simulation::model_server::{Ending, ModelServer, Plain, Reply, Script};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const SOON: Duration = Duration::from_secs(5);

/// Sends one chat request on a connection of its own.
async fn ask(server: &ModelServer, body: &str) -> TcpStream {
    post(server, "/v1/chat/completions", body).await
}

async fn post(server: &ModelServer, path: &str, body: &str) -> TcpStream {
    let base_url = server.base_url();
    let address = base_url.strip_prefix("http://").unwrap();
    let address = address.strip_suffix("/v1").unwrap();
    let mut connection = TcpStream::connect(address).await.unwrap();
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\
         authorization: Bearer canary\r\nx-note: here\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    connection.write_all(request.as_bytes()).await.unwrap();
    connection
}

/// All that arrives until the server closes.
async fn answer(mut connection: TcpStream) -> String {
    let mut received = Vec::new();
    // A connection that is cut may end in a reset instead of an end of file.
    let _ = connection.read_to_end(&mut received).await;
    String::from_utf8(received).unwrap()
}

/// The text of all `content` deltas of a raw response.
fn content(response: &str) -> String {
    data_lines(response)
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|chunk| Some(chunk["choices"][0]["delta"]["content"].as_str()?.to_owned()))
        .collect()
}

fn data_lines(response: &str) -> impl Iterator<Item = &str> {
    response
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
}

#[tokio::test]
async fn streams_text_in_pieces_then_reason_usage_and_end() {
    let reply = Reply::text("größer, 日本").reasoning("hm").pieces(3);
    let server = ModelServer::start(reply).await.unwrap();

    let body = r#"{"model": "m", "stream_options": {"include_usage": true}}"#;
    let response = answer(ask(&server, body).await).await;

    assert!(response.starts_with("HTTP/1.1 200 OK\r\n"), "{response}");
    assert!(response.contains("content-type: text/event-stream"));
    assert_eq!(content(&response), "größer, 日本");
    let shapes: Vec<_> = data_lines(&response)
        .map(|line| match line {
            line if line.contains("reasoning_content") => "reasoning",
            line if line.contains("\"content\"") => "text",
            line if line.contains("\"stop\"") => "finish",
            line if line.contains("total_tokens") => "usage",
            "[DONE]" => "end",
            other => panic!("unexpected event {other}"),
        })
        .collect();
    assert_eq!(
        shapes,
        [
            "reasoning",
            "text",
            "text",
            "text",
            "finish",
            "usage",
            "end"
        ]
    );
}

#[tokio::test]
async fn replies_follow_the_script_and_the_last_repeats() {
    let script: Script = serde_json::from_str(
        r#"{"replies": [
            {"plain": {"status": 429, "headers": {"Retry-After": "1"}, "body": {"error": "slow"}}},
            {"stream": {"text": "fine", "delayMs": 1, "finishReason": "length"}}
        ]}"#,
    )
    .unwrap();
    let server = ModelServer::start(script).await.unwrap();

    let first = answer(ask(&server, "{}").await).await;
    assert!(first.starts_with("HTTP/1.1 429"), "{first}");
    assert!(first.contains("retry-after: 1\r\n"), "{first}");
    assert!(first.contains(r#"{"error":"slow"}"#), "{first}");
    for _ in 0..2 {
        let later = answer(ask(&server, "{}").await).await;
        assert_eq!(content(&later), "fine");
        assert!(later.contains(r#""finish_reason":"length""#), "{later}");
    }
}

#[tokio::test]
async fn a_function_may_answer_by_what_was_asked() {
    let script =
        Script::answering(|request| Reply::text(request.last_text("user").to_uppercase()).into());
    let server = ModelServer::start(script).await.unwrap();

    let body = r#"{"messages": [{"role": "user", "content": "hello"}]}"#;
    let response = answer(ask(&server, body).await).await;

    assert_eq!(content(&response), "HELLO");
}

#[tokio::test]
async fn requests_are_recorded_without_showing_the_key() {
    let server = ModelServer::start(Reply::text("x")).await.unwrap();

    drop(ask(&server, r#"{"model": "m"}"#).await);
    let requests = server.wait_for_requests(1, SOON).await.unwrap();

    let request = &requests[0];
    assert_eq!(request.path, "/v1/chat/completions");
    assert_eq!(request.headers["x-note"], "here");
    assert_eq!(request.body["model"], "m");
    assert!(request.bearer.as_ref().is_some_and(|key| key == "canary"));
    assert!(!format!("{request:?}").contains("canary"));
}

#[tokio::test]
async fn a_client_that_leaves_a_hanging_answer_is_noticed() {
    let reply = Reply::text("abcd").pieces(4).ending(Ending::HangAfter(2));
    let server = ModelServer::start(reply).await.unwrap();

    let mut connection = ask(&server, "{}").await;
    let mut received = String::new();
    while content(&received) != "ab" {
        let mut block = [0; 4096];
        let length = connection.read(&mut block).await.unwrap();
        received.push_str(std::str::from_utf8(&block[..length]).unwrap());
    }
    assert_eq!((server.open_connections(), server.disconnects()), (1, 0));

    drop(connection);
    server.wait_for_disconnects(1, SOON).await.unwrap();
    server.wait_for_open_connections(0, SOON).await.unwrap();
}

#[tokio::test]
async fn a_client_that_leaves_a_silent_server_is_noticed() {
    let server = ModelServer::start(Reply::Silence).await.unwrap();

    let connection = ask(&server, "{}").await;
    server.wait_for_requests(1, SOON).await.unwrap();
    drop(connection);

    server.wait_for_disconnects(1, SOON).await.unwrap();
}

#[tokio::test]
async fn a_whole_answer_is_no_disconnect() {
    let server = ModelServer::start(Reply::text("x")).await.unwrap();

    answer(ask(&server, "{}").await).await;
    server.wait_for_open_connections(0, SOON).await.unwrap();

    assert_eq!(server.disconnects(), 0);
}

#[tokio::test]
async fn a_cut_answer_lacks_the_end_of_its_body_and_a_closed_one_only_its_last_events() {
    let reply = Reply::text("abcd").pieces(4);
    let server = ModelServer::start(Script::new([
        reply.clone().ending(Ending::CutAfter(3)),
        reply.ending(Ending::CloseAfter(3)),
    ]))
    .await
    .unwrap();

    let cut = answer(ask(&server, "{}").await).await;
    let closed = answer(ask(&server, "{}").await).await;

    assert_eq!(content(&cut), "abc");
    assert!(!cut.ends_with("0\r\n\r\n"), "{cut}");
    assert_eq!(content(&closed), "abc");
    assert!(closed.ends_with("0\r\n\r\n"), "{closed}");
    assert!(!closed.contains("[DONE]"), "{closed}");
    assert_eq!(server.disconnects(), 0);
}

#[tokio::test]
async fn plain_replies_may_name_another_content_type_and_arrive_in_blocks() {
    let reply = Plain::new(200, "<h1>hello</h1>")
        .header("content-type", "text/html")
        .block_size(7);
    let server = ModelServer::start(reply).await.unwrap();

    let response = answer(ask(&server, "{}").await).await;

    assert!(
        response.contains("content-type: text/html\r\n"),
        "{response}"
    );
    assert!(
        response.ends_with("7\r\n<h1>hel\r\n7\r\nlo</h1>\r\n0\r\n\r\n"),
        "{response}"
    );
}

#[tokio::test]
async fn another_path_is_not_found() {
    let server = ModelServer::start(Reply::text("x")).await.unwrap();

    let response = answer(post(&server, "/chat/completions", "{}").await).await;

    assert!(response.starts_with("HTTP/1.1 404"), "{response}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_wait_in_vain_says_what_it_waited_for() {
    let server = ModelServer::start(Reply::text("x")).await.unwrap();

    let waited = server.wait_for_requests(2, Duration::from_millis(20)).await;

    assert_eq!(
        waited.unwrap_err().to_string(),
        "waited 20ms for 2 requests at the model server, but saw 0"
    );
}
