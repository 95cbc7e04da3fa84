//! What a node kind adds to the metrics that are taken on demand: cyclomatic complexity, logical
//! lines, Halstead's counts.
//!
//! ```toml
//! [measures.decisions]
//! if_statement = {}
//! binary_expression = { tokens = ["&&", "||"] }
//! else_clause = { except-in = ["if_statement"] }
//! ```

use crate::construct::Symbol;

/// What a node kind adds to the metrics. A kind of which a description says nothing adds nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// When it is a decision: one more path through the function.
    pub decision: Option<Condition>,
    /// When it is a logical line.
    pub statement: Option<Condition>,
    /// Whether it is one operand, whatever it is made of. Every leaf that is in no operand is an
    /// operator.
    pub is_operand: bool,
    /// Whether it is code inside an operand: `${…}` in a template string.
    pub is_embedded: bool,
    /// Whether it is code with paths of its own: the decisions inside are not those of the
    /// function around it, only of the file.
    pub is_separate: bool,
    /// Whether the decisions inside count nowhere.
    pub is_uncounted: bool,
    /// Which side of a pair of brackets it is. A pair is one operator: its opening side.
    pub side: Option<Side>,
}

impl Measured {
    /// A kind that adds nothing.
    pub const NOTHING: Self = Self {
        decision: None,
        statement: None,
        is_operand: false,
        is_embedded: false,
        is_separate: false,
        is_uncounted: false,
        side: None,
    };
}

/// A side of a pair of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// `(`, `[`, `{`.
    Opening,
    /// `)`, `]`, `}`.
    Closing,
}

/// When a node of some kind counts. Without a word about it, always.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// Its keywords or operators of which one must stand directly in it; any will do if empty.
    pub tokens: Vec<Symbol>,
    /// The kinds of parent in which it does not count.
    pub except_in: Vec<Symbol>,
}

impl Condition {
    /// Whether a node counts that has this parent.
    pub fn allows_parent(&self, parent: Option<Symbol>) -> bool {
        parent.is_none_or(|parent| !self.except_in.contains(&parent))
    }

    /// Whether a keyword or operator directly in the node makes it count.
    pub fn wants(&self, token: Symbol) -> bool {
        self.tokens.is_empty() || self.tokens.contains(&token)
    }
}
