//! Replays recorded answers of real providers and compares with what their own SDKs read.
//!
//! The recordings are no part of this repository: `SCHOLIAST_RECORDINGS` names a folder that has
//! a `manifest.json`, a list of `{file, protocol, status, headers, expected}`.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use futures_util::StreamExt;
use scholiast_llm::{
    ChatModel, Delta, Disclosure, Endpoint, Finish, Limits, ModelError, OpenAiCompatible,
    StopReason, Turn,
};
use scholiast_simulation::model_server::{ModelServer, Plain};
use serde::Deserialize;
use serde_json::Value;

/// The error that each recorded failure must become.
const FAILURES: &[(&str, &str)] = &[
    ("deepseek/err_400_model.json", "UnknownModel"),
    ("deepseek/err_401.json", "Authentication"),
    ("groq/err_429_rpm.json", "RateLimited"),
    ("groq/err_429_tpm.json", "RateLimited"),
    ("groq/midstream_tool_use_failed_raw.sse", "Other"),
    ("groq/midstream_tool_use_failed_with_text_raw.sse", "Other"),
    ("litellm/err_401.json", "Other"),
    ("llamacpp/empty_answer.json", "UnexpectedContentType"),
    ("llamacpp/err_400_context_stream.json", "TooLarge"),
    ("llamacpp/err_401.json", "Authentication"),
    ("llamacpp/err_500_no_jinja.json", "Other"),
    ("llamacpp/local_err_500_badjson.json", "Other"),
    ("llamacpp/local_err_503_loading.json", "Overloaded"),
    ("mistral/err_400_stream.json", "UnknownModel"),
    ("ollama/openai_compat_block.json", "UnexpectedContentType"),
    ("openai/err_400_max_tokens_param.json", "Other"),
    ("openai/err_400_validation.json", "Other"),
    ("openai/err_401.json", "Authentication"),
    ("openai/err_404_model.json", "UnknownModel"),
    ("openai/refusal_stream.sse", "Refused"),
    ("openrouter/err_429.json", "RateLimited"),
    ("openrouter/midstream_error_raw.sse", "Other"),
];

/// Recordings that this client cannot meet, and why.
const NOT_OURS: &[(&str, &str)] = &[(
    "llamacpp/two_choices_stream.sse",
    "answers a request for two choices, which is never sent; both are read as one",
)];

#[derive(Deserialize)]
struct Recording {
    file: String,
    #[serde(default)]
    request: Value,
    status: u16,
    headers: BTreeMap<String, String>,
    expected: Expected,
}

#[derive(Deserialize)]
struct Expected {
    #[serde(default)]
    text: String,
    #[serde(default)]
    reasoning: String,
    finish: Option<String>,
    usage: Option<Value>,
    error: Option<Value>,
}

/// What the client made of a replayed recording.
#[derive(Default)]
struct Outcome {
    text: String,
    reasoning: String,
    end: Option<Result<Finish, ModelError>>,
}

#[tokio::test]
async fn recorded_answers_are_read_as_their_providers_sdk_reads_them() {
    let Some(folder) = folder() else { return };
    let recordings = chat_recordings(&folder);
    let mut wrong = Vec::new();
    for recording in &recordings {
        let body = fs::read(folder.join(&recording.file)).unwrap();
        for block_size in [0, 1, 7] {
            let outcome = replay(recording, body.clone(), block_size).await;
            if let Err(difference) = compare(recording, &outcome) {
                wrong.push((&recording.file, block_size, difference));
            }
        }
    }
    let (excused, unexpected): (Vec<_>, Vec<_>) = wrong
        .into_iter()
        .partition(|(file, ..)| excuse(file).is_some());
    for (file, why) in NOT_OURS {
        eprintln!("{file}: {why}");
    }
    eprintln!("{} recordings replayed", recordings.len());
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    let all_excused = NOT_OURS.len() * 3;
    assert_eq!(
        excused.len(),
        all_excused,
        "an excused recording is read well now: {excused:#?}"
    );
}

#[tokio::test]
async fn a_recorded_stream_that_is_cut_anywhere_is_never_a_success() {
    let Some(folder) = folder() else { return };
    let mut tried = 0;
    for recording in chat_recordings(&folder) {
        let body = fs::read(folder.join(&recording.file)).unwrap();
        let Some(end) = find(&body, b"data: [DONE]") else {
            continue;
        };
        for tenth in 0..=10 {
            let cut = body.get(..end * tenth / 10).unwrap_or_default().to_vec();
            let outcome = replay(&recording, cut, 0).await;
            let finished = matches!(outcome.end, Some(Ok(_)) | None);
            assert!(!finished, "{} cut at {tenth}/10", recording.file);
            tried += 1;
        }
    }
    assert!(tried > 0, "no recorded stream in {}", folder.display());
}

fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("SCHOLIAST_RECORDINGS").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: SCHOLIAST_RECORDINGS names no folder of recorded answers");
    }
    folder
}

