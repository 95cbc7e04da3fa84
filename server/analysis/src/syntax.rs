//! What is wrong with the syntax of a file, told as a person would.
//!
//! A tree with errors is a poor guide: its ERROR nodes show how the parser recovered, not what the
//! author forgot. So the tree only says where to look, and the rest is found out by trying:
//!
//! | file | step |
//! |---|---|
//! | `region` | which parts of the file are broken |
//! | `scan` | lines, brackets and unending strings of such a part, without a tree |
//! | `stop` | where the parser truly stopped, and what it would have understood there |
//! | `reading` | the two together |
//! | `brackets` | which bracket is to blame |
//! | `suspicion` | what may be wrong, and the one-token change that would confirm it |
//! | `delimiters`, `tokens` | the suspicions there are |
//! | `repair` | trying such a change |
//! | `fault` | the suspicion that is confirmed, then the next fault |
//!
//! Where a preprocessor may make sense of text that does not parse, only `certain` faults are told,
//! in each reading that `preprocessor` knows.

mod brackets;
mod certain;
mod delimiters;
mod fault;
mod preprocessor;
mod quote;
mod reading;
mod region;
mod repair;
mod scan;
mod stop;
mod suspicion;
mod tokens;
mod workshop;

use scholiast_grammars::{Language, Trust};
use scholiast_text::{Span, Text};
use tree_sitter::Tree;

use crate::cancellation::{Cancellation, Cancelled};
use crate::report::SyntaxError;
use crate::walk::Mistake;
use quote::quoted;
use reading::literals;
use repair::first_error_from;
use workshop::Workshop;

/// How many broken regions of a file are explained.
const REGION_LIMIT: usize = 50;

/// The largest region that is explained, in bytes. Of a larger one only its first error is told.
const REGION_SIZE_LIMIT: usize = 1_000_000;

/// How many errors of a file are told.
const ERROR_LIMIT: usize = 100;

/// How much of a broken place is read to be quoted, in bytes.
const QUOTE_LIMIT: usize = 100;

/// A file that may be broken.
pub(crate) struct Broken<'a> {
    pub(crate) language: &'static Language,
    pub(crate) text: &'a Text,
    pub(crate) tree: &'a Tree,
}

/// The syntax errors of a file, in the order of their places.
pub(crate) fn errors(
    broken: &Broken<'_>,
    mistakes: &[Mistake],
    cancellation: &Cancellation,
) -> Result<Vec<SyntaxError>, Cancelled> {
    cancellation.check()?;
    if broken.language.trust() == Trust::Brackets {
        return Ok(broken.certain().into_iter().collect());
    }
    let regions = broken.regions();
    let is_healthy = |mistake: &&Mistake| {
        regions
            .iter()
            .all(|region| !region.contains_span(mistake.span))
    };
    let mut errors: Vec<SyntaxError> = mistakes
        .iter()
        .filter(is_healthy)
        .map(SyntaxError::of_mistake)
        .collect();
    let mut workshop = Workshop::new(broken.language, cancellation);
    for region in regions.iter().take(REGION_LIMIT) {
        errors.extend(broken.explain(*region, &mut workshop)?);
    }
    errors.sort_by_key(|error| error.span);
    errors.truncate(ERROR_LIMIT);
    Ok(errors)
}

/// Where the syntax errors of a file will be found.
pub(crate) fn broken_parts(broken: &Broken<'_>, mistakes: &[Mistake]) -> Vec<Span> {
    let mut parts = broken.regions();
    parts.extend(mistakes.iter().map(|mistake| mistake.span));
    parts
}

impl Broken<'_> {
    /// The one fault that is certain, where the tree is not believed.
    fn certain(&self) -> Option<SyntaxError> {
        if !self.tree.root_node().has_error() {
            return None;
        }
        let literals = literals(self.language, self.tree);
        certain::fault(&self.text.to_string(), &literals, self.language)
    }

    fn regions(&self) -> Vec<Span> {
        if self.tree.root_node().has_error() {
            region::regions(self.language, self.text, self.tree)
        } else {
            Vec::new()
        }
    }

    fn explain(
        &self,
        region: Span,
        workshop: &mut Workshop<'_>,
    ) -> Result<Vec<SyntaxError>, Cancelled> {
        let mut errors = Vec::new();
        if region.len() <= REGION_SIZE_LIMIT {
            let text = self.text.slice(region);
            let readable = self.language.dialect().readable(&text);
            let first_line = self.text.line_of(region.start);
            errors = fault::faults(readable.as_deref().unwrap_or(&text), first_line, workshop)?;
            if errors.is_empty() && readable.is_some() && !workshop.is_spent() {
                return Ok(errors);
            }
        }
        if errors.is_empty() {
            errors.push(self.first_of(region));
        }
        Ok(errors
            .into_iter()
            .map(|error| error.mapped(|offset| offset + region.start))
            .collect())
    }

    /// The plainest answer, for a region that is too large, or fine when it is read alone.
    fn first_of(&self, region: Span) -> SyntaxError {
        let mut first = first_error_from(self.tree, region.start);
        while let Some(child) = first.and_then(|error| error.child(0)) {
            first = Some(child);
        }
        let place = first.map_or(region, |error| error.byte_range().into());
        let shown = Span::new(place.start, place.end.min(place.start + QUOTE_LIMIT));
        let token = self.text.slice(shown);
        let token = token.split_whitespace().next().unwrap_or_default();
        let message = match first {
            Some(missing) if token.is_empty() => format!("expected `{}`", missing.kind()),
            _ => format!("unexpected `{}`", quoted(token)),
        };
        let start = place.start.saturating_sub(region.start);
        SyntaxError {
            span: Span::new(start, start + token.len()),
            message,
            related: Vec::new(),
            expected: Vec::new(),
            fix: None,
        }
    }
}

impl SyntaxError {
    fn of_mistake(mistake: &Mistake) -> Self {
        Self {
            span: mistake.span,
            message: mistake.message.clone(),
            related: Vec::new(),
            expected: Vec::new(),
            fix: None,
        }
    }
}
