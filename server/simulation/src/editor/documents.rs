//! The documents the editor has open: it alone knows their text and counts their versions, and tells
//! the server of each change in the encoding they agreed on.

use std::collections::BTreeMap;

use scholiast_text::{Edit, Edits, Position, PositionEncoding, Span, Text, Version};
use serde_json::{Value, json};

use super::error::EditorError;
use super::profile::Versions;

/// The open documents of one session, by URI.
#[derive(Debug)]
pub(super) struct Documents {
    open: BTreeMap<String, Document>,
    /// The files that a server had created, which nobody has opened yet.
    created: BTreeMap<String, Text>,
    versions: Versions,
    pub(super) encoding: PositionEncoding,
    /// Whether changes are told as ranges, or as the whole text.
    pub(super) is_incremental: bool,
}

#[derive(Debug, Clone)]
struct Document {
    version: Version,
    text: Text,
}

impl Documents {
    pub(super) fn new(versions: Versions) -> Self {
        Self {
            open: BTreeMap::new(),
            created: BTreeMap::new(),
            versions,
            encoding: PositionEncoding::Utf16,
            is_incremental: true,
        }
    }

    /// Opens a document: the parameters of `textDocument/didOpen`.
    pub(super) fn open(
        &mut self,
        uri: &str,
        language_id: &str,
        text: &str,
    ) -> Result<Value, EditorError> {
        if self.open.contains_key(uri) {
            return Err(EditorError::AlreadyOpen(uri.to_owned()));
        }
        let version = Version(self.versions.first);
        let document = Document {
            version,
            text: Text::from(text),
        };
        self.open.insert(uri.to_owned(), document);
        Ok(json!({
            "textDocument": {
                "uri": uri,
                "languageId": language_id,
                "version": version.0,
                "text": text,
            }
        }))
    }

    /// Closes a document: the parameters of `textDocument/didClose`.
    pub(super) fn close(&mut self, uri: &str) -> Result<Value, EditorError> {
        let closed = self.open.remove(uri);
        closed.ok_or_else(|| EditorError::NotOpen(uri.to_owned()))?;
        Ok(json!({ "textDocument": { "uri": uri } }))
    }

    pub(super) fn text(&self, uri: &str) -> Result<&Text, EditorError> {
        Ok(&self.document(uri)?.text)
    }

    pub(super) fn version(&self, uri: &str) -> Result<Version, EditorError> {
        Ok(self.document(uri)?.version)
    }

    /// Edits a document: the parameters of `textDocument/didChange`.
    pub(super) fn change(&mut self, uri: &str, edits: &Edits) -> Result<Value, EditorError> {
        let before = self.text(uri)?.clone();
        let after = before.edited(edits);
        if !self.is_incremental {
            return self.replace_text(uri, after);
        }
        // From the back, so that each range counts in the text as it was.
        let changes = edits.iter().rev().map(|edit| {
            let range = self.range_in(&before, edit.span);
            json!({ "range": range, "text": edit.replacement })
        });
        let changes = changes.collect();
        self.advance(uri, after, changes)
    }

    /// Gives a document a new text as a whole: the parameters of `textDocument/didChange`.
    pub(super) fn replace_text(&mut self, uri: &str, text: Text) -> Result<Value, EditorError> {
        let whole = json!([{ "text": text.to_string() }]);
        self.advance(uri, text, whole)
    }

    /// Where a text occurs first.
    pub(super) fn find(&self, uri: &str, needle: &str) -> Result<Span, EditorError> {
        let text = self.text(uri)?.to_string();
        let start = text.find(needle).ok_or_else(|| EditorError::NotFound {
            needle: needle.to_owned(),
            uri: uri.to_owned(),
        })?;
        Ok(Span::new(start, start + needle.len()))
    }

    /// A range of a document as LSP writes it.
    pub(super) fn range(&self, uri: &str, span: Span) -> Result<Value, EditorError> {
        Ok(self.range_in(self.text(uri)?, span))
    }

    /// The text of a file that a server had created.
    pub(super) fn created(&self, uri: &str) -> Option<&Text> {
        self.created.get(uri)
    }

    /// Applies a workspace edit as a whole or not at all: the parameters of a `didChange` for each
    /// document.
    ///
    /// # Errors
    ///
    /// The reason to refuse it, in words for the server.
    pub(super) fn apply(&mut self, edit: &Value) -> Result<Vec<Value>, String> {
        let plans = plans(edit)?;
        let mut files = BTreeMap::new();
        let mut changes = Vec::new();
        for plan in plans {
            match plan {
                Plan::Create(uri) => {
                    files.insert(uri.to_owned(), Text::from(""));
                }
                Plan::Edit(plan) => match files.get_mut(plan.uri) {
                    Some(text) => *text = text.edited(&self.edits(text, &plan)?),
                    None => changes.push(self.check(&plan)?),
                },
            }
        }
        self.created.extend(files);
        changes
            .iter()
            .map(|(uri, edits)| self.change(uri, edits).map_err(|error| error.to_string()))
            .collect()
    }

