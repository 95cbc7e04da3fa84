//! Suspicions about what is opened and not closed, or closed and not opened: strings, comments,
//! brackets.

use scholiast_text::{Edit, Span};

use super::brackets::{Imbalance, imbalances};
use super::reading::Reading;
use super::scan::{Bracket, Unterminated};
use super::suspicion::{Place, Suspicion};

/// How many imbalances are followed up; more come from one mistake.
const IMBALANCE_LIMIT: usize = 4;

/// How many strings are tried for one that lacks its end.
const STRING_LIMIT: usize = 16;

/// How many characters of punctuation at the end of a line are thought of.
const TRAILING_LIMIT: usize = 6;

pub(crate) fn suspicions(
    reading: &Reading<'_>,
    line_number: &dyn Fn(usize) -> usize,
) -> Vec<Suspicion> {
    let mut suspicions: Vec<Suspicion> = Vec::new();
    if let Some(open) = &reading.scan.unterminated {
        suspicions.push(reading.unterminated(open));
        suspicions.extend(reading.inside_out(open));
    }
    let imbalances = imbalances(&reading.scan, reading.stop.token.end);
    let first = imbalances.iter().take(IMBALANCE_LIMIT);
    suspicions.extend(first.map(|imbalance| reading.imbalance(*imbalance, line_number)));
    suspicions.extend(
        imbalances
            .iter()
            .find_map(|imbalance| reading.unopened(*imbalance)),
    );
    suspicions
}

/// Strings and comments.
impl Reading<'_> {
    fn unterminated(&self, open: &Unterminated) -> Suspicion {
        let rest = first_line(self.after(open.open.end));
        let line_end = open.open.end + rest.trim_end().len();
        let end = if open.is_multiline {
            open.open.end
        } else {
            line_end
        };
        let what = if open.is_comment { "comment" } else { "string" };
        let message = format!("this {what} is never closed: expected `{}`", open.close);
        let place = Place::At(Span::new(open.open.start, end));
        Suspicion::new(message, place)
            .confirmed_by(self.endings(open.open.end, line_end, &open.close))
            .evident()
    }

    /// When one string lacks its end, each string after it is inside out, and the last is the one
    /// left open. So each string of the same form may be the one that should end on its first line.
    fn inside_out(&self, last: &Unterminated) -> Vec<Suspicion> {
        let is_alike = |literal: &&Span| {
            last.is_multiline && self.after(literal.start).starts_with(&last.close)
        };
        let literals = self.literals.iter().filter(is_alike).take(STRING_LIMIT);
        literals
            .map(|literal| {
                let open = Span::new(literal.start, literal.start + last.close.len());
                let line_end =
                    open.end + first_line(self.slice(Span::new(open.end, literal.end))).len();
                let message = format!("this string is never closed: expected `{}`", last.close);
                Suspicion::new(message, Place::At(open)).confirmed_by(self.endings(
                    open.end,
                    line_end,
                    &last.close,
                ))
            })
            .collect()
    }

    /// Ways to end a string or comment on its line.
    fn endings(&self, start: usize, line_end: usize, close: &str) -> Vec<Edit> {
        before_trailing(self.before(line_end), &[')', ']', '}', ',', ';', ':'])
            .into_iter()
            .rev()
            .filter(|place| *place >= start)
            .map(|place| Edit::insert(place, close))
            .collect()
    }
}

