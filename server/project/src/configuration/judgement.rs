//! Holds what someone wrote to the schema: what fits is taken setting by setting, what does not is
//! named with a fix.

use std::ops::Range;

use serde_json::Value;

use super::origin::KeyPath;
use super::schema::{present_name, schema};
use super::written::{Entry, Node};

/// Names less alike than this (by Jaro and Winkler, from 0 to 1) are no slips of one another.
const LIKENESS_OF_A_SLIP: f64 = 0.8;

/// What a layer may not say, although the schema knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// A person's own layer: all of it counts.
    Person,
    /// A project's file, which anyone may have written.
    Project,
    /// An editor's settings: a person's own, among which clients keep others that are not ours.
    Editor,
}

/// A setting that fits.
#[derive(Debug, Clone)]
pub(super) struct Fitting {
    pub(super) path: KeyPath,
    pub(super) value: Value,
    pub(super) span: Option<Range<usize>>,
}

/// One that does not.
#[derive(Debug, Clone)]
pub(super) struct Misfit {
    pub(super) path: KeyPath,
    pub(super) span: Option<Range<usize>>,
    pub(super) message: String,
    pub(super) fix: String,
}

/// What became of a layer.
#[derive(Debug, Clone, Default)]
pub(super) struct Judgement {
    pub(super) fitting: Vec<Fitting>,
    pub(super) misfits: Vec<Misfit>,
}

/// Judges a whole layer.
pub(super) fn judge(layer: &Node, trust: Trust) -> Judgement {
    let mut judgement = Judgement::default();
    match layer {
        Node::Table(entries) => judgement.table(entries, &KeyPath::default(), schema(), trust),
        Node::Value(Value::Null) => {}
        Node::Value(value) => judgement.misfits.push(Misfit {
            path: KeyPath::default(),
            span: None,
            message: format!("expected a table of settings, found {}", kind_of(value)),
            fix: "write `[section]` and `key = value` below it".into(),
        }),
    }
    judgement
}

impl Judgement {
    // As deep as the schema, which ends it.
    fn table(&mut self, entries: &[Entry], path: &KeyPath, schema: &Value, trust: Trust) {
        let is_root = path.parts().next().is_none();
        for entry in entries {
            if is_root && trust == Trust::Project && entry.key == "model" {
                self.misfits.push(model_in_project_file(entry));
                continue;
            }
            match lookup(schema, &entry.key) {
                Some((key, schema)) => self.entry(entry, &path.join(&key), schema, trust),
                None if is_root && trust == Trust::Editor => {}
                None => self.misfits.push(unknown_key(entry, path, schema)),
            }
        }
    }

    fn entry(&mut self, entry: &Entry, path: &KeyPath, schema: &Value, trust: Trust) {
        match &entry.node {
            Node::Table(entries) if is_table(schema) => self.table(entries, path, schema, trust),
            Node::Value(value) if accepts(schema, value) => self.fitting.push(Fitting {
                path: present_name(path.clone()),
                value: value.clone(),
                span: entry.key_span.clone(),
            }),
            node => self.misfits.push(wrong_value(entry, node, path, schema)),
        }
    }
}

/// The key as the schema spells it, and what may stand under it. Editors write `inlayHints` where
/// files write `inlay_hints`.
fn lookup<'s>(schema: &'s Value, key: &str) -> Option<(String, &'s Value)> {
    let properties = schema.get("properties").and_then(Value::as_object);
    if let Some(properties) = properties {
        let spelling = [key.to_owned(), snake_case(key)];
        let found = spelling
            .into_iter()
            .find_map(|key| Some((key.clone(), properties.get(&key)?)));
        if found.is_some() {
            return found;
        }
    }
    let others = schema
        .get("additionalProperties")
        .filter(|s| s.is_object())?;
    let names = names_of_others(schema);
    let is_known = names.is_empty() || names.contains(&key);
    is_known.then(|| (key.to_owned(), others))
}