/// Every recorded answer to a chat request, leaving out lists of models.
fn chat_recordings(folder: &Path) -> Vec<Recording> {
    let manifest = fs::read(folder.join("manifest.json")).unwrap();
    let recordings: Vec<Value> = serde_json::from_slice(&manifest).unwrap();
    recordings
        .into_iter()
        .filter(|recording| recording["protocol"] == "openai-chat")
        .map(|recording| serde_json::from_value::<Recording>(recording).unwrap())
        .filter(|recording| recording.status != 200 || !recording.lists_models())
        .collect()
}

impl Recording {
    fn lists_models(&self) -> bool {
        let url = self.request["url"].as_str().unwrap_or_default();
        url.ends_with("/models")
    }
}

async fn replay(recording: &Recording, body: Vec<u8>, block_size: usize) -> Outcome {
    let mut reply = Plain::new(recording.status, body).block_size(block_size);
    for (name, value) in &recording.headers {
        let about_transfer = [
            "connection",
            "content-encoding",
            "content-length",
            "transfer-encoding",
        ];
        if !about_transfer.contains(&name.as_str()) {
            reply = reply.header(name, value);
        }
    }
    let server = ModelServer::start(reply).await.unwrap();
    let limits = Limits {
        retry: std::time::Duration::ZERO,
        ..Limits::default()
    };
    let endpoint = Endpoint::new(&server.base_url(), "recorded")
        .unwrap()
        .with_limits(limits);
    let model = OpenAiCompatible::new(endpoint).unwrap();
    #[expect(
        clippy::disallowed_methods,
        reason = "the text of a test discloses nothing"
    )]
    let question = Disclosure::reviewed(String::new(), vec![Turn::User("?".to_owned())]);

    let mut outcome = Outcome::default();
    let mut stream = model.stream(question);
    while let Some(delta) = stream.next().await {
        match delta {
            Ok(Delta::Text(piece)) => outcome.text.push_str(&piece),
            Ok(Delta::Reasoning(piece)) => outcome.reasoning.push_str(&piece),
            Ok(Delta::Finished(finish)) => outcome.end = Some(Ok(finish)),
            Err(error) => outcome.end = Some(Err(error)),
        }
    }
    outcome
}

fn compare(recording: &Recording, outcome: &Outcome) -> Result<(), String> {
    let failure = FAILURES
        .iter()
        .find(|(file, _)| *file == recording.file)
        .map(|(_, class)| *class);
    match (&outcome.end, failure) {
        (Some(Ok(finish)), None) => {
            same_words(&recording.expected, outcome)?;
            same_finish(&recording.expected, finish)
        }
        (Some(Err(error)), Some(class)) => {
            same("class", class_of(error).as_str(), class)?;
            tells_the_reason(&recording.expected, error)
        }
        (end, failure) => Err(format!("ended with {end:?} and not with {failure:?}")),
    }
}

fn same_words(expected: &Expected, outcome: &Outcome) -> Result<(), String> {
    same("text", &outcome.text, &expected.text)?;
    same("reasoning", &outcome.reasoning, &expected.reasoning)
}

fn same_finish(expected: &Expected, finish: &Finish) -> Result<(), String> {
    let stop = match &finish.stop {
        StopReason::Stop => "stop",
        StopReason::Length => "length",
        StopReason::ToolCalls => "tool_calls",
        StopReason::Other(reason) => reason,
    };
    same("finish", stop, expected.finish.as_deref().unwrap_or("none"))?;
    let counted = |usage: &Value, name: &str| usage.pointer(name).and_then(Value::as_u64);
    let recorded = expected.usage.as_ref().map(|usage| {
        [
            "/prompt_tokens",
            "/prompt_tokens_details/cached_tokens",
            "/completion_tokens",
            "/completion_tokens_details/reasoning_tokens",
        ]
        .map(|name| counted(usage, name).unwrap_or(0))
    });
    let read = finish.usage.map(|usage| {
        [
            usage.input_tokens,
            usage.cached_input_tokens,
            usage.output_tokens,
            usage.reasoning_tokens,
        ]
        .map(u64::from)
    });
    same("usage", &format!("{read:?}"), &format!("{recorded:?}"))
}

/// The provider's own words stand in the sentence, up to a length that is shown.
fn tells_the_reason(expected: &Expected, error: &ModelError) -> Result<(), String> {
    let Some(recorded) = &expected.error else {
        return Ok(());
    };
    let recorded = recorded.get("error").unwrap_or(recorded);
    let reason = recorded
        .pointer("/metadata/raw")
        .or_else(|| recorded.get("message"))
        .and_then(Value::as_str)
        .ok_or_else(|| format!("the recorded error has no message: {recorded}"))?;
    let start: String = reason.chars().take(100).collect();
    let sentence = error.to_string();
    if sentence.contains(&start) {
        return Ok(());
    }
    Err(format!("`{sentence}` does not say `{start}`"))
}

fn class_of(error: &ModelError) -> String {
    let shown = format!("{error:?}");
    shown
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect()
}

fn same(what: &str, read: &str, recorded: &str) -> Result<(), String> {
    if read == recorded {
        return Ok(());
    }
    Err(format!("{what} was read as {read:?}, not {recorded:?}"))
}

fn excuse(file: &str) -> Option<&'static str> {
    NOT_OURS
        .iter()
        .find(|(excused, _)| *excused == file)
        .map(|(_, why)| *why)
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes
        .windows(pattern.len())
        .position(|window| window == pattern)
}
