//! What stands around a declaration and belongs to it: decorators, `export`, `const f =`.

use scholiast_grammars::{Construct, Language, Wrapper};
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
}

impl<'t> Naming<'t> {
    pub(crate) fn enter_lender(&mut self, visit: &Visit<'_, 't>) {
        let span = self.span(visit);
        let lender = Lender {
            node: visit.node,
            construct: &visit.kind.construct,
            span,
        };
        self.lenders.open(visit.depth, lender);
    }

    pub(crate) fn enter_decorator(&mut self, visit: &Visit<'_, 't>) {
        if self.decorators.at(visit.depth).is_none() {
            self.decorators.open(visit.depth, visit.node.start_byte());
        }
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
        let lender = self.lender_of(visit)?;
        let Construct::Binding(binding) = lender.construct else {
            return None;
        };
        plain_name(lender.node.child_by_field_id(binding.name.get())?, language)
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

/// The name itself, or the last name of `object.name`.
pub(crate) fn plain_name<'t>(node: Node<'t>, language: &Language) -> Option<Node<'t>> {
    match language.construct(node.kind_id()) {
        Construct::Name => Some(node),
        Construct::Member(member) => node.child_by_field_id(member.name.get()),
        _ => None,
    }
}
