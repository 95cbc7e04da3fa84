//! The languages there are, and how to find one.

use std::path::Path;
use std::sync::LazyLock;

use crate::description::{DescriptionError, Source};
use crate::dialect::Dialect;
use crate::ecmascript::EcmaScript;
use crate::language::Language;
use crate::python::Python;

macro_rules! source {
    ($path:literal) => {
        Source {
            path: $path,
            text: include_str!(concat!("../", $path)),
        }
    };
}

/// Descriptions that languages extend.
const SHARED: [Source; 2] = [
    source!("shared/ecmascript.toml"),
    source!("typescript/language.toml"),
];

/// A language before its description is compiled.
struct Registration {
    source: Source,
    grammar: fn() -> tree_sitter::Language,
    dialect: &'static dyn Dialect,
}

/// Every language of this build.
const REGISTRATIONS: [Registration; 3] = [
    Registration {
        source: source!("python/language.toml"),
        grammar: || tree_sitter_python::LANGUAGE.into(),
        dialect: &Python,
    },
    Registration {
        source: source!("typescript/language.toml"),
        grammar: || tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
        dialect: &EcmaScript,
    },
    Registration {
        source: source!("tsx/language.toml"),
        grammar: || tree_sitter_typescript::LANGUAGE_TSX.into(),
        dialect: &EcmaScript,
    },
];

struct Registry {
    languages: Vec<Language>,
    faults: Vec<DescriptionError>,
}

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| {
    let mut registry = Registry {
        languages: Vec::new(),
        faults: Vec::new(),
    };
    for Registration {
        source,
        grammar,
        dialect,
    } in &REGISTRATIONS
    {
        match Language::compile(*source, &SHARED, grammar(), *dialect) {
            Ok(language) => registry.languages.push(language),
            Err(fault) => registry.faults.push(fault),
        }
    }
    registry
});

/// All languages, in the order of registration.
pub fn all() -> &'static [Language] {
    &REGISTRY.languages
}

/// The descriptions that could not be compiled; their languages are missing from [`all`].
/// A build that passed its tests has none.
pub fn faults() -> &'static [DescriptionError] {
    &REGISTRY.faults
}

/// The language with this id, or that editors announce by this `languageId`.
pub fn by_id(id: &str) -> Option<&'static Language> {
    let known = |language: &&Language| language.language_ids().any(|known| known == id);
    all()
        .iter()
        .find(|language| language.id() == id)
        .or_else(|| all().iter().find(known))
}

/// The language of files with this name.
pub fn by_path(path: &Path) -> Option<&'static Language> {
    let extension = path.extension()?.to_str()?;
    let has = |language: &&Language| {
        language
            .extensions()
            .any(|known| known.eq_ignore_ascii_case(extension))
    };
    all().iter().find(has)
}
