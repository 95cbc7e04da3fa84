//! The published JSON schema of the settings. Files are held to this very schema, so that what an
//! editor says of a `scholiast.toml` and what Scholiast says of it agree.

use std::sync::LazyLock;

use schemars::generate::SchemaSettings;
use scholiast_grammars as grammars;
use serde_json::{Map, Value, json};

use super::origin::KeyPath;
use super::rules;
use super::settings::Settings;

/// Keys of earlier versions that are still read, and what they are called now.
const FORMER_KEYS: [(&[&str], &[&str]); 1] = [(
    &["complexity", "cognitive_threshold"],
    &["thresholds", "cognitive"],
)];

/// The JSON schema (draft 7) of a file of settings.
#[must_use]
pub fn schema() -> &'static Value {
    static SCHEMA: LazyLock<Value> = LazyLock::new(generate);
    &SCHEMA
}

/// What a former key is called now; any other key is called what it is called.
pub(super) fn present_name(path: KeyPath) -> KeyPath {
    let former = FORMER_KEYS
        .iter()
        .find(|(former, _)| path.parts().eq(former.iter().copied()));
    former.map_or(path, |(_, present)| KeyPath::of(present.iter().copied()))
}

fn generate() -> Value {
    let generator = SchemaSettings::draft07()
        .with(|settings| settings.inline_subschemas = true)
        .into_generator();
    let mut schema = generator.into_root_schema_for::<Settings>().to_value();
    remove_defaults(&mut schema);
    let shipped = serde_json::to_value(Settings::shipped()).unwrap_or_default();
    add_defaults(&mut schema, &shipped);
    for sections in [
        "",
        "/properties/languages/additionalProperties",
        "/properties/profiles/additionalProperties",
        "/properties/profiles/additionalProperties/properties/languages/additionalProperties",
    ] {
        name_what_is_known(&mut schema, sections);
    }
    add_former_keys(&mut schema);
    schema
}

/// The derived defaults are those of a single layer, which are not what holds in the end.
fn remove_defaults(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.remove("default");
            object.values_mut().for_each(remove_defaults);
        }
        Value::Array(array) => array.iter_mut().for_each(remove_defaults),
        _ => {}
    }
}

fn add_defaults(schema: &mut Value, shipped: &Value) {
    let (Some(properties), Some(values)) = (
        schema.get_mut("properties").and_then(Value::as_object_mut),
        shipped.as_object(),
    ) else {
        return;
    };
    for (key, value) in values {
        match properties.get_mut(key) {
            Some(property) if value.is_object() => add_defaults(property, value),
            Some(Value::Object(property)) => {
                property.insert("default".into(), value.clone());
            }
            _ => {}
        }
    }
}

/// Lists the names that the open tables `rules` and `languages` of a section may hold.
fn name_what_is_known(schema: &mut Value, section: &str) {
    let rules: Vec<&str> = rules::descriptions().map(|(name, _)| name).collect();
    let languages: Vec<&str> = grammars::all().iter().map(|known| known.id()).collect();
    for (table, names) in [("rules", rules), ("languages", languages)] {
        let pointer = format!("{section}/properties/{table}");
        if let Some(Value::Object(table)) = schema.pointer_mut(&pointer) {
            table.insert("propertyNames".into(), json!({ "enum": names }));
        }
    }
}

fn add_former_keys(schema: &mut Value) {
    for (former, present) in FORMER_KEYS {
        let (&[table, key], &[new_table, new_key]) = (former, present) else {
            continue;
        };
        let pointer = format!("/properties/{new_table}/properties/{new_key}");
        let Some(Value::Object(meaning)) = schema.pointer(&pointer).cloned() else {
            continue;
        };
        let mut property = Map::from_iter(meaning);
        property.insert("deprecated".into(), true.into());
        let described = format!("Former name of `{new_table}.{new_key}`.");
        property.insert("description".into(), described.clone().into());
        schema["properties"][table] = json!({
            "description": described,
            "deprecated": true,
            "type": "object",
            "properties": { key: property },
            "additionalProperties": false,
        });
    }
}
