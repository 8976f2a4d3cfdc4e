//! The shapes of the files: a manifest of our own, and the GoRules JDM decision table.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use serde_json::Value as Json;

use super::MANIFEST;
use crate::{
    finding::{Finding, FindingCode},
    limits::TABLE_BYTES_MAX,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    pub(super) id: String,
    pub(super) version: u32,
    pub(super) effective_from: Date,
    /// File names, beside the manifest.
    pub(super) tables: Vec<String>,
}

/// A JDM decision table. What an editor keeps beside these keys is ignored.
#[derive(Debug, Deserialize)]
pub(super) struct TableFile {
    pub(super) id: String,
    #[serde(rename = "hitPolicy")]
    pub(super) hit_policy: String,
    pub(super) inputs: Vec<ColumnFile>,
    pub(super) outputs: Vec<ColumnFile>,
    pub(super) rules: Vec<RuleFile>,
}

/// The cells of a row by column id, beside `_id` and `_description`.
#[derive(Debug)]
pub(super) struct RuleFile(pub(super) BTreeMap<String, Json>);

#[derive(Debug, Deserialize)]
pub(super) struct ColumnFile {
    pub(super) id: String,
    /// The fact an input is about, or the name of an output.
    #[serde(default)]
    pub(super) field: String,
}

// === impl Manifest ===

impl Manifest {
    pub(super) fn read(text: &str) -> Result<Self, Finding> {
        if text.len() > TABLE_BYTES_MAX {
            let message = format!("{} bytes; at most {TABLE_BYTES_MAX} are read", text.len());
            return Err(Finding::error(MANIFEST, FindingCode::LimitPassed, message));
        }
        let manifest: Self = serde_json::from_str(text)
            .map_err(|error| Finding::error(MANIFEST, FindingCode::BadShape, error.to_string()))?;
        // The names are opened by whoever reads the folder: none may lead out of it.
        match manifest.tables.iter().find(|name| name.contains(['/', '\\', '\0']) || name.starts_with('.')) {
            None => Ok(manifest),
            Some(name) => {
                let message = format!("{name:?} is not the name of a file beside the manifest");
                Err(Finding::error(MANIFEST, FindingCode::BadShape, message))
            }
        }
    }
}

// === impl RuleFile ===

/// JSON readers keep the last of two equal keys. A second condition that silently replaces the first has no place in a rule.
impl<'de> Deserialize<'de> for RuleFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Cells;

        impl<'de> Visitor<'de> for Cells {
            type Value = RuleFile;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a row: an object of cells by column")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RuleFile, A::Error> {
                let mut cells = BTreeMap::new();
                while let Some((column, cell)) = map.next_entry::<String, Json>()? {
                    if cells.contains_key(&column) {
                        return Err(A::Error::custom(format_args!(
                            "two cells of one row for column {column:?}"
                        )));
                    }
                    cells.insert(column, cell);
                }
                Ok(RuleFile(cells))
            }
        }

        deserializer.deserialize_map(Cells)
    }
}
