//! `scholiast languages`: what can be read here.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use scholiast_grammars as grammars;

use crate::table::{Column, Table};

/// Prints the languages.
pub(crate) fn run() -> Result<ExitCode> {
    let columns = ["language", "name", "files", "editors call it"];
    let mut table = Table::new(columns.map(Column::text));
    for language in grammars::all() {
        let extensions: Vec<String> = language
            .extensions()
            .map(|name| format!(".{name}"))
            .collect();
        let ids: Vec<&str> = language.language_ids().collect();
        table.row([
            language.id().to_owned(),
            language.name().to_owned(),
            extensions.join(" "),
            ids.join(", "),
        ]);
    }
    let mut output = std::io::stdout().lock();
    writeln!(output, "{table}")?;
    for fault in grammars::faults() {
        writeln!(output, "left out: {fault}")?;
    }
    Ok(ExitCode::SUCCESS)
}
