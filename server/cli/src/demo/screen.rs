//! What an editor would show, as lines of a terminal.

use std::io::Write;

use annotate_snippets::normalize_untrusted_str;
use anyhow::Result;
use serde_json::Value;
use similar::{ChangeTag, TextDiff};

/// Lines of code shown above and below a change.
const CONTEXT: usize = 2;

/// Where a demonstration is written.
pub(super) struct Screen<W>(W);

impl<W: Write> Screen<W> {
    pub(super) fn new(output: W) -> Self {
        Self(output)
    }

    pub(super) fn heading(&mut self, text: &str) -> Result<()> {
        writeln!(self.0, "\n== {}\n", normalize_untrusted_str(text))?;
        Ok(())
    }

    /// Text broken into lines that a narrow terminal can hold.
    pub(super) fn paragraph(&mut self, text: &str) -> Result<()> {
        let mut column = 0;
        for word in text.split_whitespace() {
            let width = word.chars().count() + 1;
            if column > 0 && column + width > 80 {
                writeln!(self.0)?;
                column = 0;
            }
            write!(
                self.0,
                "{}{}",
                if column == 0 { "" } else { " " },
                normalize_untrusted_str(word)
            )?;
            column += width;
        }
        writeln!(self.0)?;
        Ok(())
    }

    pub(super) fn item(&mut self, text: &str) -> Result<()> {
        writeln!(self.0, "  * {}", normalize_untrusted_str(text))?;
        Ok(())
    }

    /// A page as the server wrote it.
    pub(super) fn quotation(&mut self, text: &str) -> Result<()> {
        for line in text.trim_end().lines() {
            writeln!(self.0, "  | {}", normalize_untrusted_str(line))?;
        }
        Ok(())
    }

    /// The lines that have something in their margin: hints at the end, and
    /// below them the diagnostics, each under the code that it is about.
    pub(super) fn margin(
        &mut self,
        text: &str,
        diagnostics: &[Value],
        hints: &[Value],
    ) -> Result<()> {
        if diagnostics.is_empty() && hints.is_empty() {
            return self.item("nothing to report");
        }
        for (number, code) in text.lines().enumerate() {
            let here = |at: &Value| at.as_u64() == u64::try_from(number).ok();
            let about = |found: &&Value| here(&found["range"]["start"]["line"]);
            let found: Vec<&Value> = diagnostics.iter().filter(about).collect();
            let hint = hints.iter().find(|hint| here(&hint["position"]["line"]));
            if found.is_empty() && hint.is_none() {
                continue;
            }
            let hint = hint.map(|hint| format!("   ‹{}›", label(&hint["label"])));
            let code = normalize_untrusted_str(code);
            writeln!(
                self.0,
                "{:>5} | {code}{}",
                number + 1,
                hint.unwrap_or_default()
            )?;
            for diagnostic in found {
                self.diagnostic(diagnostic)?;
            }
        }
        Ok(())
    }

    fn diagnostic(&mut self, diagnostic: &Value) -> Result<()> {
        let start = &diagnostic["range"]["start"];
        let end = &diagnostic["range"]["end"];
        let column =
            |place: &Value| usize::try_from(place["character"].as_u64().unwrap_or(0)).unwrap_or(0);
        let one_line = start["line"] == end["line"];
        let width = if one_line {
            column(end).saturating_sub(column(start)).max(1)
        } else {
            1
        };
        let severity = match diagnostic["severity"].as_u64() {
            Some(1) => "error",
            Some(2) => "warning",
            Some(3) => "information",
            _ => "hint",
        };
        let message = normalize_untrusted_str(diagnostic["message"].as_str().unwrap_or_default());
        let indentation = " ".repeat(column(start));
        writeln!(
            self.0,
            "      | {indentation}{} {severity}: {message}",
            "~".repeat(width)
        )?;
        for related in diagnostic["relatedInformation"]
            .as_array()
            .into_iter()
            .flatten()
        {
            let line = related["location"]["range"]["start"]["line"]
                .as_u64()
                .unwrap_or(0)
                + 1;
            let message = normalize_untrusted_str(related["message"].as_str().unwrap_or_default());
            writeln!(self.0, "      | {indentation}    line {line}: {message}")?;
        }
        Ok(())
    }

    /// What changed between two texts.
    pub(super) fn difference(&mut self, before: &str, after: &str) -> Result<()> {
        let difference = TextDiff::from_lines(before, after);
        for group in difference.grouped_ops(CONTEXT) {
            for change in group
                .iter()
                .flat_map(|operation| difference.iter_changes(operation))
            {
                let sign = match change.tag() {
                    ChangeTag::Delete => '-',
                    ChangeTag::Insert => '+',
                    ChangeTag::Equal => ' ',
                };
                let line = normalize_untrusted_str(change.value().trim_end_matches(['\n', '\r']));
                writeln!(self.0, "  {sign} {line}")?;
            }
        }
        Ok(())
    }
}

/// The text of a hint's label, which is whole or in parts.
fn label(label: &Value) -> String {
    let parts = label.as_array().map(Vec::as_slice).unwrap_or_default();
    let in_parts = parts.iter().filter_map(|part| part["value"].as_str());
    label.as_str().into_iter().chain(in_parts).collect()
}
