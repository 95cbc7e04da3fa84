//! Rows as a table, as JSON, and as comma-separated values.

use std::io::Write;

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::measure::MEASURES;
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
        Format::Json => json(rows, &mut output)?,
        Format::Csv => values(rows, by, &mut output)?,
    }
    output.flush()?;
    Ok(())
}

fn table(rows: &[Row], by: By, output: &mut impl Write) -> Result<()> {
    let numbers = MEASURES.iter().map(|measure| Column::number(measure.name));
    let mut table = match by {
        By::Function => Table::new(numbers.chain(["function", "place"].map(Column::text))),
        By::File => Table::new(numbers.chain([Column::number("functions"), Column::text("file")])),
        By::Directory => {
            Table::new(numbers.chain([Column::number("functions"), Column::text("folder")]))
        }
    };
    for row in rows {
        let path = row.path.to_string_lossy();
        let what = match &row.function {
            Some((name, line)) => [name.clone(), format!("{path}:{line}")],
            None => [row.functions.to_string(), path.into_owned()],
        };
        table.row(row.numbers.iter().map(u64::to_string).chain(what));
    }
    let what = match by {
        By::Function => "function",
        By::File => "file",
        By::Directory => "folder",
    };
    writeln!(output, "{table}\n{}", counted(rows.len(), what))?;
    Ok(())
}

fn json(rows: &[Row], output: &mut impl Write) -> Result<()> {
    let rows: Vec<Value> = rows.iter().map(object).collect();
    let document = json!({ "version": SHAPE, "rows": rows });
    serde_json::to_writer_pretty(&mut *output, &document)?;
    writeln!(output)?;
    Ok(())
}

fn object(row: &Row) -> Value {
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
    let numbers = MEASURES.iter().zip(row.numbers);
    object.extend(numbers.map(|(measure, number)| (measure.name.into(), number.into())));
    object.into()
}

fn values(rows: &[Row], by: By, output: &mut impl Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(output);
    let what: &[&str] = match by {
        By::Function => &["path", "line", "function"],
        By::File | By::Directory => &["path", "functions"],
    };
    writer.write_record(
        what.iter()
            .copied()
            .chain(MEASURES.iter().map(|measure| measure.name)),
    )?;
    for row in rows {
        let mut record = vec![row.path.to_string_lossy().into_owned()];
        match &row.function {
            Some((name, line)) => record.extend([line.to_string(), name.clone()]),
            None => record.push(row.functions.to_string()),
        }
        record.extend(row.numbers.iter().map(u64::to_string));
        writer.write_record(record)?;
    }
    writer.flush()?;
    Ok(())
}
