//! From words to numbers: a description and its grammar become a table indexed by symbol id.
//!
//! Layers are applied from the most general to the language's own, so that a later entry for a
//! node kind replaces an earlier one, and every error still knows the file it comes from.

mod measures;

use std::collections::{HashMap, HashSet};

use tree_sitter::Language as Grammar;

use crate::construct::{
    Alternative, Binding, Call, Class, Construct, Field, Flow, Function, Jump, Logical, Member,
    Nests, NodeKind, Place, PlainJump, Shell, Structure, Symbol, Wrapper,
};
use crate::description::{
    Description, DescriptionError, Fault, FunctionWords, JumpWords, Kinds, PlainKinds, Source,
    StructureWords, Structures, Word, WrapperWords,
};
use crate::measure::Measured;

/// What every symbol of one grammar means.
#[derive(Debug)]
pub(crate) struct Table {
    kinds: Vec<NodeKind>,
    parameter_names: Option<Field>,
    measured: Vec<Measured>,
    reserved: HashSet<String>,
}

impl Table {
    /// The meaning of a symbol; an ERROR node, whose symbol is in no grammar, is plain.
    pub(crate) fn kind(&self, symbol: Symbol) -> &NodeKind {
        static UNKNOWN: NodeKind = NodeKind::PLAIN;
        self.kinds.get(usize::from(symbol)).unwrap_or(&UNKNOWN)
    }

    /// What a symbol adds to the metrics.
    pub(crate) fn measured(&self, symbol: Symbol) -> &Measured {
        static UNKNOWN: Measured = Measured::NOTHING;
        self.measured.get(usize::from(symbol)).unwrap_or(&UNKNOWN)
    }

    pub(crate) fn parameter_names(&self) -> Option<Field> {
        self.parameter_names
    }

    pub(crate) fn is_reserved(&self, word: &str) -> bool {
        self.reserved.contains(word)
    }
}

/// A table in the making.
pub(crate) struct Compiler<'g> {
    grammar: &'g Grammar,
    /// All symbols that show as a kind: a grammar's aliases give one name to several.
    symbols: HashMap<&'g str, Vec<Symbol>>,
    table: Table,
}

impl<'g> Compiler<'g> {
    pub(crate) fn new(grammar: &'g Grammar) -> Self {
        let count = grammar.node_kind_count();
        let mut symbols: HashMap<&str, Vec<Symbol>> = HashMap::new();
        for symbol in (0..count).filter_map(|id| Symbol::try_from(id).ok()) {
            if let Some(kind) = grammar.node_kind_for_id(symbol)
                && grammar.node_kind_is_named(symbol)
            {
                symbols.entry(kind).or_default().push(symbol);
            }
        }
        let table = Table {
            kinds: vec![NodeKind::PLAIN; count],
            parameter_names: None,
            measured: vec![Measured::NOTHING; count],
            reserved: HashSet::new(),
        };
        Self {
            grammar,
            symbols,
            table,
        }
    }

    /// Applies one file of a description.
    pub(crate) fn apply(
        &mut self,
        description: &Description,
        source: Source,
    ) -> Result<(), DescriptionError> {
        let mut layer = Layer {
            compiler: self,
            source,
            seen: HashSet::new(),
        };
        layer.apply(description)
    }

