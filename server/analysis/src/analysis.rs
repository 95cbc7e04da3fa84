//! The door: a text and its language in, facts out.

use std::sync::{Arc, OnceLock};

use scholiast_grammars::Language;
use scholiast_text::{Splice, Text};
use tree_sitter::Tree;

use crate::calls::Recursions;
use crate::cancellation::{Cancellation, Cancelled};
use crate::exported::{Exported, exported};
use crate::outline::Outline;
use crate::parse::{parse, parse_edited};
use crate::report::{Function, Report, SyntaxError};
use crate::syntax::Broken;
use crate::walk::{Before, Fragment, mistakes, walk};
use crate::{heavy, join, syntax};

/// What is known of one version of one text: its tree and the facts read from it.
///
/// A pure function of language, text and tree: the same input gives the same facts. The tree of an
/// edited text is the parser's own answer to the edit, which now and then differs from that to the
/// whole text.
#[derive(Clone, Debug)]
pub struct Analysis {
    language: &'static Language,
    text: Text,
    tree: Tree,
    facts: Arc<Fragment>,
    recursions: Arc<Recursions>,
    syntax_errors: Vec<SyntaxError>,
    is_explained: bool,
    follows_edits: bool,
    report: OnceLock<Report>,
    exported: OnceLock<Vec<Exported>>,
}

impl Analysis {
    /// Analyses a text.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] soon after `cancellation` is raised.
    pub fn of(
        language: &'static Language,
        text: Text,
        cancellation: &Cancellation,
    ) -> Result<Self, Cancelled> {
        let mut analysis = Self::of_healthy_parts(language, text, cancellation)?;
        analysis.explain_syntax(cancellation)?;
        Ok(analysis)
    }

    /// The first of two stages: everything but the syntax errors, which take longer to explain
    /// than all the rest.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] soon after `cancellation` is raised.
    pub fn of_healthy_parts(
        language: &'static Language,
        text: Text,
        cancellation: &Cancellation,
    ) -> Result<Self, Cancelled> {
        let tree = parse(language, &text, cancellation)?;
        let facts = walk(language, &text, &tree, None, cancellation)?;
        let recursions = Arc::new(Recursions::of(&facts));
        Ok(Self::from_parts(language, text, tree, facts, recursions))
    }

    /// The first stage for the text that `splice` makes of this one. What the edit leaves as it was
    /// is taken over, so that the cost follows the edit.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] soon after `cancellation` is raised.
    pub fn edited(
        &self,
        splice: Splice,
        text: Text,
        cancellation: &Cancellation,
    ) -> Result<Self, Cancelled> {
        let language = self.language;
        let (tree, change) = parse_edited(
            &self.tree,
            &self.text,
            splice,
            language,
            &text,
            cancellation,
        )?;
        let before = Before {
            file: &self.facts,
            change,
        };
        let facts = walk(language, &text, &tree, Some(before), cancellation)?;
        let recursions = if self.recursions.hold_for(&facts) {
            self.recursions.clone()
        } else {
            Arc::new(Recursions::of(&facts))
        };
        let mut after = Self::from_parts(language, text, tree, facts, recursions);
        after.follows_edits = true;
        if !after.is_explained {
            after.syntax_errors = self.errors_after(splice, &after);
        }
        Ok(after)
    }

    /// This analysis, not explained yet, with the syntax errors of the text before `splice` standing
    /// in for its own.
    #[must_use]
    pub fn with_errors_of(&self, before: &Self, splice: Splice) -> Self {
        let mut after = self.clone();
        after.syntax_errors = before.errors_after(splice, self);
        after.report = OnceLock::new();
        after
    }

    /// The syntax errors that stand in for those of `after` until these are explained: the ones in
    /// parts of the file that are still broken.
    fn errors_after(&self, splice: Splice, after: &Self) -> Vec<SyntaxError> {
        let still_broken = syntax::broken_parts(&after.broken(), &mistakes(&after.facts));
        self.syntax_errors
            .iter()
            .map(|error| error.carried(splice))
            .filter(|error| still_broken.iter().any(|part| part.touches(error.span)))
            .collect()
    }

    /// The facts of the same text and tree, read without help of any analysis before.
    ///
    /// # Errors
    ///
    /// [`Cancelled`] soon after `cancellation` is raised.
    pub fn reread(&self, cancellation: &Cancellation) -> Result<Self, Cancelled> {
        let (text, tree) = (self.text.clone(), self.tree.clone());
        let facts = walk(self.language, &text, &tree, None, cancellation)?;
        let recursions = Arc::new(Recursions::of(&facts));
        let mut reread = Self::from_parts(self.language, text, tree, facts, recursions);
        reread.explain_syntax(cancellation)?;
        Ok(reread)
    }

    fn from_parts(
        language: &'static Language,
        text: Text,
        tree: Tree,
        facts: Arc<Fragment>,
        recursions: Arc<Recursions>,
    ) -> Self {
        let has_errors = tree.root_node().has_error() || facts.summary.mistakes > 0;
        Self {
            language,
            text,
            tree,
            facts,
            recursions,
            is_explained: !has_errors,
            follows_edits: false,
            syntax_errors: Vec::new(),
            report: OnceLock::new(),
            exported: OnceLock::new(),
        }
    }

    /// Whether the second stage is done, or has nothing to find.
    pub fn is_explained(&self) -> bool {
        self.is_explained
    }

    /// Whether the tree is the parser's answer to edits, and not to the whole text.
    pub fn follows_edits(&self) -> bool {
        self.follows_edits
    }

    /// The second stage: fills in [`Report::syntax_errors`].
    ///
    /// # Errors
    ///
    /// [`Cancelled`] soon after `cancellation` is raised; the report is then as it was.
    pub fn explain_syntax(&mut self, cancellation: &Cancellation) -> Result<(), Cancelled> {
        let mistakes = mistakes(&self.facts);
        self.syntax_errors = syntax::errors(&self.broken(), &mistakes, cancellation)?;
        self.is_explained = true;
        self.report = OnceLock::new();
        Ok(())
    }

    fn broken(&self) -> Broken<'_> {
        Broken {
            language: self.language,
            text: &self.text,
            tree: &self.tree,
        }
    }

    /// The language of the text.
    pub fn language(&self) -> &'static Language {
        self.language
    }

    /// The text that was analysed.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Its tree.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// The facts, laid out when they are first asked for.
    pub fn report(&self) -> &Report {
        self.report.get_or_init(|| Report {
            functions: join::functions(&self.outline(), &self.recursions, &self.text),
            syntax_errors: self.syntax_errors.clone(),
        })
    }

    /// The syntax errors, in the order of their places. Before the second stage, those from
    /// before the edit that it does not seem to have mended.
    pub fn syntax_errors(&self) -> &[SyntaxError] {
        &self.syntax_errors
    }

    /// The innermost reported function that `offset` is in, or just behind.
    pub fn function_at(&self, offset: usize) -> Option<&Function> {
        let holds =
            |function: &&Function| function.span.start <= offset && offset <= function.span.end;
        self.report()
            .functions
            .iter()
            .filter(holds)
            .min_by_key(|function| function.span.len())
    }

    /// What the file offers to others, in the order of the source.
    pub fn exported(&self) -> &[Exported] {
        self.exported.get_or_init(|| exported(&self.outline()))
    }

    /// The functions without a syntax error whose cognitive complexity is over a threshold.
    pub(crate) fn over(&self, threshold: u32) -> Vec<heavy::Heavy> {
        heavy::over(&self.facts, &self.recursions, threshold)
    }

    fn outline(&self) -> Outline {
        Outline::of(&self.facts)
    }
}
