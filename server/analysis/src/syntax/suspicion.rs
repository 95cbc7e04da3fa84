//! What may be wrong with a text, and the small changes that would confirm it.

use scholiast_text::{Edit, Span};

use super::brackets::{Imbalance, imbalances};
use super::quote::quoted;
use super::reading::Reading;
use super::scan::{Bracket, Unterminated};
use crate::report::Related;

/// How many imbalances are followed up; more come from one mistake.
const IMBALANCE_LIMIT: usize = 4;

/// How many strings are tried for one that lacks its end.
const STRING_LIMIT: usize = 16;

/// How many characters of punctuation at the end of a line are thought of.
const TRAILING_LIMIT: usize = 6;

/// How many expected tokens are named in a message.
const EXPECTED_LIMIT: usize = 3;

/// Something that may be wrong. Places are offsets in the text that was read.
#[derive(Debug)]
pub(crate) struct Suspicion {
    pub(crate) message: String,
    /// Where it is shown if no change confirms it, or always.
    pub(crate) span: Span,
    /// Whether it is shown there even if a change elsewhere confirms it.
    pub(crate) is_span_fixed: bool,
    pub(crate) related: Vec<Related>,
    /// Changes of one token, each of which would confirm it; the best first.
    pub(crate) edits: Vec<Edit>,
    /// Whether such a change is what a person would make.
    pub(crate) is_fix: bool,
    /// Whether it is worth saying even if no change confirms it.
    pub(crate) is_evident: bool,
}

/// All suspicions, the likeliest first. The last one is certain, and says little.
pub(crate) fn suspicions(reading: &Reading<'_>, first_line: usize) -> Vec<Suspicion> {
    let mut suspicions: Vec<Suspicion> = Vec::new();
    if let Some(open) = &reading.scan.unterminated {
        suspicions.push(reading.unterminated(open));
        suspicions.extend(reading.inverted(open));
    }
    let imbalances = imbalances(&reading.scan, reading.stop.token.end);
    suspicions.extend(
        imbalances
            .iter()
            .take(IMBALANCE_LIMIT)
            .map(|imbalance| reading.imbalance(*imbalance, first_line)),
    );
    suspicions.extend(
        imbalances
            .iter()
            .find_map(|imbalance| reading.unopened(*imbalance)),
    );
    suspicions.extend(reading.replacements());
    suspicions.extend(reading.repetition());
    suspicions.extend(reading.insertions());
    suspicions.push(reading.missing_expression());
    suspicions.extend(reading.deletion());
    suspicions.push(reading.unexpected());
    suspicions
}

