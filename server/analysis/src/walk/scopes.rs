//! Which function and class the walk is in, and what is said of each.

use scholiast_grammars::{Binding, Class as ClassFields, Construct, Field, Function, Language};
use scholiast_text::{Span, Text};
use tree_sitter::Node;

use super::Visit;
use super::facts::{Class, NAME_LIMIT, Owner, Unit, Value};
use super::fragment::{Head, ScopeKind};
use super::naming::{Declared, declared, own_object, plain_name};
use super::nested::Nested;
use crate::reader::{hashed, word};
use crate::report::FunctionKind;
use crate::signature::signature;

/// How deep units and classes may lie in each other to be told apart. What lies deeper counts to
/// the one around it, so that every answer about a file stays linear in the file.
const DEPTH_LIMIT: usize = 16;

/// The scopes open around the walk.
pub(crate) struct Scopes<'t> {
    language: &'static Language,
    text: &'t Text,
    open: Vec<(usize, ScopeKind)>,
    /// How many of them are units.
    units: usize,
    /// Functions without a scope of their own, by the depth of their nodes.
    closures: Nested<()>,
}

impl<'t> Scopes<'t> {
    pub(crate) fn new(language: &'static Language, text: &'t Text) -> Self {
        Self {
            language,
            text,
            open: Vec::new(),
            units: 0,
            closures: Nested::default(),
        }
    }

    /// Whether the walk is in a unit.
    pub(crate) fn is_in_unit(&self) -> bool {
        self.units > 0
    }

    /// Whether the walk is in a function without a scope of its own.
    pub(crate) fn is_in_closure(&self) -> bool {
        self.closures.last().is_some()
    }

    /// How many scopes are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// What the innermost scope is.
    pub(crate) fn innermost(&self) -> ScopeKind {
        self.open.last().map_or(ScopeKind::File, |(_, kind)| *kind)
    }

    /// Opens a unit, unless the function is nameless inside another unit, or lies too deep.
    pub(crate) fn open_function(
        &mut self,
        visit: &Visit<'_, 't>,
        function: &Function,
        name: Option<Node<'t>>,
        span: Span,
        level: u32,
    ) -> Option<Head> {
        if (name.is_none() && self.is_in_unit()) || self.open.len() >= DEPTH_LIMIT {
            self.closures.open(visit.depth, ());
            return None;
        }
        let body = visit.node.child_by_field_id(function.body.get());
        let body_span = body.map_or(Span::empty(visit.node.end_byte()), |body| {
            body.byte_range().into()
        });
        let first_token = visit.node.child(0).unwrap_or(visit.node);
        let declared = name.map(|name| declared(name, self.language));
        let list = declared.as_ref().and_then(|declared| declared.parameters);
        let owner = self.owner(visit, function, declared.as_ref());
        let name = declared.map(|declared| declared.name);
        let unit = Unit {
            name: name.map_or_else(|| function.nameless.to_owned(), |name| self.name(name)),
            has_name: name.is_some(),
            kind: match owner {
                Some(_) => FunctionKind::Method,
                None => kind_of(visit, function, self.innermost()),
            },
            owner,
            span,
            name_span: name.unwrap_or(first_token).byte_range().into(),
            signature: signature(visit.node, name, body_span.start, self.language, self.text),
            body_span,
            parameters: self.parameters(list, visit.node, function),
            has_syntax_error: visit.node.has_error(),
            level,
            only_declares: body.is_some_and(|body| self.language.dialect().only_declares(body)),
        };
        self.open.push((visit.depth, ScopeKind::Unit));
        self.units += 1;
        Some(Head::Unit(unit))
    }

    pub(crate) fn open_class(
        &mut self,
        visit: &Visit<'_, 't>,
        class: &ClassFields,
        span: Span,
    ) -> Option<Head> {
        let name = visit.node.child_by_field_id(class.name.get())?;
        let body = visit.node.child_by_field_id(class.body.get())?;
        if self.open.len() >= DEPTH_LIMIT {
            return None;
        }
        let class = Class {
            name: self.name(plain_name(name, self.language).unwrap_or(name)),
            span,
            signature: signature(
                visit.node,
                Some(name),
                body.start_byte(),
                self.language,
                self.text,
            ),
        };
        self.open.push((visit.depth, ScopeKind::Class));
        Some(Head::Class(class))
    }