    /// Marks the kinds that the dialect wants to check, and gives out the table.
    pub(crate) fn finish(mut self, checked_kinds: &[&'static str]) -> Result<Table, Fault> {
        for kind in checked_kinds {
            let change = |kind: &mut NodeKind| kind.is_checked = true;
            self.change(kind, change)
                .ok_or_else(|| Fault::UnknownKind((*kind).to_owned()))?;
        }
        Ok(self.table)
    }

    /// Changes what is known of a kind; `None` if the grammar has no such kind.
    fn change(&mut self, kind: &str, change: impl Fn(&mut NodeKind)) -> Option<()> {
        for symbol in self.symbols.get(kind)? {
            self.table
                .kinds
                .get_mut(usize::from(*symbol))
                .map(&change)?;
        }
        Some(())
    }
}

/// One file on its way into the table.
struct Layer<'a, 'g> {
    compiler: &'a mut Compiler<'g>,
    source: Source,
    seen: HashSet<String>,
}

/// What is said of `else` without `alternative`.
const BOTH: &str = "`else` and `alternative` together";

/// What is said of a jump with no label, or two.
const EITHER: &str = "either `label`, a field, or `label-kind`, a node kind";

type Compiled<T> = Result<T, DescriptionError>;

impl Layer<'_, '_> {
    fn apply(&mut self, description: &Description) -> Compiled<()> {
        if let Some(word) = &description.parameter_names {
            self.compiler.table.parameter_names = Some(self.field(word)?);
        }
        self.plain(&description.plain)?;
        self.structures(&description.structures)?;
        self.kinds(&description.functions, Self::function)?;
        self.kinds(&description.classes, |layer, words| {
            Ok(Construct::Class(Class {
                name: layer.field(&words.name)?,
                body: layer.field(&words.body)?,
            }))
        })?;
        self.kinds(&description.wrappers, Self::wrapper)?;
        self.kinds(&description.bindings, |layer, words| {
            Ok(Construct::Binding(Binding {
                name: layer.field(&words.name)?,
                value: layer.field(&words.value)?,
            }))
        })?;
        self.kinds(&description.logical, |layer, words| {
            Ok(Construct::Logical(Logical {
                operator: layer.field_if_any(words.operator.as_ref())?,
                operators: layer.tokens(&words.operators)?,
            }))
        })?;
        self.jumps(&description.jumps)?;
        self.kinds(&description.calls, |layer, words| {
            Ok(Construct::Call(Call {
                callee: layer.field(&words.callee)?,
                object: layer.field_if_any(words.object.as_ref())?,
            }))
        })?;
        self.kinds(&description.members, |layer, words| {
            Ok(Construct::Member(Member {
                object: layer.field(&words.object)?,
                name: layer.field(&words.name)?,
            }))
        })?;
        self.kinds(&description.shells, |layer, words| {
            Ok(Construct::Shell(Shell {
                holds: layer.field_if_any(words.holds.as_ref())?,
                parameters: layer.field_if_any(words.parameters.as_ref())?,
            }))
        })?;
        self.places(description)?;
        self.measures(&description.measures)?;
        self.brackets(description.lexical.as_ref());
        self.reserved(description)
    }

    fn symbols(&self, kind: &Word) -> Compiled<Vec<Symbol>> {
        let symbols = self.compiler.symbols.get(kind.get_ref().as_str());
        symbols
            .cloned()
            .ok_or_else(|| self.error(kind, Fault::UnknownKind))
    }

    fn symbols_of_all(&self, kinds: &[Word]) -> Compiled<Vec<Symbol>> {
        let symbols: Compiled<Vec<Vec<Symbol>>> =
            kinds.iter().map(|kind| self.symbols(kind)).collect();
        Ok(symbols?.concat())
    }

    fn plain(&mut self, plain: &PlainKinds) -> Compiled<()> {
        let roles = [
            (&plain.names, Construct::Name),
            (&plain.parentheses, Construct::Parenthesis),
            (&plain.decorators, Construct::Decorator),
            (&plain.separators, Construct::Separator),
            (&plain.blocks, Construct::Block),
            (&plain.comments, Construct::Comment),
            (&plain.literals, Construct::Literal),
        ];
        for (kinds, construct) in roles {
            for kind in kinds {
                self.assign(kind, &construct)?;
            }
        }
        Ok(())
    }

