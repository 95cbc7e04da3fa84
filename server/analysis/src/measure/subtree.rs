//! The one walk: over a function's own part of the tree, or over all of it.

use scholiast_grammars::{Condition, Construct, Field, Language, Measured, Side, Symbol};
use scholiast_text::{Span, Text};
use tree_sitter::{Node, Tree, TreeCursor};

use super::cyclomatic::Paths;
use super::expressions::Brackets;
use super::halstead::Tokens;
use super::identifiers::Names;
use super::lines::{Content, LineCounter};
use super::{Measurements, Subject};
use crate::reader::Reader;

/// How much of an operand is read, in bytes: template strings within template strings would
/// otherwise be read once for every level.
const OPERAND_LIMIT: usize = 256;

/// The function with this body. The search goes straight down to it.
pub(super) fn function<'t>(tree: &'t Tree, language: &Language, body: Span) -> Option<Node<'t>> {
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        if let Construct::Function(function) = language.construct(node.kind_id())
            && has_body(node, function.body, body)
        {
            return Some(node);
        }
        if !goto_child_around(&mut cursor, body) {
            return None;
        }
    }
}

/// Goes to the child that holds a span.
///
/// tree-sitter's own search takes few steps even in a file of many functions, but loses its way
/// where a node that does not show, such as the end of a line, reaches further than those that do.
fn goto_child_around(cursor: &mut TreeCursor<'_>, span: Span) -> bool {
    let is_around =
        |cursor: &TreeCursor<'_>| Span::from(cursor.node().byte_range()).contains_span(span);
    if cursor.goto_first_child_for_byte(span.start).is_some() {
        if is_around(cursor) {
            return true;
        }
        cursor.goto_parent();
    }
    let mut is_child = cursor.goto_first_child();
    while is_child && !is_around(cursor) {
        is_child = cursor.goto_next_sibling();
    }
    is_child
}

fn has_body(function: Node<'_>, field: Field, span: Span) -> bool {
    function
        .child_by_field_id(field.get())
        .is_some_and(|body| Span::from(body.byte_range()) == span)
}

/// All that is counted, and where the walk is.
pub(super) struct Counts<'t> {
    language: &'static Language,
    subject: Subject,
    path: Vec<Step>,
    /// The comments, operands and embedded pieces of code around the walk, with their depths.
    regions: Vec<(usize, Region)>,
    reader: Reader<'t>,
    paths: Paths<'t>,
    lines: LineCounter<'t>,
    tokens: Tokens<'t>,
    names: Names<'t>,
    brackets: Brackets,
}

/// A node on the path to the current one.
#[derive(Clone, Copy)]
struct Step {
    symbol: Symbol,
    /// What would make it a decision, until a token did.
    decision: Option<&'static Condition>,
    /// What would make it a logical line, until a token did.
    statement: Option<&'static Condition>,
    /// Whether a statement right inside is the same logical line: `export` and its declaration.
    shares_line: bool,
}

/// What tokens are part of, if not plain code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Region {
    Comment,
    Operand,
    /// Code inside an operand, which counts like any other.
    Embedded,
}

impl<'t> Counts<'t> {
    /// Counts everything from `root` down.
    pub(super) fn of(
        language: &'static Language,
        text: &'t Text,
        root: Node<'t>,
        subject: Subject,
    ) -> Self {
        let mut counts = Self {
            language,
            subject,
            path: Vec::new(),
            regions: Vec::new(),
            reader: Reader::new(text),
            paths: Paths::new(language, text),
            lines: LineCounter::new(text),
            tokens: Tokens::default(),
            names: Names::default(),
            brackets: Brackets::default(),
        };
        counts.walk(&mut root.walk());
        counts
    }

    /// The counts as they are reported.
    pub(super) fn measurements(
        self,
        span: Span,
        nesting_depth: u32,
        parameters: u32,
    ) -> Measurements {
        Measurements {
            span,
            subject: self.subject,
            cyclomatic: self.paths.finish(),
            lines: self.lines.finish(span),
            halstead: self.tokens.finish(),
            identifiers: self.names.finish(),
            expression_depth: self.brackets.deepest(),
            nesting_depth,
            parameters,
        }
    }