/// Brackets.
impl Reading<'_> {
    fn imbalance(&self, imbalance: Imbalance, line_number: &dyn Fn(usize) -> usize) -> Suspicion {
        match imbalance {
            Imbalance::Unclosed(open) => {
                let message = format!(
                    "`{}` opened on line {} is never closed",
                    self.character(open),
                    line_number(open.offset),
                );
                self.about_opening(Suspicion::new(message, Place::OfChange), open)
                    .confirmed_by(self.closings(open))
                    .evident()
            }
            Imbalance::Extra(close) => {
                let span = self.span_of(close);
                let message = format!("unexpected `{}`", self.character(close));
                Suspicion::new(message, Place::At(span))
                    .confirmed_by([Edit::delete(span)])
                    .evident()
            }
            Imbalance::Mismatch { open, close } => {
                let closing = self.closing(open);
                let message = format!(
                    "expected `{closing}`, found `{}`: `{}` was opened on line {}",
                    self.character(close),
                    self.character(open),
                    line_number(open.offset),
                );
                let span = self.span_of(close);
                self.about_opening(Suspicion::new(message, Place::At(span)), open)
                    .confirmed_by([Edit::new(span, closing)])
                    .evident()
            }
        }
    }

    /// A bracket that closes nothing may be right, and the one that opens its block forgotten: at
    /// the end of a line as deep as the bracket, with deeper lines behind it.
    fn unopened(&self, imbalance: Imbalance) -> Option<Suspicion> {
        let (Imbalance::Extra(close) | Imbalance::Mismatch { close, .. }) = imbalance else {
            return None;
        };
        let indent = self.scan.line(close.line).indent;
        let header = self
            .scan
            .code_upto(close.line)
            .rfind(|line| line.indent <= indent)?;
        let end = header.code.end;
        let ends_there = |bracket: &Bracket| bracket.opens && bracket.offset + 1 == end;
        if self.scan.brackets.iter().any(ends_there) {
            return None;
        }
        let opening = self.language.lexical().brackets[close.pair].open;
        let message = format!(
            "expected `{opening}` after `{}`",
            self.token_before(end).text
        );
        let closes = format!("`{}` would close it here", self.character(close));
        let suspicion = Suspicion::new(message, Place::OfChange)
            .with_related(self.span_of(close), closes)
            .confirmed_by([Edit::insert(end, format!(" {opening}"))]);
        Some(suspicion)
    }

    /// Where a bracket may be meant to be closed, the best place first.
    fn closings(&self, open: Bracket) -> Vec<Edit> {
        let own = self.scan.line(open.line);
        let closing = self.closing(open);
        let next = self.scan.next_line_as_shallow(open.line);
        let last = self.scan.code_before(next).copied().unwrap_or(own);
        let opens_block = own.code.end == open.offset + 1;
        if opens_block {
            let indentation = self.slice(Span::new(own.start, own.code.start));
            let place = last.code.end.max(open.offset + 1);
            return vec![Edit::insert(place, format!("\n{indentation}{closing}"))];
        }
        let punctuation = [':', ';', ',', '{', ' '];
        let mut places: Vec<usize> = Vec::new();
        for end in [last.code.end, self.insertion(), own.code.end] {
            places.extend(before_trailing(self.before(end), &punctuation));
        }
        places.push(self.stop.token.start);
        let mut edits: Vec<Edit> = Vec::new();
        for place in places.into_iter().filter(|place| *place > open.offset) {
            let edit = Edit::insert(place, closing.to_string());
            if !edits.contains(&edit) {
                edits.push(edit);
            }
        }
        edits
    }

    fn about_opening(&self, suspicion: Suspicion, open: Bracket) -> Suspicion {
        let message = format!("`{}` is opened here", self.character(open));
        suspicion.with_related(self.span_of(open), message)
    }

    fn character(&self, bracket: Bracket) -> char {
        let pair = self.language.lexical().brackets[bracket.pair];
        if bracket.opens { pair.open } else { pair.close }
    }

    fn closing(&self, bracket: Bracket) -> char {
        self.language.lexical().brackets[bracket.pair].close
    }

    fn span_of(&self, bracket: Bracket) -> Span {
        let length = self.character(bracket).len_utf8();
        Span::new(bracket.offset, bracket.offset + length)
    }
}

fn first_line(text: &str) -> &str {
    text.split(['\n', '\r']).next().unwrap_or_default()
}

/// The end of a line, and the places before the punctuation that ends it, the nearest first.
fn before_trailing(line: &str, punctuation: &[char]) -> Vec<usize> {
    let mut places = vec![line.len()];
    let mut rest = line;
    while let Some(shorter) = rest.strip_suffix(punctuation)
        && places.len() < TRAILING_LIMIT
    {
        rest = shorter;
        places.push(rest.trim_end().len());
    }
    places.dedup();
    places
}
