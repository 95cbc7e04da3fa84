//! From words to numbers: a description and its grammar become a table indexed by symbol id.
//!
//! Layers are applied from the most general to the language's own, so that a later entry for a
//! node kind replaces an earlier one, and every error still knows the file it comes from.

use std::collections::HashSet;

use tree_sitter::Language as Grammar;

use crate::construct::{
    Binding, Call, Class, Construct, Field, Flow, Function, Jump, Logical, Member, Nests, Place,
    Structure, Symbol, Wrapper,
};
use crate::description::{
    Description, DescriptionError, Fault, FunctionWords, Kinds, PlainKinds, Source, StructureWords,
    Structures, Word, WrapperWords,
};

/// What the analysis asks of a symbol id.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) construct: Construct,
    pub(crate) place: Option<Place>,
    pub(crate) is_checked: bool,
    pub(crate) is_identifier: bool,
    pub(crate) takes_any_word: bool,
}

const PLAIN: Entry = Entry {
    construct: Construct::Plain,
    place: None,
    is_checked: false,
    is_identifier: false,
    takes_any_word: false,
};

/// The entries of one grammar, by symbol id.
#[derive(Debug)]
pub(crate) struct Table {
    entries: Vec<Entry>,
    /// The words that are no names.
    reserved: HashSet<String>,
}

impl Table {
    pub(crate) fn new(grammar: &Grammar) -> Self {
        Self {
            entries: vec![PLAIN; grammar.node_kind_count()],
            reserved: HashSet::new(),
        }
    }

    /// The entry of a symbol; an ERROR node, whose symbol is in no grammar, is plain.
    pub(crate) fn entry(&self, symbol: Symbol) -> &Entry {
        static UNKNOWN: Entry = PLAIN;
        self.entries.get(usize::from(symbol)).unwrap_or(&UNKNOWN)
    }

    pub(crate) fn is_reserved(&self, word: &str) -> bool {
        self.reserved.contains(word)
    }

    /// Marks the kinds that the dialect wants to check.
    pub(crate) fn check(&mut self, kinds: &[&'static str], grammar: &Grammar) -> Result<(), Fault> {
        for kind in kinds {
            let symbols = symbols_of(grammar, kind, true);
            if symbols.is_empty() {
                return Err(Fault::UnknownKind((*kind).to_owned()));
            }
            self.entries_of(&symbols, |entry| entry.is_checked = true);
        }
        Ok(())
    }

    /// Applies one file of a description.
    pub(crate) fn apply(
        &mut self,
        description: &Description,
        source: Source,
        grammar: &Grammar,
    ) -> Result<(), DescriptionError> {
        Layer {
            table: self,
            grammar,
            source,
            seen: HashSet::new(),
        }
        .apply(description)
    }

    fn entries_of(&mut self, symbols: &[Symbol], change: impl Fn(&mut Entry)) {
        for symbol in symbols {
            if let Some(entry) = self.entries.get_mut(usize::from(*symbol)) {
                change(entry);
            }
        }
    }
}

/// All symbols that show as this kind: a grammar's aliases give one name to several.
fn symbols_of(grammar: &Grammar, kind: &str, named: bool) -> Vec<Symbol> {
    (0..grammar.node_kind_count())
        .filter_map(|id| Symbol::try_from(id).ok())
        .filter(|id| grammar.node_kind_is_named(*id) == named)
        .filter(|id| grammar.node_kind_for_id(*id) == Some(kind))
        .collect()
}

/// One file on its way into the table.
struct Layer<'a> {
    table: &'a mut Table,
    grammar: &'a Grammar,
    source: Source,
    seen: HashSet<String>,
}

type Compiled<T> = Result<T, DescriptionError>;

impl Layer<'_> {
    fn apply(&mut self, description: &Description) -> Compiled<()> {
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
                operator: layer.field(&words.operator)?,
                operators: layer.tokens(&words.operators)?,
            }))
        })?;
        self.kinds(&description.jumps, |layer, words| {
            Ok(Construct::Jump(Jump {
                label: layer.field(&words.label)?,
            }))
        })?;
        self.kinds(&description.calls, |layer, words| {
            Ok(Construct::Call(Call {
                callee: layer.field(&words.callee)?,
            }))
        })?;
        self.kinds(&description.members, |layer, words| {
            Ok(Construct::Member(Member {
                object: layer.field(&words.object)?,
                name: layer.field(&words.name)?,
            }))
        })?;
        self.places(description)?;
        self.reserved(description)
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
            name: words
                .name
                .as_ref()
                .map(|word| self.field(word))
                .transpose()?,
            parameters: self.fields(&words.parameters)?,
            body: self.field(&words.body)?,
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
            (None, None) => Nests::All,
        };
        let keywords = self.tokens(&words.keywords)?;
        Ok(Construct::Structure(Structure {
            flow,
            keywords,
            nests,
        }))
    }

    fn places(&mut self, description: &Description) -> Compiled<()> {
        for (kind, words) in &description.places {
            let place = Place {
                keyword: words.keyword.clone().leak(),
                homes: words.inside.clone(),
            };
            let symbols = self.symbols(kind)?;
            self.table
                .entries_of(&symbols, |entry| entry.place = Some(place.clone()));
        }
        Ok(())
    }

    fn reserved(&mut self, description: &Description) -> Compiled<()> {
        let Some(reserved) = &description.reserved else {
            return Ok(());
        };
        for kind in &reserved.kinds {
            let symbols = self.symbols(kind)?;
            self.table
                .entries_of(&symbols, |entry| entry.is_identifier = true);
        }
        for kind in &reserved.except_in {
            let symbols = self.symbols(kind)?;
            self.table
                .entries_of(&symbols, |entry| entry.takes_any_word = true);
        }
        self.table.reserved.extend(reserved.words.iter().cloned());
        Ok(())
    }

    fn assign(&mut self, kind: &Word, construct: &Construct) -> Compiled<()> {
        let symbols = self.symbols(kind)?;
        if !self.seen.insert(kind.get_ref().clone()) {
            return Err(self.error(kind, Fault::SecondRole));
        }
        self.table
            .entries_of(&symbols, |entry| entry.construct = construct.clone());
        Ok(())
    }

    fn symbols(&self, kind: &Word) -> Compiled<Vec<Symbol>> {
        let symbols = symbols_of(self.grammar, kind.get_ref(), true);
        if symbols.is_empty() {
            return Err(self.error(kind, Fault::UnknownKind));
        }
        Ok(symbols)
    }

    fn tokens(&self, words: &[Word]) -> Compiled<Vec<Symbol>> {
        words.iter().map(|word| self.token(word)).collect()
    }

    fn token(&self, word: &Word) -> Compiled<Symbol> {
        match self.grammar.id_for_node_kind(word.get_ref(), false) {
            0 => Err(self.error(word, Fault::UnknownToken)),
            symbol => Ok(symbol),
        }
    }

    fn fields(&self, words: &[Word]) -> Compiled<Vec<Field>> {
        words.iter().map(|word| self.field(word)).collect()
    }

    fn field(&self, word: &Word) -> Compiled<Field> {
        self.grammar
            .field_id_for_name(word.get_ref())
            .ok_or_else(|| self.error(word, Fault::UnknownField))
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
            .and_then(|description| Table::new(&grammar).apply(&description, source, &grammar))
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
