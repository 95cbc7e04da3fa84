//! A language, ready for use.

use std::fmt;

use tree_sitter::Language as Grammar;

use crate::compile::{Compiler, Table};
use crate::construct::{Construct, Field, NodeKind, Symbol};
use crate::description::{Description, DescriptionError, Fault, Source};
use crate::dialect::Dialect;
use crate::lexical::{Lexical, Trust};
use crate::measure::Measured;

/// A language that can be analysed: its grammar, and what its node kinds mean.
///
/// There is one value a language, for the life of the process; see [`crate::by_id`].
pub struct Language {
    id: String,
    name: String,
    extensions: Vec<String>,
    language_ids: Vec<String>,
    shared_extensions: Vec<String>,
    file_names: Vec<String>,
    interpreters: Vec<String>,
    modes: Vec<String>,
    trust: Trust,
    receivers: Vec<String>,
    has_bare_members: bool,
    no_parameters: Option<String>,
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

    /// Extensions that are another language's, but this one's where the first line says so: `h`.
    pub fn shared_extensions(&self) -> impl Iterator<Item = &str> {
        self.shared_extensions.iter().map(String::as_str)
    }

    /// Names of files that are written in it whatever their extension: `SConstruct`.
    pub fn file_names(&self) -> impl Iterator<Item = &str> {
        self.file_names.iter().map(String::as_str)
    }

    /// Programs that run its scripts, as a `#!` line names them, without a version: `python`.
    pub fn interpreters(&self) -> impl Iterator<Item = &str> {
        self.interpreters.iter().map(String::as_str)
    }

    /// What a `-*-` line calls it, in lower case: `c++`.
    pub fn modes(&self) -> impl Iterator<Item = &str> {
        self.modes.iter().map(String::as_str)
    }

    /// How far its trees are believed where they hold errors.
    pub fn trust(&self) -> Trust {
        self.trust
    }

    /// Names of the parameter that stands for the object itself, when a method spells it out.
    /// A caller does not pass it, so it is not counted as a parameter.
    pub fn is_receiver(&self, name: &str) -> bool {
        self.receivers.iter().any(|receiver| receiver == name)
    }

    /// Whether a method calls the others of its class by their bare names.
    pub fn has_bare_members(&self) -> bool {
        self.has_bare_members
    }

    /// The field of a parameter's name, where one parameter node may have several: Go's `a, b int`.
    pub fn parameter_names(&self) -> Option<Field> {
        self.table.parameter_names()
    }

    /// What is written for an empty list of parameters, if not nothing: C's `void`.
    pub fn no_parameters(&self) -> Option<&str> {
        self.no_parameters.as_deref()
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
        let (_, own) = &layers.0[0];
        Ok(Self {
            shared_extensions: own.shared_extensions.clone(),
            file_names: own.file_names.clone(),
            interpreters: own.interpreters.clone(),
            modes: own.modes.clone(),
            trust: layers.first(|layer| layer.trust).unwrap_or_default(),
            id: layers.required("id", |layer| layer.id.clone())?,
            name: layers.required("name", |layer| layer.name.clone())?,
            extensions: layers.required("extensions", |layer| layer.extensions.clone())?,
            language_ids: layers.required("language-ids", |layer| layer.language_ids.clone())?,
            receivers: layers
                .first(|layer| layer.receivers.clone())
                .unwrap_or_default(),
            has_bare_members: layers.first(|layer| layer.bare_members).unwrap_or_default(),
            no_parameters: layers.first(|layer| layer.no_parameters.clone()),
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
