use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::Id;

use super::*;

fn topic(name: &str) -> Topic {
    Topic {
        method: "state".into(),
        name: name.into(),
    }
}

fn open(capacity: usize) -> Outgoing {
    let outgoing = Outgoing::new(capacity);
    outgoing.open();
    outgoing
}

/// What the editor is sent once the queue is closed, a message a line.
fn written(outgoing: &Outgoing) -> String {
    outgoing.close();
    let mut bytes = Vec::new();
    outgoing.write_to(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut lines: Vec<&str> = text.split("Content-Length: ").collect();
    lines.retain(|line| !line.is_empty());
    let bodies = lines.iter().map(|line| {
        let (length, body) = line.split_once("\r\n\r\n").unwrap();
        assert_eq!(length, body.len().to_string());
        body
    });
    bodies.collect::<Vec<_>>().join("\n")
}

#[test]
fn messages_are_written_in_order() {
    let outgoing = open(1000);
    outgoing.post(&1).unwrap();
    outgoing.reply(&Response::from_ok(Id::Number(7), Value::Null));
    outgoing.post(&"日本").unwrap();

    assert_eq!(
        written(&outgoing),
        "1\n{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":7}\n\"日本\""
    );
}

#[test]
fn only_the_newest_on_a_topic_is_written() {
    let outgoing = open(1000);
    outgoing.post_newest(topic("a"), &json!(["a", 1])).unwrap();
    outgoing.post(&"between").unwrap();
    outgoing.post_newest(topic("b"), &json!(["b", 1])).unwrap();
    outgoing.post_newest(topic("a"), &json!(["a", 2])).unwrap();

    assert_eq!(written(&outgoing), "[\"a\",2]\n\"between\"\n[\"b\",1]");
}

#[test]
fn all_but_replies_waits_until_the_queue_is_open() {
    let outgoing = Outgoing::new(1000);
    outgoing.post(&"first").unwrap();
    outgoing.post_newest(topic("a"), &"old").unwrap();
    outgoing.reply(&Response::from_ok(Id::Number(1), Value::Null));
    outgoing.open();
    outgoing.post_newest(topic("a"), &"new").unwrap();
    outgoing.post(&"last").unwrap();

    assert_eq!(
        written(&outgoing),
        "{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":1}\n\"first\"\n\"new\"\n\"last\""
    );
}

#[test]
fn a_full_queue_takes_replies_and_news_only() {
    let outgoing = open(10);
    outgoing.post(&"0123456789").unwrap();

    assert!(matches!(outgoing.post(&1), Err(NotPosted::Full)));
    outgoing.reply(&Response::from_ok(Id::Number(1), Value::Null));
    outgoing.post_newest(topic("a"), &"new").unwrap();
    assert_eq!(
        written(&outgoing),
        "\"0123456789\"\n{\"jsonrpc\":\"2.0\",\"result\":null,\"id\":1}\n\"new\""
    );
}

#[test]
fn replacing_a_message_frees_its_room() {
    let outgoing = open(20);
    for _ in 0..100 {
        outgoing.post_newest(topic("a"), &"0123456789").unwrap();
    }
    assert_eq!(written(&outgoing), "\"0123456789\"");
}

#[test]
fn a_full_queue_holds_the_reader_up_until_the_editor_reads() {
    let outgoing = Arc::new(open(10));
    outgoing.post(&"0123456789").unwrap();
    let (resumed, resumptions) = mpsc::channel();
    let reader = Arc::clone(&outgoing);
    let reading = thread::spawn(move || {
        reader.wait_for_room();
        resumed.send(()).unwrap();
    });
    assert_eq!(
        resumptions.recv_timeout(Duration::from_millis(20)),
        Err(mpsc::RecvTimeoutError::Timeout)
    );

    written(&outgoing);

    assert_eq!(resumptions.recv_timeout(Duration::from_secs(30)), Ok(()));
    reading.join().unwrap();
}

#[test]
fn nothing_is_taken_after_the_end() {
    let outgoing = open(10);
    outgoing.close();
    assert!(matches!(outgoing.post(&1), Err(NotPosted::Closed)));
}
