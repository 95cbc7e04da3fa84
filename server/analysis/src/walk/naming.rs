//! What stands around a declaration and belongs to it: decorators, `export`, `const f =`.

use scholiast_grammars::{Binding, Construct, Language, Shell, Wrapper};
use scholiast_text::Span;
use tree_sitter::Node;

use super::Visit;
use super::nested::Nested;

/// The wrappers and bindings open around the walk, and decorators that wait for a declaration.
#[derive(Default)]
pub(crate) struct Naming<'t> {
    lenders: Nested<Lender<'t>>,
    /// The start of the first decorator before the declaration they are siblings of.
    decorators: Nested<usize>,
}

/// A node that lends its extent, and perhaps a name, to the declaration in it.
struct Lender<'t> {
    node: Node<'t>,
    construct: &'static Construct,
    span: Span,
    /// The binding that it is, or the one that it is all the value of.
    binding: Option<(Node<'t>, &'static Binding)>,
}

impl<'t> Naming<'t> {
    pub(crate) fn enter_lender(&mut self, visit: &Visit<'_, 't>) {
        let span = self.span(visit);
        let binding = match &visit.kind.construct {
            Construct::Binding(binding) => Some((visit.node, binding)),
            _ => self.lender_of(visit).and_then(|lender| lender.binding),
        };
        let lender = Lender {
            node: visit.node,
            construct: &visit.kind.construct,
            span,
            binding,
        };
        self.lenders.open(visit.depth, lender);
    }

    pub(crate) fn enter_decorator(&mut self, visit: &Visit<'_, 't>) {
        if self.decorators.at(visit.depth).is_none() {
            self.decorators.open(visit.depth, visit.node.start_byte());
        }
    }

    /// Whether decorators wait for a declaration at this depth.
    pub(crate) fn awaits_declaration(&self, depth: usize) -> bool {
        self.decorators.at(depth).is_some()
    }

    /// The decorators before this node belong to nothing: something else follows them.
    pub(crate) fn forget_decorators(&mut self, depth: usize) {
        self.decorators.close(depth);
    }

    /// All of a declaration, with what stands around it.
    pub(crate) fn span(&mut self, visit: &Visit<'_, 't>) -> Span {
        let own = self
            .lender_of(visit)
            .map_or(visit.span(), |lender| lender.span);
        let decorators = self.decorators.close(visit.depth);
        let start = decorators.map_or(own.start, |start| start.min(own.start));
        Span::new(start, own.end)
    }

    /// The name that a value is bound to.
    pub(crate) fn bound_name(
        &self,
        visit: &Visit<'_, 't>,
        language: &'static Language,
    ) -> Option<Node<'t>> {
        let (node, binding) = self.lender_of(visit)?.binding?;
        plain_name(node.child_by_field_id(binding.name.get())?, language)
    }

    pub(crate) fn leave(&mut self, depth: usize) {
        self.lenders.close(depth);
        self.decorators.close(depth + 1);
    }

    fn lender_of(&self, visit: &Visit<'_, 't>) -> Option<&Lender<'t>> {
        self.lenders
            .parent(visit.depth)
            .filter(|lender| lender.lends_to(visit))
    }
}

impl Lender<'_> {
    fn lends_to(&self, visit: &Visit<'_, '_>) -> bool {
        match self.construct {
            Construct::Wrapper(Wrapper::OnlyChild) => self.node.named_child_count() == 1,
            Construct::Wrapper(Wrapper::Fields(fields)) => {
                visit.field().is_some_and(|field| fields.contains(&field))
            }
            Construct::Binding(binding) => visit.field() == Some(binding.value),
            _ => false,
        }
    }
}

/// Whether a node may stand between a decorator and its declaration.
pub(crate) fn may_precede(node: Node<'_>, language: &Language) -> bool {
    let construct = language.construct(node.kind_id());
    !node.is_named() || matches!(construct, Construct::Comment | Construct::Decorator)
}

/// Where the decorators right before a node start, if it has any.
pub(crate) fn decorators_before(node: Node<'_>, language: &Language) -> Option<usize> {
    let mut first = None;
    let mut sibling = node.prev_sibling();
    while let Some(before) = sibling.filter(|before| may_precede(*before, language)) {
        if *language.construct(before.kind_id()) == Construct::Decorator {
            first = Some(before.start_byte());
        }
        sibling = before.prev_sibling();
    }
    first
}

/// The name itself, the last name of `object.name`, or the one inside a shell such as `Name<T>`.
pub(crate) fn plain_name<'t>(node: Node<'t>, language: &Language) -> Option<Node<'t>> {
    let mut node = node;
    loop {
        let inner = match language.construct(node.kind_id()) {
            Construct::Name => return Some(node),
            // Whatever the grammar has there is a name.
            Construct::Member(member) => match node.child_by_field_id(member.name.get())? {
                name if *language.construct(name.kind_id()) == Construct::Plain => {
                    return Some(name);
                }
                name => name,
            },
            Construct::Shell(shell) => held(node, shell)?,
            Construct::Wrapper(Wrapper::OnlyChild) => only_child(node)?,
            _ => return None,
        };
        node = inner;
    }
}

/// The name that a declaration gives, with what stands around it.
pub(crate) struct Declared<'t> {
    pub(crate) name: Node<'t>,
    /// What it is a member of, by names from the outermost on: `A::B` in `A::B::name`.
    pub(crate) owners: Vec<Node<'t>>,
    /// The parameters, where they stand around the name: `*name(int)`.
    pub(crate) parameters: Option<Node<'t>>,
}

/// What a declaration's name, or the declarator around it, declares.
pub(crate) fn declared<'t>(declarator: Node<'t>, language: &Language) -> Declared<'t> {
    let mut declared = Declared {
        name: declarator,
        owners: Vec::new(),
        parameters: None,
    };
    let mut inner = Some(declarator);
    while let Some(node) = inner {
        declared.name = node;
        inner = match language.construct(node.kind_id()) {
            Construct::Shell(shell) => {
                let list = shell.parameters.map(|field| field.get());
                let list = list.and_then(|field| node.child_by_field_id(field));
                declared.parameters = list.or(declared.parameters);
                held(node, shell)
            }
            Construct::Member(member) => {
                let owner = node.child_by_field_id(member.object.get());
                let owner = owner.map(|owner| plain_name(owner, language).unwrap_or(owner));
                declared.owners.extend(owner);
                node.child_by_field_id(member.name.get())
            }
            _ => None,
        };
    }
    declared
}

/// The name by which a method knows its own object, when its owner is spelled with one:
/// `s` in `(s *Server)`.
pub(crate) fn own_object<'t>(owner: Node<'t>, language: &Language) -> Option<Node<'t>> {
    let kind = plain_name(owner, language)?;
    let mut first = owner;
    while let Some(child) = first.named_child(0) {
        first = child;
    }
    (first != kind && *language.construct(first.kind_id()) == Construct::Name).then_some(first)
}

fn held<'t>(node: Node<'t>, shell: &Shell) -> Option<Node<'t>> {
    match shell.holds {
        Some(field) => node.child_by_field_id(field.get()),
        None => only_child(node),
    }
}

fn only_child(node: Node<'_>) -> Option<Node<'_>> {
    (node.named_child_count() == 1)
        .then(|| node.named_child(0))
        .flatten()
}
