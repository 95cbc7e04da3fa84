//! Work-done progress that a person can watch and stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use dashmap::DashMap;
use lsp_types::{
    ProgressNotification, ProgressParams, ProgressToken, WorkDoneProgressBegin,
    WorkDoneProgressCreateParams, WorkDoneProgressCreateRequest, WorkDoneProgressEnd,
    WorkDoneProgressReport,
};
use serde::Serialize;
use tokio_util::sync::CancellationToken;

use crate::abilities::Abilities;
use crate::transport::Outbox;

/// The pieces of work under way, by their tokens.
#[derive(Debug, Default)]
pub(crate) struct Progresses {
    running: Arc<DashMap<ProgressToken, CancellationToken>>,
    created: AtomicI32,
}

impl Progresses {
    /// The person pressed "cancel" on the progress called `token`.
    pub(crate) fn cancel(&self, token: &ProgressToken) {
        if let Some(stop) = self.running.get(token).map(|stop| stop.clone()) {
            stop.cancel();
        }
    }

    /// Begins to show a piece of work, under the client's own token if it gave
    /// one, under one of ours if it can show that, and invisibly otherwise.
    pub(crate) async fn begin(
        &self,
        title: &str,
        given: Option<ProgressToken>,
        abilities: &Abilities,
        outbox: &Outbox,
    ) -> Progress {
        let token = match given {
            Some(token) => Some(token),
            None if abilities.progress => self.create(outbox).await,
            None => None,
        };
        self.begin_given(title, token, outbox)
    }

    /// Begins to show a piece of work under this token, and invisibly without one.
    pub(crate) fn begin_given(
        &self,
        title: &str,
        token: Option<ProgressToken>,
        outbox: &Outbox,
    ) -> Progress {
        let stop = CancellationToken::new();
        if let Some(token) = &token {
            self.running.insert(token.clone(), stop.clone());
        }
        let running = self.running.clone();
        let progress = Progress {
            token,
            stop,
            running,
            outbox: outbox.clone(),
        };
        progress.send(&WorkDoneProgressBegin {
            title: title.to_owned(),
            cancellable: Some(true),
            ..WorkDoneProgressBegin::default()
        });
        progress
    }

    async fn create(&self, outbox: &Outbox) -> Option<ProgressToken> {
        let number = self.created.fetch_add(1, Ordering::Relaxed);
        let token = ProgressToken::String(format!("scholiast/{number}"));
        let params = WorkDoneProgressCreateParams {
            token: token.clone(),
        };
        outbox
            .request::<WorkDoneProgressCreateRequest>(params)
            .await
            .ok()?;
        Some(token)
    }
}

/// One piece of work. Dropping it ends its display.
pub(crate) struct Progress {
    token: Option<ProgressToken>,
    stop: CancellationToken,
    running: Arc<DashMap<ProgressToken, CancellationToken>>,
    outbox: Outbox,
}

impl Progress {
    /// Says what is being done right now.
    pub(crate) fn report(&self, message: String) {
        self.send(&WorkDoneProgressReport {
            message: Some(message),
            cancellable: Some(true),
            ..WorkDoneProgressReport::default()
        });
    }

    /// Resolves when the person wants the work stopped.
    pub(crate) async fn stopped(&self) {
        self.stop.cancelled().await;
    }

    fn send(&self, value: &impl Serialize) {
        let (Some(token), Ok(value)) = (&self.token, serde_json::to_value(value)) else {
            return;
        };
        self.outbox.notify::<ProgressNotification>(ProgressParams {
            token: token.clone(),
            value,
        });
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.send(&WorkDoneProgressEnd::default());
        if let Some(token) = &self.token {
            self.running.remove(token);
        }
    }
}
