//! Rows of numbers: one a function, a file or a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use scholiast_analysis::{Analysis, Function, measure, measure_file};

use super::By;
use super::measure::columns;

/// What a row is about, and its numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The file, or the folder.
    pub(super) path: PathBuf,
    /// The function and the line of its name, counted from 1; none for files and folders.
    pub(super) function: Option<(String, usize)>,
    /// How many functions the numbers are of.
    pub(super) functions: usize,
    /// The numbers, in the order of the columns.
    pub(super) numbers: Vec<f64>,
}

/// One row a function, in the order of the source.
pub(super) fn of_functions(path: &Path, analysis: &Analysis) -> Vec<Row> {
    let text = analysis.text();
    let row = |function: &Function| {
        let measured = measure(analysis, function)?;
        let numbers = columns(By::Function).into_iter();
        let line = text.line_of(function.name_span.start) + 1;
        Some(Row {
            path: path.to_path_buf(),
            function: Some((function.qualified_name.clone(), line)),
            functions: 1,
            numbers: numbers
                .filter_map(|measure| measure.function(function, &measured))
                .collect(),
        })
    };
    analysis.report().functions.iter().filter_map(row).collect()
}

/// The row of a file.
pub(super) fn of_file(path: &Path, analysis: &Analysis) -> Row {
    let measured = measure_file(analysis);
    let numbers = columns(By::File).into_iter();
    Row {
        path: path.to_path_buf(),
        function: None,
        functions: analysis.report().functions.len(),
        numbers: numbers
            .map(|measure| measure.file(analysis, &measured))
            .collect(),
    }
}

/// One row a folder, for the files right in it.
pub(super) fn by_directory(files: Vec<Row>) -> Vec<Row> {
    let mut folders: BTreeMap<PathBuf, Row> = BTreeMap::new();
    for file in files {
        let folder = match file.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
            _ => PathBuf::from("."),
        };
        match folders.get_mut(&folder) {
            Some(row) => add(row, &file),
            None => {
                let path = folder.clone();
                folders.insert(folder, Row { path, ..file });
            }
        }
    }
    folders.into_values().collect()
}

fn add(whole: &mut Row, part: &Row) {
    whole.functions += part.functions;
    let numbers = whole.numbers.iter_mut().zip(&part.numbers);
    for ((number, other), measure) in numbers.zip(columns(By::Directory)) {
        *number = measure.together(*number, *other);
    }
}