    fn structures(&mut self, structures: &Structures) -> Compiled<()> {
        let flows = [
            (&structures.r#if, Flow::If),
            (&structures.else_if, Flow::ElseIf),
            (&structures.r#else, Flow::Else),
            (&structures.r#loop, Flow::Loop),
            (&structures.catch, Flow::Catch),
            (&structures.switch, Flow::Switch),
            (&structures.ternary, Flow::Ternary),
        ];
        for (kinds, flow) in flows {
            self.kinds(kinds, |layer, words| layer.structure(flow, words))?;
        }
        Ok(())
    }

    fn kinds<W>(
        &mut self,
        kinds: &Kinds<W>,
        construct: impl Fn(&Self, &W) -> Compiled<Construct>,
    ) -> Compiled<()> {
        for (kind, words) in kinds {
            let construct = construct(self, words)?;
            self.assign(kind, &construct)?;
        }
        Ok(())
    }

    fn function(&self, words: &FunctionWords) -> Compiled<Construct> {
        let nameless = words
            .nameless
            .clone()
            .map_or("<anonymous>", |name| &*name.leak());
        Ok(Construct::Function(Function {
            name: self.field_if_any(words.name.as_ref())?,
            parameters: self.fields(&words.parameters)?,
            body: self.field(&words.body)?,
            owner: self.field_if_any(words.owner.as_ref())?,
            nameless,
        }))
    }

    fn wrapper(&self, words: &WrapperWords) -> Compiled<Construct> {
        Ok(Construct::Wrapper(match &words.holds {
            Some(fields) => Wrapper::Fields(self.fields(fields)?),
            None => Wrapper::OnlyChild,
        }))
    }

    fn structure(&self, flow: Flow, words: &StructureWords) -> Compiled<Construct> {
        let nests = match (&words.nests, &words.nests_all_but_after) {
            (Some(fields), _) => Nests::Fields(self.fields(fields)?),
            (None, Some(token)) => Nests::AllButAfter(self.token(token)?),
            (None, None) if words.nests_kinds.is_empty() => Nests::All,
            (None, None) => Nests::Kinds(self.symbols_of_all(&words.nests_kinds)?),
        };
        let keywords = self.tokens(&words.keywords)?;
        let alternative = self.alternative(words)?;
        Ok(Construct::Structure(Structure {
            flow,
            keywords,
            nests,
            alternative,
        }))
    }

    fn alternative(&self, words: &StructureWords) -> Compiled<Option<Alternative>> {
        match (&words.r#else, &words.alternative) {
            (Some(keyword), Some(field)) => Ok(Some(Alternative {
                keyword: self.token(keyword)?,
                field: self.field(field)?,
            })),
            (None, None) => Ok(None),
            (Some(word), None) | (None, Some(word)) => Err(self.unpaired(word, BOTH)),
        }
    }

    fn jumps(&mut self, jumps: &Kinds<JumpWords>) -> Compiled<()> {
        for (kind, words) in jumps {
            let construct = match (&words.label, &words.label_kind) {
                (Some(field), None) => Construct::Jump(Jump {
                    label: self.field(field)?,
                }),
                (None, Some(label)) => Construct::PlainJump(PlainJump {
                    labels: self.symbols(label)?,
                }),
                _ => return Err(self.unpaired(kind, EITHER)),
            };
            self.assign(kind, &construct)?;
        }
        Ok(())
    }

    fn places(&mut self, description: &Description) -> Compiled<()> {
        for (kind, words) in &description.places {
            let place = (!words.inside.is_empty()).then(|| Place {
                keyword: words.keyword.clone().leak(),
                homes: words.inside.clone(),
            });
            self.change(kind, |kind| kind.place.clone_from(&place))?;
        }
        Ok(())
    }

    fn reserved(&mut self, description: &Description) -> Compiled<()> {
        let Some(reserved) = &description.reserved else {
            return Ok(());
        };
        for kind in &reserved.kinds {
            self.change(kind, |kind| kind.is_identifier = true)?;
        }
        for kind in &reserved.except_in {
            self.change(kind, |kind| kind.takes_any_word = true)?;
        }
        let words = reserved.words.iter().cloned();
        self.compiler.table.reserved.extend(words);
        Ok(())
    }

    fn assign(&mut self, kind: &Word, construct: &Construct) -> Compiled<()> {
        if !self.seen.insert(kind.get_ref().clone()) {
            return Err(self.error(kind, Fault::SecondRole));
        }
        self.change(kind, |kind| kind.construct = construct.clone())
    }

    fn change(&mut self, kind: &Word, change: impl Fn(&mut NodeKind)) -> Compiled<()> {
        self.compiler
            .change(kind.get_ref(), change)
            .ok_or_else(|| self.error(kind, Fault::UnknownKind))
    }

    fn tokens(&self, words: &[Word]) -> Compiled<Vec<Symbol>> {
        words.iter().map(|word| self.token(word)).collect()
    }

    fn token(&self, word: &Word) -> Compiled<Symbol> {
        match self
            .compiler
            .grammar
            .id_for_node_kind(word.get_ref(), false)
        {
            0 => Err(self.error(word, Fault::UnknownToken)),
            symbol => Ok(symbol),
        }
    }

    fn fields(&self, words: &[Word]) -> Compiled<Vec<Field>> {
        words.iter().map(|word| self.field(word)).collect()
    }

    fn field_if_any(&self, word: Option<&Word>) -> Compiled<Option<Field>> {
        word.map(|word| self.field(word)).transpose()
    }

    fn field(&self, word: &Word) -> Compiled<Field> {
        self.compiler
            .grammar
            .field_id_for_name(word.get_ref())
            .ok_or_else(|| self.error(word, Fault::UnknownField))
    }

    fn unpaired(&self, word: &Word, rule: &'static str) -> DescriptionError {
        self.error(word, |kind| Fault::Unpaired(kind, rule))
    }

    fn error(&self, word: &Word, fault: impl FnOnce(String) -> Fault) -> DescriptionError {
        self.source
            .error(Some(word.span()), fault(word.get_ref().clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with `[section]` lines added to an otherwise empty description of Python.
    fn fault_of(text: &'static str) -> String {
        let source = Source {
            path: "python/language.toml",
            text,
        };
        let grammar = Grammar::from(tree_sitter_python::LANGUAGE);
        source
            .parse()
            .and_then(|description| Compiler::new(&grammar).apply(&description, source))
            .expect_err("the description is wrong")
            .to_string()
    }

    #[test]
    fn a_wrong_word_is_told_with_its_file_and_line() {
        assert_eq!(
            fault_of("[plain]\nnames = [\n  \"identifier\",\n  \"identifer\",\n]\n"),
            "grammars/python/language.toml:4: the grammar has no node kind `identifer`; \
             its node-types.json lists those it has"
        );
        assert_eq!(
            fault_of("[calls]\n\ncall = { callee = \"callee\" }\n"),
            "grammars/python/language.toml:3: the grammar has no field `callee`; \
             its node-types.json lists those it has"
        );
        assert_eq!(
            fault_of("[structures.loop]\nfor_statement = { keywords = [\"foreach\"] }\n"),
            "grammars/python/language.toml:2: the grammar has no keyword or operator `foreach`; \
             write it as the grammar does"
        );
        assert_eq!(
            fault_of("[measures.decisions]\nboolean_operator = { tokens = [\"&&\"] }\n"),
            "grammars/python/language.toml:2: the grammar has no keyword or operator `&&`; \
             write it as the grammar does"
        );
        assert_eq!(
            fault_of("[measures.statements]\nelse_clause = { except-in = [\"unless\"] }\n"),
            "grammars/python/language.toml:2: the grammar has no node kind `unless`; \
             its node-types.json lists those it has"
        );
    }

    #[test]
    fn a_wrong_form_is_told_with_its_file_and_line() {
        assert_eq!(
            fault_of("[plain]\nnames = [\"identifier\"]\nparentheses = [\"identifier\"]\n"),
            "grammars/python/language.toml:3: `identifier` already has a role in this file; \
             remove one of the two"
        );
        assert!(fault_of("[plain]\n\nnoise = []\n").starts_with(
            "grammars/python/language.toml:3: unknown field `noise`, expected one of"
        ));
    }
}
