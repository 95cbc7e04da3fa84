//! How long a provider asks to wait, which each says in its own way.

use std::time::{Duration, SystemTime};

use reqwest::header::{HeaderMap, RETRY_AFTER};
use serde_json::Value;

/// Finds the wait in the headers, else in the body (Gemini's `RetryInfo`), else in the prose.
pub(super) fn asked_for(headers: &HeaderMap, body: &Value, message: &str) -> Option<Duration> {
    in_headers(headers)
        .or_else(|| in_details(body))
        .or_else(|| in_prose(message))
}

fn in_headers(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok();
    let number = |name| text(name)?.trim().parse::<f64>().ok();
    number("retry-after-ms")
        .and_then(|milliseconds| seconds(milliseconds / 1000.0))
        .or_else(|| number(RETRY_AFTER.as_str()).and_then(seconds))
        .or_else(|| text(RETRY_AFTER.as_str()).and_then(until))
}

/// The time left until an HTTP date; none left when it has passed.
fn until(date: &str) -> Option<Duration> {
    let date = httpdate::parse_http_date(date).ok()?;
    Some(
        date.duration_since(SystemTime::now())
            .unwrap_or(Duration::ZERO),
    )
}

/// `{"error": {"details": [{"@type": "….RetryInfo", "retryDelay": "17s"}]}}`
fn in_details(body: &Value) -> Option<Duration> {
    let details = body.pointer("/error/details")?.as_array()?;
    let delay = details
        .iter()
        .find_map(|detail| detail["retryDelay"].as_str())?;
    written(delay)
}

/// "Please try again in 1m12.5s." and the like.
fn in_prose(message: &str) -> Option<Duration> {
    let lower = message.to_lowercase();
    ["try again in ", "retry in ", "retry after "]
        .iter()
        .find_map(|announcement| lower.split_once(announcement))
        .and_then(|(_, wait)| written(wait))
}

/// Reads `250ms`, `7.66s`, `1m12.5s` or `5 seconds` at the start of `text`.
fn written(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut total = None;
    while let Some((part, after)) = quantity(rest) {
        total = Some(total.unwrap_or(0.0) + part);
        rest = after;
    }
    seconds(total?)
}

/// One number with its unit, in seconds, and the text after it.
fn quantity(text: &str) -> Option<(f64, &str)> {
    let (number, rest) = split_where(text, |c| !c.is_ascii_digit() && c != '.');
    let (unit, rest) = split_where(rest.trim_start(), |c| !c.is_ascii_alphabetic());
    let factor = match unit {
        "ms" | "milliseconds" => 0.001,
        "s" | "sec" | "second" | "seconds" => 1.0,
        "m" | "min" | "minute" | "minutes" => 60.0,
        "h" | "hour" | "hours" => 3600.0,
        _ => return None,
    };
    Some((number.parse::<f64>().ok()? * factor, rest))
}

fn split_where(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

fn seconds(seconds: f64) -> Option<Duration> {
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn header(name: &'static str, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())])
    }

    #[test]
    fn headers_give_seconds_milliseconds_or_a_date() {
        let wait = |headers| asked_for(&headers, &Value::Null, "");
        assert_eq!(
            wait(header("retry-after", "2")),
            Some(Duration::from_secs(2))
        );
        assert_eq!(
            wait(header("retry-after-ms", "1500")),
            Some(Duration::from_millis(1500))
        );
        let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
        let left = wait(header("retry-after", &date)).unwrap();
        assert!((98..=100).contains(&left.as_secs()), "{left:?}");
        assert_eq!(
            wait(header("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")),
            Some(Duration::ZERO)
        );
        assert_eq!(wait(header("retry-after", "-3")), None);
        assert_eq!(wait(header("retry-after", "soon")), None);
    }

    #[test]
    fn gemini_says_it_in_the_body() {
        let body = json!({"error": {"details": [{"links": []}, {"retryDelay": "17s"}]}});
        assert_eq!(
            asked_for(&HeaderMap::new(), &body, ""),
            Some(Duration::from_secs(17))
        );
    }

    #[test]
    fn others_say_it_in_prose() {
        let prose = [
            ("Limit 30. Please try again in 2s. Visit", Some(2.0)),
            ("try again in 1m12.5s.", Some(72.5)),
            ("Please retry in 250ms", Some(0.25)),
            ("Retry after 5 seconds", Some(5.0)),
            ("Please try again in a while", None),
            ("try again later", None),
        ];
        for (message, expected) in prose {
            assert_eq!(
                asked_for(&HeaderMap::new(), &Value::Null, message),
                expected.map(Duration::from_secs_f64),
                "{message}"
            );
        }
    }
}
