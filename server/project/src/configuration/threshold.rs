//! A number from which on something is reported, or `"off"`.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// The highest cognitive complexity that is not reported, unless configured:
/// SonarSource's own default.
pub const DEFAULT_COGNITIVE_THRESHOLD: u32 = 15;

/// How a threshold that is not set is written.
const OFF: &str = "off";

/// The largest number that passes in silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub enum Threshold {
    /// Every number passes.
    Off,
    /// Numbers above this one are reported.
    Above(u32),
}

impl Threshold {
    /// Whether `number` is to be reported.
    #[must_use]
    pub fn is_exceeded_by(self, number: u32) -> bool {
        matches!(self, Self::Above(most) if number > most)
    }

    /// The threshold as a number that nothing exceeds if it is off.
    #[must_use]
    pub fn as_number(self) -> u32 {
        match self {
            Self::Off => u32::MAX,
            Self::Above(most) => most,
        }
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => formatter.write_str(OFF),
            Self::Above(most) => most.fmt(formatter),
        }
    }
}

/// What stands in a file.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Number(u32),
    Word(String),
}

impl TryFrom<Written> for Threshold {
    type Error = String;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        match written {
            Written::Number(most) => Ok(Self::Above(most)),
            Written::Word(word) if word == OFF => Ok(Self::Off),
            Written::Word(word) => Err(format!("a threshold is a number or \"off\", not `{word}`")),
        }
    }
}

impl From<Threshold> for Written {
    fn from(threshold: Threshold) -> Self {
        match threshold {
            Threshold::Off => Self::Word(OFF.to_owned()),
            Threshold::Above(most) => Self::Number(most),
        }
    }
}

impl JsonSchema for Threshold {
    fn schema_name() -> Cow<'static, str> {
        "Threshold".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "anyOf": [
                { "type": "integer", "minimum": 0, "maximum": u32::MAX },
                { "const": OFF },
            ]
        })
    }
}
