//! A record on the wire without its schema: what merging and migrating work on.

use super::ReadError;
use crate::value::Stamp;
use serde_json::{Map, Value};
use std::{collections::BTreeMap, fmt::Write as _};

/// A record as registers and stamps. Values are canonical JSON text: no blanks, keys in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// Kind and UUID, as found.
    pub id: String,
    /// The version of its schema.
    pub version: u64,
    /// Values by path.
    pub data: BTreeMap<String, String>,
    /// The birth stamp; none only where a file had no stamps at all, or the record was purged.
    pub birth: Option<Stamp>,
    /// Stamps by path, where they are not the birth stamp.
    pub stamps: BTreeMap<String, Stamp>,
}

/// The path of the stamp under which a record was deleted for good.
pub(crate) const PURGED: &str = "purged";
const BIRTH: &str = "*";

impl Raw {
    /// Reads one line.
    pub fn parse(text: &str) -> Result<Raw, ReadError> {
        let value: Value = serde_json::from_str(text).map_err(|it| error("", &it.to_string()))?;
        Raw::from_value(value)
    }

    /// Takes a JSON value that should be a record. `t` may be missing: then nothing is stamped.
    pub fn from_value(value: Value) -> Result<Raw, ReadError> {
        let Value::Object(mut object) = value else { return Err(error("", "is not a record")) };
        let id = match object.remove("id") {
            Some(Value::String(id)) => id,
            _ => return Err(error("", "has no id")),
        };
        let version = match object.remove("v") {
            Some(Value::Number(it)) => it.as_u64().ok_or_else(|| error(&id, "v: is not a version"))?,
            _ => return Err(error(&id, "v: the version is missing")),
        };
        let data = match object.remove("d") {
            Some(Value::Object(data)) => data.into_iter().map(|(path, value)| (path, value.to_string())).collect(),
            _ => return Err(error(&id, "d: the registers are missing")),
        };
        let stamps = match object.remove("t") {
            Some(Value::Object(stamps)) => read_stamps(&id, stamps)?,
            Some(_) => return Err(error(&id, "t: is not a list of stamps")),
            None => BTreeMap::new(),
        };
        if let Some(name) = object.keys().next() {
            return Err(error(&id, &format!("{name}: is not part of a record")));
        }
        let mut raw = Raw { id, version, data, birth: None, stamps };
        raw.birth = raw.stamps.remove(BIRTH);
        raw.normalize();
        Ok(raw)
    }

    /// Leaves out stamps that say what the birth stamp says.
    fn normalize(&mut self) {
        if let Some(birth) = self.birth {
            let data = &self.data;
            self.stamps.retain(|path, stamp| *stamp != birth || !data.contains_key(path));
        }
        if self.is_purged() {
            self.data.clear();
            self.birth = None;
            self.stamps.retain(|path, _| path == PURGED);
        }
    }

    /// Whether it was deleted for good.
    pub fn is_purged(&self) -> bool {
        self.stamps.contains_key(PURGED)
    }

    /// When it was deleted for good.
    pub(crate) fn purged(&self) -> Option<Stamp> {
        self.stamps.get(PURGED).copied()
    }

    /// The newest stamp in it.
    pub fn newest(&self) -> Stamp {
        self.stamps.values().copied().chain(self.birth).max().unwrap_or_default()
    }

    /// The record as one line of canonical JSON.
    pub fn to_line(&self) -> String {
        let mut line = String::new();
        // Writing to a String cannot fail.
        write!(line, r#"{{"id":{},"v":{},"d":{{"#, quoted(&self.id), self.version).ok();
        for (at, (path, value)) in self.data.iter().enumerate() {
            write!(line, "{}{}:{value}", if at > 0 { "," } else { "" }, quoted(path)).ok();
        }
        line.push('}');
        let birth = self.birth.map(|it| (BIRTH, it));
        let stamps: Vec<(&str, Stamp)> = birth.into_iter().chain(self.stamps.iter().map(|(path, it)| (&**path, *it))).collect();
        if !stamps.is_empty() {
            line.push_str(r#","t":{"#);
            for (at, (path, stamp)) in stamps.into_iter().enumerate() {
                write!(line, "{}{}:\"{stamp}\"", if at > 0 { "," } else { "" }, quoted(path)).ok();
            }
            line.push('}');
        }
        line.push('}');
        line
    }

    /// The stamp and the value of a path: nothing at all if it was never written.
    fn register(&self, path: &str) -> Option<(Stamp, Option<&str>)> {
        let value = self.data.get(path).map(String::as_str);
        let stamp = self.stamps.get(path).copied();
        match (stamp, value) {
            (None, None) => None,
            (stamp, value) => Some((stamp.or(self.birth).unwrap_or_default(), value)),
        }
    }
}

/// Two versions of one record as one: by path the larger stamp; at equal stamps the larger JSON; deletion for good beats all.
///
/// Commutative, associative and idempotent; see `docs/spec.md`, M1 to M3.
pub(crate) fn merge(left: &Raw, right: &Raw) -> Raw {
    let version = left.version.max(right.version);
    let mut merged =
        Raw { id: left.id.clone(), version, data: BTreeMap::new(), birth: None, stamps: BTreeMap::new() };
    if let Some(purged) = left.purged().max(right.purged()) {
        merged.stamps.insert(PURGED.to_owned(), purged);
        return merged;
    }
    // A stamp for every path is kept; the earlier birth then shortens what is written.
    merged.birth = match (left.birth, right.birth) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    };
    let paths = [left, right].into_iter().flat_map(|it| it.data.keys().chain(it.stamps.keys()));
    for path in paths {
        if merged.stamps.contains_key(path) {
            continue;
        }
        if let Some((stamp, value)) = left.register(path).max(right.register(path)) {
            merged.stamps.insert(path.clone(), stamp);
            if let Some(value) = value {
                merged.data.insert(path.clone(), value.to_owned());
            }
        }
    }
    merged.normalize();
    merged
}

fn read_stamps(id: &str, stamps: Map<String, Value>) -> Result<BTreeMap<String, Stamp>, ReadError> {
    stamps
        .into_iter()
        .map(|(path, stamp)| {
            let read = stamp.as_str().and_then(|it| it.parse().ok());
            read.map(|it| (path.clone(), it)).ok_or_else(|| error(id, &format!("t.{path}: is not a stamp")))
        })
        .collect()
}

/// A text as JSON.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

pub(super) fn error(id: &str, problem: &str) -> ReadError {
    ReadError { path: if id.is_empty() { "record".to_owned() } else { id.to_owned() }, problem: problem.to_owned() }
}
