//! Halstead's counts: operators and operands, and what he made of them.
//!
//! M. H. Halstead, "Elements of Software Science", 1977. He left open what an operator is; here:
//!
//! - An operand is a name, a literal or a type, by its text: its length and its first 256 bytes. A
//!   string is one operand, however the
//!   grammar cuts it up; code embedded in it is counted by itself.
//! - Every other token is an operator, by what it is, keywords and punctuation included. A pair of
//!   brackets is one operator.
//! - Comments and layout are neither.

use std::borrow::Cow;
use std::collections::HashSet;

use scholiast_grammars::Symbol;

/// Halstead's four counts, from which all his other numbers follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Halstead {
    /// η₁: how many different operators there are.
    pub distinct_operators: u32,
    /// η₂: how many different operands there are.
    pub distinct_operands: u32,
    /// N₁: how many operators there are.
    pub operators: u32,
    /// N₂: how many operands there are.
    pub operands: u32,
}

impl Halstead {
    /// η = η₁ + η₂.
    pub fn vocabulary(&self) -> u32 {
        self.distinct_operators
            .saturating_add(self.distinct_operands)
    }

    /// N = N₁ + N₂.
    pub fn length(&self) -> u32 {
        self.operators.saturating_add(self.operands)
    }

    /// V = N · log₂ η, in bits; 0 for code without tokens.
    pub fn volume(&self) -> f64 {
        match self.vocabulary() {
            0 => 0.0,
            vocabulary => f64::from(self.length()) * f64::from(vocabulary).log2(),
        }
    }

    /// D = η₁/2 · N₂/η₂; 0 for code without operands.
    pub fn difficulty(&self) -> f64 {
        match self.distinct_operands {
            0 => 0.0,
            distinct => {
                let per_operand = f64::from(self.operands) / f64::from(distinct);
                f64::from(self.distinct_operators) / 2.0 * per_operand
            }
        }
    }

    /// E = D · V, in what he took for elementary mental discriminations.
    pub fn effort(&self) -> f64 {
        self.difficulty() * self.volume()
    }
}

/// Counts as a walk passes over tokens.
#[derive(Debug, Default)]
pub(super) struct Tokens<'t> {
    counts: Halstead,
    operators: HashSet<Symbol>,
    operands: HashSet<(Cow<'t, str>, usize)>,
}

impl<'t> Tokens<'t> {
    pub(super) fn operator(&mut self, token: Symbol) {
        self.counts.operators += 1;
        self.operators.insert(token);
    }

    /// An operand, by the start of its text and the length of it all.
    pub(super) fn operand(&mut self, start: Cow<'t, str>, len: usize) {
        self.counts.operands += 1;
        self.operands.insert((start, len));
    }

    pub(super) fn finish(self) -> Halstead {
        let distinct = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Halstead {
            distinct_operators: distinct(self.operators.len()),
            distinct_operands: distinct(self.operands.len()),
            ..self.counts
        }
    }
}
