//! Recorded typing: what a real editor told a server while a person typed, see `fixtures/typing/README.md`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use scholiast_text::{Change, Position, PositionEncoding, Version};
use serde_json::{Value, json};

/// One document in one editor, from the first `didOpen` to the last checkpoint.
#[derive(Debug)]
pub struct Recording {
    /// The file's name without its ending.
    pub name: String,
    /// The `languageId`.
    pub language: String,
    /// What the characters of a position are counted in.
    pub encoding: PositionEncoding,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// What an editor told, or, for a checkpoint, what it had.
#[derive(Debug)]
pub enum Event {
    /// `didOpen`, and the text.
    Open(Version, String),
    /// `didChange`, and its changes in order.
    Change(Version, Vec<Replacement>),
    /// `didClose`.
    Close,
    /// The whole text as the editor itself read it out then.
    Checkpoint(String),
}

/// One content change.
#[derive(Debug, PartialEq, Eq)]
pub struct Replacement {
    /// Where it starts.
    pub start: Position,
    /// Where it ends, exclusively.
    pub end: Position,
    /// The length that the editor sent along, which LSP has deprecated.
    pub length: Option<u64>,
    /// What stands there afterwards.
    pub text: String,
}

/// All recordings in an encoding.
///
/// # Errors
///
/// If one cannot be read.
pub fn recordings(encoding: PositionEncoding) -> Result<Vec<Recording>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/typing");
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).context("there are no recordings")? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "jsonl") {
            found.push(Recording::read(&path)?);
        }
    }
    found.retain(|recording| recording.encoding == encoding);
    Ok(found)
}

impl Recording {
    /// Reads one file.
    ///
    /// # Errors
    ///
    /// If it is not there, or a line is not what the format says.
    pub fn read(path: &Path) -> Result<Self> {
        let named = || format!("{} is no recording", path.display());
        let file = fs::read_to_string(path).with_context(named)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        Self::parse(&name, &file).with_context(named)
    }

    fn parse(name: &str, file: &str) -> Result<Self> {
        let mut lines = file.lines().map(serde_json::from_str::<Value>);
        let header = lines.next().context("it is empty")??;
        let events = lines.map(|line| event(&line?)).collect::<Result<_>>()?;
        Ok(Self {
            name: name.to_owned(),
            language: text(&header["language"])?,
            encoding: encoding(&text(&header["encoding"])?)?,
            events,
        })
    }

    /// How many content changes it holds.
    #[must_use]
    pub fn changes(&self) -> usize {
        let changes = self.events.iter().map(|event| match event {
            Event::Change(_, changes) => changes.len(),
            _ => 0,
        });
        changes.sum()
    }
}

impl Replacement {
    /// As an item of `contentChanges`.
    #[must_use]
    pub fn to_protocol(&self) -> Value {
        let position = |at: Position| json!({ "line": at.line, "character": at.character });
        let range = json!({ "start": position(self.start), "end": position(self.end) });
        match self.length {
            Some(length) => json!({ "range": range, "rangeLength": length, "text": self.text }),
            None => json!({ "range": range, "text": self.text }),
        }
    }

    /// As a change of a document's text.
    #[must_use]
    pub fn to_change(&self) -> Change {
        Change::Range {
            start: self.start,
            end: self.end,
            text: self.text.clone(),
        }
    }
}

/// Reads a line such as `["change", 420, 4, [[90, 10, 90, 72, 62, ""]]]`.
fn event(line: &Value) -> Result<Event> {
    let field = |at: usize| line.get(at).context("an event is too short");
    let version = || Ok::<_, anyhow::Error>(Version(number(field(2)?)?));
    match text(field(0)?)?.as_str() {
        "open" => Ok(Event::Open(version()?, text(field(3)?)?)),
        "change" => {
            let changes = field(3)?.as_array().context("there are no changes")?;
            let changes = changes.iter().map(replacement).collect::<Result<_>>()?;
            Ok(Event::Change(version()?, changes))
        }
        "close" => Ok(Event::Close),
        "checkpoint" => Ok(Event::Checkpoint(text(field(3)?)?)),
        other => bail!("there is no event `{other}`"),
    }
}

fn replacement(change: &Value) -> Result<Replacement> {
    let position = |at: usize| {
        Ok::<_, anyhow::Error>(Position::new(
            number(&change[at])?,
            number(&change[at + 1])?,
        ))
    };
    Ok(Replacement {
        start: position(0)?,
        end: position(2)?,
        length: change[4].as_u64(),
        text: text(&change[5])?,
    })
}

fn text(value: &Value) -> Result<String> {
    let text = value
        .as_str()
        .with_context(|| format!("{value} is no text"))?;
    Ok(text.to_owned())
}

fn number<N: TryFrom<i64>>(value: &Value) -> Result<N> {
    let number = value.as_i64().and_then(|number| N::try_from(number).ok());
    number.ok_or_else(|| anyhow!("{value} is no such number"))
}

fn encoding(name: &str) -> Result<PositionEncoding> {
    match name {
        "utf-8" => Ok(PositionEncoding::Utf8),
        "utf-16" => Ok(PositionEncoding::Utf16),
        "utf-32" => Ok(PositionEncoding::Utf32),
        other => bail!("there is no encoding `{other}`"),
    }
}
