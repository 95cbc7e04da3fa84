//! What other servers usually give: symbols, folding, growing selections. Each
//! is offered only where it is switched on, and can be switched on and off
//! while the session lasts.

use std::sync::{Arc, Mutex, PoisonError};

use lsp_types::{
    Registration, RegistrationParams, RegistrationRequest, Unregistration, UnregistrationParams,
    UnregistrationRequest,
};
use scholiast_project::configuration::{Features, Offer};

use crate::abilities::Abilities;
use crate::session::Session;

/// One of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Structure {
    Symbols,
    Folding,
    Selection,
}

impl Structure {
    const ALL: [Self; 3] = [Self::Symbols, Self::Folding, Self::Selection];

    /// Whether it is switched on. `auto` means no: no client says whether another server gives it.
    pub(crate) fn is_on(self, features: &Features) -> bool {
        let offer = match self {
            Self::Symbols => features.document_symbols,
            Self::Folding => features.folding_ranges,
            Self::Selection => features.selection_ranges,
        };
        offer == Offer::On
    }

    /// Whether the client can be told of it once the session has begun; if not, it has to be
    /// offered at its beginning.
    pub(crate) fn can_be_registered(self, abilities: &Abilities) -> bool {
        match self {
            Self::Symbols => abilities.registers_symbols,
            Self::Folding => abilities.registers_folding,
            Self::Selection => abilities.registers_selection,
        }
    }

    fn method(self) -> &'static str {
        match self {
            Self::Symbols => "textDocument/documentSymbol",
            Self::Folding => "textDocument/foldingRange",
            Self::Selection => "textDocument/selectionRange",
        }
    }
}

/// What the client was told that we give.
#[derive(Debug, Default)]
pub(crate) struct Registered(Mutex<Vec<Structure>>);

/// Tells the client what was switched on or off since it was told last.
pub(crate) fn register(session: &Arc<Session>) {
    let features = session.configuration().features;
    let abilities = session.abilities();
    let mut registered = session
        .registered
        .0
        .lock()
        .unwrap_or_else(PoisonError::into_inner);
    for structure in Structure::ALL {
        if !structure.can_be_registered(abilities) {
            continue;
        }
        let was_on = registered.contains(&structure);
        match (was_on, structure.is_on(&features)) {
            (false, true) => {
                registered.push(structure);
                switch_on(session, structure);
            }
            (true, false) => {
                registered.retain(|known| *known != structure);
                switch_off(session, structure);
            }
            _ => {}
        }
    }
}

fn switch_on(session: &Session, structure: Structure) {
    let registration = Registration {
        id: structure.method().into(),
        method: structure.method().into(),
        // Without a selector of ours the client's own holds.
        register_options: Some(serde_json::json!({ "documentSelector": null })),
    };
    let params = RegistrationParams {
        registrations: vec![registration],
    };
    tokio::spawn(session.outbox.request::<RegistrationRequest>(params));
}

fn switch_off(session: &Session, structure: Structure) {
    let unregistration = Unregistration {
        id: structure.method().into(),
        method: structure.method().into(),
    };
    let params = UnregistrationParams {
        unregisterations: vec![unregistration],
    };
    tokio::spawn(session.outbox.request::<UnregistrationRequest>(params));
}
