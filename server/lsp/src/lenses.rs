//! The code lenses that each document shows.
//!
//! A lens takes a line of the screen, so that one that comes or goes moves the
//! code under the person's hands. While somebody types, a document therefore
//! keeps the lenses of its last quiet text, carried along with their functions;
//! they are made anew when the text has been still for a moment.

use std::sync::{Arc, Weak};
use std::time::Duration;

use dashmap::DashMap;
use lsp_types::{CodeLensRefreshRequest, Uri};
use scholiast_analysis::Analysis;
use scholiast_text::{Carried, Snapshot, Span, Version};

use crate::documents::{OpenDocument, Unavailable};
use crate::session::Session;

/// How long nothing is typed before a text counts as quiet.
const QUIET: Duration = Duration::from_millis(800);

/// The number above a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lens {
    /// The place where the function's name begins.
    pub(crate) place: usize,
    /// Its cognitive complexity.
    pub(crate) total: u32,
}

/// The lenses of every document that shows some.
#[derive(Debug, Default)]
pub(crate) struct Lenses(DashMap<Uri, Kept>);

/// The lenses of a document's last quiet text.
#[derive(Debug, Clone)]
struct Kept {
    /// Tells a document from a later one of the same name.
    document: Weak<OpenDocument>,
    version: Version,
    lenses: Arc<[Lens]>,
    /// Somebody waits for the text to be quiet.
    is_awaited: bool,
}

impl Lenses {
    /// What the document shows now: the text of this moment, and its lenses; none if it has shown
    /// none yet.
    pub(crate) fn shown(&self, document: &Arc<OpenDocument>) -> Option<(Snapshot, Vec<Lens>)> {
        let kept = self.kept(document)?;
        document.read(|now| {
            let carry = |lens: &Lens| match now.log().carry(Span::empty(lens.place), kept.version) {
                Carried::Moved(place) => Some(Some(Lens {
                    place: place.start,
                    ..*lens
                })),
                Carried::Touched => Some(None),
                Carried::Forgotten => None,
            };
            let carried: Option<Vec<Option<Lens>>> = kept.lenses.iter().map(carry).collect();
            Some((now.snapshot(), carried?.into_iter().flatten().collect()))
        })
    }

    /// Keeps the lenses of a quiet text.
    pub(crate) fn keep(&self, document: &Arc<OpenDocument>, version: Version, lenses: &[Lens]) {
        let kept = Kept {
            document: Arc::downgrade(document),
            version,
            lenses: lenses.into(),
            is_awaited: false,
        };
        self.0.insert(document.uri().clone(), kept);
    }

    /// Whether the text has moved on from its lenses and nobody waits for it to be quiet yet. From
    /// here on somebody does.
    fn is_to_be_awaited(&self, document: &Arc<OpenDocument>, version: Version) -> bool {
        let Some(mut kept) = self.0.get_mut(document.uri()) else {
            return false;
        };
        let is_first = kept.version != version && !kept.is_awaited;
        kept.is_awaited |= is_first;
        is_first
    }

    /// A document was closed.
    pub(crate) fn forget(&self, uri: &Uri) {
        self.0.remove(uri);
    }

    /// Thresholds may have moved: every document is shown anew.
    pub(crate) fn forget_all(&self) {
        self.0.clear();
    }

    fn kept(&self, document: &Arc<OpenDocument>) -> Option<Kept> {
        let kept = self.0.get(document.uri()).map(|kept| kept.clone())?;
        std::ptr::eq(kept.document.as_ptr(), Arc::as_ptr(document)).then_some(kept)
    }
}

/// The lenses that an analysis asks for: one for each function over the threshold.
pub(crate) fn lenses_of(analysis: &Analysis, threshold: u32) -> Vec<Lens> {
    let functions = analysis.report().functions.iter();
    functions
        .filter(|function| function.cognitive.total > threshold && !function.has_syntax_error)
        .map(|function| Lens {
            place: function.name_span.start,
            total: function.cognitive.total,
        })
        .collect()
}

/// Makes the lenses of a document anew once it is quiet, and has the client ask for them.
pub(crate) fn renew_when_quiet(session: &Arc<Session>, document: &Arc<OpenDocument>) {
    let version = document.snapshot().version;
    if !session.lenses.is_to_be_awaited(document, version) {
        return;
    }
    let (session, document) = (session.clone(), document.clone());
    tokio::spawn(async move {
        tokio::select! {
            () = document.until_closed() => {}
            () = renew(&session, &document) => {}
        }
    });
}

async fn renew(session: &Session, document: &Arc<OpenDocument>) {
    let shown = session.lenses.shown(document).map(|(_, lenses)| lenses);
    let analyzed = loop {
        until_quiet(document).await;
        match document.analysis_of(document.snapshot().version).await {
            Ok(analyzed) => break analyzed,
            Err(Unavailable::Outdated) => {}
            Err(Unavailable::NotAnalyzed) => return,
        }
    };
    let configuration = session.configuration_for(document.uri());
    let thresholds = configuration.thresholds_in(analyzed.analysis.language().id());
    let lenses = lenses_of(&analyzed.analysis, thresholds.cognitive);
    session.lenses.keep(document, analyzed.version, &lenses);
    if shown.as_ref() != Some(&lenses) && session.abilities().refreshes_code_lenses {
        tokio::spawn(session.outbox.request::<CodeLensRefreshRequest>(()));
    }
}

async fn until_quiet(document: &OpenDocument) {
    let mut versions = document.versions();
    while let Ok(Ok(())) = tokio::time::timeout(QUIET, versions.changed()).await {}
}
