//! The two sides of a comparison, and which place in one is which in the other.

use scholiast_analysis::{Analysis, Function};
use scholiast_text::Span;

/// A file before and after one function in it was replaced.
pub(super) struct Comparison<'a> {
    pub(super) before: &'a Analysis,
    pub(super) after: &'a Analysis,
    /// The function as it was.
    pub(super) target: &'a Function,
    /// What stands in its place afterwards.
    pub(super) region: Span,
}

impl<'a> Comparison<'a> {
    pub(super) fn new(before: &'a Analysis, after: &'a Analysis, target: &'a Function) -> Self {
        let start = target.span.start;
        let behind = before.text().len().saturating_sub(target.span.end);
        let end = after.text().len().saturating_sub(behind);
        Self {
            before,
            after,
            target,
            region: Span::new(start, end.max(start)),
        }
    }

    /// Where an offset outside the function stands afterwards; none for one inside it.
    pub(super) fn moved(&self, offset: usize) -> Option<usize> {
        if offset <= self.target.span.start {
            Some(offset)
        } else {
            let behind = offset.checked_sub(self.target.span.end)?;
            Some(self.region.end + behind)
        }
    }

    /// The functions that were outside of the one replaced, those around it included.
    pub(super) fn outside_before(&self) -> impl Iterator<Item = &'a Function> {
        let target = self.target.span;
        let functions = self.before.report().functions.iter();
        functions.filter(move |function| !target.contains_span(function.span))
    }

    /// The functions that are outside of the replacement, those around it included.
    pub(super) fn outside_after(&self) -> impl Iterator<Item = &'a Function> {
        let region = self.region;
        let functions = self.after.report().functions.iter();
        functions.filter(move |function| !region.contains_span(function.span))
    }

    /// The functions in the replacement that are not inside of another one there.
    pub(super) fn outermost(&self) -> Vec<&'a Function> {
        let region = self.region;
        let functions = &self.after.report().functions;
        let is_within = |function: &Function| region.contains_span(function.span);
        let is_outermost = |function: &&Function| {
            let parent = function.parent.and_then(|parent| functions.get(parent));
            is_within(function) && !parent.is_some_and(is_within)
        };
        functions.iter().filter(is_outermost).collect()
    }

    /// The function itself as it is afterwards, if it is there.
    pub(super) fn replaced(&self) -> Option<&'a Function> {
        let mut outermost = self.outermost().into_iter();
        outermost.find(|function| self.is_namesake(function))
    }

    /// The functions that were added beside it.
    pub(super) fn added(&self) -> Vec<&'a Function> {
        let replaced = self.replaced().map(|function| function.span);
        let mut functions = self.outermost();
        functions.retain(|function| Some(function.span) != replaced);
        functions
    }

    fn is_namesake(&self, function: &Function) -> bool {
        function.qualified_name == self.target.qualified_name
    }

    /// The line of an offset, counted from 1 at the first line of the replacement.
    pub(super) fn line_of_replacement(&self, offset: usize) -> usize {
        let text = self.after.text();
        let first = text.line_of(self.region.start);
        text.line_of(offset).saturating_sub(first) + 1
    }
}
