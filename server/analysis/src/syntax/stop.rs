//! Where the parser truly stopped.
//!
//! The ERROR nodes of a tree show how the parser recovered, which is often far from where it
//! stopped understanding. Its log tells: of the places where some way of reading the text failed
//! before the first recovery, the furthest counts.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use scholiast_grammars::Language;
use scholiast_text::Span;

use super::workshop::Workshop;
use crate::cancellation::Cancelled;

/// The place where a text stops making sense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stop {
    /// The end of the last token that was understood, or of a comment after it.
    pub(crate) previous_end: usize,
    /// The token that was not; empty at the end of the text.
    pub(crate) token: Span,
    /// The keywords, operators and brackets that would have been understood instead.
    pub(crate) expected: Vec<&'static str>,
}

/// Parses a text up to its first error. `None` if it has none, or the effort is spent.
pub(crate) fn stop(text: &str, workshop: &mut Workshop<'_>) -> Result<Option<Stop>, Cancelled> {
    let log = Arc::new(Mutex::new(Log::default()));
    let is_done = Arc::new(AtomicBool::new(false));
    workshop.parse_with_log(text, &is_done, {
        let (log, is_done) = (Arc::clone(&log), Arc::clone(&is_done));
        move |message| {
            if !is_done.load(Ordering::Relaxed) {
                let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
                is_done.store(log.read(message), Ordering::Relaxed);
            }
        }
    })?;
    let log = log.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(log
        .furthest
        .map(|place| place.resolve(workshop.language(), text)))
}

/// What matters of the parser's log.
#[derive(Debug, Default)]
struct Log {
    current: Place,
    furthest: Option<Place>,
}

/// A state of the parser and the place where it looks for the next token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    row: usize,
    column: usize,
    state: u16,
}

impl Log {
    /// Takes in a message; `true` once recovery starts, after which nothing is of interest.
    fn read(&mut self, message: &str) -> bool {
        if message.starts_with("process version:") {
            self.current = Place {
                row: number_after(message, "row:").unwrap_or_default(),
                column: number_after(message, "col:").unwrap_or_default(),
                state: number_after(message, "state:").unwrap_or_default(),
            };
        } else if message.starts_with("detect_error") {
            let is_further = self.furthest.is_none_or(|furthest| {
                (furthest.row, furthest.column) < (self.current.row, self.current.column)
            });
            if is_further {
                self.furthest = Some(self.current);
            }
        }
        message.starts_with("resume version:")
    }
}

fn number_after<N: std::str::FromStr>(message: &str, key: &str) -> Option<N> {
    let (_, rest) = message.split_once(key)?;
    let end = rest
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(rest.len());
    rest[..end].parse().ok()
}

impl Place {
    fn resolve(self, language: &'static Language, text: &str) -> Stop {
        // The parser's rows end at `\n` only, its columns are bytes.
        let row_start = match self.row {
            0 => 0,
            row => text
                .match_indices('\n')
                .nth(row - 1)
                .map_or(text.len(), |(at, _)| at + 1),
        };
        let previous_end = floor(text, row_start + self.column);
        Stop {
            previous_end,
            token: token_after(text, previous_end),
            expected: self.expected(language),
        }
    }

    fn expected(self, language: &'static Language) -> Vec<&'static str> {
        let grammar = language.grammar();
        let Some(mut lookahead) = grammar.lookahead_iterator(self.state) else {
            return Vec::new();
        };
        let is_word = |symbol: &u16| {
            grammar.node_kind_is_visible(*symbol) && !grammar.node_kind_is_named(*symbol)
        };
        lookahead
            .by_ref()
            .filter(is_word)
            .filter_map(|symbol| grammar.node_kind_for_id(symbol))
            .filter(|token| *token != "end")
            .collect()
    }
}

/// The last place up to `offset` that is not inside a character.
pub(crate) fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|offset| text.is_char_boundary(*offset))
        .unwrap_or(0)
}

/// The token that starts after white space: a word, or a single character.
pub(crate) fn token_after(text: &str, offset: usize) -> Span {
    let rest = text.get(offset..).unwrap_or_default();
    let trimmed = rest.trim_start();
    let start = offset + rest.len() - trimmed.len();
    let is_letter = |character: char| character.is_alphanumeric() || character == '_';
    let word = trimmed
        .find(|character| !is_letter(character))
        .unwrap_or(trimmed.len());
    let length = match word {
        0 => trimmed.chars().next().map_or(0, char::len_utf8),
        word => word,
    };
    Span::new(start, start + length)
}
