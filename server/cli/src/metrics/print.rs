//! Rows as a table, as JSON, and as comma-separated values.

use std::io::Write;

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::measure::{Measure, columns};
use super::rows::Row;
use super::{By, Format};
use crate::table::{Column, Table};
use crate::terminal::counted;

/// The version of the JSON document's shape; raised when a field changes its meaning.
const SHAPE: u32 = 1;

pub(super) fn print(rows: &[Row], by: By, format: Format) -> Result<()> {
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    match format {
        Format::Table => table(rows, by, &mut output)?,
        Format::Json => json(rows, by, &mut output)?,
        Format::Csv => values(rows, by, &mut output)?,
    }
    output.flush()?;
    Ok(())
}

fn table(rows: &[Row], by: By, output: &mut impl Write) -> Result<()> {
    let columns = columns(by);
    let numbers = columns.iter().map(|measure| Column::number(measure.name));
    let (what, of_what) = match by {
        By::Function => (
            "function",
            [Column::text("function"), Column::text("place")],
        ),
        By::File => ("file", [Column::number("functions"), Column::text("file")]),
        By::Directory => (
            "folder",
            [Column::number("functions"), Column::text("folder")],
        ),
    };
    let mut table = Table::new(numbers.chain(of_what));
    for row in rows {
        let path = row.path.to_string_lossy();
        let of_what = match &row.function {
            Some((name, line)) => [name.clone(), format!("{path}:{line}")],
            None => [row.functions.to_string(), path.into_owned()],
        };
        table.row(written(row, &columns).chain(of_what));
    }
    writeln!(output, "{table}\n{}", counted(rows.len(), what))?;
    Ok(())
}

fn written(row: &Row, columns: &[&'static Measure]) -> impl Iterator<Item = String> {
    let numbers = columns.iter().zip(&row.numbers);
    numbers.map(|(measure, number)| measure.written(*number))
}

fn json(rows: &[Row], by: By, output: &mut impl Write) -> Result<()> {
    let columns = columns(by);
    let rows: Vec<Value> = rows.iter().map(|row| object(row, &columns)).collect();
    let document = json!({ "version": SHAPE, "rows": rows });
    serde_json::to_writer_pretty(&mut *output, &document)?;
    writeln!(output)?;
    Ok(())
}

fn object(row: &Row, columns: &[&'static Measure]) -> Value {
    let mut object = Map::new();
    object.insert("path".into(), row.path.to_string_lossy().into());
    match &row.function {
        Some((name, line)) => {
            object.insert("function".into(), name.as_str().into());
            object.insert("line".into(), (*line).into());
        }
        None => {
            object.insert("functions".into(), row.functions.into());
        }
    }
    for (measure, number) in columns.iter().zip(written(row, columns)) {
        // As it is written elsewhere, without digits that mean nothing.
        let number = serde_json::from_str(&number).unwrap_or(Value::Null);
        object.insert(measure.name.into(), number);
    }
    object.into()
}

fn values(rows: &[Row], by: By, output: &mut impl Write) -> Result<()> {
    let columns = columns(by);
    let mut writer = csv::Writer::from_writer(output);
    let what: &[&str] = match by {
        By::Function => &["path", "line", "function"],
        By::File | By::Directory => &["path", "functions"],
    };
    let headings = columns.iter().map(|measure| measure.name);
    writer.write_record(what.iter().copied().chain(headings))?;
    for row in rows {
        let mut record = vec![row.path.to_string_lossy().into_owned()];
        match &row.function {
            Some((name, line)) => record.extend([line.to_string(), name.clone()]),
            None => record.push(row.functions.to_string()),
        }
        record.extend(written(row, &columns));
        writer.write_record(record)?;
    }
    writer.flush()?;
    Ok(())
}
