//! The form of a `language.toml`: one section a role, one entry a node kind.
//!
//! ```toml
//! [structures.loop]
//! while_statement = { keywords = ["while"], nests = ["body"] }
//! ```

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use crate::construct::Home;
use crate::lexical::{Lexical, Trust};

/// A word of a description, with its place.
pub(crate) type Word = Spanned<String>;
/// Node kinds, each with what the section says of it.
pub(crate) type Kinds<T> = BTreeMap<Word, T>;

/// A whole `language.toml`. A language that extends another repeats only what differs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Description {
    pub(crate) extends: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) extensions: Option<Vec<String>>,
    pub(crate) language_ids: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) shared_extensions: Vec<String>,
    #[serde(default)]
    pub(crate) file_names: Vec<String>,
    #[serde(default)]
    pub(crate) interpreters: Vec<String>,
    #[serde(default)]
    pub(crate) modes: Vec<String>,
    pub(crate) trust: Option<Trust>,
    pub(crate) receivers: Option<Vec<String>>,
    pub(crate) bare_members: Option<bool>,
    pub(crate) parameter_names: Option<Word>,
    pub(crate) no_parameters: Option<String>,
    pub(crate) lexical: Option<Lexical>,
    #[serde(default)]
    pub(crate) functions: Kinds<FunctionWords>,
    #[serde(default)]
    pub(crate) classes: Kinds<ClassWords>,
    #[serde(default)]
    pub(crate) wrappers: Kinds<WrapperWords>,
    #[serde(default)]
    pub(crate) bindings: Kinds<BindingWords>,
    #[serde(default)]
    pub(crate) structures: Structures,
    #[serde(default)]
    pub(crate) logical: Kinds<LogicalWords>,
    #[serde(default)]
    pub(crate) jumps: Kinds<JumpWords>,
    #[serde(default)]
    pub(crate) calls: Kinds<CallWords>,
    #[serde(default)]
    pub(crate) members: Kinds<MemberWords>,
    #[serde(default)]
    pub(crate) shells: Kinds<ShellWords>,
    #[serde(default)]
    pub(crate) plain: PlainKinds,
    #[serde(default)]
    pub(crate) places: Kinds<PlaceWords>,
    pub(crate) reserved: Option<ReservedWords>,
    #[serde(default)]
    pub(crate) measures: Measures,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FunctionWords {
    pub(crate) name: Option<Word>,
    #[serde(default)]
    pub(crate) parameters: Vec<Word>,
    pub(crate) body: Word,
    pub(crate) owner: Option<Word>,
    pub(crate) nameless: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ClassWords {
    pub(crate) name: Word,
    pub(crate) body: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct WrapperWords {
    /// The fields, or nothing for "its only child".
    pub(crate) holds: Option<Vec<Word>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct BindingWords {
    pub(crate) name: Word,
    pub(crate) value: Word,
}

/// The structures, by the break in the flow that they are.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Structures {
    pub(crate) r#if: Kinds<StructureWords>,
    pub(crate) else_if: Kinds<StructureWords>,
    pub(crate) r#else: Kinds<StructureWords>,
    pub(crate) r#loop: Kinds<StructureWords>,
    pub(crate) catch: Kinds<StructureWords>,
    pub(crate) switch: Kinds<StructureWords>,
    pub(crate) ternary: Kinds<StructureWords>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct StructureWords {
    pub(crate) keywords: Vec<Word>,
    /// The fields that are nested; absent for all children.
    pub(crate) nests: Option<Vec<Word>>,
    /// The node kinds that are nested, where they have no field.
    #[serde(default)]
    pub(crate) nests_kinds: Vec<Word>,
    /// A token whose next sibling is not nested, where all others are.
    pub(crate) nests_all_but_after: Option<Word>,
    /// The keyword before the alternative, where no node stands around the two.
    pub(crate) r#else: Option<Word>,
    /// The field of that alternative.
    pub(crate) alternative: Option<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct LogicalWords {
    pub(crate) operator: Option<Word>,
    pub(crate) operators: Vec<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct JumpWords {
    /// The field of the label.
    pub(crate) label: Option<Word>,
    /// The node kind of the label, where it has no field.
    pub(crate) label_kind: Option<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct CallWords {
    pub(crate) callee: Word,
    pub(crate) object: Option<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct MemberWords {
    pub(crate) object: Word,
    pub(crate) name: Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ShellWords {
    /// The field, or nothing for "its only child".
    pub(crate) holds: Option<Word>,
    pub(crate) parameters: Option<Word>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PlaceWords {
    pub(crate) keyword: String,
    /// Empty for "anywhere", against what a description says that this one extends.
    pub(crate) inside: Vec<Home>,
}

/// Words that are no names, although the grammar takes them for names where it can.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct ReservedWords {
    #[serde(default)]
    pub(crate) kinds: Vec<Word>,
    #[serde(default)]
    pub(crate) except_in: Vec<Word>,
    #[serde(default)]
    pub(crate) words: Vec<String>,
}

/// What the metrics count.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Measures {
    pub(crate) decisions: Kinds<ConditionWords>,
    pub(crate) statements: Kinds<ConditionWords>,
    pub(crate) operands: Vec<Word>,
    pub(crate) embedded: Vec<Word>,
    pub(crate) separate: Vec<Word>,
    pub(crate) uncounted: Vec<Word>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct ConditionWords {
    /// Tokens of which one must stand directly in the node.
    pub(crate) tokens: Vec<Word>,
    /// Parents in which the node does not count.
    pub(crate) except_in: Vec<Word>,
}

/// Kinds whose role needs no fields.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct PlainKinds {
    pub(crate) names: Vec<Word>,
    pub(crate) parentheses: Vec<Word>,
    pub(crate) decorators: Vec<Word>,
    pub(crate) separators: Vec<Word>,
    pub(crate) blocks: Vec<Word>,
    pub(crate) comments: Vec<Word>,
    pub(crate) literals: Vec<Word>,
}

/// A file of a description: its path inside the crate and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source {
    pub(crate) path: &'static str,
    pub(crate) text: &'static str,
}

impl Source {
    pub(crate) fn parse(self) -> Result<Description, DescriptionError> {
        toml::from_str(self.text).map_err(|error| {
            let message = error.message().to_owned();
            self.error(error.span(), Fault::Malformed(message))
        })
    }

    pub(crate) fn error(self, span: Option<Range<usize>>, fault: Fault) -> DescriptionError {
        let start = span.map_or(0, |span| span.start).min(self.text.len());
        let line = 1 + self.text.as_bytes()[..start]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        DescriptionError {
            file: self.path,
            line,
            fault,
        }
    }
}

/// What is wrong with a language's description, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("grammars/{file}:{line}: {fault}")]
pub struct DescriptionError {
    /// The file, relative to the folder of grammars.
    pub file: &'static str,
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong there.
    pub fault: Fault,
}

/// The ways in which a description can be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not TOML, or not of the form expected; with the reader's own words.
    Malformed(String),
    /// The grammar has no such named node.
    UnknownKind(String),
    /// The grammar has no such keyword or operator.
    UnknownToken(String),
    /// The grammar has no such field.
    UnknownField(String),
    /// A second role for one kind in one file.
    SecondRole(String),
    /// Of two keys that only mean something together, or instead of each other, the wrong number.
    Unpaired(String, &'static str),
    /// A key without which there is no language.
    Missing(&'static str),
    /// `extends` names no description.
    UnknownParent(String),
    /// tree-sitter cannot load the grammar.
    Unloadable(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(message) => write!(formatter, "{message}"),
            Self::UnknownKind(kind) => write!(
                formatter,
                "the grammar has no node kind `{kind}`; its node-types.json lists those it has"
            ),
            Self::UnknownToken(token) => write!(
                formatter,
                "the grammar has no keyword or operator `{token}`; write it as the grammar does"
            ),
            Self::UnknownField(field) => write!(
                formatter,
                "the grammar has no field `{field}`; its node-types.json lists those it has"
            ),
            Self::SecondRole(kind) => {
                write!(
                    formatter,
                    "`{kind}` already has a role in this file; remove one of the two"
                )
            }
            Self::Unpaired(kind, rule) => write!(formatter, "`{kind}` takes {rule}"),
            Self::Missing(key) => write!(formatter, "`{key}` is missing; add it at the top"),
            Self::UnknownParent(parent) => write!(
                formatter,
                "`extends` names `{parent}`, which is no description; check the spelling"
            ),
            Self::Unloadable(reason) => {
                write!(formatter, "tree-sitter cannot load the grammar: {reason}")
            }
        }
    }
}
