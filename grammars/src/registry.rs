//! The languages there are.

use std::sync::LazyLock;

use crate::description::{DescriptionError, Source};
use crate::dialect::{Dialect, Plain};
use crate::ecmascript::EcmaScript;
use crate::go::Go;
use crate::language::Language;
use crate::python::Python;
use crate::rust::Rust;

macro_rules! source {
    ($path:literal) => {
        Source {
            path: $path,
            text: include_str!(concat!("../", $path)),
        }
    };
}

/// Descriptions that languages extend.
const SHARED: [Source; 3] = [
    source!("shared/c-family.toml"),
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
const REGISTRATIONS: [Registration; 9] = [
    Registration {
        source: source!("c/language.toml"),
        grammar: || tree_sitter_c::LANGUAGE.into(),
        dialect: &Plain,
    },
    Registration {
        source: source!("cpp/language.toml"),
        grammar: || tree_sitter_cpp::LANGUAGE.into(),
        dialect: &Plain,
    },
    Registration {
        source: source!("go/language.toml"),
        grammar: || tree_sitter_go::LANGUAGE.into(),
        dialect: &Go,
    },
    Registration {
        source: source!("java/language.toml"),
        grammar: || tree_sitter_java::LANGUAGE.into(),
        dialect: &Plain,
    },
    Registration {
        source: source!("rust/language.toml"),
        grammar: || tree_sitter_rust::LANGUAGE.into(),
        dialect: &Rust,
    },
    Registration {
        source: source!("python/language.toml"),
        grammar: || tree_sitter_python::LANGUAGE.into(),
        dialect: &Python,
    },
    Registration {
        source: source!("javascript/language.toml"),
        grammar: || tree_sitter_javascript::LANGUAGE.into(),
        dialect: &EcmaScript,
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
