//! A layer of settings as someone wrote it, before anyone has judged it: TOML from a file, JSON
//! from an editor, both in one form.

use std::ops::Range;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

/// A table or a value.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Table(Vec<Entry>),
    Value(Value),
}

/// A key and what stands under it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: String,
    /// Where the key stands in its file, in bytes; none for what comes from no file.
    pub(super) key_span: Option<Range<usize>>,
    /// Where its value stands.
    pub(super) value_span: Option<Range<usize>>,
    pub(super) node: Node,
}

/// Reads a file's text.
///
/// # Errors
/// The first fault of its syntax.
pub(super) fn from_toml(text: &str) -> Result<Node, toml::de::Error> {
    let table = DeTable::parse(text)?;
    Ok(toml_table(table.get_ref()))
}

// As deep as the parser lets a file go, which is some dozens of levels.
fn toml_table(table: &DeTable<'_>) -> Node {
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let key_text: &std::borrow::Cow<'_, str> = key.get_ref();
        Entry {
            key: key_text.to_string(),
            key_span: Some(key.span()),
            value_span: Some(value.span()),
            node: toml_node(value.get_ref()),
        }
    };
    Node::Table(table.iter().map(entry).collect())
}

fn toml_node(value: &DeValue<'_>) -> Node {
    match value {
        DeValue::Table(table) => toml_table(table),
        other => Node::Value(toml_value(other)),
    }
}

/// A value in JSON's terms. Numbers that JSON has no form for stay as they were written, as text,
/// which no setting takes for a number.
fn toml_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
            .map_or_else(|_| Value::String(number.as_str().to_owned()), Value::from),
        DeValue::Float(number) => number
            .as_str()
            .parse::<f64>()
            .map_or_else(|_| Value::String(number.as_str().to_owned()), Value::from),
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(time) => Value::String(time.to_string()),
        DeValue::Array(values) => values
            .iter()
            .map(|value| toml_value(value.get_ref()))
            .collect(),
        DeValue::Table(table) => table
            .iter()
            .map(|(key, value)| (key.get_ref().to_string(), toml_value(value.get_ref())))
            .collect(),
    }
}

/// Takes what an editor sent. What nobody filled in (`null`, an empty text) is left out.
pub(super) fn from_json(value: &Value) -> Node {
    let Value::Object(object) = value else {
        return Node::Value(value.clone());
    };
    let is_filled_in = |value: &Value| !value.is_null() && value.as_str() != Some("");
    let entries = object
        .iter()
        .filter(|(_, value)| is_filled_in(value))
        .map(|(key, value)| Entry {
            key: key.clone(),
            key_span: None,
            value_span: None,
            node: from_json(value),
        });
    Node::Table(entries.collect())
}
