//! How deep expressions are nested: how many brackets are open at once.
//!
//! `f(g([x]))` is three deep. A block of statements starts afresh, so that a callback's body is not
//! deeper than that of any other function; code embedded in a string counts as one bracket.

use scholiast_grammars::Side;

/// Follows brackets as a walk passes over them.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    open: u32,
    deepest: u32,
    /// How many were open around each block or embedded piece of code that the walk is in, with
    /// the depth of its node.
    outside: Vec<(usize, u32)>,
}

impl Brackets {
    /// A block of statements starts at the node of this depth.
    pub(super) fn start_afresh(&mut self, depth: usize) {
        self.outside.push((depth, self.open));
        self.open = 0;
    }

    /// A node of this depth counts as a pair of brackets, whatever tokens it starts and ends with.
    pub(super) fn embed(&mut self, depth: usize) {
        self.outside.push((depth, self.open));
        self.bracket(Side::Opening);
    }

    /// A bracket stands directly in the node of this depth.
    pub(super) fn token(&mut self, depth: usize, side: Side) {
        let belongs_to_node = self.outside.last().is_some_and(|(node, _)| *node == depth);
        if !belongs_to_node {
            self.bracket(side);
        }
    }

    pub(super) fn leave(&mut self, depth: usize) {
        if let Some((_, open)) = self.outside.pop_if(|(node, _)| *node == depth) {
            self.open = open;
        }
    }

    pub(super) fn deepest(&self) -> u32 {
        self.deepest
    }

    fn bracket(&mut self, side: Side) {
        self.open = match side {
            Side::Opening => self.open.saturating_add(1),
            Side::Closing => self.open.saturating_sub(1),
        };
        self.deepest = self.deepest.max(self.open);
    }
}