impl Reading<'_> {
    fn unterminated(&self, open: &Unterminated) -> Suspicion {
        let rest = &self.text[open.open.end..];
        let rest = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
        let line_end = open.open.end + rest.trim_end().len();
        let shown_end = if open.is_multiline {
            open.open.end
        } else {
            line_end
        };
        let what = if open.is_comment { "comment" } else { "string" };
        Suspicion {
            message: format!("this {what} is never closed: expected `{}`", open.close),
            span: Span::new(open.open.start, shown_end),
            is_span_fixed: true,
            related: Vec::new(),
            edits: self.endings(open.open.end, line_end, &open.close),
            is_fix: true,
            is_evident: true,
        }
    }

    /// When one string lacks its end, each string after it is inside out, and the last is the one
    /// left open. So each string of the same form may be the one that should end on its first line.
    fn inverted(&self, last: &Unterminated) -> Vec<Suspicion> {
        let is_alike = |literal: &&Span| {
            last.is_multiline && self.text[literal.start..].starts_with(&last.close)
        };
        let literals = self.literals.iter().filter(is_alike).take(STRING_LIMIT);
        literals
            .map(|literal| {
                let open = Span::new(literal.start, literal.start + last.close.len());
                let rest = &self.text[open.end..literal.end];
                let line_end = open.end + rest.find(['\n', '\r']).unwrap_or(rest.len());
                Suspicion {
                    message: format!("this string is never closed: expected `{}`", last.close),
                    span: open,
                    is_span_fixed: true,
                    related: Vec::new(),
                    edits: self.endings(open.end, line_end, &last.close),
                    is_fix: true,
                    is_evident: false,
                }
            })
            .collect()
    }

    /// Ways to end a string or comment on its line.
    fn endings(&self, start: usize, line_end: usize, close: &str) -> Vec<Edit> {
        before_trailing(&self.text[..line_end], &[')', ']', '}', ',', ';', ':'])
            .into_iter()
            .rev()
            .filter(|place| *place >= start)
            .map(|place| Edit::insert(place, close))
            .collect()
    }

    fn imbalance(&self, imbalance: Imbalance, first_line: usize) -> Suspicion {
        match imbalance {
            Imbalance::Unclosed(open) => self.unclosed(open, first_line),
            Imbalance::Extra(close) => Suspicion {
                message: format!("unexpected `{}`", self.bracket(close)),
                span: self.bracket_span(close),
                is_span_fixed: true,
                related: Vec::new(),
                edits: vec![Edit::delete(self.bracket_span(close))],
                is_fix: true,
                is_evident: true,
            },
            Imbalance::Mismatch { open, close } => {
                let closing = self.closing(open);
                Suspicion {
                    message: format!(
                        "expected `{closing}`, found `{}`: `{}` was opened on line {}",
                        self.bracket(close),
                        self.bracket(open),
                        first_line + open.line + 1,
                    ),
                    span: self.bracket_span(close),
                    is_span_fixed: true,
                    related: vec![self.opened(open)],
                    edits: vec![Edit::new(self.bracket_span(close), closing)],
                    is_fix: true,
                    is_evident: true,
                }
            }
        }
    }

    /// A bracket that closes nothing may be right, and the one that opens its block forgotten: at
    /// the end of a line as deep as the bracket, with deeper lines behind it.
    fn unopened(&self, imbalance: Imbalance) -> Option<Suspicion> {
        let (Imbalance::Extra(close) | Imbalance::Mismatch { close, .. }) = imbalance else {
            return None;
        };
        let indent = self.scan.lines[close.line].indent;
        let index = self.scan.lines[..close.line]
            .iter()
            .rposition(|line| !line.code.is_empty() && line.indent <= indent)?;
        let header = self.scan.lines[index];
        let opens_already =
            |bracket: &Bracket| bracket.opens && bracket.offset + 1 == header.code.end;
        if self.scan.brackets.iter().any(opens_already) {
            return None;
        }
        let opening = self.language.lexical().brackets[close.pair].open;
        let edit = Edit::insert(header.code.end, format!(" {opening}"));
        Some(Suspicion {
            message: format!(
                "expected `{opening}` after `{}`",
                self.token_before(header.code.end).text
            ),
            span: self.shown(&edit),
            is_span_fixed: true,
            related: vec![Related {
                span: self.bracket_span(close),
                message: format!("`{}` would close it here", self.bracket(close)),
            }],
            edits: vec![edit],
            is_fix: true,
            is_evident: false,
        })
    }

    fn unclosed(&self, open: Bracket, first_line: usize) -> Suspicion {
        let edits = self.closings(open);
        Suspicion {
            message: format!(
                "`{}` opened on line {} is never closed",
                self.bracket(open),
                first_line + open.line + 1,
            ),
            span: edits
                .first()
                .map_or(self.bracket_span(open), |edit| self.shown(edit)),
            is_span_fixed: false,
            related: vec![self.opened(open)],
            edits,
            is_fix: true,
            is_evident: true,
        }
    }

    /// Where a bracket may be meant to be closed, the best place first.
    fn closings(&self, open: Bracket) -> Vec<Edit> {
        let lines = &self.scan.lines;
        let own = lines[open.line];
        let indentation = &self.text[own.start..own.code.start.max(own.start)];
        let closing = self.closing(open);
        let opens_block = own.code.end == open.offset + 1;
        let next = lines
            .iter()
            .enumerate()
            .skip(open.line + 1)
            .find(|(_, line)| !line.code.is_empty() && line.indent <= own.indent)
            .map(|(index, _)| index);
        let end = next.unwrap_or(lines.len());
        let last = self.scan.code_before(end).copied().unwrap_or(own);
        if opens_block {
            let closing = format!("\n{indentation}{closing}");
            return vec![Edit::insert(last.code.end.max(open.offset + 1), closing)];
        }
        let ends = [last.code.end, self.insertion(), own.code.end];
        let mut places: Vec<usize> = ends
            .into_iter()
            .flat_map(|end| before_trailing(&self.text[..end], &[':', ';', ',', '{', ' ']))
            .chain([self.stop.token.start])
            .filter(|place| *place > open.offset)
            .collect();
        let mut seen = std::collections::HashSet::new();
        places.retain(|place| seen.insert(*place));
        places
            .into_iter()
            .map(|place| Edit::insert(place, closing.to_string()))
            .collect()
    }

    fn replacements(&self) -> Vec<Suspicion> {
        let start = self.stop.token.start;
        let mut suspicions = Vec::new();
        for (written, meant) in &self.language.lexical().replacements {
            let Some(span) = self.written_around(written, start) else {
                continue;
            };
            suspicions.extend(meant.iter().map(|meant| Suspicion {
                message: format!("expected `{}`, found `{written}`", meant.trim()),
                span,
                is_span_fixed: true,
                related: Vec::new(),
                edits: vec![Edit::new(span, meant.as_str())],
                is_fix: true,
                is_evident: false,
            }));
        }
        suspicions
    }

    /// Where `written` stands so that `offset` is in it.
    fn written_around(&self, written: &str, offset: usize) -> Option<Span> {
        let is_word = |text: Option<char>| text.is_some_and(char::is_alphanumeric);
        (offset.saturating_sub(written.len() - 1)..=offset)
            .filter(|start| {
                self.text
                    .get(*start..)
                    .is_some_and(|rest| rest.starts_with(written))
            })
            .map(|start| Span::new(start, start + written.len()))
            .find(|span| {
                let before = self.text[..span.start].chars().next_back();
                let after = self.text[span.end..].chars().next();
                let is_part =
                    is_word(written.chars().next()) && (is_word(before) || is_word(after));
                !is_part
            })
    }

    fn insertions(&self) -> Vec<Suspicion> {
        let at = self.insertion();
        let lexical = self.language.lexical();
        let expected = &self.stop.expected;
        let is_plausible =
            |token: &&String| expected.is_empty() || expected.contains(&token.as_str());
        let header = self.header(at);
        let mut suspicions: Vec<Suspicion> = Vec::new();
        for token in lexical.insertions.iter().filter(is_plausible) {
            let header = header.filter(|_| token == lexical.block_opener());
            let after = header.map_or_else(
                || format!("`{}`", self.token_before(at).text),
                |header| header.to_owned(),
            );
            let edit = Edit::insert(at, self.spaced(token, at));
            let suspicion = Suspicion {
                message: format!("expected `{token}` after {after}"),
                span: self.shown(&edit),
                is_span_fixed: false,
                related: Vec::new(),
                edits: vec![edit],
                is_fix: true,
                is_evident: false,
            };
            // At the end of a header nothing is as likely as what opens the block.
            let place = if header.is_some() {
                0
            } else {
                suspicions.len()
            };
            suspicions.insert(place, suspicion);
        }
        suspicions
    }

    fn missing_expression(&self) -> Suspicion {
        let at = self.insertion();
        let placeholder = &self.language.lexical().placeholder;
        let expects = |token| self.stop.expected.contains(&token);
        let what = if expects("(") && expects("-") {
            "an expression"
        } else {
            "a name"
        };
        let edit = Edit::insert(at, format!(" {placeholder} "));
        Suspicion {
            message: format!("expected {what} after `{}`", self.token_before(at).text),
            span: self.shown(&edit),
            is_span_fixed: false,
            related: Vec::new(),
            edits: vec![edit],
            is_fix: false,
            is_evident: false,
        }
    }

    /// The same token twice: `return return`.
    fn repetition(&self) -> Option<Suspicion> {
        let token = self.stop.token;
        let previous = self.token_before(self.stop.previous_end.min(token.start));
        if !token.is_empty() && self.text[token.start..token.end] == *previous.text {
            return Some(self.surplus(token));
        }
        let before = self.token_before(previous.span.start);
        let is_repeated = !previous.span.is_empty() && before.text == previous.text;
        is_repeated.then(|| self.surplus(previous.span))
    }

    fn deletion(&self) -> Option<Suspicion> {
        let token = self.stop.token;
        (!token.is_empty()).then(|| self.surplus(token))
    }

    /// A token that should not be there.
    fn surplus(&self, token: Span) -> Suspicion {
        let end = self.text[token.end..]
            .strip_prefix(' ')
            .map_or(token.end, |_| token.end + 1);
        Suspicion {
            message: format!("unexpected `{}`", self.quoted(token)),
            span: token,
            is_span_fixed: true,
            related: Vec::new(),
            edits: vec![Edit::delete(Span::new(token.start, end))],
            is_fix: true,
            is_evident: false,
        }
    }

    /// What can be said in any case.
    fn unexpected(&self) -> Suspicion {
        let token = self.stop.token;
        let at = self.insertion();
        let is_end_of_file = self.text[token.end..].trim().is_empty();
        let found = match (token.is_empty(), is_end_of_file) {
            (false, _) => format!("`{}`", self.quoted(token)),
            (true, true) => "the end of the file".to_owned(),
            (true, false) => "the end of the line".to_owned(),
        };
        let expected = &self.stop.expected;
        let message = if expected.is_empty() || expected.len() > EXPECTED_LIMIT {
            format!("unexpected {}", found.trim_start_matches("the "))
        } else {
            let expected: Vec<String> = expected.iter().map(|token| format!("`{token}`")).collect();
            format!("expected {}, found {found}", expected.join(" or "))
        };
        let span = if token.is_empty() {
            self.shown(&Edit::insert(at, ""))
        } else {
            token
        };
        Suspicion {
            message,
            span,
            is_span_fixed: true,
            related: Vec::new(),
            edits: Vec::new(),
            is_fix: false,
            is_evident: true,
        }
    }

    /// Where a change is shown: what it replaces, or the character it is inserted behind.
    pub(crate) fn shown(&self, edit: &Edit) -> Span {
        if !edit.span.is_empty() {
            return edit.span;
        }
        let before = self.text[..edit.span.start].trim_end();
        match before.chars().next_back() {
            Some(last) => Span::new(before.len() - last.len_utf8(), before.len()),
            None => {
                let first = self.text[edit.span.start..]
                    .chars()
                    .next()
                    .map_or(0, char::len_utf8);
                Span::new(edit.span.start, edit.span.start + first)
            }
        }
    }

    /// How to call what stands before `at`, if that is the header of a block without its opener:
    /// "the `if` condition".
    fn header(&self, at: usize) -> Option<&str> {
        let lexical = self.language.lexical();
        let first = self.scan.start_of_statement(self.scan.line_of(at));
        let line = self.scan.lines[self.scan.line_of(at)];
        let start = self.scan.lines[first].code.start.min(at);
        let is_whole = self.text[..line.code.end].ends_with(lexical.block_opener());
        let brackets = self.scan.brackets.iter();
        let before = brackets.filter(|bracket| (start..at).contains(&bracket.offset));
        let depth: i64 = before
            .map(|bracket| if bracket.opens { 1 } else { -1 })
            .sum();
        if is_whole || depth != 0 {
            return None;
        }
        let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        let mut words = self.text[start..at].split(|letter: char| !is_letter(letter));
        words
            .find_map(|word| lexical.headers.get(word))
            .map(String::as_str)
    }

    /// A token with the space around it that reads well.
    fn spaced(&self, token: &str, at: usize) -> String {
        let is_tight = matches!(token, "," | ";" | ":" | "." | "(" | "[" | ")" | "]" | ">");
        let follows_space = self.text[..at].ends_with(char::is_whitespace);
        let precedes_word = self.text[at..].starts_with(char::is_alphanumeric);
        let before = if is_tight || follows_space { "" } else { " " };
        let after = if is_tight || !precedes_word { "" } else { " " };
        format!("{before}{token}{after}")
    }

    fn quoted(&self, span: Span) -> String {
        quoted(&self.text[span.start..span.end])
    }

    fn opened(&self, open: Bracket) -> Related {
        let message = format!("`{}` is opened here", self.bracket(open));
        Related {
            span: self.bracket_span(open),
            message,
        }
    }

    fn bracket(&self, bracket: Bracket) -> char {
        let pair = self.language.lexical().brackets[bracket.pair];
        if bracket.opens { pair.open } else { pair.close }
    }

    fn closing(&self, bracket: Bracket) -> char {
        self.language.lexical().brackets[bracket.pair].close
    }

    fn bracket_span(&self, bracket: Bracket) -> Span {
        Span::new(
            bracket.offset,
            bracket.offset + self.bracket(bracket).len_utf8(),
        )
    }
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
