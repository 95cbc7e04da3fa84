//! The client against a scripted server: what a user of a model sees when all goes well, and
//! when it does not.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::io;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::StreamExt;
use scholiast_llm::{
    Answer, ChatModel, Delta, Disclosure, Endpoint, Limit, Limits, ModelError, OpenAiCompatible,
    StopReason, Turn, collect,
};
use scholiast_simulation::model_server::{Ending, ModelServer, Plain, Reply, Script};

const SOON: Duration = Duration::from_secs(5);

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

async fn server(script: impl Into<Script>) -> ModelServer {
    ModelServer::start(script).await.unwrap()
}

fn endpoint(server: &ModelServer) -> Endpoint {
    Endpoint::new(&server.base_url(), "tiny").unwrap()
}

fn limits(change: impl FnOnce(&mut Limits)) -> Limits {
    let mut limits = Limits::default();
    change(&mut limits);
    limits
}

#[expect(
    clippy::disallowed_methods,
    reason = "the text of a test discloses nothing"
)]
fn question(text: &str) -> Disclosure {
    Disclosure::reviewed("Be brief.".to_owned(), vec![Turn::User(text.to_owned())])
}

async fn ask(endpoint: Endpoint) -> Result<Answer, ModelError> {
    let model = OpenAiCompatible::new(endpoint).unwrap();
    collect(model.stream(question("What is 6 × 7?")), |_| {}).await
}

/// The address and the sentence of a failure, with the changing address replaced by `SERVER`.
async fn failure(server: &ModelServer) -> (ModelError, String) {
    let error = ask(endpoint(server)).await.unwrap_err();
    let sentence = error.to_string().replace(&server.base_url(), "SERVER");
    (error, sentence)
}

#[tokio::test]
async fn an_answer_streams_piece_by_piece_and_ends_with_its_reason_and_usage() {
    let reply = Reply::text("Forty-two.").reasoning("6 × 7 …").pieces(2);
    let server = server(reply).await;

    let model = OpenAiCompatible::new(endpoint(&server)).unwrap();
    let deltas: Vec<_> = model.stream(question("What is 6 × 7?")).collect().await;

    let deltas: Vec<_> = deltas.into_iter().map(Result::unwrap).collect();
    let [reasoning, first, second, Delta::Finished(finish)] = &deltas[..] else {
        panic!("{deltas:?}");
    };
    assert_eq!(reasoning, &Delta::Reasoning("6 × 7 …".to_owned()));
    assert_eq!(first, &Delta::Text("Forty".to_owned()));
    assert_eq!(second, &Delta::Text("-two.".to_owned()));
    assert_eq!(finish.stop, StopReason::Stop);
    assert!(finish.usage.is_some_and(|usage| usage.output_tokens == 5));
}

#[tokio::test]
async fn the_request_says_what_was_disclosed_and_configured_and_nothing_else() {
    let server = server(Reply::text("42")).await;
    let model = OpenAiCompatible::new(
        Endpoint::new(&server.base_url(), "org::coder-high")
            .unwrap()
            .with_key("canary".into())
            .with_temperature(0.3)
            .with_limits(limits(|limits| limits.max_tokens = Some(500))),
    )
    .unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "the text of a test discloses nothing"
    )]
    let disclosure = Disclosure::reviewed(
        "Be brief.".to_owned(),
        vec![
            Turn::User("6 × 7?".to_owned()),
            Turn::Assistant("42".to_owned()),
            Turn::User("Sure?".to_owned()),
        ],
    );
    collect(model.stream(disclosure), |_| {}).await.unwrap();

    let requests = server.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(
        requests[0].body,
        serde_json::json!({
            "model": "org::coder-high",
            "stream": true,
            "stream_options": {"include_usage": true},
            "temperature": 0.3,
            "max_tokens": 500,
            "messages": [
                {"role": "system", "content": "Be brief."},
                {"role": "user", "content": "6 × 7?"},
                {"role": "assistant", "content": "42"},
                {"role": "user", "content": "Sure?"},
            ],
        })
    );
    assert!(
        requests[0]
            .bearer
            .as_ref()
            .is_some_and(|key| key == "canary")
    );
}

#[tokio::test]
async fn a_server_without_a_key_gets_no_authorization() {
    let server = server(Reply::text("42")).await;
    ask(endpoint(&server)).await.unwrap();
    assert_eq!(server.requests()[0].bearer, None);
}

#[tokio::test]
async fn an_answer_cut_short_by_its_length_says_so() {
    let server = server(Reply::text("Forty").finish_reason(Some("length"))).await;
    let answer = ask(endpoint(&server)).await.unwrap();
    assert_eq!(answer.text, "Forty");
    assert_eq!(answer.finish.stop, StopReason::Length);
}

