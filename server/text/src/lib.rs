//! Text as editors hold it: ropes, position encodings, edit logs and minimal diffs.
//!
//! Everything counts in byte offsets. Line and character positions, in whatever encoding an editor
//! speaks, are turned into offsets here and nowhere else.
//!
//! | file | what it gives |
//! |---|---|
//! | `span` | [`Span`], a range of bytes |
//! | `position` | [`Position`] and [`PositionEncoding`], places as editors name them |
//! | `text` | [`Text`], an immutable rope that knows its lines and positions |
//! | `edit` | [`Edit`] and [`Edits`], replacements as values |
//! | `document` | [`Document`], an open text at the client's [`Version`], and the [`Change`]s made to it |
//! | `log` | [`EditLog`], which carries spans and edits made for an old version to the current one |
//! | `diff` | [`minimal_edits`], the small edits that lead from one text to another |

mod diff;
mod document;
mod edit;
mod log;
mod position;
mod span;
mod text;

pub use diff::minimal_edits;
pub use document::{Change, Document, Snapshot, Version};
pub use edit::{Edit, Edits, EditsError};
pub use log::{Carried, EditLog, Splice, Withdrawn};
pub use position::{Position, PositionEncoding};
pub use span::Span;
pub use text::{LineFeeds, Text};