    fn walk(&mut self, cursor: &mut TreeCursor<'t>) {
        loop {
            let node = cursor.node();
            self.enter(node);
            if cursor.goto_first_child() {
                continue;
            }
            self.leaf(node);
            self.leave();
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return;
                }
                self.leave();
            }
        }
    }

    fn enter(&mut self, node: Node<'t>) {
        if !node.is_named() {
            self.token(node);
        }
        let depth = self.path.len();
        let measured = self.language.measured(node.kind_id());
        let construct = self.language.construct(node.kind_id());
        let step = self.step(node, measured, construct);
        self.path.push(step);
        let is_apart = measured.is_separate && self.subject == Subject::Function && depth > 0;
        if measured.is_uncounted || is_apart {
            self.paths.silence(depth);
        }
        if *construct == Construct::Block {
            self.brackets.start_afresh(depth);
        }
        self.enter_region(node, depth, measured, construct);
    }

    /// A keyword, an operator or punctuation, which may make its parent count.
    fn token(&mut self, node: Node<'t>) {
        let Some(parent) = self.path.last_mut() else {
            return;
        };
        let wants = |condition: &mut &Condition| condition.wants(node.kind_id());
        if parent.decision.take_if(wants).is_some() {
            self.paths.add(node);
        }
        if parent.statement.take_if(wants).is_some() {
            self.lines.statement();
        }
    }

    fn step(&mut self, node: Node<'t>, measured: &'static Measured, construct: &Construct) -> Step {
        let parent = self.path.last();
        let parent_symbol = parent.map(|parent| parent.symbol);
        let shares_line = parent.is_some_and(|parent| parent.shares_line);
        let statement = measured
            .statement
            .as_ref()
            .filter(|condition| !shares_line && condition.allows_parent(parent_symbol));
        let is_statement = statement.is_some_and(|condition| condition.tokens.is_empty());
        if is_statement {
            self.lines.statement();
        }
        Step {
            symbol: node.kind_id(),
            decision: self.paths.condition(node, measured, parent_symbol),
            statement: statement.filter(|_| !is_statement),
            shares_line: is_statement && matches!(construct, Construct::Wrapper(_)),
        }
    }

    fn enter_region(
        &mut self,
        node: Node<'t>,
        depth: usize,
        measured: &Measured,
        construct: &Construct,
    ) {
        match self.region() {
            Some(Region::Comment) => {}
            Some(Region::Operand) if measured.is_embedded => {
                self.regions.push((depth, Region::Embedded));
                self.brackets.embed(depth);
            }
            Some(Region::Operand) => {}
            _ if *construct == Construct::Comment => self.regions.push((depth, Region::Comment)),
            _ if measured.is_operand => {
                self.regions.push((depth, Region::Operand));
                self.operand(node.byte_range().into(), construct);
            }
            _ => {}
        }
    }

    /// A name or a literal; empty where the parser made one up.
    fn operand(&mut self, span: Span, construct: &Construct) {
        if span.is_empty() {
            return;
        }
        let shown = Span::new(span.start, span.end.min(span.start + OPERAND_LIMIT));
        let text = self.reader.word(shown);
        if *construct == Construct::Name {
            self.names.add(text.clone());
        }
        self.tokens.operand(text, span.len());
    }

    /// The node just entered has no children.
    fn leaf(&mut self, node: Node<'t>) {
        if let Some(leaf) = self.path.last_mut()
            && leaf.decision.take_if(|any| any.tokens.is_empty()).is_some()
        {
            self.paths.add(node);
        }
        let span = Span::from(node.byte_range());
        match self.region() {
            Some(Region::Comment) => self.lines.leaf(span, Content::Comment),
            Some(Region::Operand) => self.lines.leaf(span, Content::Code),
            Some(Region::Embedded) | None => {
                self.lines.leaf(span, Content::Code);
                self.operator(node, span);
            }
        }
    }

    fn operator(&mut self, node: Node<'t>, span: Span) {
        let side = self.language.measured(node.kind_id()).side;
        if let (Some(side), Some(parent)) = (side, self.path.len().checked_sub(2)) {
            self.brackets.token(parent, side);
        }
        if side != Some(Side::Closing) && !span.is_empty() {
            self.tokens.operator(node.kind_id());
        }
    }

    fn leave(&mut self) {
        self.path.pop();
        let depth = self.path.len();
        self.regions.pop_if(|(node, _)| *node == depth);
        self.paths.leave(depth);
        self.brackets.leave(depth);
    }

    fn region(&self) -> Option<Region> {
        self.regions.last().map(|(_, region)| *region)
    }
}