#[tokio::test]
async fn an_end_without_a_reason_and_a_reason_without_an_end_are_no_success() {
    let whole = Reply::text("Forty").pieces(1);
    let no_reason = server(whole.clone().finish_reason(None)).await;
    let no_end = server(whole.clone().ending(Ending::CloseAfter(2))).await;
    let cut = server(whole.ending(Ending::CutAfter(1))).await;

    assert_eq!(
        failure(&no_reason).await.1,
        "the model's answer broke off after 5 bytes (it ended without saying why): try again"
    );
    assert_eq!(
        failure(&no_end).await.1,
        "the model's answer broke off after 5 bytes (the connection was closed): try again"
    );
    let (error, sentence) = failure(&cut).await;
    assert!(
        matches!(error, ModelError::BrokenStream { received: 5, .. }),
        "{sentence}"
    );
    for server in [no_reason, no_end, cut] {
        assert_eq!(server.requests().len(), 1, "shown text is never retried");
    }
}

#[tokio::test]
async fn a_content_filter_is_a_refusal() {
    let server = server(Reply::text("I").finish_reason(Some("content_filter"))).await;
    assert_eq!(
        failure(&server).await.1,
        "the model declined to answer (stopped by a content filter): \
         ask differently or set another `model.name`"
    );
}

#[tokio::test]
async fn a_plain_json_answer_is_not_taken_for_a_stream() {
    let body = r#"{"choices": [{"message": {"content": "42"}, "finish_reason": "stop"}]}"#;
    let json = server(Plain::new(200, body)).await;
    let page = server(Plain::new(200, "<p>\n\n</p>").header("content-type", "text/html")).await;

    for server in [json, page] {
        assert_eq!(
            failure(&server).await.1,
            "SERVER answered with something other than an event stream: check that \
             `model.baseUrl` names an OpenAI-compatible API, such as http://127.0.0.1:8080/v1"
        );
    }
}

#[tokio::test]
async fn no_server_says_what_to_do() {
    let server = server(Reply::Silence).await;
    let gone = endpoint(&server);
    drop(server);

    let asked = Instant::now();
    let error = ask(gone.clone()).await.unwrap_err();

    assert_eq!(
        error.to_string(),
        format!(
            "no server answers at {} (connection refused): \
             start your model server or set `model.baseUrl`",
            gone.address()
        )
    );
    assert!(asked.elapsed() < Duration::from_secs(4));
}

#[tokio::test]
async fn a_host_that_does_not_exist_says_what_to_do() {
    let endpoint = Endpoint::new("http://nowhere.invalid/v1", "tiny")
        .unwrap()
        .with_limits(limits(|limits| limits.retry = Duration::ZERO));
    let sentence = ask(endpoint).await.unwrap_err().to_string();
    assert!(
        sentence.starts_with("no server answers at http://nowhere.invalid/v1 ("),
        "{sentence}"
    );
}

#[tokio::test]
async fn a_base_address_without_its_path_says_what_to_do() {
    let server = server(Reply::text("42")).await;
    let base_url = server.base_url().replace("/v1", "");
    let error = ask(Endpoint::new(&base_url, "tiny").unwrap()).await;
    assert!(
        matches!(error, Err(ModelError::UnknownPath { .. })),
        "{error:?}"
    );
}

#[tokio::test]
async fn passing_faults_are_retried_until_the_answer_comes() {
    let server = server(Script::new([
        Reply::error(503, "Loading model").into(),
        Reply::error(429, "slow down")
            .header("retry-after-ms", "300")
            .into(),
        Reply::Stream(Reply::text("42")),
    ]))
    .await;

    let asked = Instant::now();
    let answer = ask(endpoint(&server)).await.unwrap();

    assert_eq!(answer.text, "42");
    assert_eq!(server.requests().len(), 3);
    assert!(asked.elapsed() >= Duration::from_millis(550));
}

