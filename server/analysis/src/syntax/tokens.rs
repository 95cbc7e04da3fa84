//! Suspicions about the token at which the parser stopped, and about one missing before it.

use scholiast_text::{Edit, Span};

use super::quote::quoted;
use super::reading::Reading;
use super::suspicion::{Place, Suspicion};

/// How many expected tokens are named in a message.
const EXPECTED_LIMIT: usize = 3;

pub(crate) fn suspicions(reading: &Reading<'_>) -> Vec<Suspicion> {
    let mut suspicions = reading.replacements();
    suspicions.extend(reading.repetition());
    suspicions.extend(reading.insertions());
    suspicions.push(reading.missing_expression());
    suspicions.extend(reading.deletion());
    suspicions.push(reading.unexpected());
    suspicions
}

impl Reading<'_> {
    /// One token written for another: `=` for `==`. A wrong word may pass for a name, so that the
    /// parser stops behind it.
    fn replacements(&self) -> Vec<Suspicion> {
        let mut suspicions = Vec::new();
        let previous = self.token_before(self.stop.previous_end);
        for (written, meant) in &self.language.lexical().replacements {
            let is_previous = previous.text == written && written.starts_with(char::is_alphabetic);
            let span = self
                .written_around(written, self.stop.token.start)
                .or(is_previous.then_some(previous.span));
            let Some(span) = span else {
                continue;
            };
            suspicions.extend(meant.iter().map(|meant| {
                let message = format!("expected `{}`, found `{written}`", meant.trim());
                Suspicion::new(message, Place::At(span))
                    .confirmed_by([Edit::new(span, meant.as_str())])
            }));
        }
        suspicions
    }

    /// Where `written` stands as a token of its own so that `offset` is in it.
    fn written_around(&self, written: &str, offset: usize) -> Option<Span> {
        let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let stands_at = |start: &usize| {
            self.text
                .get(*start..)
                .is_some_and(|rest| rest.starts_with(written))
        };
        let is_whole = |span: &Span| {
            let before = self.before(span.start).chars().next_back();
            let after = self.after(span.end).chars().next();
            !is_letter(written.chars().next()) || !(is_letter(before) || is_letter(after))
        };
        (offset.saturating_sub(written.len() - 1)..=offset)
            .filter(stands_at)
            .map(|start| Span::new(start, start + written.len()))
            .find(is_whole)
    }

    /// A token missing before the stop.
    fn insertions(&self) -> Vec<Suspicion> {
        let at = self.insertion();
        let lexical = self.language.lexical();
        let expected = &self.stop.expected;
        let is_plausible =
            |token: &&String| expected.is_empty() || expected.contains(&token.as_str());
        let (openers, others): (Vec<&String>, Vec<&String>) = lexical
            .insertions
            .iter()
            .filter(is_plausible)
            .partition(|token| *token == lexical.block_opener());
        let previous = format!("`{}`", self.token_before(at).text);
        match self.header(at) {
            // At the end of a header nothing is as likely as what opens the block.
            Some(header) => openers
                .into_iter()
                .map(|token| self.missing(token, header))
                .chain(
                    others
                        .into_iter()
                        .map(|token| self.missing(token, &previous)),
                )
                .collect(),
            None => others
                .into_iter()
                .chain(openers)
                .map(|token| self.missing(token, &previous))
                .collect(),
        }
    }

    fn missing(&self, token: &str, after: &str) -> Suspicion {
        let at = self.insertion();
        let edit = Edit::insert(at, self.spaced(token, at));
        let message = format!("expected `{token}` after {after}");
        Suspicion::new(message, Place::OfChange).confirmed_by([edit])
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
        let message = format!("expected {what} after `{}`", self.token_before(at).text);
        Suspicion::new(message, Place::OfChange)
            .confirmed_by([Edit::insert(at, format!(" {placeholder} "))])
            .without_fix()
    }

    /// The same token twice: `return return`.
    fn repetition(&self) -> Option<Suspicion> {
        let token = self.stop.token;
        let previous = self.token_before(self.stop.previous_end.min(token.start));
        if !token.is_empty() && self.slice(token) == previous.text {
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
        let is_spaced = self.after(token.end).starts_with(' ');
        let end = token.end + usize::from(is_spaced);
        let message = format!("unexpected `{}`", self.quoted(token));
        Suspicion::new(message, Place::At(token))
            .confirmed_by([Edit::delete(Span::new(token.start, end))])
    }

    /// What can be said in any case.
    fn unexpected(&self) -> Suspicion {
        let token = self.stop.token;
        let is_end_of_file = self.after(token.end).trim().is_empty();
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
        let place = if token.is_empty() {
            self.place_of(&Edit::insert(self.insertion(), ""))
        } else {
            token
        };
        Suspicion::new(message, Place::At(place))
            .evident()
            .without_fix()
    }

    /// How to call what stands before `at`, if that is the header of a block without its opener:
    /// "the `if` condition".
    fn header(&self, at: usize) -> Option<&str> {
        let lexical = self.language.lexical();
        let line = self.scan.line_of(at);
        let first = self.scan.start_of_statement(line);
        let start = self.scan.line(first).code.start.min(at);
        let end = self.scan.line(line).code.end;
        let is_whole = self.before(end).ends_with(lexical.block_opener());
        let brackets = self.scan.brackets.iter();
        let before = brackets.filter(|bracket| (start..at).contains(&bracket.offset));
        let steps = before.map(|bracket| if bracket.opens { 1 } else { -1 });
        if is_whole || steps.sum::<i64>() != 0 {
            return None;
        }
        let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        let mut words = self
            .slice(Span::new(start, at))
            .split(|letter: char| !is_letter(letter));
        words
            .find_map(|word| lexical.headers.get(word))
            .map(String::as_str)
    }

    /// A token with the space around it that reads well.
    fn spaced(&self, token: &str, at: usize) -> String {
        let is_tight = matches!(token, "," | ";" | ":" | "." | "(" | "[" | ")" | "]" | ">");
        let follows_space = self.before(at).ends_with(char::is_whitespace);
        let precedes_word = self.after(at).starts_with(char::is_alphanumeric);
        let before = if is_tight || follows_space { "" } else { " " };
        let after = if is_tight || !precedes_word { "" } else { " " };
        format!("{before}{token}{after}")
    }

    fn quoted(&self, span: Span) -> String {
        quoted(self.slice(span))
    }
}
