//! What a schema takes, and how to say it: the few keywords of JSON schema that settings use.

use serde_json::Value;

/// Whether something of this schema is a table.
pub(super) fn is_table(schema: &Value) -> bool {
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
pub(super) fn words_of(schema: &Value) -> Vec<&str> {
    let mut words = Vec::new();
    for schema in alternatives(schema) {
        let listed = schema.get("enum").and_then(Value::as_array);
        words.extend(listed.into_iter().flatten().filter_map(Value::as_str));
        words.extend(schema.get("const").and_then(Value::as_str));
    }
    words
}

/// What a schema takes, in words.
pub(super) fn description(schema: &Value) -> String {
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
pub(super) fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(value) => format!("{value}"),
        Value::Number(number) => format!("{number}"),
        Value::String(text) => format!("the text \"{text}\""),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "a table".to_owned(),
    }
}
