//! A parser for trials, with a limit on the effort that one file may cost.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use scholiast_grammars::Language;
use tree_sitter::{LogType, ParseOptions, ParseState, Parser, Tree};

use crate::cancellation::{Cancellation, Cancelled};

/// How much may be parsed to explain one file, in looks at the progress: there is one for every
/// hundred steps of the parser. Counted and not timed, so that the same text gives the same answer.
const EFFORT: usize = 4_000;

/// How many times as long a parse takes that is logged.
const COST_OF_LOG: usize = 5;

/// What is tried on one file.
pub(crate) struct Workshop<'c> {
    language: &'static Language,
    parser: Parser,
    effort_left: usize,
    cancellation: &'c Cancellation,
}

impl<'c> Workshop<'c> {
    pub(crate) fn new(language: &'static Language, cancellation: &'c Cancellation) -> Self {
        let mut parser = Parser::new();
        let _ = parser.set_language(language.grammar());
        Self {
            language,
            parser,
            effort_left: EFFORT,
            cancellation,
        }
    }

    pub(crate) fn language(&self) -> &'static Language {
        self.language
    }

    pub(crate) fn cancellation(&self) -> &'c Cancellation {
        self.cancellation
    }

    /// Whether nothing more can be tried.
    pub(crate) fn is_spent(&self) -> bool {
        self.effort_left == 0
    }

    /// The tree of a text, built from one that was edited to match; `None` once the effort is
    /// spent.
    pub(crate) fn parse(
        &mut self,
        text: &str,
        old: Option<&Tree>,
    ) -> Result<Option<Tree>, Cancelled> {
        self.run(text, old, 1, || false)
    }

    /// Parses a text for the sake of the log, until `is_done` is raised.
    pub(crate) fn parse_with_log(
        &mut self,
        text: &str,
        is_done: &AtomicBool,
        mut log: impl FnMut(&str) + Send + 'static,
    ) -> Result<(), Cancelled> {
        self.parser.set_logger(Some(Box::new(move |kind, message| {
            if kind == LogType::Parse {
                log(message);
            }
        })));
        let result = self.run(text, None, COST_OF_LOG, || is_done.load(Ordering::Relaxed));
        self.parser.set_logger(None);
        result.map(|_| ())
    }

    fn run(
        &mut self,
        text: &str,
        old: Option<&Tree>,
        cost: usize,
        is_done: impl Fn() -> bool,
    ) -> Result<Option<Tree>, Cancelled> {
        let mut effort_left = self.effort_left;
        let mut progress = |_: &ParseState| {
            effort_left = effort_left.saturating_sub(cost);
            let is_over = effort_left == 0 || self.cancellation.is_cancelled() || is_done();
            if is_over {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let bytes = text.as_bytes();
        let tree = self.parser.parse_with_options(
            &mut |offset, _| bytes.get(offset..).unwrap_or_default(),
            old,
            Some(ParseOptions::new().progress_callback(&mut progress)),
        );
        // A parse that was given up would be taken up again by the next one.
        self.parser.reset();
        self.effort_left = effort_left;
        self.cancellation.check()?;
        Ok(tree)
    }
}
