//! A scripted model server: OpenAI-compatible chat completions on loopback, for demos and tests.
//!
//! It streams what its [`Script`] says, misbehaves where the script says so, and keeps a record
//! of who asked what and who hung up.
//!
//! ```
//! use scholiast_simulation::model_server::{ModelServer, Reply, Script};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let server = ModelServer::start(Script::new([Reply::text("fn add() {}")])).await?;
//! println!("{}", server.base_url()); // http://127.0.0.1:43121/v1
//! # Ok(())
//! # }
//! ```

mod record;
mod script;
mod service;
mod wire;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use record::Record;
pub use record::{Bearer, Received};
pub use script::{Ending, Plain, Reply, Script, Streamed};

/// A running server; dropping it closes the port and every connection.
#[derive(Debug)]
pub struct ModelServer {
    address: SocketAddr,
    record: watch::Sender<Record>,
    accepting: JoinHandle<()>,
}

/// A wait that its deadline ended.
#[derive(Debug, thiserror::Error)]
#[error("waited {within:?} for {wanted} {what} at the model server, but saw {seen}")]
pub struct WaitedTooLong {
    what: &'static str,
    wanted: usize,
    seen: usize,
    within: Duration,
}

impl ModelServer {
    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When no port can be bound.
    pub async fn start(script: impl Into<Script>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let record = watch::Sender::new(Record::default());
        let accepting = tokio::spawn(service::accept(
            listener,
            Arc::new(script.into()),
            record.clone(),
        ));
        Ok(Self {
            address,
            record,
            accepting,
        })
    }

    /// What to put into `model.baseUrl`: `http://127.0.0.1:PORT/v1`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Every chat request so far, oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<Received> {
        self.record.borrow().requests.clone()
    }

    /// How many connections are open now.
    #[must_use]
    pub fn open_connections(&self) -> usize {
        self.record.borrow().open_connections
    }

    /// How many answers a client left before their end.
    #[must_use]
    pub fn disconnects(&self) -> usize {
        self.record.borrow().disconnects
    }

    /// Waits until at least `count` chat requests have arrived, and returns them.
    ///
    /// # Errors
    /// When the deadline passes first.
    pub async fn wait_for_requests(
        &self,
        count: usize,
        within: Duration,
    ) -> Result<Vec<Received>, WaitedTooLong> {
        let seen = |record: &Record| record.requests.len();
        self.wait("requests", count, within, seen, |seen| seen >= count)
            .await?;
        Ok(self.requests())
    }

    /// Waits until at least `count` answers were left by their client before the end.
    ///
    /// # Errors
    /// When the deadline passes first.
    pub async fn wait_for_disconnects(
        &self,
        count: usize,
        within: Duration,
    ) -> Result<(), WaitedTooLong> {
        let seen = |record: &Record| record.disconnects;
        self.wait("disconnects", count, within, seen, |seen| seen >= count)
            .await
    }

    /// Waits until exactly `count` connections are open.
    ///
    /// # Errors
    /// When the deadline passes first.
    pub async fn wait_for_open_connections(
        &self,
        count: usize,
        within: Duration,
    ) -> Result<(), WaitedTooLong> {
        let seen = |record: &Record| record.open_connections;
        self.wait("open connections", count, within, seen, |seen| {
            seen == count
        })
        .await
    }

    async fn wait(
        &self,
        what: &'static str,
        wanted: usize,
        within: Duration,
        seen: impl Fn(&Record) -> usize,
        enough: impl Fn(usize) -> bool,
    ) -> Result<(), WaitedTooLong> {
        let mut updates = self.record.subscribe();
        let reached = updates.wait_for(|record| enough(seen(record)));
        let in_time = tokio::time::timeout(within, reached)
            .await
            .is_ok_and(|outcome| outcome.is_ok());
        if in_time {
            return Ok(());
        }
        Err(WaitedTooLong {
            what,
            wanted,
            seen: seen(&self.record.borrow()),
            within,
        })
    }
}

impl Drop for ModelServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}
