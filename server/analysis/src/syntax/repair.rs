//! Trying small changes: the one after which the text parses names what is wrong.

use scholiast_text::{Edit, Text};
use tree_sitter::{InputEdit, Node, Point, Tree};

use super::reading::Reading;
use super::stop::stop;
use super::workshop::Workshop;
use crate::cancellation::Cancelled;
use crate::walk::{mistakes, walk};

/// What became of a text by a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Nothing is wrong with the text.
    Clean,
    /// Nothing is wrong with the statement that was faulty; there is more behind it.
    Further,
    /// It did not help, or was too expensive to try.
    Useless,
}

/// Tries a change of a text.
///
/// What the change does not touch is taken from the tree of the text; only a change that seems to
/// help is parsed from the start. `is_evident` asks to look closer at one that does not.
pub(crate) fn attempt(
    workshop: &mut Workshop<'_>,
    reading: &Reading<'_>,
    edit: &Edit,
    is_evident: bool,
) -> Result<Outcome, Cancelled> {
    if workshop.is_spent() {
        return Ok(Outcome::Useless);
    }
    let next_statement = reading
        .next_statement(edit.span.start)
        .filter(|next| edit.span.end <= *next)
        .map(|next| next - edit.span.len() + edit.replacement.len());
    let changed = applied(reading.text, edit);
    let mut old = reading.tree.clone();
    old.edit(&input_edit(reading.text, &changed, edit));
    if judge(workshop, &changed, Some(&old), next_statement)? != Outcome::Useless {
        return judge(workshop, &changed, None, next_statement);
    }
    // An ERROR node may take in what is right before the error: the log of the parser knows more.
    let stop = match next_statement {
        Some(_) if is_evident => stop(&changed, workshop)?,
        _ => None,
    };
    let is_behind = stop.is_some_and(|stop| next_statement <= Some(stop.previous_end));
    Ok(if is_behind {
        Outcome::Further
    } else {
        Outcome::Useless
    })
}

fn judge(
    workshop: &mut Workshop<'_>,
    text: &str,
    old: Option<&Tree>,
    next_statement: Option<usize>,
) -> Result<Outcome, Cancelled> {
    let Some(tree) = workshop.parse(text, old)? else {
        return Ok(Outcome::Useless);
    };
    let is_behind = |place: usize| next_statement.is_some_and(|next| place >= next);
    let error = first_error(&tree);
    if error.is_some_and(|error| !is_behind(error)) {
        return Ok(Outcome::Useless);
    }
    let mistake = first_mistake(workshop, text, &tree)?;
    Ok(match [error, mistake].into_iter().flatten().min() {
        None => Outcome::Clean,
        Some(place) if is_behind(place) => Outcome::Further,
        Some(_) => Outcome::Useless,
    })
}

/// The first mistake that the grammar lets pass.
fn first_mistake(
    workshop: &Workshop<'_>,
    text: &str,
    tree: &Tree,
) -> Result<Option<usize>, Cancelled> {
    let facts = walk(
        workshop.language(),
        &Text::new(text),
        tree,
        None,
        workshop.cancellation(),
    )?;
    Ok(mistakes(&facts)
        .iter()
        .map(|mistake| mistake.span.start)
        .min())
}

/// The text after a change.
pub(crate) fn applied(text: &str, edit: &Edit) -> String {
    let before = text.get(..edit.span.start).unwrap_or(text);
    let after = text.get(edit.span.end..).unwrap_or_default();
    [before, &edit.replacement, after].concat()
}

/// The change in the parser's own terms.
fn input_edit(before: &str, after: &str, edit: &Edit) -> InputEdit {
    let new_end = edit.span.start + edit.replacement.len();
    InputEdit {
        start_byte: edit.span.start,
        old_end_byte: edit.span.end,
        new_end_byte: new_end,
        start_position: point(before, edit.span.start),
        old_end_position: point(before, edit.span.end),
        new_end_position: point(after, new_end),
    }
}

/// The parser's rows end at `\n` only, its columns are bytes.
fn point(text: &str, offset: usize) -> Point {
    let before = text.as_bytes().get(..offset).unwrap_or_default();
    let row = before.iter().filter(|byte| **byte == b'\n').count();
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    Point {
        row,
        column: offset - line_start,
    }
}

/// Where the first error of a tree starts, if it has one.
pub(crate) fn first_error(tree: &Tree) -> Option<usize> {
    // What is missing may be a token that no tree shows, such as the end of a line.
    let start = first_error_from(tree, 0).map_or(0, |error| error.start_byte());
    tree.root_node().has_error().then_some(start)
}

/// The first ERROR or MISSING node of a tree that does not start before `offset`.
pub(crate) fn first_error_from(tree: &Tree, offset: usize) -> Option<Node<'_>> {
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        let is_error = node.is_error() || node.is_missing();
        if is_error && node.start_byte() >= offset {
            return Some(node);
        }
        let may_hold_it = node.has_error() && node.end_byte() >= offset;
        let is_on_the_way = may_hold_it && cursor.goto_first_child();
        if !is_on_the_way && !cursor.goto_next_sibling() {
            return None;
        }
    }
}
