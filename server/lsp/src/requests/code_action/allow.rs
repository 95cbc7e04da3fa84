//! "Allow here…": a suppression comment above the code, its reason left for
//! the person to write.

use lsp_types::{CodeAction, CodeActionKind, Diagnostic, Range, SnippetTextEdit, StringValue};
use scholiast_analysis::{self as analysis, Analysis, RuleId, SuppressionComment};
use scholiast_grammars::Construct;
use scholiast_text::{Edit, Edits, Span, Text};

use super::{Question, disabled};
use crate::edits::{workspace_edit, workspace_edit_of};

/// The action that allows `found`; none where no comment can be written, and
/// none for what is said of such comments themselves.
pub(super) fn action(
    question: &Question<'_>,
    found: &analysis::Diagnostic,
    diagnostic: Diagnostic,
) -> Option<CodeAction> {
    if found.rule == RuleId::SUPPRESSION {
        return None;
    }
    let analysis = &question.analyzed.analysis;
    let comment = SuppressionComment::new(analysis.language(), found.rule)?;
    let line = line_to_allow(analysis, found);
    let action = CodeAction {
        title: format!("Allow `{}` here…", found.rule),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![diagnostic]),
        is_preferred: Some(false),
        ..CodeAction::default()
    };
    if let Some(reason) = obstacle(analysis, line) {
        return Some(disabled(action, reason));
    }
    Some(CodeAction {
        edit: Some(edit(question, &comment, line)),
        ..action
    })
}

/// The line that the comment goes above: where the function begins, decorators and all, if the
/// finding is about a function.
fn line_to_allow(analysis: &Analysis, found: &analysis::Diagnostic) -> usize {
    let functions = &analysis.report().functions;
    let about = functions
        .iter()
        .find(|function| function.name_span == found.span);
    let start = about.map_or(found.span.start, |function| function.span.start);
    analysis.text().line_of(start)
}

/// Why no comment can stand above `line`.
fn obstacle(analysis: &Analysis, line: usize) -> Option<&'static str> {
    let start = analysis.text().line_span(line).start;
    if is_inside_token(analysis, start) {
        return Some("the line begins inside a string or a comment");
    }
    let before = analysis
        .text()
        .slice(Span::new(start.saturating_sub(3), start));
    let is_continued = before.trim_end_matches(['\r', '\n']).ends_with('\\');
    is_continued.then_some("the line continues the one above")
}

/// Whether a string, a comment or another token goes on across `offset`.
fn is_inside_token(analysis: &Analysis, offset: usize) -> bool {
    let language = analysis.language();
    let mut cursor = analysis.tree().walk();
    while cursor.goto_first_child_for_byte(offset).is_some() {
        let node = cursor.node();
        if !(node.start_byte() < offset && offset < node.end_byte()) {
            return false;
        }
        let construct = language.construct(node.kind_id());
        let is_whole = matches!(construct, Construct::Literal | Construct::Comment);
        if is_whole || node.child_count() == 0 {
            return true;
        }
    }
    false
}

fn edit(
    question: &Question<'_>,
    comment: &SuppressionComment,
    line: usize,
) -> lsp_types::WorkspaceEdit {
    let text = &question.moment.snapshot.text;
    let start = text.line_span(line).start;
    let (margin, end_of_line) = (margin(text, line), terminator(text, line));
    if !question.session.abilities().snippet_edits {
        let written = format!("{margin}{comment}{end_of_line}");
        let edits = Edits::from(Edit::new(Span::empty(start), written));
        return workspace_edit(question.session, question.moment, &edits);
    }
    let (before, after) = (escaped(&comment.before), escaped(&comment.after));
    let gap = SuppressionComment::PLACEHOLDER;
    let position = question.moment.lines().position(start);
    let snippet = SnippetTextEdit {
        range: Range::new(position, position),
        snippet: StringValue {
            value: format!("{margin}{before}${{1:{gap}}}{after}{end_of_line}"),
        },
        annotation_id: None,
    };
    workspace_edit_of(question.moment, vec![snippet.into()])
}

/// The white space that a line begins with.
fn margin(text: &Text, line: usize) -> String {
    let span = text.line_span(line);
    let characters = text.slice(span);
    let code = characters.trim_start();
    characters[..characters.len() - code.len()].to_owned()
}

/// What ends the line.
fn terminator(text: &Text, line: usize) -> String {
    let end = Span::new(text.line_span(line).end, text.line_span(line + 1).start);
    match text.slice(end).as_ref() {
        "" => "\n".to_owned(),
        terminator => terminator.to_owned(),
    }
}

/// The words as a snippet writes them.
fn escaped(words: &str) -> String {
    words
        .replace('\\', "\\\\")
        .replace('$', "\\$")
        .replace('}', "\\}")
}
