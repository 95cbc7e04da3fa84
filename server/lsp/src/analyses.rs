//! Analyses of texts that no worker follows: files on disk, and a text that an
//! open document has moved on from.

use scholiast_analysis::{Analysis, Cancellation};
use scholiast_grammars::Language;
use scholiast_text::Text;
use tokio::sync::Semaphore;

/// Analyses `text` on the blocking pool, when `permits` has room. Dropping the
/// future gives the analysis up; one that panics is none.
pub(crate) async fn analyze(
    permits: &Semaphore,
    language: &'static Language,
    text: Text,
) -> Option<Analysis> {
    let _permit = permits.acquire().await.ok()?;
    let cancellation = Cancellation::default();
    let _guard = CancelOnDrop(cancellation.clone());
    let run = tokio::task::spawn_blocking(move || Analysis::of(language, text, &cancellation));
    match run.await {
        Ok(analysis) => analysis.ok(),
        Err(panic) => {
            tracing::error!("an analysis panicked: {panic}");
            None
        }
    }
}

/// Raises a flag when whoever wanted the result is gone.
struct CancelOnDrop(Cancellation);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.cancel();
    }
}
