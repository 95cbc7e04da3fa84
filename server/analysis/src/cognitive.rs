//! Cognitive complexity, as its parts: what added how much, and why.
//!
//! The definition is SonarSource's white paper "Cognitive Complexity", version 1.7. Where the paper
//! is silent, the choices are these:
//!
//! - A condition, a subject or an iterated value is not nested in its structure; the bodies are.
//! - Every `else` counts, also that of Python's loops and `try`; `case`, its guards, `with` and the
//!   clauses of a comprehension do not.
//! - A lambda or callback without a name of its own counts to the function around it only. A named
//!   function counts to the function around it, and is reported by itself as well.
//! - Logical operators are read left to right through plain parentheses, so `a && (b || c) && d`
//!   has three runs.

use std::fmt;

use scholiast_grammars::Flow;
use scholiast_text::Span;

/// A function's cognitive complexity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cognitive {
    /// The sum of the increments (at most `u32::MAX`).
    pub total: u32,
    /// What it is the sum of, in the order of the source.
    pub increments: Vec<Increment>,
}

impl Cognitive {
    /// The complexity that these increments make, which must be in the order of the source.
    pub(crate) fn of(increments: Vec<Increment>) -> Self {
        let total = increments.iter().fold(0u32, |total, increment| {
            total.saturating_add(increment.amount)
        });
        Self { total, increments }
    }

    /// The `count` largest increments, in the order of the source.
    pub fn largest(&self, count: usize) -> Vec<&Increment> {
        let mut largest: Vec<&Increment> = self.increments.iter().collect();
        largest.sort_by_key(|increment| std::cmp::Reverse(increment.amount));
        largest.truncate(count);
        largest.sort_by_key(|increment| increment.span);
        largest
    }
}

/// One contribution to a function's cognitive complexity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Increment {
    /// The keyword or operator that it is for, not the whole statement.
    pub span: Span,
    /// How much it adds, nesting included.
    pub amount: u32,
    /// The part of [`Increment::amount`] that is due to nesting.
    pub nesting: u32,
    /// What it is for.
    pub reason: Reason,
}

impl Increment {
    /// The increment as a person would say it: "+3 for this `if`, of which 2 for nesting".
    pub fn sentence(&self) -> String {
        let Self {
            amount,
            nesting,
            reason,
            ..
        } = self;
        let article = if *reason == Reason::Recursion {
            ""
        } else {
            "this "
        };
        if *nesting == 0 {
            format!("+{amount} for {article}{reason}")
        } else {
            format!("+{amount} for {article}{reason}, of which {nesting} for nesting")
        }
    }
}

/// What an [`Increment`] is for. Words in it are the language's own keywords and operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A structure that breaks the linear flow, by its keyword.
    Structure(Flow, &'static str),
    /// An `else` with an `if` right after it.
    ElseIf,
    /// A run of one logical operator.
    Logical(&'static str),
    /// A jump to a label, by its keyword.
    Jump(&'static str),
    /// The function calls itself, directly or through others of its file.
    Recursion,
}

impl Reason {
    /// Whether nesting adds to it: `else` and all that is no structure count one wherever they are.
    pub fn grows_with_nesting(self) -> bool {
        matches!(self, Self::Structure(flow, _) if !matches!(flow, Flow::Else | Flow::ElseIf))
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Structure(Flow::Loop, keyword) => write!(formatter, "`{keyword}` loop"),
            Self::Structure(Flow::Ternary, _) => write!(formatter, "conditional expression"),
            Self::Structure(_, keyword) => write!(formatter, "`{keyword}`"),
            Self::ElseIf => write!(formatter, "`else if`"),
            Self::Logical(operator) => write!(formatter, "run of `{operator}`"),
            Self::Jump(keyword) => write!(formatter, "`{keyword}` to a label"),
            Self::Recursion => write!(formatter, "recursion"),
        }
    }
}
