//! Runs of like logical operators: `a && b && c || d` has two.
//!
//! Operators are taken in the order of the source, through plain parentheses. Anything else
//! between them (a negated group, a call, a comparison) starts an expression of its own.

use scholiast_grammars::{Construct, Language, Logical, Symbol};

use super::Visit;
use super::gathering::Gathering;
use super::nested::Nested;
use crate::cognitive::{Increment, Reason};

/// The logical expressions open around the walk.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    open: Nested<Part>,
    /// The last operator of each open expression.
    last_operators: Vec<Option<Symbol>>,
}

/// An operation or a pair of parentheses inside a logical expression.
#[derive(Debug)]
struct Part {
    operation: Option<&'static Logical>,
    is_outermost: bool,
}

impl Runs {
    pub(crate) fn enter(
        &mut self,
        visit: &Visit<'_, '_>,
        language: &'static Language,
        gathering: Option<&mut Gathering>,
    ) {
        let parent = self.open.parent(visit.depth);
        match &visit.kind.construct {
            Construct::Logical(logical) if is_logical(visit, logical) => {
                let is_outermost = parent.is_none();
                if is_outermost {
                    self.last_operators.push(None);
                }
                self.open.open(
                    visit.depth,
                    Part {
                        operation: Some(logical),
                        is_outermost,
                    },
                );
            }
            Construct::Parenthesis if parent.is_some() => {
                self.open.open(
                    visit.depth,
                    Part {
                        operation: None,
                        is_outermost: false,
                    },
                );
            }
            Construct::Plain => {
                let operation = parent.and_then(|part| part.operation);
                if operation.is_some_and(|logical| logical.operators.contains(&visit.symbol)) {
                    self.operator(visit, language, gathering);
                }
            }
            _ => {}
        }
    }

    fn operator(
        &mut self,
        visit: &Visit<'_, '_>,
        language: &'static Language,
        gathering: Option<&mut Gathering>,
    ) {
        let Some(last) = self.last_operators.last_mut() else {
            return;
        };
        let starts_run = last.replace(visit.symbol) != Some(visit.symbol);
        if let Some(gathering) = gathering
            && starts_run
        {
            let increment = Increment {
                span: visit.span(),
                amount: 1,
                nesting: 0,
                reason: Reason::Logical(language.token(visit.symbol)),
            };
            gathering.add_increment(increment, 0);
        }
    }

    pub(crate) fn leave(&mut self, depth: usize) {
        if self.open.close(depth).is_some_and(|part| part.is_outermost) {
            self.last_operators.pop();
        }
    }
}

fn is_logical(visit: &Visit<'_, '_>, logical: &Logical) -> bool {
    visit
        .node
        .child_by_field_id(logical.operator.get())
        .is_some_and(|operator| logical.operators.contains(&operator.kind_id()))
}