#[tokio::test]
async fn a_wait_beyond_the_budget_is_told_instead_of_taken() {
    let reply = Reply::error(429, "slow down").header("retry-after", "60");
    let server = server(reply).await;

    let asked = Instant::now();
    let (_, sentence) = failure(&server).await;

    assert_eq!(
        sentence,
        "SERVER limits how often it is asked (slow down): try again in 60 s"
    );
    assert_eq!(server.requests().len(), 1);
    assert!(asked.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn lasting_faults_are_asked_once() {
    let server = server(Reply::error(401, "who are you?")).await;
    assert_eq!(
        failure(&server).await.1,
        "SERVER asks for a valid key (who are you?): set SCHOLIAST_API_KEY"
    );
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_silent_model_and_one_that_falls_silent_run_into_their_limits() {
    let hanging = Reply::text("Forty-two")
        .pieces(9)
        .ending(Ending::HangAfter(3));
    let script = Script::new([Reply::Silence, hanging.into()]);
    let server = server(script).await;
    let endpoint = endpoint(&server).with_limits(limits(|limits| {
        limits.first_token = Duration::from_millis(150);
        limits.idle = Duration::from_millis(100);
    }));

    let silent = ask(endpoint.clone()).await.unwrap_err();
    assert_eq!(
        silent.to_string().replace(&server.base_url(), "SERVER"),
        "SERVER sent no text within 150ms: the model may still be loading or busy; try again"
    );

    let idle = ask(endpoint).await.unwrap_err();
    assert!(matches!(
        idle,
        ModelError::Timeout {
            which: Limit::Idle,
            ..
        }
    ));
    assert_eq!(
        idle.to_string().replace(&server.base_url(), "SERVER"),
        "SERVER fell silent for 100ms in the middle of its answer: try again"
    );
    server.wait_for_disconnects(2, SOON).await.unwrap();
}

#[tokio::test]
async fn a_slow_but_steady_answer_outlives_every_limit() {
    let reply = Reply::text("Forty-two")
        .pieces(9)
        .delay(Duration::from_millis(40));
    let server = server(reply).await;
    let endpoint = endpoint(&server).with_limits(limits(|limits| {
        limits.first_token = Duration::from_millis(200);
        limits.idle = Duration::from_millis(200);
    }));

    assert_eq!(ask(endpoint).await.unwrap().text, "Forty-two");
}

#[tokio::test]
async fn dropping_a_stream_closes_its_connection() {
    let hanging = Reply::text("Forty-two").ending(Ending::HangAfter(1));
    let server = server(hanging).await;
    let model = OpenAiCompatible::new(endpoint(&server)).unwrap();

    let mut stream = model.stream(question("What is 6 × 7?"));
    assert!(matches!(stream.next().await, Some(Ok(Delta::Text(_)))));
    assert_eq!((server.open_connections(), server.disconnects()), (1, 0));

    let dropped = Instant::now();
    drop(stream);
    server.wait_for_disconnects(1, SOON).await.unwrap();
    server.wait_for_open_connections(0, SOON).await.unwrap();
    println!("closed {:?} after the drop", dropped.elapsed());
    assert!(dropped.elapsed() < Duration::from_secs(1));
}

#[tokio::test]
async fn dropping_a_stream_that_waits_for_its_first_token_closes_its_connection() {
    let server = server(Reply::Silence).await;
    let model = OpenAiCompatible::new(endpoint(&server)).unwrap();

    let waiting = tokio::spawn(collect(model.stream(question("What is 6 × 7?")), |_| {}));
    server.wait_for_requests(1, SOON).await.unwrap();
    waiting.abort();

    server.wait_for_disconnects(1, SOON).await.unwrap();
    server.wait_for_open_connections(0, SOON).await.unwrap();
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_poll() {
    let server = server(Reply::text("42")).await;
    let model = OpenAiCompatible::new(endpoint(&server)).unwrap();

    drop(model.stream(question("What is 6 × 7?")));
    collect(model.stream(question("And 7 × 6?")), |_| {})
        .await
        .unwrap();

    let asked: Vec<_> = server
        .requests()
        .iter()
        .map(|request| request.last_text("user").to_owned())
        .collect();
    assert_eq!(asked, ["And 7 × 6?"]);
}

#[tokio::test]
async fn the_key_is_in_no_error_and_no_debug_output() {
    let echo = Script::answering(|_| Reply::error(400, "key canary-key is not mine").into());
    let server = server(echo).await;
    let endpoint = endpoint(&server).with_key("canary-key".into());
    let model = OpenAiCompatible::new(endpoint.clone()).unwrap();

    let error = ask(endpoint.clone()).await.unwrap_err();

    assert!(
        server.requests()[0]
            .bearer
            .as_ref()
            .is_some_and(|key| key == "canary-key")
    );
    for shown in [
        error.to_string(),
        format!("{error:?}"),
        format!("{endpoint:?}"),
        format!("{model:?}"),
    ] {
        assert!(!shown.contains("canary-key"), "{shown}");
    }
}

#[tokio::test]
async fn the_key_is_in_no_log_at_any_level() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    let echo = Script::answering(|_| Reply::error(503, "key canary-key is busy").into());
    let server = server(echo).await;
    let endpoint = endpoint(&server)
        .with_key("canary-key".into())
        .with_limits(limits(|limits| limits.retry = Duration::from_millis(600)));

    ask(endpoint).await.unwrap_err();

    let log = log.text();
    assert!(log.contains("asking the model again"), "{log}");
    assert!(!log.contains("canary-key"), "{log}");
}

#[tokio::test]
async fn a_key_with_a_line_break_is_refused_without_being_shown() {
    let server = server(Reply::Silence).await;
    let broken = endpoint(&server).with_key("canary-key\n".into());
    let refusal = OpenAiCompatible::new(broken).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "the model's key has a line break or other unprintable character: copy it again"
    );
}

#[test]
fn a_disclosure_shows_its_size_and_not_its_text() {
    let disclosure = question("What is 6 × 7?");
    assert_eq!(disclosure.bytes(), 9 + 15);
    assert_eq!(
        format!("{disclosure:?}"),
        "Disclosure { turns: [User(15 bytes)], bytes: 24 }"
    );
}
