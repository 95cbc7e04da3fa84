//! The function that a command works on, in the text it was called for.

use std::sync::Arc;

use lsp_types::Position;
use scholiast_analysis::{Function, Thresholds};
use scholiast_assist::{FunctionFacts, Sharing, Task};
use scholiast_project::privacy::is_private;

use crate::convert::path_of;
use crate::documents::Analyzed;
use crate::session::{Moment, Session};

/// A function of an analysed document.
pub(crate) struct Place {
    pub(super) moment: Moment,
    analyzed: Arc<Analyzed>,
    function: usize,
}

impl Place {
    /// The innermost function around a position.
    pub(super) fn find(
        moment: Moment,
        analyzed: Arc<Analyzed>,
        position: Position,
    ) -> Option<Self> {
        let offset = moment.lines().offset(position);
        let found = analyzed.analysis.function_at(offset)?;
        let functions = &analyzed.analysis.report().functions;
        let function = functions
            .iter()
            .position(|function| std::ptr::eq(function, found))?;
        Some(Self {
            moment,
            analyzed,
            function,
        })
    }

    pub(super) fn function(&self) -> &Function {
        &self.analyzed.analysis.report().functions[self.function]
    }

    /// The work that a model may do on it.
    pub(super) fn task(&self, session: &Session) -> Task {
        Task {
            analysis: self.analyzed.analysis.clone(),
            offset: self.function().name_span.start,
            sharing: self.sharing(),
            thresholds: self.thresholds(session),
        }
    }

    /// The thresholds that hold for it.
    pub(super) fn thresholds(&self, session: &Session) -> Thresholds {
        let configuration = session.configuration_for(self.moment.document.uri());
        configuration.thresholds_in(self.analyzed.analysis.language().id())
    }

    /// Whether its code may leave this machine. Only a file can be listed as
    /// private; a document without a path is the person's to send.
    fn sharing(&self) -> Sharing {
        match path_of(self.moment.document.uri()) {
            Some(path) if is_private(&path) => Sharing::Private,
            _ => Sharing::Allowed,
        }
    }

    /// What was measured of it.
    pub(super) fn facts(&self) -> FunctionFacts {
        FunctionFacts::of(&self.analyzed.analysis, self.function())
    }
}
