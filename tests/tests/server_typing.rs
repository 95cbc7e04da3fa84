//! Recorded typing: what Neovim sent while a person typed, sent again as it was, leads to the text that
//! Neovim had and to the diagnostics of a fresh open.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use scholiast_simulation::editor::{Editor, Profile};
use scholiast_tests::typing::{Event, Recording, Replacement, recordings};
use scholiast_text::{Document, PositionEncoding, Version};
use serde_json::{Value, json};

const URI: &str = "file:///work/typing/recorded";

/// How long a server that has seen the last keystroke may go on to a final answer.
const SETTLING: Duration = Duration::from_secs(20);

/// How often the typed-in server is asked, so that it analyses texts on the way: in messages.
const BETWEEN_QUESTIONS: usize = 8;

/// How often its answer is compared with a fresh one: in messages.
const BETWEEN_COMPARISONS: usize = 64;

#[tokio::test]
async fn typing_in_utf_8_ends_in_the_diagnostics_of_a_fresh_open() -> Result<()> {
    replay_all(PositionEncoding::Utf8).await
}

#[tokio::test]
async fn typing_in_utf_16_ends_in_the_diagnostics_of_a_fresh_open() -> Result<()> {
    replay_all(PositionEncoding::Utf16).await
}

#[tokio::test]
async fn typing_in_utf_32_ends_in_the_diagnostics_of_a_fresh_open() -> Result<()> {
    replay_all(PositionEncoding::Utf32).await
}

#[test]
fn every_recorded_change_leads_to_the_text_that_the_editor_had() -> Result<()> {
    let mut changes = 0;
    for encoding in [
        PositionEncoding::Utf8,
        PositionEncoding::Utf16,
        PositionEncoding::Utf32,
    ] {
        for recording in recordings(encoding)? {
            changes += recording.changes();
            check_texts(&recording)?;
        }
    }
    ensure!(changes >= 20_000, "there are only {changes} changes");
    Ok(())
}

/// Replays into a document alone.
fn check_texts(recording: &Recording) -> Result<()> {
    let mut document = Document::open(Version(0), "");
    for event in &recording.events {
        match event {
            Event::Open(version, text) => document = Document::open(*version, text),
            Event::Change(version, changes) => {
                change(&mut document, *version, changes, recording.encoding);
            }
            Event::Checkpoint(text) => {
                let here = document.snapshot();
                let place = format!("{}, version {}", recording.name, here.version);
                ensure!(here.text.to_string() == *text, "another text: {place}");
            }
            Event::Close => {}
        }
    }
    Ok(())
}

fn change(
    document: &mut Document,
    version: Version,
    changes: &[Replacement],
    encoding: PositionEncoding,
) {
    let changes: Vec<_> = changes.iter().map(Replacement::to_change).collect();
    document.change(version, &changes, encoding);
}

async fn replay_all(encoding: PositionEncoding) -> Result<()> {
    let recordings = recordings(encoding)?;
    ensure!(!recordings.is_empty(), "nothing was recorded");
    for recording in &recordings {
        let replayed = Sessions::start(recording).await?.replay().await;
        replayed.with_context(|| recording.name.clone())?;
    }
    Ok(())
}

/// Two servers: one is typed to, the other only ever sees whole texts.
struct Sessions<'a> {
    recording: &'a Recording,
    typed: Editor,
    fresh: Editor,
    document: Document,
    messages: usize,
}

impl<'a> Sessions<'a> {
    async fn start(recording: &'a Recording) -> Result<Self> {
        Ok(Self {
            recording,
            typed: start(recording.encoding).await?,
            fresh: start(recording.encoding).await?,
            document: Document::open(Version(0), ""),
            messages: 0,
        })
    }

    async fn replay(mut self) -> Result<()> {
        for event in &self.recording.events {
            match event {
                Event::Open(version, text) => self.open(*version, text),
                Event::Change(version, changes) => self.change(*version, changes).await?,
                Event::Close => self.close(),
                Event::Checkpoint(text) => self.compare(text).await?,
            }
        }
        self.typed.finish().await?;
        Ok(self.fresh.finish().await?)
    }

    fn open(&mut self, version: Version, text: &str) {
        self.document = Document::open(version, text);
        let language = &self.recording.language;
        let document =
            json!({ "uri": URI, "languageId": language, "version": version.0, "text": text });
        self.typed
            .notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    async fn change(&mut self, version: Version, changes: &[Replacement]) -> Result<()> {
        change(
            &mut self.document,
            version,
            changes,
            self.recording.encoding,
        );
        let document = json!({ "uri": URI, "version": version.0 });
        let changes: Vec<Value> = changes.iter().map(Replacement::to_protocol).collect();
        self.typed.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
        self.messages += 1;
        if self.messages.is_multiple_of(BETWEEN_COMPARISONS) {
            self.compare(&self.document.snapshot().text.to_string())
                .await?;
        } else if self.messages.is_multiple_of(BETWEEN_QUESTIONS) {
            diagnostics(&self.typed).await?;
        }
        Ok(())
    }

    fn close(&self) {
        self.typed.notify(
            "textDocument/didClose",
            json!({ "textDocument": { "uri": URI } }),
        );
    }

    /// What the typed-in server says becomes what the other says of the same text. It may take a
    /// moment: an incremental tree is reconciled with a fresh one once nobody types.
    async fn compare(&self, text: &str) -> Result<()> {
        self.fresh.open(URI, &self.recording.language, text)?;
        let wanted = diagnostics(&self.fresh).await?;
        self.fresh.close(URI)?;
        let deadline = Instant::now() + SETTLING;
        loop {
            let found = diagnostics(&self.typed).await?;
            if found == wanted {
                return Ok(());
            }
            ensure!(
                Instant::now() < deadline,
                "typed: {found:#}\n\nfresh: {wanted:#}\n\nof:\n{text}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// An editor that understands one encoding only, so that the server has to.
async fn start(encoding: PositionEncoding) -> Result<Editor> {
    let name = match encoding {
        PositionEncoding::Utf8 => "utf-8",
        PositionEncoding::Utf16 => "utf-16",
        PositionEncoding::Utf32 => "utf-32",
    };
    // With this threshold a function has a diagnostic for a single `if`, and it has to move with the text.
    let profile = Profile::neovim()
        .capability("/general/positionEncodings", json!([name]))
        .settings(json!({ "scholiast": { "complexity": { "cognitiveThreshold": 0 } } }));
    let editor = Editor::start(scholiast_tests::scholiast_lsp()?, profile).await?;
    ensure!(
        editor.encoding() == encoding,
        "the server insists on another encoding"
    );
    Ok(editor)
}

/// The document's diagnostics, asked for until the text stands still long enough.
async fn diagnostics(editor: &Editor) -> Result<Value> {
    const CONTENT_MODIFIED: i64 = -32801;
    const SERVER_CANCELLED: i64 = -32802;
    let params = json!({ "textDocument": { "uri": URI } });
    loop {
        let answer = editor.request("textDocument/diagnostic", params.clone());
        match answer.await {
            Ok(mut report) => return Ok(report["items"].take()),
            Err(error) if matches!(error.code(), Some(CONTENT_MODIFIED | SERVER_CANCELLED)) => {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
}