    fn check(&self, plan: &PlannedEdit<'_>) -> Result<(String, Edits), String> {
        let document = self.document(plan.uri).map_err(|error| error.to_string())?;
        if let Some(version) = plan.version
            && version != i64::from(document.version.0)
        {
            return Err(format!(
                "`{}` has version {} by now, not {version}",
                plan.uri, document.version.0
            ));
        }
        Ok((plan.uri.to_owned(), self.edits(&document.text, plan)?))
    }

    fn edits(&self, text: &Text, plan: &PlannedEdit<'_>) -> Result<Edits, String> {
        let edits = plan
            .edits
            .iter()
            .map(|edit| self.text_edit(text, edit))
            .collect::<Option<_>>()
            .ok_or("an edit has no range or no text")?;
        Edits::new(edits).map_err(|error| error.to_string())
    }

    fn text_edit(&self, text: &Text, edit: &Value) -> Option<Edit> {
        let offset = |position: &Value| {
            let number = |name: &str| u32::try_from(position.get(name)?.as_u64()?).ok();
            let position = Position::new(number("line")?, number("character")?);
            Some(text.offset(position, self.encoding))
        };
        let range = edit.get("range")?;
        let span = Span::new(offset(range.get("start")?)?, offset(range.get("end")?)?);
        let text = edit.get("newText").and_then(Value::as_str);
        let snippet = edit.pointer("/snippet/value").and_then(Value::as_str);
        Some(match (text, snippet) {
            (Some(text), _) => Edit::new(span, text),
            (None, snippet) => Edit::new(span, left_as_it_is(snippet?)),
        })
    }

    fn advance(&mut self, uri: &str, text: Text, changes: Value) -> Result<Value, EditorError> {
        let step = self.versions.step;
        let document = self.open.get_mut(uri);
        let document = document.ok_or_else(|| EditorError::NotOpen(uri.to_owned()))?;
        document.text = text;
        document.version.0 += step;
        Ok(json!({
            "textDocument": { "uri": uri, "version": document.version.0 },
            "contentChanges": changes,
        }))
    }

    fn range_in(&self, text: &Text, span: Span) -> Value {
        let position = |offset| {
            let position = text.position(offset, self.encoding);
            json!({ "line": position.line, "character": position.character })
        };
        json!({ "start": position(span.start), "end": position(span.end) })
    }

    fn document(&self, uri: &str) -> Result<&Document, EditorError> {
        self.open
            .get(uri)
            .ok_or_else(|| EditorError::NotOpen(uri.to_owned()))
    }
}

/// One part of a workspace edit.
enum Plan<'a> {
    Create(&'a str),
    Edit(PlannedEdit<'a>),
}

/// The edits of one document in a workspace edit.
struct PlannedEdit<'a> {
    uri: &'a str,
    version: Option<i64>,
    edits: &'a [Value],
}

fn plans(edit: &Value) -> Result<Vec<Plan<'_>>, String> {
    let plans = match (edit.get("documentChanges"), edit.get("changes")) {
        (Some(Value::Array(changes)), _) => changes.iter().map(plan).collect(),
        (None, Some(Value::Object(changes))) => changes
            .iter()
            .map(|(uri, edits)| {
                Some(Plan::Edit(PlannedEdit {
                    uri,
                    version: None,
                    edits: edits.as_array()?,
                }))
            })
            .collect(),
        _ => Some(Vec::new()),
    };
    plans.ok_or_else(|| "this editor creates files and changes texts, and nothing else".into())
}

fn plan(change: &Value) -> Option<Plan<'_>> {
    if change.get("kind").and_then(Value::as_str) == Some("create") {
        return Some(Plan::Create(change.get("uri")?.as_str()?));
    }
    let document = change.get("textDocument")?;
    Some(Plan::Edit(PlannedEdit {
        uri: document.get("uri")?.as_str()?,
        version: document.get("version").and_then(Value::as_i64),
        edits: change.get("edits")?.as_array()?,
    }))
}

/// The text of a snippet whose gaps, `${1:like this}`, keep what stands in them.
fn left_as_it_is(snippet: &str) -> String {
    let mut text = String::new();
    let mut rest = snippet;
    while let Some((before, gap)) = rest.split_once("${") {
        let (inside, after) = gap.split_once('}').unwrap_or((gap, ""));
        text += before;
        text += inside.split_once(':').map_or("", |(_, words)| words);
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests;