fn names_of_others(schema: &Value) -> Vec<&str> {
    let names = schema
        .pointer("/propertyNames/enum")
        .and_then(Value::as_array);
    names
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn known_keys(schema: &Value) -> Vec<&str> {
    let properties = schema.get("properties").and_then(Value::as_object);
    let is_current = |(_, schema): &(&String, &Value)| schema.get("deprecated").is_none();
    let named = properties.into_iter().flatten().filter(is_current);
    let mut known: Vec<&str> = named.map(|(key, _)| key.as_str()).collect();
    known.extend(names_of_others(schema));
    known
}

fn snake_case(key: &str) -> String {
    let mut snake = String::with_capacity(key.len() + 2);
    for character in key.chars() {
        if character.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(character.to_ascii_lowercase());
    }
    snake
}

fn model_in_project_file(entry: &Entry) -> Misfit {
    Misfit {
        path: KeyPath::of(["model"]),
        span: entry.key_span.clone(),
        message: "`[model]` is not read from a project's file, because a project must not decide \
                  where code is sent"
            .into(),
        fix: "move it to your own file, which `scholiast config show` names".into(),
    }
}

fn unknown_key(entry: &Entry, table: &KeyPath, schema: &Value) -> Misfit {
    let known = known_keys(schema);
    Misfit {
        path: table.join(&entry.key),
        span: entry.key_span.clone(),
        message: format!("unknown key `{}`", entry.key),
        fix: suggestion(&entry.key, &known),
    }
}

fn wrong_value(entry: &Entry, node: &Node, path: &KeyPath, schema: &Value) -> Misfit {
    let found = match node {
        Node::Table(_) => "a table".to_owned(),
        Node::Value(value) => kind_of(value),
    };
    let word = match node {
        Node::Value(Value::String(word)) => Some(word.as_str()),
        _ => None,
    };
    let slip = word.and_then(|word| nearest(word, &words_of(schema)));
    Misfit {
        path: path.clone(),
        span: entry.value_span.clone(),
        message: format!("`{path}` cannot be {found}"),
        fix: slip.map_or_else(
            || format!("expected {}", description(schema)),
            |slip| format!("did you mean \"{slip}\"?"),
        ),
    }
}

/// "did you mean `cognitive`?", or what there is to choose from.
pub(super) fn suggestion(word: &str, known: &[&str]) -> String {
    match nearest(word, known) {
        Some(slip) => format!("did you mean `{slip}`?"),
        None if known.is_empty() => "no key is known here".to_owned(),
        None => format!("known here: {}", listed(known)),
    }
}

fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let likeness = |known: &str| strsim::jaro_winkler(&word.to_lowercase(), known);
    known
        .iter()
        .map(|known| (likeness(known), *known))
        .filter(|(likeness, _)| *likeness >= LIKENESS_OF_A_SLIP)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, known)| known)
}

fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

fn is_table(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("object")
}

/// The alternatives of a schema; a plain one is its own only alternative.
fn alternatives(schema: &Value) -> Vec<&Value> {
    let several = ["anyOf", "oneOf"]
        .iter()
        .find_map(|keyword| schema.get(keyword)?.as_array());
    several.map_or_else(|| vec![schema], |several| several.iter().collect())
}

/// Whether a value is of this schema, as far as settings use JSON schema.
pub(super) fn accepts(schema: &Value, value: &Value) -> bool {
    alternatives(schema)
        .into_iter()
        .any(|schema| accepts_one(schema, value))
}

fn accepts_one(schema: &Value, value: &Value) -> bool {
    if let Some(constant) = schema.get("const") {
        return constant == value;
    }
    if let Some(Value::Array(words)) = schema.get("enum") {
        return words.contains(value);
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.as_i64().is_some_and(|number| within(schema, number)),
        Some("string") => value.is_string(),
        Some("array") => value.as_array().is_some_and(|values| {
            let items = &schema["items"];
            values.iter().all(|value| accepts(items, value))
        }),
        _ => false,
    }
}

fn within(schema: &Value, number: i64) -> bool {
    let (least, most) = limits(schema);
    (least..=most).contains(&number)
}

fn limits(schema: &Value) -> (i64, i64) {
    let limit = |keyword| schema.get(keyword).and_then(Value::as_i64);
    let least = limit("minimum").unwrap_or(0);
    (least, limit("maximum").unwrap_or(i64::from(u32::MAX)))
}

/// The words that a schema takes.
fn words_of(schema: &Value) -> Vec<&str> {
    let mut words = Vec::new();
    for schema in alternatives(schema) {
        let listed = schema.get("enum").and_then(Value::as_array);
        words.extend(listed.into_iter().flatten().filter_map(Value::as_str));
        words.extend(schema.get("const").and_then(Value::as_str));
    }
    words
}

/// What a schema takes, in words.
fn description(schema: &Value) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for schema in alternatives(schema) {
        kinds.extend(kind_of_schema(schema));
    }
    kinds.extend(words_of(schema).iter().map(|word| format!("\"{word}\"")));
    kinds.join(" or ")
}

fn kind_of_schema(schema: &Value) -> Option<String> {
    match schema.get("type").and_then(Value::as_str)? {
        _ if schema.get("enum").is_some() || schema.get("const").is_some() => None,
        "boolean" => Some("true or false".to_owned()),
        "integer" => match limits(schema) {
            (least, most) if most < i64::from(u32::MAX) => {
                Some(format!("a whole number from {least} to {most}"))
            }
            (least, _) => Some(format!("a whole number from {least} on")),
        },
        "string" => Some("a text in quotes".to_owned()),
        "array" => Some("a list of texts, such as [\"a\", \"b\"]".to_owned()),
        _ => Some("a table".to_owned()),
    }
}

/// What someone wrote, in words.
fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(value) => format!("{value}"),
        Value::Number(number) => format!("{number}"),
        Value::String(text) => format!("the text \"{text}\""),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a table".to_owned(),
    }
}
