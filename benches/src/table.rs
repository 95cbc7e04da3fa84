//! Markdown tables, and numbers as people read them.

use std::time::Duration;

/// A table in the making.
pub struct Table {
    text: String,
}

impl Table {
    /// A table with these columns; all but the first are numbers.
    pub fn new(columns: &[&str]) -> Self {
        let rule: Vec<&str> = (0..columns.len())
            .map(|column| if column == 0 { "---" } else { "---:" })
            .collect();
        let mut table = Self {
            text: String::new(),
        };
        table.row(columns);
        table.row(&rule);
        table
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[impl AsRef<str>]) {
        let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
        self.text += &format!("| {} |\n", cells.join(" | "));
    }

    /// The Markdown.
    pub fn finish(self) -> String {
        self.text
    }
}

/// A time in the unit that suits it: `0.42 ms`, `87 ms`, `1.30 s`.
pub fn time(time: Duration) -> String {
    let milliseconds = time.as_secs_f64() * 1000.0;
    match milliseconds {
        ..10.0 => format!("{milliseconds:.2} ms"),
        ..1000.0 => format!("{milliseconds:.0} ms"),
        _ => format!("{:.2} s", milliseconds / 1000.0),
    }
}

/// A ratio: `1.84 ×`.
pub fn times(ratio: f64) -> String {
    format!("{ratio:.2} ×")
}

/// Kibibytes as megabytes: `23.4 MB`.
pub fn megabytes(kibibytes: u64) -> String {
    format!("{:.1} MB", kibibytes as f64 / 1024.0)
}
