//! What is certainly wrong with a text whatever a preprocessor makes of it: brackets without
//! partners, and strings and comments without end.
//!
//! A fault counts only if it is there in both of the preprocessor's readings. Macros may hide
//! brackets, so beside one that stands alone nothing is said.

use scholiast_grammars::Language;
use scholiast_text::Span;

use super::brackets::{Imbalance, imbalances};
use super::preprocessor::readings;
use super::scan::{Bracket, Scan, Unterminated};
use crate::report::{Related, SyntaxError};

/// How many lines around a bracket are looked at for a macro.
const NEIGHBOURHOOD: usize = 2;

/// The first certain fault of a text. `literals` are its strings that are whole, as its tree has
/// them.
pub(crate) fn fault(text: &str, literals: &[Span], language: &Language) -> Option<SyntaxError> {
    let lexical = language.lexical();
    let readings = match &lexical.directive {
        Some(sign) => Vec::from(readings(text, sign)),
        None => vec![text.to_owned()],
    };
    let mut faults = readings.iter().map(|reading| {
        let scan = Scan::of(reading, lexical, literals);
        Certain {
            text: reading,
            language,
            scan,
        }
        .fault()
    });
    let first = faults.next().flatten();
    first.filter(|_| faults.all(|fault| fault.is_some()))
}

/// One reading of a text.
struct Certain<'a> {
    text: &'a str,
    language: &'a Language,
    scan: Scan,
}

impl Certain<'_> {
    fn fault(&self) -> Option<SyntaxError> {
        if let Some(open) = &self.scan.unterminated {
            return Some(unterminated(open));
        }
        let imbalance = *imbalances(&self.scan, self.text.len()).first()?;
        self.imbalance(imbalance)
    }

    fn imbalance(&self, imbalance: Imbalance) -> Option<SyntaxError> {
        let (at, message, related) = match imbalance {
            Imbalance::Unclosed(open) => {
                let (character, line) = (self.character(open), open.line + 1);
                let message = format!("`{character}` opened on line {line} is never closed");
                (open, message, None)
            }
            Imbalance::Mismatch { open, close } if self.lacks_partners(open) => {
                let message = format!(
                    "expected `{}`, found `{}`: `{}` was opened on line {}",
                    self.pair(open).close,
                    self.character(close),
                    self.character(open),
                    open.line + 1,
                );
                (close, message, Some(open))
            }
            Imbalance::Extra(close) | Imbalance::Mismatch { close, .. } => {
                let message = format!("unexpected `{}`", self.character(close));
                (close, message, None)
            }
        };
        let is_doubtful = [Some(at), related]
            .into_iter()
            .flatten()
            .any(|bracket| self.is_beside_macro(bracket.line));
        (!is_doubtful).then(|| SyntaxError {
            span: self.span_of(at),
            message,
            related: related
                .map(|open| self.opened_here(open))
                .into_iter()
                .collect(),
            expected: Vec::new(),
            fix: None,
        })
    }

    /// Whether brackets of this pair are more often opened than closed.
    fn lacks_partners(&self, open: Bracket) -> bool {
        let pairs = self.scan.brackets.iter();
        let alike = pairs.filter(|bracket| bracket.pair == open.pair);
        let surplus: i64 = alike
            .map(|bracket| if bracket.opens { 1 } else { -1 })
            .sum();
        surplus > 0
    }

    /// Whether a line with nothing but a macro is near: a word in capitals, perhaps with arguments.
    fn is_beside_macro(&self, line: usize) -> bool {
        let first = line.saturating_sub(NEIGHBOURHOOD);
        (first..=line + NEIGHBOURHOOD).any(|index| {
            let code = self.scan.line(index).code;
            let code = self.text.get(code.start..code.end).unwrap_or_default();
            let word = code
                .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                .next()
                .unwrap_or_default();
            let rest = code.get(word.len()..).unwrap_or_default();
            let is_alone = rest.is_empty() || rest.trim_start().starts_with('(');
            is_alone && is_in_capitals(word)
        })
    }

    fn opened_here(&self, open: Bracket) -> Related {
        Related {
            span: self.span_of(open),
            message: format!("`{}` is opened here", self.character(open)),
        }
    }

    fn pair(&self, bracket: Bracket) -> scholiast_grammars::Bracket {
        self.language.lexical().brackets[bracket.pair]
    }

    fn character(&self, bracket: Bracket) -> char {
        let pair = self.pair(bracket);
        if bracket.opens { pair.open } else { pair.close }
    }

    fn span_of(&self, bracket: Bracket) -> Span {
        let length = self.character(bracket).len_utf8();
        Span::new(bracket.offset, bracket.offset + length)
    }
}

fn unterminated(open: &Unterminated) -> SyntaxError {
    let what = if open.is_comment { "comment" } else { "string" };
    SyntaxError {
        span: open.open,
        message: format!("this {what} is never closed: expected `{}`", open.close),
        related: Vec::new(),
        expected: Vec::new(),
        fix: None,
    }
}

fn is_in_capitals(word: &str) -> bool {
    let is_capital = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit();
    word.len() > 1
        && word.starts_with(|letter: char| letter.is_ascii_uppercase() || letter == '_')
        && word
            .chars()
            .all(|letter| is_capital(letter) || letter == '_')
}
