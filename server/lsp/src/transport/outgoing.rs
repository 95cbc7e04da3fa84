//! The queue of messages to the editor, and the writer that empties it. Whoever posts never waits:
//! a slow editor costs memory up to a limit, and of what goes out of date only the newest is kept.

use std::collections::{HashMap, VecDeque};
use std::io::{self, BufWriter, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use thiserror::Error;
use tower_lsp_server::jsonrpc::Response;

use super::framing;

/// A message that could not be put in the queue.
#[derive(Debug, Error)]
pub(super) enum NotPosted {
    #[error("the editor has not read what it was sent before, and the queue is full")]
    Full,
    #[error("the session has ended")]
    Closed,
    #[error("it cannot be written as JSON: {0}")]
    NotJson(#[from] serde_json::Error),
}

/// What messages with the same topic are about: of these, only the newest is worth sending.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Topic {
    pub(super) method: String,
    pub(super) name: String,
}

/// The queue.
#[derive(Debug)]
pub(super) struct Outgoing {
    /// How many bytes may wait to be written before more is refused and nothing more is read.
    capacity: usize,
    queue: Mutex<Queue>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Queue {
    ready: VecDeque<Unsent>,
    /// Posted before the editor may receive anything but replies.
    held: VecDeque<Unsent>,
    newest: HashMap<Topic, Vec<u8>>,
    bytes: usize,
    is_open: bool,
    is_closed: bool,
}

#[derive(Debug)]
enum Unsent {
    Message(Vec<u8>),
    /// The newest message on this topic, at the place of the oldest that was not sent.
    Newest(Topic),
}

impl Outgoing {
    /// An empty queue that holds all but replies until [`Outgoing::open`].
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            queue: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// Posts an answer to a request of the editor's.
    pub(super) fn reply(&self, response: &Response) {
        match serde_json::to_vec(response) {
            Ok(body) => self.change(|queue| {
                queue.bytes += body.len();
                queue.ready.push_back(Unsent::Message(body));
            }),
            Err(fault) => tracing::error!("an answer cannot be written as JSON: {fault}"),
        }
    }

    /// Posts a request or notification.
    pub(super) fn post(&self, message: &impl Serialize) -> Result<(), NotPosted> {
        self.check_room()?;
        let body = serde_json::to_vec(message)?;
        self.change(|queue| {
            queue.bytes += body.len();
            queue.push(Unsent::Message(body));
        });
        Ok(())
    }

    /// Posts a notification that replaces an unsent one on the same topic. There is always room for
    /// it: topics are few.
    pub(super) fn post_newest(
        &self,
        topic: Topic,
        message: &impl Serialize,
    ) -> Result<(), NotPosted> {
        let body = serde_json::to_vec(message)?;
        self.change(|queue| {
            queue.bytes += body.len();
            match queue.newest.insert(topic.clone(), body) {
                Some(outdated) => queue.bytes -= outdated.len(),
                None => queue.push(Unsent::Newest(topic)),
            }
        });
        Ok(())
    }

    /// Lets everything out: the editor has been told that the server is initialized.
    pub(super) fn open(&self) {
        self.change(|queue| {
            queue.is_open = true;
            let held = std::mem::take(&mut queue.held);
            queue.ready.extend(held);
        });
    }

    /// Takes no more messages; the writer ends when it has written what is there.
    pub(super) fn close(&self) {
        self.change(|queue| queue.is_closed = true);
    }

    /// Waits until the editor has read enough that more of its messages may be handled.
    pub(super) fn wait_for_room(&self) {
        let mut queue = self.lock();
        while queue.bytes > self.capacity && !queue.is_closed {
            queue = self.wait(queue);
        }
    }

    /// Writes messages as they come, until the queue is closed and empty.
    pub(super) fn write_to(&self, output: impl Write) -> io::Result<()> {
        let mut output = BufWriter::with_capacity(1 << 16, output);
        loop {
            let mut next = self.take();
            if next.is_none() {
                output.flush()?;
                next = self.wait_and_take();
            }
            let Some(body) = next else {
                return Ok(());
            };
            output.write_all(framing::headers(body.len()).as_bytes())?;
            output.write_all(&body)?;
        }
    }

    fn check_room(&self) -> Result<(), NotPosted> {
        let queue = self.lock();
        if queue.is_closed {
            return Err(NotPosted::Closed);
        }
        if queue.bytes > self.capacity {
            return Err(NotPosted::Full);
        }
        Ok(())
    }

    fn take(&self) -> Option<Vec<u8>> {
        let body = self.lock().pop();
        self.changed.notify_all();
        body
    }

    fn wait_and_take(&self) -> Option<Vec<u8>> {
        let mut queue = self.lock();
        while queue.ready.is_empty() && !queue.is_closed {
            queue = self.wait(queue);
        }
        queue.pop()
    }

    fn change(&self, change: impl FnOnce(&mut Queue)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, queue: MutexGuard<'a, Queue>) -> MutexGuard<'a, Queue> {
        self.changed
            .wait(queue)
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Queue {
    fn push(&mut self, message: Unsent) {
        if self.is_open {
            self.ready.push_back(message);
        } else {
            self.held.push_back(message);
        }
    }

    fn pop(&mut self) -> Option<Vec<u8>> {
        let body = match self.ready.pop_front()? {
            Unsent::Message(body) => body,
            Unsent::Newest(topic) => self.newest.remove(&topic)?,
        };
        self.bytes -= body.len();
        Some(body)
    }
}

#[cfg(test)]
mod tests;
