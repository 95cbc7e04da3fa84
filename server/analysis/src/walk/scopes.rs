//! Which function and class the walk is in, and the facts gathered for each.

use scholiast_grammars::{Binding, Class as ClassFields, Construct, Function, Language};
use scholiast_text::{Span, Text};
use tree_sitter::Node;

use super::Visit;
use super::facts::{Class, Facts, Mistake, NAME_LIMIT, Scope, Unit, Value};
use super::nested::Nested;
use crate::reader::word;
use crate::report::FunctionKind;
use crate::signature::signature;

/// How deep units and classes may lie in each other to be told apart. What lies deeper counts to
/// the one around it, so that every answer about a file stays linear in the file.
const DEPTH_LIMIT: usize = 16;

/// The scopes open around the walk, and all facts so far.
pub(crate) struct Scopes<'t> {
    language: &'static Language,
    text: &'t Text,
    facts: Facts,
    open: Vec<(usize, Scope)>,
    /// Functions without a scope of their own, by the depth of their nodes.
    closures: Nested<()>,
}

impl<'t> Scopes<'t> {
    pub(crate) fn new(language: &'static Language, text: &'t Text) -> Self {
        let closures = Nested::default();
        Self {
            language,
            text,
            facts: Facts::default(),
            open: Vec::new(),
            closures,
        }
    }

    /// The innermost unit.
    pub(crate) fn unit(&mut self) -> Option<&mut Unit> {
        let index = self.unit_index()?;
        self.facts.units.get_mut(index)
    }

    /// Opens a unit, unless the function is nameless inside another unit, or lies too deep.
    pub(crate) fn open_function(
        &mut self,
        visit: &Visit<'_, 't>,
        function: &Function,
        name: Option<Node<'t>>,
        span: Span,
        level: u32,
    ) -> bool {
        let parent = self.unit_index();
        if (name.is_none() && parent.is_some()) || self.open.len() >= DEPTH_LIMIT {
            self.closures.open(visit.depth, ());
            return false;
        }
        let body = visit.node.child_by_field_id(function.body.get());
        let body_span = body.map_or(Span::empty(visit.node.end_byte()), |body| {
            body.byte_range().into()
        });
        let scope = self.scope();
        let first_token = visit.node.child(0).unwrap_or(visit.node);
        let unit = Unit {
            name: name.map_or_else(|| function.nameless.to_owned(), |name| self.name(name)),
            has_name: name.is_some(),
            kind: kind_of(visit, function, scope),
            span,
            name_span: name.unwrap_or(first_token).byte_range().into(),
            signature: signature(visit.node, name, body_span.start, self.language, self.text),
            body_span,
            parameters: self.parameters(visit.node, function),
            lines: 0,
            has_syntax_error: visit.node.has_error(),
            scope,
            parent,
            level,
            only_declares: body.is_some_and(|body| self.language.dialect().only_declares(body)),
            structures: 0,
            depth: 0,
            increments: Vec::new(),
            calls: Vec::new(),
        };
        self.open
            .push((visit.depth, Scope::Unit(self.facts.units.len())));
        self.facts.units.push(unit);
        true
    }

    pub(crate) fn open_class(&mut self, visit: &Visit<'_, 't>, class: &ClassFields, span: Span) {
        let name = visit.node.child_by_field_id(class.name.get());
        let body = visit.node.child_by_field_id(class.body.get());
        let (Some(name), Some(body)) = (name, body) else {
            return;
        };
        if self.open.len() >= DEPTH_LIMIT {
            return;
        }
        let facts = Class {
            name: self.name(name),
            span,
            signature: signature(
                visit.node,
                Some(name),
                body.start_byte(),
                self.language,
                self.text,
            ),
            scope: self.scope(),
        };
        self.open
            .push((visit.depth, Scope::Class(self.facts.classes.len())));
        self.facts.classes.push(facts);
    }

    /// Notes a binding that is a statement of the file or a member of a class.
    pub(crate) fn declare_value(&mut self, visit: &Visit<'_, 't>, binding: &Binding) {
        let scope = self.scope();
        let is_statement = matches!(
            visit.parent.map(|parent| &parent.kind.construct),
            Some(Construct::Wrapper(_) | Construct::Block)
        );
        let is_local = matches!(scope, Scope::Unit(_)) || self.closures.last().is_some();
        if !is_statement || is_local {
            return;
        }
        let name = visit.node.child_by_field_id(binding.name.get());
        if let Some(name) = name.filter(|name| self.is_name(*name)) {
            let value = Value {
                name: self.name(name),
                span: visit.span(),
                scope,
            };
            self.facts.values.push(value);
        }
    }

    pub(crate) fn add_mistake(&mut self, mistake: Mistake) {
        self.facts.mistakes.push(mistake);
    }

    /// Sets the number of lines of the innermost unit.
    pub(crate) fn set_lines(&mut self, lines: u32) {
        if let Some(unit) = self.unit() {
            unit.lines = lines;
        }
    }

    pub(crate) fn leave(&mut self, depth: usize) {
        self.open.pop_if(|(opened, _)| *opened == depth);
        self.closures.close(depth);
    }

    pub(crate) fn finish(self) -> Facts {
        self.facts
    }

    fn scope(&self) -> Scope {
        self.open.last().map_or(Scope::File, |(_, scope)| *scope)
    }

    fn unit_index(&self) -> Option<usize> {
        self.open.iter().rev().find_map(|(_, scope)| match scope {
            Scope::Unit(index) => Some(*index),
            _ => None,
        })
    }

    fn is_name(&self, node: Node<'_>) -> bool {
        *self.language.construct(node.kind_id()) == Construct::Name
    }

    fn name(&self, node: Node<'_>) -> String {
        let span = Span::from(node.byte_range());
        let shown = Span::new(span.start, span.end.min(span.start + NAME_LIMIT));
        word(self.text, shown).into_owned()
    }

    fn parameters(&self, node: Node<'_>, function: &Function) -> u32 {
        let Some(list) = function
            .parameters
            .iter()
            .find_map(|field| node.child_by_field_id(field.get()))
        else {
            return 0;
        };
        if self.is_name(list) {
            return 1;
        }
        let mut cursor = list.walk();
        let mut parameters = list
            .named_children(&mut cursor)
            .filter(|child| self.is_parameter(*child));
        let first = parameters.next();
        let is_receiver = first.is_some_and(|first| self.is_receiver(first));
        let count = usize::from(first.is_some() && !is_receiver) + parameters.count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn is_parameter(&self, child: Node<'_>) -> bool {
        !matches!(
            self.language.construct(child.kind_id()),
            Construct::Comment | Construct::Decorator | Construct::Separator
        )
    }

    fn is_receiver(&self, parameter: Node<'_>) -> bool {
        let start = parameter.start_byte();
        let shown = Span::new(start, parameter.end_byte().min(start + NAME_LIMIT));
        let text = word(self.text, shown);
        let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
        let mut words = text.split(|letter: char| !is_letter(letter));
        words
            .next()
            .is_some_and(|name| self.language.is_receiver(name))
    }
}

fn kind_of(visit: &Visit<'_, '_>, function: &Function, scope: Scope) -> FunctionKind {
    let has_own_name = function
        .name
        .is_some_and(|field| visit.node.child_by_field_id(field.get()).is_some());
    match scope {
        Scope::Class(_) => FunctionKind::Method,
        _ if has_own_name => FunctionKind::Function,
        _ => FunctionKind::Closure,
    }
}
