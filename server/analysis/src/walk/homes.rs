//! What a jump may refer to: the functions, loops and switches around it.

use scholiast_grammars::{Construct, Flow, Home};

/// What the walk is inside of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Homes {
    function: bool,
    r#loop: bool,
    switch: bool,
}

impl Homes {
    /// What is different inside a construct; nothing for most.
    pub(crate) fn inside(self, construct: &Construct) -> Option<Self> {
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

    pub(crate) fn include(self, home: Home) -> bool {
        match home {
            Home::Function => self.function,
            Home::Loop => self.r#loop,
            Home::Switch => self.switch,
        }
    }
}
