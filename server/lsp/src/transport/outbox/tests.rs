use lsp_types::{
    ConfigurationParams, ConfigurationRequest, Diagnostic, InlayHintRefreshRequest,
    LogMessageNotification, LogMessageParams, MessageType, Uri,
};
use serde_json::json;

use super::*;

fn open_outbox() -> (Outbox, Arc<Outgoing>) {
    let outgoing = Arc::new(Outgoing::new(1000));
    outgoing.open();
    (Outbox::new(Arc::clone(&outgoing)), outgoing)
}

/// The messages the editor is sent.
fn sent(outgoing: &Outgoing) -> Vec<Value> {
    outgoing.close();
    let mut bytes = Vec::new();
    outgoing.write_to(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let bodies = text.split("Content-Length: ").skip(1);
    bodies
        .map(|body| serde_json::from_str(body.split_once("\r\n\r\n").unwrap().1).unwrap())
        .collect()
}

fn answer(id: i64, outcome: Option<Outcome>) -> Response {
    Response {
        id: Id::Number(id),
        outcome,
    }
}

#[tokio::test]
async fn an_answer_reaches_whoever_asked() {
    let (outbox, outgoing) = open_outbox();
    let first = outbox.request::<ConfigurationRequest>(ConfigurationParams { items: vec![] });
    let second = outbox.request::<ConfigurationRequest>(ConfigurationParams { items: vec![] });

    assert!(outbox.settle(answer(1, Some(Ok(json!(["second"]))))));
    assert!(outbox.settle(answer(0, Some(Ok(json!(["first"]))))));

    assert_eq!(first.await.unwrap(), [json!("first")]);
    assert_eq!(second.await.unwrap(), [json!("second")]);
    assert_eq!(
        sent(&outgoing),
        [
            json!({"jsonrpc":"2.0","id":0,"method":"workspace/configuration","params":{"items":[]}}),
            json!({"jsonrpc":"2.0","id":1,"method":"workspace/configuration","params":{"items":[]}}),
        ]
    );
}

#[tokio::test]
async fn an_empty_answer_is_null_and_no_parameters_are_left_out() {
    let (outbox, outgoing) = open_outbox();
    let refreshed = outbox.request::<InlayHintRefreshRequest>(());

    outbox.settle(answer(0, None));

    assert!(refreshed.await.is_ok());
    let request = json!({"jsonrpc":"2.0","id":0,"method":"workspace/inlayHint/refresh"});
    assert_eq!(sent(&outgoing), [request]);
}

#[tokio::test]
async fn refusals_and_nonsense_are_told_apart() {
    let (outbox, _) = open_outbox();
    let refused = outbox.request::<InlayHintRefreshRequest>(());
    let nonsense = outbox.request::<ConfigurationRequest>(ConfigurationParams { items: vec![] });

    outbox.settle(answer(0, Some(Err(jsonrpc::Error::method_not_found()))));
    outbox.settle(answer(1, Some(Ok(json!(5)))));

    let refused = refused.await.unwrap_err().to_string();
    assert_eq!(
        refused,
        "the editor refused the request: Method not found (code -32601)"
    );
    assert!(matches!(nonsense.await, Err(RequestError::Unreadable(_))));
}

#[test]
fn dropping_the_answer_withdraws_the_request() {
    let (outbox, outgoing) = open_outbox();

    drop(outbox.request::<InlayHintRefreshRequest>(()));

    let cancel = json!({"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":0}});
    assert_eq!(sent(&outgoing)[1], cancel);
    assert!(!outbox.settle(answer(0, None)), "nobody waits any more");
}

#[tokio::test]
async fn the_end_of_the_session_ends_every_wait() {
    let (outbox, outgoing) = open_outbox();
    let asked_before = outbox.request::<InlayHintRefreshRequest>(());
    outgoing.close();
    outbox.abandon();
    let asked_after = outbox.request::<InlayHintRefreshRequest>(());

    assert!(matches!(asked_before.await, Err(RequestError::Ended)));
    assert!(matches!(asked_after.await, Err(RequestError::NotSent(_))));
}

#[test]
fn a_slow_editor_gets_the_newest_diagnostics_of_each_document() {
    let (outbox, outgoing) = open_outbox();
    for version in 1..=3 {
        for uri in ["file:///a", "file:///b"] {
            let diagnostics = vec![Diagnostic::default(); usize::from(version == 1)];
            outbox.publish_diagnostics(PublishDiagnosticsParams::new(
                Uri::from(uri),
                Some(version),
                diagnostics,
            ));
        }
    }

    let published: Vec<Value> = sent(&outgoing)
        .iter()
        .map(|m| m["params"].clone())
        .collect();
    assert_eq!(
        published,
        [
            json!({"uri":"file:///a","version":3,"diagnostics":[]}),
            json!({"uri":"file:///b","version":3,"diagnostics":[]}),
        ]
    );
}

#[test]
fn notifications_are_dropped_when_the_editor_does_not_read() {
    let (outbox, outgoing) = open_outbox();
    for _ in 0..1000 {
        outbox.notify::<LogMessageNotification>(LogMessageParams {
            kind: MessageType::Log,
            message: "0123456789".into(),
        });
    }
    let bytes: usize = sent(&outgoing).iter().map(|m| m.to_string().len()).sum();
    assert!((1000..1200).contains(&bytes), "{bytes}");
}
