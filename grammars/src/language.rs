//! A language, ready for use.

use std::fmt;

use tree_sitter::Language as Grammar;

use crate::compile::{Compiler, Table};
use crate::construct::{Construct, NodeKind, Symbol};
use crate::description::{Description, DescriptionError, Fault, Source};
use crate::dialect::Dialect;
use crate::lexical::Lexical;
use crate::measure::Measured;

/// A language that can be analysed: its grammar, and what its node kinds mean.
///
/// There is one value a language, for the life of the process; see [`crate::by_id`].
pub struct Language {
    id: String,
    name: String,
    extensions: Vec<String>,
    language_ids: Vec<String>,
    receivers: Vec<String>,
    lexical: Lexical,
    grammar: Grammar,
    table: Table,
    dialect: &'static dyn Dialect,
}

impl Language {
    /// The short lower-case name by which configuration knows it: `python`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name that people write: `Python`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// File extensions, without the dot.
    pub fn extensions(&self) -> impl Iterator<Item = &str> {
        self.extensions.iter().map(String::as_str)
    }

    /// The `languageId`s by which editors announce its documents.
    pub fn language_ids(&self) -> impl Iterator<Item = &str> {
        self.language_ids.iter().map(String::as_str)
    }

    /// Names of the parameter that stands for the object itself, when a method spells it out.
    /// A caller does not pass it, so it is not counted as a parameter.
    pub fn is_receiver(&self, name: &str) -> bool {
        self.receivers.iter().any(|receiver| receiver == name)
    }

    /// Comments, strings and brackets.
    pub fn lexical(&self) -> &Lexical {
        &self.lexical
    }

    /// What starts a comment that ends with the line.
    pub fn line_comment(&self) -> &str {
        self.lexical
            .line_comments
            .first()
            .map_or("", String::as_str)
    }

    /// The tree-sitter grammar.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// All that is known of a node kind. Symbols of no grammar, such as that of an ERROR node, are
    /// plain.
    pub fn kind(&self, symbol: Symbol) -> &NodeKind {
        self.table.kind(symbol)
    }

    /// What a node kind means.
    pub fn construct(&self, symbol: Symbol) -> &Construct {
        &self.kind(symbol).construct
    }

    /// What a node kind adds to the metrics that are taken on demand.
    pub fn measured(&self, symbol: Symbol) -> &Measured {
        self.table.measured(symbol)
    }

    /// Whether a word is a keyword wherever it stands, although the grammar takes it for a name
    /// where no keyword fits.
    pub fn is_reserved(&self, word: &str) -> bool {
        self.table.is_reserved(word)
    }

    /// The text of a keyword or an operator.
    pub fn token(&self, symbol: Symbol) -> &str {
        self.grammar.node_kind_for_id(symbol).unwrap_or_default()
    }

    /// What data cannot say.
    pub fn dialect(&self) -> &'static dyn Dialect {
        self.dialect
    }

    /// Compiles a description. `sources` holds all descriptions, so that `extends` can be followed.
    pub(crate) fn compile(
        source: Source,
        sources: &[Source],
        grammar: Grammar,
        dialect: &'static dyn Dialect,
    ) -> Result<Self, DescriptionError> {
        tree_sitter::Parser::new()
            .set_language(&grammar)
            .map_err(|error| source.error(None, Fault::Unloadable(error.to_string())))?;
        let layers = Layers::of(source, sources)?;
        let mut compiler = Compiler::new(&grammar);
        for (layer, description) in layers.general_first() {
            compiler.apply(description, *layer)?;
        }
        let table = compiler
            .finish(dialect.checked_kinds())
            .map_err(|fault| source.error(None, fault))?;
        Ok(Self {
            id: layers.required("id", |layer| layer.id.clone())?,
            name: layers.required("name", |layer| layer.name.clone())?,
            extensions: layers.required("extensions", |layer| layer.extensions.clone())?,
            language_ids: layers.required("language-ids", |layer| layer.language_ids.clone())?,
            receivers: layers
                .first(|layer| layer.receivers.clone())
                .unwrap_or_default(),
            lexical: layers.required("lexical", |layer| layer.lexical.clone())?,
            grammar,
            table,
            dialect,
        })
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Language({})", self.id)
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Language {}

/// A description and those that it extends, its own first.
struct Layers(Vec<(Source, Description)>);

impl Layers {
    fn of(source: Source, sources: &[Source]) -> Result<Self, DescriptionError> {
        let mut layers = vec![(source, source.parse()?)];
        while let Some((
            child,
            Description {
                extends: Some(parent),
                ..
            },
        )) = layers.last()
        {
            let unknown = || child.error(None, Fault::UnknownParent(parent.clone()));
            let is_new = |path: &str| layers.iter().all(|(layer, _)| layer.path != path);
            let source = sources
                .iter()
                .find(|source| source.path == parent && is_new(source.path))
                .ok_or_else(unknown)?;
            layers.push((*source, source.parse()?));
        }
        Ok(Self(layers))
    }

    fn general_first(&self) -> impl Iterator<Item = &(Source, Description)> {
        self.0.iter().rev()
    }

    /// The most specific layer's answer.
    fn first<T>(&self, answer: impl Fn(&Description) -> Option<T>) -> Option<T> {
        self.0
            .iter()
            .find_map(|(_, description)| answer(description))
    }

    fn required<T>(
        &self,
        key: &'static str,
        answer: impl Fn(&Description) -> Option<T>,
    ) -> Result<T, DescriptionError> {
        let (source, _) = &self.0[0];
        self.first(answer)
            .ok_or_else(|| source.error(None, Fault::Missing(key)))
    }
}
