//! An open document: its current text, and the log of how it came to be.

use std::fmt;
use std::time::Duration;

use crate::log::Splice;
use crate::{Edit, EditLog, Position, PositionEncoding, Span, Text, minimal_edits};

/// How long a whole-document change may be compared with the old text, in the path of typing.
const DIFF_BUDGET: Duration = Duration::from_millis(20);

/// The number a client gives to a text of a document.
///
/// It is the client's own: it is echoed and compared, never counted on. It may jump.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version(pub i32);

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A text and the version it belongs to: what every computation works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The client's number for this text.
    pub version: Version,
    /// The text itself.
    pub text: Text,
}

/// One content change as an editor sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The document now reads like this.
    Whole(String),
    /// A range now reads like this. Its ends are brought into the text, and put in order.
    Range {
        /// Where the range starts.
        start: Position,
        /// Where it ends, exclusively.
        end: Position,
        /// What stands there afterwards.
        text: String,
    },
}

impl Change {
    /// What `text` reads afterwards, and the splices that lead there.
    fn made_in(&self, text: &Text, encoding: PositionEncoding) -> (Text, Vec<Splice>) {
        match self {
            Self::Whole(after) => {
                let edits = minimal_edits(&text.to_string(), after, DIFF_BUDGET);
                // From the back, so that none moves the place of another.
                let splices = edits.iter().rev().map(Splice::of).collect();
                (text.edited(&edits), splices)
            }
            Self::Range {
                start,
                end,
                text: replacement,
            } => {
                let span = Span::new(text.offset(*start, encoding), text.offset(*end, encoding));
                let edit = Edit::new(span, replacement);
                let mut splices = vec![Splice::of(&edit)];
                let inserted = Span::new(span.start, span.start + replacement.len());
                let after = text.edited(&edit.into());
                splices.extend(joined_terminators(&after, inserted));
                (after, splices)
            }
        }
    }
}

/// The `\r\n` that came to be at the ends of what was inserted, as if replaced by themselves.
///
/// A `\n` typed behind a lone `\r` makes one terminator of two, and no [`Position`] names the place
/// between its halves: whatever began or ended there has lost that end.
fn joined_terminators(text: &Text, inserted: Span) -> impl Iterator<Item = Splice> {
    [inserted.start, inserted.end]
        .into_iter()
        .filter(|&offset| text.splits_terminator(offset))
        .map(|offset| Splice {
            replaced: Span::new(offset - 1, offset + 1),
            inserted: 2,
        })
}

/// A document open in an editor. Only the handlers of open, change and close write it; everyone
/// else works on a [`Snapshot`].
///
/// ```
/// use scholiast_text::{Carried, Change, Document, Position, PositionEncoding, Span, Version};
///
/// let mut document = Document::open(Version(1), "let x = 1;\nlet y = 2;\n");
/// let (y, asked_at) = (Span::new(15, 16), document.snapshot().version);
///
/// let typed = Change::Range {
///     start: Position::new(0, 0),
///     end: Position::new(0, 0),
///     text: "pub ".into(),
/// };
/// document.change(Version(2), &[typed], PositionEncoding::Utf16);
///
/// assert_eq!(document.log().carry(y, asked_at), Carried::Moved(Span::new(19, 20)));
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    snapshot: Snapshot,
    log: EditLog,
}

impl Document {
    /// A document as the editor opened it.
    #[must_use]
    pub fn open(version: Version, text: &str) -> Self {
        let text = Text::new(text);
        Self {
            snapshot: Snapshot { version, text },
            log: EditLog::new(version),
        }
    }

    /// The current text and version: a cheap clone.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.snapshot.clone()
    }

    /// What happened to the text so far.
    #[must_use]
    pub fn log(&self) -> &EditLog {
        &self.log
    }

    /// Makes `changes` one after the other, each in the text the one before it left, and calls the
    /// result `version`.
    pub fn change(&mut self, version: Version, changes: &[Change], encoding: PositionEncoding) {
        let mut text = self.snapshot.text.clone();
        let mut splices = Vec::new();
        for change in changes {
            let (after, made) = change.made_in(&text, encoding);
            splices.extend(made);
            text = after;
        }
        self.log.record(version, splices);
        self.snapshot = Snapshot { version, text };
    }
}

#[cfg(test)]
mod tests;
