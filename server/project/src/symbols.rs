//! An index of what the files of a folder define, by name, within a bound of memory.
//!
//! Building it reads and analyses every file once; that is work for a thread in the background.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use scholiast_analysis::{Analysis, Cancellation, Cancelled};

use crate::check::{CheckError, analyze};
use crate::configured::ConfiguredFolders;
use crate::discovery::Discovery;
use crate::source::Source;

/// Something that a file defines for others: a function, a class, a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// The qualified name: `Class.method`.
    pub name: String,
    /// The declaration up to its body, free of layout; for a plain value, its name.
    pub signature: String,
    /// The file, as it was found under the folder.
    pub path: Arc<Path>,
    /// The byte offset of a function's name; of other things only the file is known.
    pub offset: Option<usize>,
}

/// The definitions of a folder's files.
#[derive(Debug, Default)]
pub struct SymbolIndex {
    by_name: HashMap<String, Vec<Definition>>,
    bytes: usize,
    files: usize,
    is_complete: bool,
}

impl SymbolIndex {
    /// Indexes the files under `folder` until the index takes about `bound` bytes of memory. Files
    /// that cannot be read define nothing.
    ///
    /// # Errors
    /// [`Cancelled`] soon after `cancellation` is raised.
    pub fn build(
        folder: &Path,
        bound: usize,
        folders: &mut ConfiguredFolders,
        cancellation: &Cancellation,
    ) -> Result<Self, Cancelled> {
        let mut index = Self {
            is_complete: true,
            ..Self::default()
        };
        for path in Discovery::under(&[folder.into()], folders).files {
            cancellation.check()?;
            let absolute = std::path::absolute(&path).unwrap_or_else(|_| path.clone());
            let limit = folders.configuration_in(absolute.parent().unwrap_or(&absolute));
            let Ok(source) = Source::read_up_to(&path, limit.largest_file()) else {
                continue;
            };
            match analyze(source.language, &source.text, cancellation) {
                Ok(analysis) => index.add(&path, &analysis, bound),
                Err(CheckError::Cancelled) => return Err(Cancelled),
                Err(_) => {}
            }
            if !index.is_complete {
                break;
            }
        }
        Ok(index)
    }

    /// The definitions of a name, be it qualified (`Class.method`) or its last part (`method`), in
    /// the order of their files.
    #[must_use]
    pub fn lookup(&self, name: &str) -> Vec<&Definition> {
        let found = self.by_name.get(last_part(name)).into_iter().flatten();
        let is_meant = |definition: &&Definition| {
            definition.name == name || last_part(&definition.name) == name
        };
        found.filter(is_meant).collect()
    }

    /// How many files were read.
    #[must_use]
    pub fn files(&self) -> usize {
        self.files
    }

    /// Whether the bound of memory left room for every file.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    fn add(&mut self, path: &Path, analysis: &Analysis, bound: usize) {
        let definitions = definitions(&Arc::from(path), analysis);
        let bytes: usize = definitions.iter().map(size_of_definition).sum();
        if self.bytes.saturating_add(bytes) > bound {
            self.is_complete = false;
            return;
        }
        self.bytes += bytes;
        self.files += 1;
        for definition in definitions {
            let key = last_part(&definition.name).to_owned();
            self.by_name.entry(key).or_default().push(definition);
        }
    }
}

fn definitions(path: &Arc<Path>, analysis: &Analysis) -> Vec<Definition> {
    let functions = analysis.report().functions.iter();
    let offsets: HashMap<&str, usize> = functions
        .map(|function| (function.qualified_name.as_str(), function.name_span.start))
        .collect();
    let exported = analysis.exported().iter();
    let definition = |exported: &scholiast_analysis::Exported| Definition {
        offset: offsets.get(exported.name.as_str()).copied(),
        name: exported.name.clone(),
        signature: exported.signature.clone(),
        path: path.clone(),
    };
    exported.map(definition).collect()
}

/// About what a definition takes, with its place in the map.
fn size_of_definition(definition: &Definition) -> usize {
    2 * definition.name.len() + definition.signature.len() + 2 * size_of::<Definition>()
}

fn last_part(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            (
                "a.py",
                "def settle(order):\n    pass\n\nclass Order:\n    def total(self):\n        pass\n",
            ),
            (
                "b.py",
                "LIMIT = 3\n\ndef settle():\n    def inner():\n        pass\n",
            ),
            ("broken.py", "\u{0}"),
        ];
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn build(folder: &Path, bound: usize) -> SymbolIndex {
        let mut folders = ConfiguredFolders::default();
        SymbolIndex::build(folder, bound, &mut folders, &Cancellation::new()).unwrap()
    }

    /// File, signature and offset of each definition of a name.
    fn found(index: &SymbolIndex, name: &str) -> Vec<String> {
        let shown = |definition: &Definition| {
            let file = definition.path.file_name().unwrap().to_string_lossy();
            format!("{file} {} {:?}", definition.signature, definition.offset)
        };
        index.lookup(name).into_iter().map(shown).collect()
    }

    #[test]
    fn a_name_leads_to_every_definition_of_it() {
        let folder = folder();
        let index = build(folder.path(), usize::MAX);
        assert_eq!(
            found(&index, "settle"),
            [
                "a.py def settle(order) Some(4)",
                "b.py def settle() Some(15)"
            ]
        );
        assert_eq!(found(&index, "total"), found(&index, "Order.total"));
        assert_eq!(found(&index, "total").len(), 1);
        assert_eq!(found(&index, "Order"), ["a.py class Order None"]);
        assert_eq!(found(&index, "LIMIT"), ["b.py LIMIT None"]);
        assert!(found(&index, "inner").is_empty(), "nobody else can use it");
        assert!(found(&index, "Other.total").is_empty());
        assert_eq!((index.files(), index.is_complete()), (2, true));
    }

    #[test]
    fn a_bound_is_kept_and_said() {
        let folder = folder();
        let index = build(folder.path(), 700);
        assert_eq!((index.files(), index.is_complete()), (1, false));
        assert_eq!(found(&index, "settle").len(), 1);
    }

    #[test]
    fn building_is_given_up_when_it_is_no_longer_wanted() {
        let cancellation = Cancellation::new();
        cancellation.cancel();
        let mut folders = ConfiguredFolders::default();
        let folder = folder();
        let built = SymbolIndex::build(folder.path(), usize::MAX, &mut folders, &cancellation);
        assert!(built.is_err());
    }
}
