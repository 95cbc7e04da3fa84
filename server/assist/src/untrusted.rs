//! A model's words made harmless before a person sees them, as markdown or in a terminal.
//!
//! What is removed could act without being asked: escape sequences that drive a terminal, images
//! fetched from elsewhere, links that run editor commands, HTML, and invisible characters that
//! make code read otherwise than it runs.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::markdown;
use crate::printable::printable;

#[cfg(test)]
mod tests;

/// How often text is mended before it is shown as a plain block instead. Mending one thing can
/// uncover another, such as a link inside HTML that is no longer HTML.
const ROUNDS: usize = 4;

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
