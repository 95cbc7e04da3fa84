//! How a language's text is scanned and mended without a tree to trust: comments, strings,
//! brackets, and the tokens that people forget.
//!
//! The tree of a broken file is a guess; matching brackets over plain text is not.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What a scanner must know to skip comments and strings and to match brackets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lexical {
    /// What starts a comment that ends with the line. The first is the one to write.
    pub line_comments: Vec<String>,
    /// What starts and ends a comment that may span lines.
    #[serde(default)]
    pub block_comments: Vec<(String, String)>,
    /// What a line starts with that is none of the language's own, but its preprocessor's.
    #[serde(default)]
    pub directive: Option<String>,
    /// The pairs that nest.
    pub brackets: Vec<Bracket>,
    /// The forms of string, longest opener first.
    pub strings: Vec<StringForm>,
    /// How blocks are told.
    pub layout: Layout,
    /// The tokens worth inserting where the parser stops, the likeliest first.
    pub insertions: Vec<String>,
    /// What is written for something else by mistake, and what was meant: `=` for `==`.
    #[serde(default)]
    pub replacements: BTreeMap<String, Vec<String>>,
    /// A name to stand in where an expression is missing, to see whether that is all.
    pub placeholder: String,
    /// The words that go on with the statement before them: `else`.
    #[serde(default)]
    pub continuations: Vec<String>,
    /// How to call what stands before a block, by the keyword it starts with: "the `if`
    /// condition".
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
}

/// A pair of brackets, written as a string of the two: `"()"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Bracket {
    /// The opening character.
    pub open: char,
    /// The closing character.
    pub close: char,
}

impl TryFrom<String> for Bracket {
    type Error = String;

    fn try_from(pair: String) -> Result<Self, Self::Error> {
        let mut characters = pair.chars();
        match (characters.next(), characters.next(), characters.next()) {
            (Some(open), Some(close), None) => Ok(Self { open, close }),
            _ => Err(format!(
                "a bracket pair is two characters, for example \"()\", not {pair:?}"
            )),
        }
    }
}

/// One form of string literal. A backslash escapes the character after it, unless it is raw.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StringForm {
    /// What opens and closes it.
    pub quote: String,
    /// Whether it may span lines.
    #[serde(default)]
    pub multiline: bool,
    /// Whether a backslash in it is a character like any other.
    #[serde(default)]
    pub raw: bool,
    /// What starts code inside it, up to the matching bracket: `${`.
    #[serde(default)]
    pub interpolation: Option<String>,
}

/// What of a broken file the tree is believed to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// Everything: text that does not parse is wrong.
    #[default]
    Tree,
    /// Nothing: a preprocessor may make sense of any text, so that only brackets without partners
    /// and literals without end are told.
    Brackets,
}

impl Lexical {
    /// What opens a block.
    pub fn block_opener(&self) -> &'static str {
        match self.layout {
            Layout::Braces => "{",
            Layout::Indentation => ":",
        }
    }
}

/// How a language tells where a block begins and ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// By brackets.
    #[default]
    Braces,
    /// By indentation after a colon.
    Indentation,
}