    /// The name bound by a statement of the file or a member of a class.
    pub(crate) fn value(&self, visit: &Visit<'_, 't>, binding: &Binding) -> Option<Value> {
        let is_statement = matches!(
            visit.parent.map(|parent| &parent.kind.construct),
            Some(Construct::Wrapper(_) | Construct::Block)
        );
        let is_local = self.innermost() == ScopeKind::Unit || self.is_in_closure();
        if !is_statement || is_local {
            return None;
        }
        let name = visit.node.child_by_field_id(binding.name.get())?;
        self.is_name(name).then(|| Value {
            name: self.name(name),
            span: visit.span(),
        })
    }

    pub(crate) fn leave(&mut self, depth: usize) {
        let closed = self.open.pop_if(|(opened, _)| *opened == depth);
        if matches!(closed, Some((_, ScopeKind::Unit))) {
            self.units -= 1;
        }
        self.closures.close(depth);
    }

    fn is_name(&self, node: Node<'_>) -> bool {
        *self.language.construct(node.kind_id()) == Construct::Name
    }

    fn name(&self, node: Node<'_>) -> String {
        let span = Span::from(node.byte_range());
        let shown = Span::new(span.start, span.end.min(span.start + NAME_LIMIT));
        word(self.text, shown).into_owned()
    }

    /// What a function is a method of, where it stands outside of that.
    fn owner(
        &self,
        visit: &Visit<'_, 't>,
        function: &Function,
        declared: Option<&Declared<'t>>,
    ) -> Option<Owner> {
        let spelled = function.owner.map(|field| field.get());
        if let Some(spelled) = spelled.and_then(|field| visit.node.child_by_field_id(field)) {
            let object = own_object(spelled, self.language);
            return Some(Owner {
                name: self.name(plain_name(spelled, self.language)?),
                own_object: object.map(|object| hashed(&self.name(object))),
            });
        }
        let owners = &declared?.owners;
        let names: Vec<String> = owners.iter().map(|owner| self.name(*owner)).collect();
        (!names.is_empty()).then(|| Owner {
            name: names.join("."),
            own_object: None,
        })
    }

    fn parameters(&self, list: Option<Node<'_>>, node: Node<'_>, function: &Function) -> u32 {
        let of_field = |field: &Field| {
            let list = node.child_by_field_id(field.get())?;
            Some(declared(list, self.language).parameters.unwrap_or(list))
        };
        let Some(list) = list.or_else(|| function.parameters.iter().find_map(of_field)) else {
            return 0;
        };
        if self.is_name(list) {
            return 1;
        }
        let mut cursor = list.walk();
        let parameters: Vec<Node<'_>> = list
            .named_children(&mut cursor)
            .filter(|child| self.is_parameter(*child))
            .collect();
        let parameters = match parameters.split_first() {
            Some((first, rest)) if self.is_receiver(*first) => rest,
            Some((only, [])) if self.is_nothing(*only) => &[],
            _ => &parameters,
        };
        parameters.iter().map(|one| self.names_in(*one)).sum()
    }

    /// How many parameters a parameter node declares.
    fn names_in(&self, parameter: Node<'_>) -> u32 {
        let mut cursor = parameter.walk();
        let names = self.language.parameter_names().map_or(1, |field| {
            parameter
                .children_by_field_id(field, &mut cursor)
                .filter(Node::is_named)
                .count()
        });
        u32::try_from(names.max(1)).unwrap_or(u32::MAX)
    }

    fn is_nothing(&self, parameter: Node<'_>) -> bool {
        self.language
            .no_parameters()
            .is_some_and(|nothing| self.name(parameter) == nothing)
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

fn kind_of(visit: &Visit<'_, '_>, function: &Function, scope: ScopeKind) -> FunctionKind {
    let has_own_name = function
        .name
        .is_some_and(|field| visit.node.child_by_field_id(field.get()).is_some());
    match scope {
        ScopeKind::Class => FunctionKind::Method,
        _ if has_own_name => FunctionKind::Function,
        _ => FunctionKind::Closure,
    }
}
