//! Tables in a terminal: aligned columns, nothing drawn between them.

use std::fmt;

use comfy_table::presets::NOTHING;
use comfy_table::{Cell, CellAlignment};

use crate::terminal::shown;

/// A column's heading, and the side that its cells stand on.
pub(crate) struct Column {
    heading: &'static str,
    alignment: CellAlignment,
}

impl Column {
    /// A column of words.
    pub(crate) fn text(heading: &'static str) -> Self {
        let alignment = CellAlignment::Left;
        Self { heading, alignment }
    }

    /// A column of numbers.
    pub(crate) fn number(heading: &'static str) -> Self {
        let alignment = CellAlignment::Right;
        Self { heading, alignment }
    }
}

/// Rows under headings.
pub(crate) struct Table {
    table: comfy_table::Table,
    alignments: Vec<CellAlignment>,
}

impl Table {
    /// A table without rows.
    pub(crate) fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        let columns: Vec<Column> = columns.into_iter().collect();
        let alignments: Vec<CellAlignment> =
            columns.iter().map(|column| column.alignment).collect();
        let mut table = comfy_table::Table::new();
        let heading = |column: &Column| Cell::new(column.heading).set_alignment(column.alignment);
        table
            .load_style(NOTHING)
            .set_header(columns.iter().map(heading));
        Self { table, alignments }
    }

    /// Adds a row. What came from outside is made safe to print.
    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter().zip(&self.alignments);
        let cells =
            cells.map(|(text, alignment)| Cell::new(shown(&text)).set_alignment(*alignment));
        self.table.add_row(cells);
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.table.lines() {
            writeln!(formatter, "{}", line.trim_end().trim_start_matches(' '))?;
        }
        Ok(())
    }
}
