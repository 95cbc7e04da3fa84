//! Error bodies as providers send them, and what they become.

use super::*;

fn endpoint() -> Endpoint {
    Endpoint::new("http://h/v1", "m")
        .unwrap()
        .with_key("canary".into())
}

fn response(status: u16, body: &str) -> Failure {
    with_headers(status, HeaderMap::new(), body)
}

fn with_headers(status: u16, headers: HeaderMap, body: &str) -> Failure {
    of_response(
        StatusCode::from_u16(status).unwrap(),
        &headers,
        body,
        &endpoint(),
    )
}

fn header(name: &'static str, value: &'static str) -> HeaderMap {
    HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())])
}

#[track_caller]
fn says(failure: &Failure, sentence: &str) {
    assert_eq!(failure.error.to_string(), sentence);
}

#[test]
fn a_rate_limit_is_waited_for() {
    let failure = with_headers(
        429,
        header("retry-after", "2"),
        r#"{"error": {"message": "slow down", "code": "rate_limit_exceeded"}}"#,
    );
    says(
        &failure,
        "http://h/v1 limits how often it is asked (slow down): try again in 2 s",
    );
    assert_eq!(failure.retry, Retry::After(Some(Duration::from_secs(2))));
}

#[test]
fn a_429_may_mean_that_waiting_does_not_help() {
    let quota = response(
        429,
        r#"{"error": {"message": "You exceeded your quota", "type": "insufficient_quota"}}"#,
    );
    says(
        &quota,
        "the account at http://h/v1 has no quota left (You exceeded your quota): check its plan and billing",
    );
    let large = response(
        429,
        r#"{"error": {"message": "Request too large for m: Limit 6000", "code": "rate_limit_exceeded"}}"#,
    );
    says(
        &large,
        "the request is too large for the model (Request too large for m: Limit 6000): select less code",
    );
    assert_eq!((quota.retry, large.retry), (Retry::No, Retry::No));
}

#[test]
fn an_overloaded_server_is_asked_again_but_not_one_that_cannot_parse() {
    for status in [408, 409, 500, 502, 503, 529] {
        let failure = response(status, r#"{"error": {"message": "busy"}}"#);
        assert_eq!(failure.retry, Retry::After(None), "{status}");
    }
    let lasting = response(
        500,
        r#"{"error": {"message": "[json.exception.parse_error.101] parse error", "type": "server_error"}}"#,
    );
    assert!(matches!(
        lasting.error,
        ModelError::Other {
            status: Some(500),
            ..
        }
    ));
    assert_eq!(lasting.retry, Retry::No);
}

#[test]
fn the_provider_s_word_on_retrying_is_obeyed() {
    let never = with_headers(503, header("x-should-retry", "false"), "");
    assert_eq!(never.retry, Retry::No);
    let again = with_headers(400, header("x-should-retry", "true"), "");
    assert_eq!(again.retry, Retry::After(None));
}

#[test]
fn every_shape_of_body_gives_its_message() {
    let bodies = [
        r#"{"error": {"message": "why"}}"#,
        r#"{"error": "why"}"#,
        r#"[{"error": {"message": "why"}}]"#,
        r#"{"message": "why", "object": "error"}"#,
        r#"{"detail": "why"}"#,
        r#"{"error": {"message": "Provider returned error", "metadata": {"raw": "why"}}}"#,
        "why\n",
    ];
    for body in bodies {
        let failure = response(400, body);
        says(
            &failure,
            "http://h/v1 rejected the request (status 400, why): check `model.baseUrl` and `model.name`",
        );
    }
}

#[test]
fn a_page_instead_of_a_reason_is_not_quoted() {
    says(
        &response(502, "<html><body>nginx</body></html>"),
        "http://h/v1 cannot answer now (status 502, Bad Gateway): try again later",
    );
}

#[test]
fn a_missing_page_and_a_missing_model_are_told_apart() {
    says(
        &response(404, r#"{"error": {"message": "File Not Found"}}"#),
        "http://h/v1 has no chat completions (File Not Found): `model.baseUrl` should name an \
         OpenAI-compatible API and mostly ends in /v1",
    );
    says(
        &response(
            404,
            r#"{"error": {"message": "none such", "code": "model_not_found"}}"#,
        ),
        "http://h/v1 has no model `m` (none such): set `model.name` to one it offers",
    );
}

#[test]
fn a_redirect_is_told_and_not_followed() {
    says(
        &with_headers(308, header("location", "https://elsewhere/v1"), ""),
        "http://h/v1 has no chat completions (it redirects to https://elsewhere/v1): \
         `model.baseUrl` should name an OpenAI-compatible API and mostly ends in /v1",
    );
}

#[test]
fn a_key_that_the_server_repeats_is_hidden() {
    says(
        &response(401, r#"{"error": {"message": "no such key: canary"}}"#),
        "http://h/v1 asks for a valid key (no such key: [key]): set SCHOLIAST_API_KEY",
    );
}

#[test]
fn errors_inside_a_stream_carry_their_status_or_a_label() {
    let event = |body: &str| of_event(&serde_json::from_str(body).unwrap(), &endpoint());
    assert!(matches!(
        event(r#"{"code": 400, "message": "Token limit reached"}"#).error,
        ModelError::Other {
            status: Some(400),
            ..
        }
    ));
    assert!(matches!(
        event(r#"{"message": "no tool", "code": "tool_use_failed", "status_code": 400}"#).error,
        ModelError::Other {
            status: Some(400),
            ..
        }
    ));
    let overloaded = event(r#"{"message": "busy", "type": "overloaded_error"}"#);
    assert!(matches!(
        overloaded.error,
        ModelError::Overloaded { status: 529, .. }
    ));
    assert_eq!(overloaded.retry, Retry::After(None));
    says(
        &event(r#"{"message": "odd"}"#),
        "http://h/v1 rejected the request (odd): check `model.baseUrl` and `model.name`",
    );
}
