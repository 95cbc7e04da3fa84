//! What is wrong with settings, shown where it can be mended: as diagnostics of
//! the file, at the line and the key, until the file is mended. What stands in
//! no file is told in a message.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use lsp_types::{
    Diagnostic, DiagnosticSeverity, MessageType, Position, PublishDiagnosticsParams, Range,
    ShowMessageNotification, ShowMessageParams,
};
use scholiast_project::Complaint;
use scholiast_project::configuration::Origin;
use scholiast_text::{Span, Text};

use crate::convert::{Lines, uri_of};
use crate::session::Session;

/// The faults that are shown.
#[derive(Debug, Default)]
pub(crate) struct SettingsFaults(Mutex<Shown>);

#[derive(Debug, Default)]
struct Shown {
    by_file: BTreeMap<PathBuf, Vec<Complaint>>,
    /// What the person was told already.
    told: HashSet<String>,
    /// What the settings of this generation were found to hold.
    current: HashSet<String>,
}

impl SettingsFaults {
    /// The settings are read anew: what is not found again is mended.
    pub(crate) fn begin(&self) -> Vec<PathBuf> {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.current.clear();
        let files = std::mem::take(&mut shown.by_file);
        files.into_keys().collect()
    }

    /// Shows that the files in `before` are mended, as far as they are.
    pub(crate) fn end(&self, before: Vec<PathBuf>, session: &Session) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for file in before {
            if !shown.by_file.contains_key(&file) {
                publish(&file, &[], session);
            }
        }
        let Shown { told, current, .. } = &mut *shown;
        told.retain(|sentence| current.contains(sentence));
    }

    /// Shows what was found just now, each fault once.
    pub(crate) fn add(&self, complaints: &[Complaint], session: &Session) {
        if complaints.is_empty() {
            return;
        }
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for complaint in complaints {
            shown.add(complaint, session);
        }
    }
}

impl Shown {
    fn add(&mut self, complaint: &Complaint, session: &Session) {
        let sentence = complaint.to_string();
        self.current.insert(sentence.clone());
        if self.told.insert(sentence.clone()) {
            let message = format!("Scholiast, {sentence}");
            let params = ShowMessageParams::new(MessageType::Warning, message);
            session.outbox.notify::<ShowMessageNotification>(params);
        }
        let Some(file) = complaint.file() else { return };
        let faults = self.by_file.entry(file.to_path_buf()).or_default();
        if !faults.contains(complaint) {
            faults.push(complaint.clone());
            publish(file, faults, session);
        }
    }
}

fn publish(file: &Path, faults: &[Complaint], session: &Session) {
    let Some(uri) = uri_of(file) else { return };
    // The file as the complaints saw it, or nearly: it is shown anew with each change.
    let text = Text::new(&std::fs::read_to_string(file).unwrap_or_default());
    let lines = Lines {
        text: &text,
        encoding: session.encoding(),
    };
    let diagnostics = faults
        .iter()
        .map(|fault| diagnostic(fault, lines))
        .collect();
    session
        .outbox
        .publish_diagnostics(PublishDiagnosticsParams {
            uri,
            version: None,
            diagnostics,
        });
}

fn diagnostic(fault: &Complaint, lines: Lines<'_>) -> Diagnostic {
    Diagnostic {
        range: fault
            .span
            .map_or_else(|| whole_line(fault, lines), |span| lines.range(span)),
        severity: Some(DiagnosticSeverity::Warning),
        source: Some("scholiast".into()),
        message: fault.sentence().into(),
        ..Diagnostic::default()
    }
}

/// The line that a fault without a more exact place stands in.
fn whole_line(fault: &Complaint, lines: Lines<'_>) -> Range {
    let Origin::File { line, .. } = &fault.origin else {
        return Range::new(Position::new(0, 0), Position::new(0, 0));
    };
    let span = lines.text.line_span(line.saturating_sub(1));
    lines.range(Span::new(span.start, span.end))
}
