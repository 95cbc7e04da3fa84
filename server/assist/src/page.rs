//! A page of words and code, built once and shown as markdown or as plain text.
//!
//! The pieces say what they are (words of ours, code from a file, a model's answer), so that each
//! is quoted safely wherever the page is shown.

use crate::markdown;
use crate::printable::printable;
use crate::untrusted::harmless_markdown;

/// A page, from top to bottom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Heading(Vec<Inline>),
    Paragraph(Vec<Inline>),
    Item(Vec<Inline>),
    Code { text: String, language: String },
    Foreign(String),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inline {
    /// Words, shown as they are.
    Text(String),
    /// Code or a name, quoted.
    Code(String),
    /// Words that stand out.
    Strong(String),
}

/// Words, shown as they are.
pub(crate) fn text(text: impl ToString) -> Inline {
    Inline::Text(text.to_string())
}

/// Code or a name, quoted.
pub(crate) fn code(text: impl ToString) -> Inline {
    Inline::Code(text.to_string())
}

/// Words that stand out.
pub(crate) fn strong(text: impl ToString) -> Inline {
    Inline::Strong(text.to_string())
}

/// A sentence of ours that holds code in backticks, such as an increment's.
pub(crate) fn sentence(sentence: &str) -> impl Iterator<Item = Inline> {
    let pieces = sentence.split('`').enumerate();
    pieces.map(|(index, piece)| {
        if index % 2 == 1 {
            code(piece)
        } else {
            text(piece)
        }
    })
}

impl Page {
    /// Adds a heading.
    pub(crate) fn heading(&mut self, line: impl IntoIterator<Item = Inline>) {
        self.blocks.push(Block::Heading(line.into_iter().collect()));
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, line: impl IntoIterator<Item = Inline>) {
        self.blocks
            .push(Block::Paragraph(line.into_iter().collect()));
    }

    /// Adds an item to the list that ends the page, or starts one.
    pub(crate) fn item(&mut self, line: impl IntoIterator<Item = Inline>) {
        self.blocks.push(Block::Item(line.into_iter().collect()));
    }

    /// Adds a block of code; `language` is the id that renderers know the language by.
    pub(crate) fn code(&mut self, text: impl Into<String>, language: &str) {
        self.blocks.push(Block::Code {
            text: text.into(),
            language: language.to_owned(),
        });
    }

    /// Adds markdown that a stranger wrote, such as a model: it is made harmless where it is shown.
    pub(crate) fn foreign(&mut self, markdown: impl Into<String>) {
        self.blocks.push(Block::Foreign(markdown.into()));
    }

    /// Adds all of another page.
    pub(crate) fn append(&mut self, other: Page) {
        self.blocks.extend(other.blocks);
    }

    /// The page as CommonMark without HTML, images and links other than to web pages.
    pub fn to_markdown(&self) -> String {
        self.rendered(Block::to_markdown)
    }

    /// The page as text for a terminal or a plain message, without escape sequences.
    pub fn to_plain(&self) -> String {
        self.rendered(Block::to_plain)
    }

    /// Blocks with an empty line between them, except between the items of a list.
    fn rendered(&self, render: impl Fn(&Block) -> String) -> String {
        let mut rendered = String::new();
        let mut previous: Option<&Block> = None;
        for block in &self.blocks {
            let in_list = matches!((previous, block), (Some(Block::Item(_)), Block::Item(_)));
            if previous.is_some() && !in_list {
                rendered.push('\n');
            }
            rendered.push_str(render(block).trim_end());
            rendered.push('\n');
            previous = Some(block);
        }
        rendered
    }
}

impl Block {
    fn to_markdown(&self) -> String {
        let line = |line: &[Inline]| line.iter().map(Inline::to_markdown).collect::<String>();
        match self {
            Self::Heading(heading) => format!("### {}", line(heading)),
            Self::Paragraph(paragraph) => line(paragraph),
            Self::Item(item) => format!("- {}", line(item)),
            Self::Code { text, language } => markdown::code_block(text, language),
            Self::Foreign(text) => harmless_markdown(text),
        }
    }

    fn to_plain(&self) -> String {
        let line = |line: &[Inline]| line.iter().map(Inline::to_plain).collect::<String>();
        match self {
            Self::Heading(heading) => line(heading),
            Self::Paragraph(paragraph) => line(paragraph),
            Self::Item(item) => format!("- {}", line(item)),
            Self::Code { text, .. } => {
                let lines = printable(text);
                let lines: Vec<String> = lines.lines().map(|line| format!("    {line}")).collect();
                lines.join("\n")
            }
            Self::Foreign(text) => printable(text),
        }
    }
}

impl Inline {
    fn to_markdown(&self) -> String {
        match self {
            Self::Text(text) => markdown::prose(text),
            Self::Code(code) => markdown::code_span(code),
            Self::Strong(text) => format!("**{}**", markdown::prose(text)),
        }
    }

    fn to_plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Strong(text) => printable(text),
            Self::Code(code) => format!("`{}`", printable(code)),
        }
    }
}
