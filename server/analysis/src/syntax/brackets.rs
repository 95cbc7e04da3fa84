//! Which bracket is to blame when they do not pair up.
//!
//! Counting alone blames the outermost block for a brace missing in an inner one. People indent
//! what they write, so a closing bracket that starts a line is held against the line of the
//! bracket it would close.

use std::collections::HashMap;

use super::scan::{Bracket, Scan};

/// Brackets that do not pair up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Imbalance {
    /// Opened, and not closed where it must be.
    Unclosed(Bracket),
    /// Closed without having been opened.
    Extra(Bracket),
    /// Opened by one kind of bracket and closed by another.
    Mismatch { open: Bracket, close: Bracket },
}

/// The imbalances of a text, the likeliest culprit first. `stop` is where the parser stopped.
pub(crate) fn imbalances(scan: &Scan, stop: usize) -> Vec<Imbalance> {
    let counted = Matching::of(scan, stop, Trust::Count);
    if counted.is_empty() {
        return counted;
    }
    let indented = Matching::of(scan, stop, Trust::Indentation);
    if indented.is_empty() {
        counted
    } else {
        indented
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    Count,
    Indentation,
}

struct Matching<'s> {
    scan: &'s Scan,
    /// How many more brackets of each pair are opened than closed.
    surplus: HashMap<usize, i64>,
    open: Vec<Bracket>,
    found: Vec<Imbalance>,
}

impl<'s> Matching<'s> {
    fn of(scan: &'s Scan, stop: usize, trust: Trust) -> Vec<Imbalance> {
        let mut surplus: HashMap<usize, i64> = HashMap::new();
        for bracket in &scan.brackets {
            *surplus.entry(bracket.pair).or_default() += if bracket.opens { 1 } else { -1 };
        }
        let mut matching = Self {
            scan,
            surplus,
            open: Vec::new(),
            found: Vec::new(),
        };
        for bracket in &scan.brackets {
            if bracket.opens {
                matching.open.push(*bracket);
            } else if trust == Trust::Count || !matching.close_by_indentation(*bracket) {
                matching.close(*bracket);
            }
        }
        // Of the brackets left open, the last one before the stop is nearest to the mistake.
        let is_before = |bracket: &Bracket| bracket.offset < stop;
        let (mut left, behind): (Vec<_>, Vec<_>) = matching.open.into_iter().partition(is_before);
        left.reverse();
        left.extend(behind);
        let left = left.into_iter().map(Imbalance::Unclosed);
        matching.found.into_iter().chain(left).collect()
    }

    fn close(&mut self, close: Bracket) {
        let partner = self.open.iter().rposition(|open| open.pair == close.pair);
        match (partner, self.open.last().copied()) {
            (Some(partner), _) => {
                let inner = self
                    .open
                    .drain(partner..)
                    .skip(1)
                    .rev()
                    .map(Imbalance::Unclosed);
                self.found.extend(inner);
            }
            (None, Some(open)) => {
                self.open.pop();
                self.found.push(Imbalance::Mismatch { open, close });
            }
            (None, None) => self.found.push(Imbalance::Extra(close)),
        }
    }

    /// Decides by indentation alone, when the bracket starts its line and does not line up with
    /// the one it would close. Pairs that are as often closed as opened are left alone.
    fn close_by_indentation(&mut self, close: Bracket) -> bool {
        let line = self.scan.line(close.line);
        let Some(top) = self.open.last().copied() else {
            return false;
        };
        let top_indent = self.indent(top);
        let is_doubtful =
            line.code.start == close.offset && top.pair == close.pair && top.line != close.line;
        if !is_doubtful || line.indent == top_indent {
            return false;
        }
        let surplus = self.surplus.get(&close.pair).copied().unwrap_or_default();
        if line.indent > top_indent && surplus < 0 {
            self.found.push(Imbalance::Extra(close));
            return true;
        }
        let lines_up =
            |open: &Bracket| open.pair == close.pair && self.indent(*open) == line.indent;
        let partner = self.open.iter().rposition(lines_up);
        let Some(partner) = partner.filter(|_| line.indent < top_indent && surplus > 0) else {
            return false;
        };
        let inner = self
            .open
            .drain(partner..)
            .skip(1)
            .rev()
            .map(Imbalance::Unclosed);
        self.found.extend(inner);
        true
    }

    fn indent(&self, bracket: Bracket) -> usize {
        self.scan.line(bracket.line).indent
    }
}
