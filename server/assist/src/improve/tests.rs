use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use expect_test::expect;
use futures_util::{FutureExt, StreamExt, stream};
use scholiast_llm::{ChatModel, Delta, DeltaStream, Disclosure, ModelError};

use super::{ImproveError, Improvement, improve};
use crate::disclosure::Sharing;
use crate::intent::Intent;
use crate::task::{AskError, Event, Task};
use crate::testing::{ScriptedModel, task};

const SOURCE: &str = "\
class Ledger:
    def $0settle(self, order):
        if order:
            if order.paid:
                return fee(order)
        return 0

    def close(self):
        pass
";

const GOOD: &str = "\
Merged the conditions.

```python
def settle(self, order):
    if order and order.paid:
        return fee(order)
    return 0
```
";

const WORSE: &str = "\
```python
def settle(self, order, now):
    if order:
        if order.paid:
            return fee(order)
    return 0
```
";

async fn reduced(
    task: &Task,
    model: &ScriptedModel,
) -> (Result<Improvement, ImproveError>, Vec<Event>) {
    let mut events = Vec::new();
    let mut on_event = |event| events.push(event);
    let result = improve(task, Intent::ReduceComplexity, model, &mut on_event).await;
    (result, events)
}

fn text_after(task: &Task, improvement: &Improvement) -> String {
    task.analysis.text().edited(&improvement.edits).to_string()
}

#[tokio::test]
async fn a_good_answer_becomes_small_edits_and_a_receipt() {
    let task = task("python", SOURCE);
    let (improvement, events) = reduced(&task, &ScriptedModel::new(&[GOOD])).await;
    let improvement = improvement.unwrap();
    assert_eq!(
        text_after(&task, &improvement),
        "\
class Ledger:
    def settle(self, order):
        if order and order.paid:
            return fee(order)
        return 0

    def close(self):
        pass
"
    );
    expect!["checked: parses · nothing else changed · signature kept · names kept · no findings · cognitive 3 → 2 · model scripted · tokens 100 + 10"].assert_eq(&improvement.receipt.to_string());
    let span = task.function().unwrap().span;
    assert!(improvement.edits.len() > 1);
    assert!(
        improvement
            .edits
            .iter()
            .all(|edit| span.contains_span(edit.span))
    );
    assert!(matches!(&events[0], Event::Asking { model, redacted: 0, .. } if model == "scripted"));
    assert!(matches!(&events[1], Event::Text(text) if text == "Merged "));
    assert_eq!(events.last(), Some(&Event::Checking));
}

#[tokio::test]
async fn a_bad_answer_goes_back_once_with_the_evidence() {
    let task = task("python", SOURCE);
    let model = ScriptedModel::new(&[WORSE, GOOD]);
    let (improvement, events) = reduced(&task, &model).await;
    expect!["checked: parses · nothing else changed · signature kept · names kept · no findings · cognitive 3 → 2 · model scripted · tokens 200 + 20 · 2 attempts"].assert_eq(&improvement.unwrap().receipt.to_string());
    let evidence = events.iter().find_map(|event| match event {
        Event::Repairing { evidence } => Some(evidence.as_str()),
        _ => None,
    });
    expect!["the signature changed from `def settle(self, order)` to `def settle(self, order, now)`; the cognitive complexity of `settle` is 3, and must be below 3"].assert_eq(evidence.unwrap());
    let received = model.received();
    assert_eq!(received.len(), 4, "system, request, first answer, evidence");
    assert_eq!(received[2], WORSE);
    assert!(received[3].contains(evidence.unwrap()));
}

#[tokio::test]
async fn two_bad_answers_are_refused_with_the_reason_and_the_answer() {
    let task = task("python", SOURCE);
    let model = ScriptedModel::new(&["No idea.", WORSE]);
    let (result, _) = reduced(&task, &model).await;
    let error = result.unwrap_err();
    expect!["the model's edit was not accepted, also not at the second attempt: the signature changed from `def settle(self, order)` to `def settle(self, order, now)`; the cognitive complexity of `settle` is 3, and must be below 3"].assert_eq(&error.to_string());
    let ImproveError::NotAccepted(rejection) = error else {
        panic!("{error:?}");
    };
    assert_eq!(rejection.answer, WORSE);
    assert!(!rejection.receipt.unwrap().is_accepted());
    assert_eq!(model.calls(), 2);
}

#[tokio::test]
async fn every_reason_for_no_edit_is_a_sentence() {
    let same = "```\n    def settle(self, order):\n        if order:\n            if order.paid:\n                return fee(order)\n        return 0\n```";
    let model_error = ModelError::TooLarge {
        message: "8192 tokens".to_owned(),
    };
    let rows = [
        (
            SOURCE,
            ScriptedModel::new(&["CANNOT: it is minimal."]),
            "the model declined: it is minimal.",
        ),
        (
            SOURCE,
            ScriptedModel::new(&[same, same]),
            "the model's edit was not accepted, also not at the second attempt: \
             the replacement is the same as the code that was given",
        ),
        (
            SOURCE,
            ScriptedModel::cut_off(GOOD),
            "the model's answer was cut off at its limit of tokens, so it was not used; \
             raise the limit or choose another model",
        ),
        (
            SOURCE,
            ScriptedModel::failing(model_error),
            "the request is too large for the model (8192 tokens): select less code",
        ),
        (
            "x = 1$0\n",
            ScriptedModel::new(&[]),
            "there is no function at this place; put the cursor inside one",
        ),
        (
            "def $0f():\n    return 1\n",
            ScriptedModel::new(&[]),
            "`f` has a cognitive complexity of 0, so there is nothing to reduce",
        ),
        (
            "def $0f(a):\n    if a:\n        return (1\n    return 2\n",
            ScriptedModel::new(&[]),
            "`f` holds a syntax error; mend that first, then ask again",
        ),
    ];
    for (source, model, expected) in rows {
        let (result, _) = reduced(&task("python", source), &model).await;
        assert_eq!(result.unwrap_err().to_string(), expected);
    }
}

#[tokio::test]
async fn an_answer_without_end_is_stopped() {
    let model = ScriptedModel::new(&[&"word ".repeat(60_000)]);
    let (result, _) = reduced(&task("python", SOURCE), &model).await;
    assert_eq!(result.unwrap_err(), ImproveError::Ask(AskError::Endless));
}

#[tokio::test]
async fn a_long_function_is_not_rewritten_whole() {
    let source = format!(
        "def $0f(a):\n    if a:\n        pass\n{}",
        "    a()\n".repeat(300)
    );
    let (result, _) = reduced(&task("python", &source), &ScriptedModel::new(&[])).await;
    let error = result.unwrap_err();
    assert!(
        matches!(error, ImproveError::TooLong { lines: 303, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn nothing_of_a_private_file_is_sent() {
    let mut task = task("python", SOURCE);
    task.sharing = Sharing::Private;
    let model = ScriptedModel::new(&[]);
    let (result, events) = reduced(&task, &model).await;
    assert!(matches!(
        result,
        Err(ImproveError::Ask(AskError::NotDisclosed(_)))
    ));
    assert_eq!(model.calls(), 0);
    assert_eq!(events, []);
}

/// Glued together, so that no scanner takes this file for a leak.
fn secret() -> String {
    ["gh", "p_", "0123456789abcdefABCDEF0123456789abcdef"].concat()
}

fn source_with_secret() -> String {
    let secret = secret();
    format!(
        "def $0f(a):\n    if a:\n        if a.b:\n            return call('{secret}')\n    return 0\n"
    )
}

#[tokio::test]
async fn a_secret_stays_here_and_stands_in_the_edit_again() {
    let task = task("python", &source_with_secret());
    let answer = "```\ndef f(a):\n    if a and a.b:\n        return call('REDACTED_1_SECRET')\n    return 0\n```";
    let model = ScriptedModel::new(&[answer]);
    let (improvement, events) = reduced(&task, &model).await;
    let after = text_after(&task, &improvement.unwrap());
    assert!(
        after.contains(&secret()) && !after.contains("REDACTED"),
        "{after}"
    );
    let received = model.received().concat();
    assert!(received.contains("call('REDACTED_1_SECRET')"), "{received}");
    assert!(!received.contains(&secret()));
    assert!(matches!(events[0], Event::Asking { redacted: 1, .. }));
}

#[tokio::test]
async fn a_lost_secret_is_evidence() {
    let task = task("python", &source_with_secret());
    let lost = "```\ndef f(a):\n    return a and a.b and call('TOKEN')\n```";
    let model = ScriptedModel::new(&[lost, lost]);
    let (result, _) = reduced(&task, &model).await;
    let ImproveError::NotAccepted(rejection) = result.unwrap_err() else {
        panic!("accepted");
    };
    assert_eq!(
        rejection.evidence,
        "the token `REDACTED_1_SECRET` must stay exactly as it is"
    );
}

#[tokio::test]
async fn evidence_holds_no_secret() {
    let task = task("python", &source_with_secret());
    let stray = "```\nkey = 'REDACTED_1_SECRET'\ndef f(a):\n    return 0\n```";
    let model = ScriptedModel::new(&[stray, stray]);
    let (result, _) = reduced(&task, &model).await;
    assert_eq!(
        result.unwrap_err().to_string(),
        "the model's edit was not accepted, also not at the second attempt: line 1 of the \
         replacement is not part of a function: `key = 'REDACTED_1_SECRET'`; only functions may be \
         added"
    );
}

/// A model that starts to answer, never ends, and notices when its stream is dropped.
struct Endless(Arc<AtomicBool>);

struct NoticesDrop(Arc<AtomicBool>);

impl Drop for NoticesDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

impl ChatModel for Endless {
    fn name(&self) -> &str {
        "endless"
    }

    fn stream(&self, _: Disclosure) -> DeltaStream {
        let connection = NoticesDrop(Arc::clone(&self.0));
        let first = Ok(Delta::Text("```".to_owned()));
        let stream = stream::iter([first]).chain(stream::pending());
        stream
            .inspect(move |_| {
                let _open = &connection;
            })
            .boxed()
    }
}

#[tokio::test]
async fn dropping_the_future_closes_the_connection() {
    let task = task("python", SOURCE);
    let closed = Arc::new(AtomicBool::new(false));
    let model = Endless(Arc::clone(&closed));
    let mut events = Vec::new();
    {
        let mut on_event = |event| events.push(event);
        let mut improvement = Box::pin(improve(
            &task,
            Intent::ReduceComplexity,
            &model,
            &mut on_event,
        ));
        assert!(improvement.as_mut().now_or_never().is_none());
        assert!(!closed.load(Ordering::SeqCst));
    }
    assert!(closed.load(Ordering::SeqCst));
    assert_eq!(events.last(), Some(&Event::Text("```".to_owned())));
}

#[test]
fn the_future_can_be_spawned() {
    fn is_send<T: Send>(_: T) {}
    let task = task("python", SOURCE);
    let model = ScriptedModel::new(&[]);
    let mut on_event = |_| {};
    is_send(improve(&task, Intent::Readability, &model, &mut on_event));
}
