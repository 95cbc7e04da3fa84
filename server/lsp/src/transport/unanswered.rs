//! The requests that still owe the editor an answer. Whoever takes one off this list answers it, so
//! each is answered exactly once, however its handler, a cancel and a panic race.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tower_lsp_server::jsonrpc::Id;

/// A request on the list. The serial number tells it from a later request that reuses its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ticket {
    pub(super) id: Id,
    serial: u64,
}

impl Ticket {
    /// The id under which the framework knows the request. It never meets the editor's own ids: one
    /// that is reused, or larger than the framework can cancel, is nothing to it.
    pub(super) fn framework_id(&self) -> Id {
        Id::String(self.serial.to_string())
    }
}

/// Why a request is not put on the list.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// A request with this id is still waiting for its answer.
    IdInUse,
    /// As many requests as allowed are waiting.
    Full,
}

/// The list.
#[derive(Debug)]
pub(super) struct Unanswered {
    capacity: usize,
    list: Mutex<List>,
}

#[derive(Debug, Default)]
struct List {
    serials: HashMap<Id, u64>,
    last_serial: u64,
}

impl Unanswered {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            list: Mutex::default(),
        }
    }

    /// Puts a request that arrived on the list.
    pub(super) fn enter(&self, id: Id) -> Result<Ticket, Refused> {
        let mut list = self.lock();
        let is_full = list.serials.len() >= self.capacity;
        let serial = list.last_serial + 1;
        match list.serials.entry(id) {
            Entry::Occupied(_) => Err(Refused::IdInUse),
            Entry::Vacant(_) if is_full => Err(Refused::Full),
            Entry::Vacant(vacant) => {
                let id = vacant.key().clone();
                vacant.insert(serial);
                list.last_serial = serial;
                Ok(Ticket { id, serial })
            }
        }
    }

    /// Takes a request off the list; `true` if it was still there, and so is the caller's to answer.
    pub(super) fn settle(&self, ticket: &Ticket) -> bool {
        let mut list = self.lock();
        let is_open = list.serials.get(&ticket.id) == Some(&ticket.serial);
        if is_open {
            list.serials.remove(&ticket.id);
        }
        is_open
    }

    /// Takes the request with this id off the list, if there is one.
    pub(super) fn withdraw(&self, id: &Id) -> Option<Ticket> {
        let (id, serial) = self.lock().serials.remove_entry(id)?;
        Some(Ticket { id, serial })
    }

    fn lock(&self) -> MutexGuard<'_, List> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_to_settle_may_answer() {
        let unanswered = Unanswered::new(8);
        let ticket = unanswered.enter(Id::Number(1)).unwrap();

        assert_eq!(unanswered.withdraw(&Id::Number(1)), Some(ticket.clone()));
        assert!(!unanswered.settle(&ticket));
        assert_eq!(unanswered.withdraw(&Id::Number(1)), None);
    }

    #[test]
    fn a_late_handler_does_not_answer_for_a_later_request_with_its_id() {
        let unanswered = Unanswered::new(8);
        let cancelled = unanswered.enter(Id::Number(1)).unwrap();
        unanswered.withdraw(&Id::Number(1));
        let successor = unanswered.enter(Id::Number(1)).unwrap();

        assert!(!unanswered.settle(&cancelled));
        assert!(unanswered.settle(&successor));
    }

    #[test]
    fn ids_in_use_and_more_requests_than_allowed_are_refused() {
        let unanswered = Unanswered::new(2);
        let first = unanswered.enter(Id::Number(1)).unwrap();
        unanswered.enter(Id::String("1".into())).unwrap();

        assert_eq!(unanswered.enter(Id::Number(1)), Err(Refused::IdInUse));
        assert_eq!(unanswered.enter(Id::Number(2)), Err(Refused::Full));
        assert!(unanswered.settle(&first));
        assert!(unanswered.enter(Id::Number(2)).is_ok());
    }
}
