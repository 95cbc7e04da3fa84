//! Which function and class the walk is in, and the facts gathered for each.

use scholiast_grammars::{Binding, Class as ClassFields, Construct, Fault, Function, Language};
use scholiast_text::{Span, Text};
use tree_sitter::Node;

use super::Visit;
use super::naming::plain_name;
use super::nested::Nested;
use crate::cognitive::Increment;
use crate::reader::word;
use crate::report::FunctionKind;
use crate::signature::signature;

/// How deep units and classes may lie in each other to be told apart. What lies deeper counts to
/// the one around it, so that every answer about a file stays linear in the file.
const DEPTH_LIMIT: usize = 16;

/// The longest name that is shown; computed names can be any expression.
const NAME_LIMIT: usize = 80;

/// All that the walk reads from a file.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    /// In the order in which they start.
    pub(crate) units: Vec<Unit>,
    pub(crate) classes: Vec<Class>,
    pub(crate) values: Vec<Value>,
    pub(crate) mistakes: Vec<Mistake>,
}

impl Facts {
    /// `Class.method`, `outer.inner`: a name with those of the scopes around it.
    pub(crate) fn qualified_name(&self, scope: Scope, name: &str) -> String {
        let around: Vec<&str> = self
            .scopes_around(scope)
            .filter_map(|scope| self.name_of(scope))
            .collect();
        around
            .into_iter()
            .rev()
            .chain([name])
            .collect::<Vec<_>>()
            .join(".")
    }

    /// A scope and those around it, up to the file.
    pub(crate) fn scopes_around(&self, innermost: Scope) -> impl Iterator<Item = Scope> {
        std::iter::successors(Some(innermost), |scope| match scope {
            Scope::File => None,
            Scope::Class(class) => self.classes.get(*class).map(|class| class.scope),
            Scope::Unit(unit) => self.units.get(*unit).map(|unit| unit.scope),
        })
    }

    /// Whether a scope is the file, or a class that is not inside any function.
    pub(crate) fn is_outside_functions(&self, scope: Scope) -> bool {
        self.scopes_around(scope)
            .all(|scope| !matches!(scope, Scope::Unit(_)))
    }

    fn name_of(&self, scope: Scope) -> Option<&str> {
        match scope {
            Scope::File => None,
            Scope::Class(class) => self.classes.get(class).map(|class| class.name.as_str()),
            Scope::Unit(unit) => self.units.get(unit).map(|unit| unit.name.as_str()),
        }
    }
}

/// Where something is declared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// At the top of the file.
    #[default]
    File,
    /// In the class with this index.
    Class(usize),
    /// In the unit with this index.
    Unit(usize),
}

/// The facts of a function's own text, without those of the units inside it.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) name: String,
    /// Whether that name is its own or one that it is bound to.
    pub(crate) has_name: bool,
    pub(crate) kind: FunctionKind,
    pub(crate) span: Span,
    pub(crate) name_span: Span,
    pub(crate) signature: String,
    pub(crate) body_span: Span,
    pub(crate) parameters: u32,
    pub(crate) lines: u32,
    pub(crate) has_syntax_error: bool,
    /// Where it is declared.
    pub(crate) scope: Scope,
    /// The unit that it is inside of.
    pub(crate) parent: Option<usize>,
    /// The nesting level of its declaration within its parent.
    pub(crate) level: u32,
    /// Whether its statements only declare other functions, and so do not nest them.
    pub(crate) only_declares: bool,
    /// How many structures it has.
    pub(crate) structures: u32,
    /// How deep they are nested.
    pub(crate) depth: u32,
    /// With nesting as seen from this unit.
    pub(crate) increments: Vec<Increment>,
    pub(crate) calls: Vec<CallSite>,
}

/// A class, or what else holds methods.
#[derive(Debug)]
pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) signature: String,
    pub(crate) scope: Scope,
}

/// A name bound to a value at the top of a file or a class.
#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) name: String,
    pub(crate) span: Span,
    pub(crate) scope: Scope,
}

/// A call, as it is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CallSite {
    /// The name that is called: the last one of `object.name`.
    pub(crate) name: Span,
    /// All that stands before the arguments, or only the name if that is long.
    pub(crate) shown: Span,
    pub(crate) receiver: Receiver,
}

/// What a function is called on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Receiver {
    /// Nothing: `name()`.
    None,
    /// Something that is a single word: `self.name()`.
    Word(Span),
    /// The result of an expression.
    Computed,
}

impl CallSite {
    pub(crate) fn of(callee: Node<'_>, language: &Language) -> Option<Self> {
        let name = plain_name(callee, language)?.byte_range().into();
        let whole = Span::from(callee.byte_range());
        let shown = if whole.len() <= NAME_LIMIT {
            whole
        } else {
            name
        };
        let receiver = match language.construct(callee.kind_id()) {
            Construct::Member(member) => {
                Receiver::of(callee.child_by_field_id(member.object.get())?)
            }
            _ => Receiver::None,
        };
        Some(Self {
            name,
            shown,
            receiver,
        })
    }
}

impl Receiver {
    fn of(object: Node<'_>) -> Self {
        match object.child_count() {
            0 => Self::Word(object.byte_range().into()),
            _ => Self::Computed,
        }
    }
}

/// Something the grammar lets pass and the language does not.
#[derive(Clone, Debug)]
pub(crate) struct Mistake {
    pub(crate) span: Span,
    pub(crate) message: String,
}

impl Mistake {
    pub(crate) fn misplaced(node: Node<'_>, message: String) -> Self {
        let keyword = node.child(0).unwrap_or(node);
        Self {
            span: keyword.byte_range().into(),
            message,
        }
    }

    pub(crate) fn reserved(node: Node<'_>, word: &str) -> Self {
        let message = format!("unexpected `{word}`: it is a keyword, and no name");
        Self {
            span: node.byte_range().into(),
            message,
        }
    }

    pub(crate) fn of_dialect(fault: Fault) -> Self {
        let Fault { span, message } = fault;
        Self { span, message }
    }
}

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
            visit.parent,
            Some((Construct::Wrapper(_) | Construct::Block, _))
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
        let name = text.split(|character: char| !character.is_alphanumeric() && character != '_');
        name.into_iter()
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
