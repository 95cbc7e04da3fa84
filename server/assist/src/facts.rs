//! What is measured of a function, as values and as pages that every door shows alike.
//!
//! No model has a part in this.

use scholiast_analysis::{Analysis, Function, FunctionKind, Increment, Measurements, measure};
use scholiast_text::{Span, Text};

mod card;
mod description;
mod why;

#[cfg(test)]
mod tests;

/// Longer excerpts of code are cut: a line can be as long as a file.
const EXCERPT_BYTES: usize = 120;

/// The measured facts of one function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionFacts {
    /// Its qualified name, such as `Class.method`.
    pub name: String,
    /// Its name and parameters in one line.
    pub signature: String,
    /// What sort of function it is.
    pub kind: FunctionKind,
    /// The name people write for its language.
    pub language: String,
    /// The id that renderers know its language by.
    pub language_id: String,
    /// Its first and last line, counted from 1.
    pub lines: (usize, usize),
    /// How many of its lines hold code.
    pub code_lines: u32,
    /// How many parameters a caller can pass.
    pub parameters: u32,
    /// How deep its control structures are nested.
    pub nesting_depth: u32,
    /// Its cognitive complexity, functions inside it included (SonarSource white paper 1.7).
    pub cognitive: u32,
    /// What its cognitive complexity is the sum of, in the order of the source.
    pub increments: Vec<IncrementFact>,
    /// What else was measured of it.
    pub measured: Option<Measured>,
    /// The names it calls, each once.
    pub callees: Vec<String>,
    /// Whether it holds a syntax error, so that the numbers are a guess.
    pub has_syntax_error: bool,
}

/// Measures of a function beside its cognitive complexity; `docs/metrics.md` defines each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    /// How many paths lead through it.
    pub cyclomatic: u32,
    /// Its statements.
    pub logical_lines: u32,
    /// Its Halstead volume, in bits.
    pub halstead_volume: u64,
    /// How easily it reads, from 0 to 100.
    pub readability: u8,
}

impl Measured {
    fn of(measured: &Measurements) -> Self {
        Self {
            cyclomatic: measured.cyclomatic.total(),
            logical_lines: measured.lines.logical,
            halstead_volume: measured.halstead.volume().round() as u64,
            readability: measured.readability().score().round().clamp(0.0, 100.0) as u8,
        }
    }
}

/// One contribution to a function's cognitive complexity, with the place it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncrementFact {
    /// Its line, counted from 1.
    pub line: usize,
    /// How much it adds, nesting included.
    pub amount: u32,
    /// The part of the amount that is due to nesting.
    pub nesting: u32,
    /// The increment in words: "+3 for this `if`, of which 2 for nesting".
    pub sentence: String,
    /// The line of code, without its margin, cut if long.
    pub code: String,
}

impl FunctionFacts {
    /// The facts of a function of this analysis.
    pub fn of(analysis: &Analysis, function: &Function) -> Self {
        let text = analysis.text();
        let increments = &function.cognitive.increments;
        let measured = measure(analysis, function);
        Self {
            name: function.qualified_name.clone(),
            signature: function.signature.clone(),
            kind: function.kind,
            language: analysis.language().name().to_owned(),
            language_id: analysis.language().id().to_owned(),
            lines: (
                text.line_of(function.span.start) + 1,
                text.line_of(function.span.end) + 1,
            ),
            code_lines: measured.as_ref().map_or(0, |measured| measured.lines.code),
            parameters: function.parameters,
            nesting_depth: function.nesting_depth,
            cognitive: function.cognitive.total,
            increments: increments
                .iter()
                .map(|increment| IncrementFact::of(text, increment))
                .collect(),
            measured: measured.as_ref().map(Measured::of),
            callees: function.callees.clone(),
            has_syntax_error: function.has_syntax_error,
        }
    }

    /// How much of the cognitive complexity is due to nesting.
    pub fn nesting_share(&self) -> u32 {
        let shares = self.increments.iter().map(|increment| increment.nesting);
        shares.fold(0, u32::saturating_add)
    }

    /// The `count` largest increments, in the order of the source.
    fn largest_increments(&self, count: usize) -> Vec<&IncrementFact> {
        let mut largest: Vec<&IncrementFact> = self.increments.iter().collect();
        largest.sort_by_key(|increment| std::cmp::Reverse(increment.amount));
        largest.truncate(count);
        largest.sort_by_key(|increment| increment.line);
        largest
    }

    fn kind_in_words(&self) -> &'static str {
        match self.kind {
            FunctionKind::Function => "function",
            FunctionKind::Method => "method",
            FunctionKind::Closure => "closure",
        }
    }
}

impl IncrementFact {
    fn of(text: &Text, increment: &Increment) -> Self {
        Self {
            line: text.line_of(increment.span.start) + 1,
            amount: increment.amount,
            nesting: increment.nesting,
            sentence: increment.sentence(),
            code: excerpt(text, increment.span),
        }
    }
}

/// The line that holds the span; of a long line, the part that starts with the span.
fn excerpt(text: &Text, span: Span) -> String {
    let line = text.line_span(text.line_of(span.start));
    if line.len() <= EXCERPT_BYTES {
        return text.slice(line).trim().to_owned();
    }
    let end = line.end.min(span.start + EXCERPT_BYTES);
    format!("… {} …", text.slice(Span::new(span.start, end)).trim())
}

/// "1 line", "2 lines".
fn counted(count: impl TryInto<u64>, noun: &str) -> String {
    let count = count.try_into().unwrap_or(u64::MAX);
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
