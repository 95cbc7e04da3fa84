//! A model's words made harmless before a person sees them, as markdown or in a terminal.
//!
//! What is removed could act without being asked: escape sequences that drive a terminal, images
//! fetched from elsewhere, links that run editor commands, HTML, and invisible characters that
//! make code read otherwise than it runs.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::markdown;

#[cfg(test)]
mod tests;

/// How often text is mended before it is shown as a plain block instead. Mending one thing can
/// uncover another, such as a link inside HTML that is no longer HTML.
const ROUNDS: usize = 4;

/// The text without terminal escape sequences, control characters (line ends and tabs stay) and
/// characters that reorder or hide text.
pub fn printable(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            '\u{1b}' => skip_sequence(&mut rest),
            '\n' | '\t' => kept.push(character),
            _ if character.is_control() || is_deceptive(character) => {}
            _ => kept.push(character),
        }
    }
    kept
}

/// Skips what follows an escape character: a control sequence up to its final byte, or a command
/// string (such as one that sets the clipboard) up to its terminator. ECMA-48, sections 5.4 and 5.6.
fn skip_sequence(rest: &mut std::str::Chars<'_>) {
    match rest.clone().next() {
        Some('[') => {
            rest.next();
            rest.find(|c| ('\u{40}'..='\u{7e}').contains(c) || c.is_control());
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            // An unterminated string must not swallow the rest of the answer: it ends with the line.
            rest.find(|c| matches!(c, '\u{7}' | '\u{1b}' | '\u{9c}' | '\n'));
        }
        _ => {}
    }
}

/// Bidirectional controls, zero-width characters, and the tag block, which can carry hidden text.
fn is_deceptive(character: char) -> bool {
    matches!(character,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Markdown without images, HTML, and links other than to web pages.
///
/// What is taken out stays readable: a forbidden link appears as its source text.
pub fn harmless_markdown(text: &str) -> String {
    let mut text = printable(text);
    for _ in 0..ROUNDS {
        let mendings = mendings(&text);
        if mendings.is_empty() {
            return text;
        }
        text = mended(&text, mendings);
    }
    if mendings(&text).is_empty() {
        text
    } else {
        markdown::code_block(&text, "text")
    }
}

/// One thing to take out: a stretch of the text and what stands there instead.
struct Mending {
    range: Range<usize>,
    replacement: String,
}

fn mendings(text: &str) -> Vec<Mending> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .into_offset_iter()
        .filter_map(|(event, range)| mending(text, &event, range))
        .collect()
}

fn mending(text: &str, event: &Event<'_>, range: Range<usize>) -> Option<Mending> {
    let source = &text[range.clone()];
    let replacement = match event {
        Event::Html(_) | Event::InlineHtml(_) => source.replace('<', "&lt;"),
        Event::Start(Tag::Image { .. }) => "(image removed)".to_owned(),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) if !is_web_page(dest_url) => match link_type {
            LinkType::Autolink | LinkType::Email => source.replace('<', "&lt;"),
            _ => source.replacen('[', "\\[", 1),
        },
        _ => return None,
    };
    // Text that stays as it was would be found again for ever.
    (replacement != source).then_some(Mending { range, replacement })
}

fn is_web_page(destination: &str) -> bool {
    let destination = destination.to_ascii_lowercase();
    destination.starts_with("https://") || destination.starts_with("http://")
}

/// Applies the outermost mendings; what lies inside one of them is met again in the next round.
fn mended(text: &str, mut mendings: Vec<Mending>) -> String {
    mendings.sort_by_key(|mending| (mending.range.start, std::cmp::Reverse(mending.range.end)));
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for mending in mendings {
        if mending.range.start < done {
            continue;
        }
        result.push_str(&text[done..mending.range.start]);
        result.push_str(&mending.replacement);
        done = mending.range.end;
    }
    result.push_str(&text[done..]);
    result
}
