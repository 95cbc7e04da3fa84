use super::*;

fn session() -> Session {
    let settings = json!({ "scholiast": { "inlayHints": { "enabled": true } } });
    let mut session = Session::new(Profile::minimal().settings(settings));
    session.initialized(json!({ "capabilities": { "positionEncoding": "utf-8" } }));
    session
}

fn ask(session: &mut Session, method: &str, params: Value) -> Value {
    let request = json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params });
    session.receive(request).pop().unwrap()
}

#[test]
fn configuration_is_answered_section_by_section() {
    let items = json!({ "items": [
        { "section": "scholiast.inlayHints" },
        { "section": "scholiast.inlayHints.enabled" },
        { "section": "other" },
        {},
    ]});
    let answer = ask(&mut session(), "workspace/configuration", items);
    assert_eq!(
        answer["result"],
        json!([{ "enabled": true }, true, null, { "scholiast": { "inlayHints": { "enabled": true } } }])
    );
}

#[test]
fn what_an_editor_cannot_do_is_refused() {
    let answer = ask(&mut session(), "workspace/makeCoffee", json!({}));
    assert_eq!(answer["error"]["code"], -32601);
}

#[test]
fn the_change_of_an_applied_edit_is_told_before_its_success() {
    let mut session = session();
    session.documents.open("file:///a", "python", "x").unwrap();
    let edit = json!({ "edit": { "changes": { "file:///a": [
        { "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 } },
          "newText": "y" },
    ]}}});
    let request =
        json!({ "jsonrpc": "2.0", "id": 7, "method": "workspace/applyEdit", "params": edit });

    let told = session.receive(request.clone());
    assert_eq!(told[0]["method"], "textDocument/didChange");
    assert_eq!(told[1]["result"], json!({ "applied": true }));

    session.refuses_edits = true;
    let told = session.receive(request);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["result"]["applied"], false);
    assert_eq!(session.applied_edits, 1);
}

#[test]
fn answers_that_nobody_asked_for_are_violations() {
    let mut session = session();
    let id = session.next_id();
    session.expect_answer(&id, "textDocument/hover");
    assert_eq!(session.unanswered(), ["textDocument/hover"]);
    let answer = json!({ "jsonrpc": "2.0", "id": id, "result": null });

    session.receive(answer.clone());
    assert_eq!(session.unanswered(), Vec::<String>::new());
    assert_eq!(session.violations, Vec::<String>::new());

    session.receive(answer);
    session.receive(json!({ "jsonrpc": "2.0", "id": 99, "result": null }));
    session.receive(
        json!({ "jsonrpc": "2.0", "id": null, "error": { "code": -32700, "message": "" } }),
    );
    assert_eq!(
        session.violations,
        [
            "a second answer to `textDocument/hover`, request 1",
            "an answer to a request 99 that was never sent",
        ]
    );
    assert_eq!(session.stray_errors.len(), 1);
}

#[test]
fn requests_with_the_same_id_have_an_answer_each() {
    let mut session = session();
    let places = [1, 2].map(|_| session.expect_answer(&json!("a"), "raw"));
    for code in [1, 2] {
        session.receive(
            json!({ "jsonrpc": "2.0", "id": "a", "error": { "code": code, "message": "" } }),
        );
    }
    let codes =
        places.map(|place| session.answer(&json!("a"), place).unwrap()["error"]["code"].clone());
    assert_eq!(codes, [json!(1), json!(2)]);
    assert_eq!(session.violations, Vec::<String>::new());
}
