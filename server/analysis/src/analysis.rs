//! The door: a text and its language in, facts out.

use scholiast_grammars::Language;
use scholiast_text::Text;
use tree_sitter::Tree;

use crate::cancellation::{Cancellation, Cancelled};
use crate::exported::{Exported, exported};
use crate::parse::parse;
use crate::report::{Function, Report};
use crate::syntax::Broken;
use crate::walk::{Mistake, walk};
use crate::{join, syntax};

/// What is known of one version of one text: its tree and the facts read from it.
///
/// A pure function of language and text: the same input gives the same facts.
#[derive(Clone, Debug)]
pub struct Analysis {
    language: &'static Language,
    text: Text,
    tree: Tree,
    report: Report,
    exported: Vec<Exported>,
    /// What the walk found that only the second stage reports.
    mistakes: Vec<Mistake>,
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
        let facts = walk(language, &text, &tree, cancellation)?;
        let functions = join::functions(&facts, language, &text);
        let exported = exported(&facts);
        let report = Report {
            functions,
            syntax_errors: Vec::new(),
        };
        Ok(Self {
            language,
            text,
            tree,
            report,
            exported,
            mistakes: facts.mistakes,
        })
    }

    /// The second stage: fills in [`Report::syntax_errors`].
    ///
    /// # Errors
    ///
    /// [`Cancelled`] soon after `cancellation` is raised; the report is then as it was.
    pub fn explain_syntax(&mut self, cancellation: &Cancellation) -> Result<(), Cancelled> {
        let broken = Broken {
            language: self.language,
            text: &self.text,
            tree: &self.tree,
        };
        self.report.syntax_errors = syntax::errors(&broken, &self.mistakes, cancellation)?;
        Ok(())
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

    /// The facts.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The innermost reported function that `offset` is in, or just behind.
    pub fn function_at(&self, offset: usize) -> Option<&Function> {
        let holds =
            |function: &&Function| function.span.start <= offset && offset <= function.span.end;
        self.report
            .functions
            .iter()
            .filter(holds)
            .min_by_key(|function| function.span.len())
    }

    /// What the file offers to others, in the order of the source.
    pub fn exported(&self) -> &[Exported] {
        &self.exported
    }
}
