//! What every record has, whatever it is.

use super::{Member, Rep, Tag, read_element, write_elements, write_one};
use crate::{
    value::{Elements, Id, Text, TextKey, Timestamp},
    wire::{Cursor, Fields},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// When and by whom it was made, what it is tagged with, where else it is known, and whether it lies in the trash.
///
/// Who changed it last is not here: stamps and journal tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Common {
    /// When it was made; nought for what every copy of the data begins with.
    pub created: Timestamp,
    /// By whom.
    pub created_by: Option<Id<Rep>>,
    /// The import that brought it, such as a file's name, or `sample`.
    pub import: Text,
    /// Set while it lies in the trash.
    pub trashed: Option<Trashed>,
    /// Its tags.
    pub tags: Elements<Id<Tag>, Member>,
    /// Values of fields that the user has made.
    pub custom: Elements<TextKey, Json>,
    /// Its ids in other systems, by system and kind, such as `hubspot:contact`.
    pub external: Elements<TextKey, Text>,
}

/// When and by whom something was put in the trash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trashed {
    /// When.
    pub at: Timestamp,
    /// By whom, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id<Rep>>,
}

impl Common {
    /// Whether the record lies in the trash.
    pub fn is_trashed(&self) -> bool {
        self.trashed.is_some()
    }

    /// Writes into a field of one's own; an empty text takes the field away.
    pub fn set_custom(&mut self, name: &TextKey, text: &str) {
        let value = match self.custom.get(name) {
            _ if text.trim().is_empty() => return drop(self.custom.remove(name)),
            // What is shown of it is unchanged, so it is, too.
            Some(old) if old.shown() == text => return,
            Some(old) => old.edited(text.trim()),
            None => Json::text(text.trim()),
        };
        self.custom.insert(name.clone(), value);
    }

    pub(super) fn write(&self, than: Option<&Common>, out: &mut Fields) {
        let Common { created, created_by, import, trashed, tags, custom, external } = self;
        write_one(created, than.map(|it| &it.created), "created", out);
        write_one(created_by, than.map(|it| &it.created_by), "created_by", out);
        write_elements(custom, than.map(|it| &it.custom), "custom", out);
        write_elements(external, than.map(|it| &it.external), "external", out);
        write_one(import, than.map(|it| &it.import), "import", out);
        write_elements(tags, than.map(|it| &it.tags), "tags", out);
        write_one(trashed, than.map(|it| &it.trashed), "trashed", out);
    }

    pub(super) fn read(&mut self, path: &str, line: &mut Cursor<'_>) -> Result<bool, serde_json::Error> {
        match path {
            "created" => self.created = line.read()?,
            "created_by" => self.created_by = line.read()?,
            "import" => self.import = line.read()?,
            "trashed" => self.trashed = line.read()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    pub(super) fn read_element(
        &mut self,
        group: &str,
        key: &str,
        line: &mut Cursor<'_>,
    ) -> Result<bool, serde_json::Error> {
        match group {
            "tags" => read_element(&mut self.tags, key, line),
            "custom" => read_element(&mut self.custom, key, line),
            "external" => read_element(&mut self.external, key, line),
            _ => Ok(false),
        }
    }
}

/// A value of any shape, as canonical JSON text: no blanks, keys in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json(Text);

impl Json {
    /// A text as a JSON value.
    pub fn text(text: &str) -> Json {
        Json(serde_json::Value::from(text).to_string().into())
    }

    /// A value that is known to be in this one spelling.
    pub(super) fn canonical(json: &str) -> Json {
        Json(json.into())
    }

    /// The value's JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value that an author means who changes what is shown of this one: a number stays a number if it still is
    /// one, and so on; everything else is a text.
    #[must_use]
    pub fn edited(&self, text: &str) -> Json {
        let is_text = self.0.starts_with('"');
        let other = (!is_text).then(|| serde_json::from_str::<Json>(text).ok()).flatten();
        other.filter(|it| it.0.starts_with('"') == is_text).unwrap_or_else(|| Json::text(text))
    }

    /// What to show of it: a text without its quotes, everything else as JSON.
    pub fn shown(&self) -> String {
        serde_json::from_str::<String>(&self.0).unwrap_or_else(|_| self.0.to_string())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: Result<&RawValue, _> = serde_json::from_str(&self.0);
        raw.map_err(serde::ser::Error::custom)?.serialize(serializer)
    }
}
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Json, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        crate::wire::canonical(raw.get()).map(|it| Json(it.into())).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_keeps_its_shape_when_it_is_edited() {
        let json = |text: &str| serde_json::from_str::<Json>(text).expect("JSON");
        for (before, typed, after) in [
            ("12", "13.50", "13.50"),
            ("12", "a dozen", "\"a dozen\""),
            ("true", "false", "false"),
            ("\"12\"", "13", "\"13\""),
            ("[1]", "[1, 2]", "[1,2]"),
            ("12", "\"x\"", "\"\\\"x\\\"\""),
        ] {
            assert_eq!(json(before).edited(typed).as_str(), after, "{before} becomes {typed}");
        }
        assert_eq!(Json::text("a \"b\"").shown(), "a \"b\"");
    }
}
