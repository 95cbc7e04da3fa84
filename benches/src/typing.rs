//! What a person types: a new line in a function, a statement letter by letter, and all of it taken
//! back again. Afterwards the text is what it was, so that it can be typed again and again.

use std::ops::Range;

use lsp_types::{Position, Range as Lines};
use scholiast_text::{Edit, Splice, Text};

/// One key pressed.
#[derive(Clone, Debug)]
pub struct Keystroke {
    /// The bytes that go, in the text just before.
    pub replaced: Range<usize>,
    /// The same as lines and characters; they are ASCII, so any encoding counts them alike.
    pub range: Lines,
    /// What comes in their place.
    pub inserted: String,
}

impl Keystroke {
    /// The edit that it makes.
    pub fn edit(&self) -> Edit {
        Edit::new(self.replaced.clone(), self.inserted.clone())
    }

    /// The same without the letters.
    pub fn splice(&self) -> Splice {
        Splice {
            replaced: self.replaced.clone().into(),
            inserted: self.inserted.len(),
        }
    }
}

/// Types at `count` places spread over the middle of a text. Fewer if it has too few functions.
pub fn typing(text: &str, statement: &str, count: usize) -> Vec<Keystroke> {
    let document = Text::new(text);
    let mut keystrokes = Vec::new();
    for place in 0..count {
        let near = text.len() * (2 * place + count + 1) / (4 * count);
        if let Some((offset, indentation)) = statement_after(text, near) {
            let line = u32::try_from(document.line_of(offset)).unwrap_or_default();
            Line {
                offset,
                line,
                indentation,
            }
            .type_and_take_back(statement, &mut keystrokes);
        }
    }
    keystrokes
}

/// The start and the indentation of the first line behind `near` that starts a statement in a
/// function.
fn statement_after(text: &str, near: usize) -> Option<(usize, &str)> {
    let near = (near..text.len()).find(|at| text.is_char_boundary(*at))?;
    let mut offset = near + text[near..].find('\n')? + 1;
    for line in text[offset..].split_inclusive('\n') {
        let code = line.trim_start_matches([' ', '\t']);
        let indentation = &line[..line.len() - code.len()];
        let starts = ["return ", "if ", "for "].iter();
        if !indentation.is_empty() && starts.clone().any(|word| code.starts_with(word)) {
            return Some((offset, indentation));
        }
        offset += line.len();
    }
    None
}

/// A line that is typed before another.
struct Line<'t> {
    offset: usize,
    line: u32,
    indentation: &'t str,
}

impl Line<'_> {
    fn type_and_take_back(&self, statement: &str, keystrokes: &mut Vec<Keystroke>) {
        let start = self.indentation.len();
        keystrokes.push(self.key(0..0, &format!("{}\n", self.indentation)));
        for (at, letter) in statement.char_indices() {
            keystrokes.push(self.key(start + at..start + at, letter.encode_utf8(&mut [0; 4])));
        }
        let end = start + statement.len();
        keystrokes.push(self.key(end..end, &format!("\n{}", self.indentation)));
        keystrokes.push(self.join_lines(end));
        for at in (start..end).rev() {
            keystrokes.push(self.key(at..at + 1, ""));
        }
        keystrokes.push(self.join_lines_before(start));
    }

    fn key(&self, columns: Range<usize>, inserted: &str) -> Keystroke {
        let at = |column| Position::new(self.line, column_number(column));
        Keystroke {
            range: Lines::new(at(columns.start), at(columns.end)),
            replaced: self.offset + columns.start..self.offset + columns.end,
            inserted: inserted.to_owned(),
        }
    }

    /// Takes back the line end at this column, with the indentation behind it.
    fn join_lines(&self, column: usize) -> Keystroke {
        let next = self.indentation.len();
        Keystroke {
            range: Lines::new(
                Position::new(self.line, column_number(column)),
                Position::new(self.line + 1, column_number(next)),
            ),
            replaced: self.offset + column..self.offset + column + 1 + next,
            inserted: String::new(),
        }
    }

    /// Takes back the whole line, of which only the indentation is left.
    fn join_lines_before(&self, length: usize) -> Keystroke {
        Keystroke {
            range: Lines::new(Position::new(self.line, 0), Position::new(self.line + 1, 0)),
            replaced: self.offset..self.offset + length + 1,
            inserted: String::new(),
        }
    }
}

fn column_number(column: usize) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}
