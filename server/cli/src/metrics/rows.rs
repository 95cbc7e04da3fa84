//! Rows of numbers: one a function, or summed up for files and folders.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use scholiast_analysis::Analysis;

use super::measure::MEASURES;

/// Numbers in the order of [`MEASURES`].
pub(super) type Numbers = [u64; MEASURES.len()];

/// What a row is about, and its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The file, or the folder.
    pub(super) path: PathBuf,
    /// The function and the line of its name, counted from 1; none for files and folders.
    pub(super) function: Option<(String, usize)>,
    /// How many functions the numbers are of.
    pub(super) functions: u64,
    pub(super) numbers: Numbers,
}

/// One row a function, in the order of the source.
pub(super) fn of_functions(path: &Path, analysis: &Analysis) -> Vec<Row> {
    let text = analysis.text();
    let functions = analysis.report().functions.iter();
    let row = |function: &scholiast_analysis::Function| Row {
        path: path.to_path_buf(),
        function: Some((
            function.qualified_name.clone(),
            text.line_of(function.name_span.start) + 1,
        )),
        functions: 1,
        numbers: MEASURES
            .each_ref()
            .map(|measure| u64::from((measure.of)(analysis, function))),
    };
    functions.map(row).collect()
}

/// The rows of a file's functions as the row of the file. A function inside another is part of
/// its numbers already.
pub(super) fn of_file(path: &Path, analysis: &Analysis) -> Row {
    let mut whole = empty(path);
    let functions = analysis.report().functions.iter();
    for (row, function) in of_functions(path, analysis).iter().zip(functions) {
        if function.parent.is_none() {
            add(&mut whole, row);
        } else {
            whole.functions += 1;
        }
    }
    whole
}

/// One row a folder, for the files right in it.
pub(super) fn by_directory(files: &[Row]) -> Vec<Row> {
    let mut folders: BTreeMap<PathBuf, Row> = BTreeMap::new();
    for file in files {
        let folder = match file.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let row = folders
            .entry(folder.into())
            .or_insert_with(|| empty(folder));
        add(row, file);
    }
    folders.into_values().collect()
}

fn empty(path: &Path) -> Row {
    Row {
        path: path.to_path_buf(),
        function: None,
        functions: 0,
        numbers: Numbers::default(),
    }
}

fn add(whole: &mut Row, part: &Row) {
    whole.functions += part.functions;
    for (column, measure) in MEASURES.iter().enumerate() {
        whole.numbers[column] = measure
            .whole
            .of(whole.numbers[column], part.numbers[column]);
    }
}
