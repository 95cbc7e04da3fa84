//! `scholiast metrics [PATHS]`: the numbers of every function, file or folder.

mod measure;
mod print;
mod rows;

use std::cmp::Reverse;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use rayon::prelude::*;
use scholiast_analysis::Cancellation;
use scholiast_project::check::analyze;
use scholiast_project::{CheckError, ConfiguredFolders, Discovery, Source};

use crate::progress;
use crate::settings::Settings;
use crate::terminal::{shown, shown_path};
use measure::MEASURES;
use rows::Row;

/// Options of `scholiast metrics`.
#[derive(clap::Args)]
#[command(after_help = "\
Of a file and a folder, cognitive and lines are the sum over its functions, nesting and parameters
the largest; functions inside others are part of these. Exit code: 2 if the command line is wrong or
something could not be looked at, else 0.")]
pub(crate) struct Arguments {
    /// Files and folders; folders are walked as git sees them.
    #[arg(default_value = ".")]
    paths: Vec<PathBuf>,
    /// What a row is about.
    #[arg(long, value_enum, default_value_t = By::Function)]
    by: By,
    /// The column to sort by, the largest number first; by default rows are in the order of their
    /// places.
    #[arg(long, value_name = "COLUMN", value_parser = columns())]
    sort: Option<String>,
    /// Print only so many rows.
    #[arg(long, value_name = "N")]
    top: Option<usize>,
    /// How to print the rows.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// How many files to measure at once; by default, one a processor.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    settings: Settings,
}

/// What a row is about.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum By {
    Function,
    File,
    Directory,
}

/// How rows are printed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// For programs: one JSON document.
    Json,
    /// For spreadsheets.
    Csv,
}

fn columns() -> clap::builder::PossibleValuesParser {
    MEASURES
        .iter()
        .map(|measure| measure.name)
        .collect::<Vec<_>>()
        .into()
}

/// Measures the paths and prints the rows.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut folders = ConfiguredFolders::new(arguments.settings.layers()?);
    let found = Discovery::under(&arguments.paths, &mut folders);
    let mut faults: Vec<String> = found.faults.iter().map(ToString::to_string).collect();
    let measured = measured(found.files, arguments, &mut folders)?;
    faults.extend(folders.complaints().iter().map(ToString::to_string));
    let mut rows = Vec::new();
    for (path, of_file) in measured {
        match of_file {
            Ok(of_file) => rows.extend(of_file),
            Err(error) => faults.push(format!("{} {error}", shown_path(&path))),
        }
    }
    if arguments.by == By::Directory {
        rows = rows::by_directory(&rows);
    }
    sort(&mut rows, arguments);
    print::print(&rows, arguments.by, arguments.format)?;
    for fault in &faults {
        std::io::Write::write_fmt(
            &mut std::io::stderr(),
            format_args!("fault: {}\n", shown(fault)),
        )?;
    }
    Ok(ExitCode::from(if faults.is_empty() { 0 } else { 2 }))
}

fn sort(rows: &mut Vec<Row>, arguments: &Arguments) {
    let column = arguments.sort.as_deref().and_then(measure::column);
    if let Some(column) = column {
        rows.sort_by_key(|row| Reverse(row.numbers[column]));
    }
    rows.truncate(arguments.top.unwrap_or(usize::MAX));
}

type Measured = (PathBuf, Result<Vec<Row>, CheckError>);

fn measured(
    files: Vec<PathBuf>,
    arguments: &Arguments,
    folders: &mut ConfiguredFolders,
) -> Result<Vec<Measured>> {
    let with_limit = |path: PathBuf| {
        let absolute = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
        let folder = absolute.parent().unwrap_or(&absolute);
        let limit = folders.configuration_in(folder).largest_file();
        (path, limit)
    };
    let files: Vec<(PathBuf, usize)> = files.into_iter().map(with_limit).collect();
    let bar = progress::bar(files.len(), "measuring");
    let measure = |(path, limit): (PathBuf, usize)| {
        let rows = rows_of(&path, limit, arguments.by);
        bar.inc(1);
        (path, rows)
    };
    let threads = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads.unwrap_or(0));
    let threads = threads.build().context("no threads can be started")?;
    let measured = threads.install(|| files.into_par_iter().map(measure).collect());
    bar.finish_and_clear();
    Ok(measured)
}

fn rows_of(path: &Path, limit: usize, by: By) -> Result<Vec<Row>, CheckError> {
    let source = Source::read_up_to(path, limit)?;
    let analysis = analyze(source.language, &source.text, &Cancellation::new())?;
    Ok(match by {
        By::Function => rows::of_functions(path, &analysis),
        By::File | By::Directory => vec![rows::of_file(path, &analysis)],
    })
}
