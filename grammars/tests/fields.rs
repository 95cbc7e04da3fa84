//! Every field that a description names is one that the node kind it is named for can have.
//!
//! The compiler of descriptions only knows which fields a grammar has at all; which kind has which
//! is in the grammar's `node-types.json`.

#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde_json::Value as Json;
use toml::Value as Toml;

/// The keys of a description's entries whose words are fields of the entry's node kind.
const FIELD_KEYS: [&str; 13] = [
    "alternative",
    "body",
    "callee",
    "holds",
    "label",
    "name",
    "nests",
    "object",
    "operator",
    "owner",
    "parameters",
    "type",
    "value",
];

/// The sections whose entries are node kinds with fields.
const SECTIONS: [&str; 9] = [
    "functions",
    "classes",
    "shells",
    "wrappers",
    "bindings",
    "logical",
    "jumps",
    "calls",
    "members",
];

/// A language's folder, and its grammar's node types. TSX has those of TypeScript, and more.
const LANGUAGES: [(&str, &str); 9] = [
    ("c", tree_sitter_c::NODE_TYPES),
    ("cpp", tree_sitter_cpp::NODE_TYPES),
    ("go", tree_sitter_go::NODE_TYPES),
    ("java", tree_sitter_java::NODE_TYPES),
    ("javascript", tree_sitter_javascript::NODE_TYPES),
    ("python", tree_sitter_python::NODE_TYPES),
    ("rust", tree_sitter_rust::NODE_TYPES),
    ("tsx", tree_sitter_typescript::TSX_NODE_TYPES),
    ("typescript", tree_sitter_typescript::TYPESCRIPT_NODE_TYPES),
];

#[test]
fn every_node_kind_has_the_fields_that_are_named_for_it() {
    let faults: Vec<String> = LANGUAGES
        .iter()
        .flat_map(|(folder, node_types)| faults(folder, &fields_by_kind(node_types)))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_language_is_checked() {
    let checked: HashSet<&str> = LANGUAGES.iter().map(|(folder, _)| *folder).collect();
    for language in scholiast_grammars::all() {
        assert!(checked.contains(language.id()), "{} is not", language.id());
    }
}

type FieldsByKind = HashMap<String, HashSet<String>>;

fn fields_by_kind(node_types: &str) -> FieldsByKind {
    let types: Vec<Json> = serde_json::from_str(node_types).unwrap();
    let is_named = |kind: &&Json| kind["named"] == true;
    let names = |kind: &Json| {
        let fields = kind["fields"].as_object().into_iter().flatten();
        fields.map(|(name, _)| name.clone()).collect()
    };
    types
        .iter()
        .filter(is_named)
        .map(|kind| (kind["type"].as_str().unwrap().to_owned(), names(kind)))
        .collect()
}

/// What is wrong with a language's description and those that it extends.
fn faults(folder: &str, fields: &FieldsByKind) -> Vec<String> {
    let mut faults = Vec::new();
    let mut next = Some(format!("{folder}/language.toml"));
    while let Some(path) = next {
        let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
        let text = std::fs::read_to_string(whole).unwrap();
        let description: toml::Table = text.parse().unwrap();
        let told = entries(&description)
            .into_iter()
            .flat_map(|(kind, entry)| unknown_fields(kind, entry, fields))
            .map(|(kind, field)| {
                let line = line_of(&text, kind);
                format!("grammars/{path}:{line}: {folder}'s `{kind}` has no field `{field}`")
            });
        faults.extend(told);
        next = description
            .get("extends")
            .map(|parent| parent.as_str().unwrap().to_owned());
    }
    faults
}

/// The node kinds of a description with what is said of them.
fn entries(description: &toml::Table) -> Vec<(&str, &toml::Table)> {
    let structures = description.get("structures").and_then(Toml::as_table);
    let sections = SECTIONS.iter().filter_map(|name| description.get(*name));
    sections
        .chain(structures.into_iter().flat_map(toml::Table::values))
        .flat_map(|section| section.as_table().unwrap())
        .map(|(kind, entry)| (kind.as_str(), entry.as_table().unwrap()))
        .collect()
}

fn unknown_fields<'d>(
    kind: &'d str,
    entry: &'d toml::Table,
    fields: &FieldsByKind,
) -> Vec<(&'d str, &'d str)> {
    let words = FIELD_KEYS.iter().filter_map(|key| entry.get(*key));
    words
        .flat_map(|words| match words {
            Toml::Array(words) => words.iter().collect(),
            word => vec![word],
        })
        .filter_map(Toml::as_str)
        .filter(|field| !fields[kind].contains(*field))
        .map(|field| (kind, field))
        .collect()
}

/// The line where an entry starts, counted from one.
fn line_of(text: &str, kind: &str) -> usize {
    let starts = |line: &str| line.starts_with(&format!("{kind} ="));
    1 + text.lines().position(starts).unwrap_or_default()
}
