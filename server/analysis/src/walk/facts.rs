//! What the walk finds out, as plain values.

use scholiast_grammars::{Construct, Fault, Language};
use scholiast_text::Span;
use tree_sitter::Node;

use super::naming::plain_name;
use crate::cognitive::Increment;
use crate::report::FunctionKind;

/// The longest name that is shown; computed names can be any expression.
pub(crate) const NAME_LIMIT: usize = 80;

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
