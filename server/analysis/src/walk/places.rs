//! Statements that stand where they have no meaning: `return` outside a function.

use scholiast_grammars::{Construct, Flow, Home, Language, Place};

use super::Visit;
use super::nested::Nested;
use super::scopes::Mistake;

/// What the walk is inside of, as far as jumps are concerned.
#[derive(Debug, Default)]
pub(crate) struct Places {
    homes: Nested<Homes>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Homes {
    function: bool,
    r#loop: bool,
    switch: bool,
}

impl Places {
    /// The mistake that this node is, if it is one by standing here.
    pub(crate) fn enter(
        &mut self,
        visit: &Visit<'_, '_>,
        language: &'static Language,
    ) -> Option<Mistake> {
        let homes = self.homes.last().copied().unwrap_or_default();
        if let Some(homes) = homes.inside(visit.construct) {
            self.homes.open(visit.depth, homes);
        }
        let place = language.place(visit.symbol)?;
        let is_labelled =
            visit.node.named_child_count() > 0 && matches!(visit.construct, Construct::Jump(_));
        let is_at_home = place.homes.iter().any(|home| homes.include(*home));
        (!is_at_home && !is_labelled && visit.node.is_named())
            .then(|| Mistake::misplaced(visit.node, message(place)))
    }

    pub(crate) fn leave(&mut self, depth: usize) {
        self.homes.close(depth);
    }
}

impl Homes {
    /// What is different inside a construct; nothing for most.
    fn inside(self, construct: &Construct) -> Option<Self> {
        match construct {
            Construct::Function(_) => Some(Self {
                function: true,
                ..Self::default()
            }),
            Construct::Class(_) => Some(Self::default()),
            Construct::Structure(structure) => match structure.flow {
                Flow::Loop => Some(Self {
                    r#loop: true,
                    ..self
                }),
                Flow::Switch => Some(Self {
                    switch: true,
                    ..self
                }),
                _ => None,
            },
            _ => None,
        }
    }

    fn include(self, home: Home) -> bool {
        match home {
            Home::Function => self.function,
            Home::Loop => self.r#loop,
            Home::Switch => self.switch,
        }
    }
}

fn message(place: &Place) -> String {
    let homes: Vec<&str> = place
        .homes
        .iter()
        .map(|home| match home {
            Home::Function => "a function",
            Home::Loop => "a loop",
            Home::Switch => "a switch",
        })
        .collect();
    format!("`{}` outside {}", place.keyword, homes.join(" and "))
}
