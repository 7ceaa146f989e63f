//! A record on the wire without its schema: what merging and migrating work on.

use super::{
    ReadError,
    canonical::{Members, canonical},
};
use crate::{order, value::Stamp};
use serde_json::{Value, value::RawValue};
use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _};

/// A record as registers and stamps. Values are canonical JSON text: no blanks, names in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// Kind and UUID, as found.
    pub id: String,
    /// The version of its schema; that of a record deleted for good is 1, because nothing of a schema is left.
    pub version: u64,
    /// Values by path.
    pub data: BTreeMap<String, String>,
    /// The birth stamp; none only where a file had none, or the record was purged.
    pub birth: Option<Stamp>,
    /// Stamps by path, where they are not the birth stamp.
    pub stamps: BTreeMap<String, Stamp>,
}

/// The path of the stamp under which a record was deleted for good.
pub(crate) const PURGED: &str = "purged";
const BIRTH: &str = "*";

impl Raw {
    /// Reads one line. `t` may be missing: then nothing is stamped.
    pub fn parse(text: &str) -> Result<Raw, ReadError> {
        let Members(members) = serde_json::from_str(text).map_err(|it| {
            error("", &if it.is_data() { "is not a record".to_owned() } else { it.to_string() })
        })?;
        let found = |name: &str| members.iter().find(|it| it.0 == name).map(|it| it.1.get());
        let Some(id) = found("id").and_then(|it| serde_json::from_str::<String>(it).ok()) else {
            return Err(error("", "has no id"));
        };
        let bad = |problem: &str| Err(error(&id, problem));
        if let Some(name) = twice(&members) {
            return bad(&format!("{name}: stands twice"));
        }
        if let Some((name, _)) = members.iter().find(|it| !matches!(&*it.0, "id" | "v" | "d" | "t")) {
            return bad(&format!("{name}: is not part of a record"));
        }
        let version = match found("v").map(str::parse) {
            Some(Ok(version)) => version,
            Some(Err(_)) => return bad("v: is not a version"),
            None => return bad("v: the version is missing"),
        };
        let Some(data) = found("d").and_then(|it| serde_json::from_str(it).ok()) else {
            return bad("d: the registers are missing");
        };
        let data = read_data(&id, data)?;
        let stamps = match found("t").map(serde_json::from_str) {
            Some(Ok(stamps)) => read_stamps(&id, stamps)?,
            Some(Err(_)) => return bad("t: is not a list of stamps"),
            None => BTreeMap::new(),
        };
        let mut raw = Raw { id, version, data, birth: None, stamps };
        raw.birth = raw.stamps.remove(BIRTH);
        raw.normalize();
        Ok(raw)
    }

    /// Leaves out stamps that say what the birth stamp says, and all but one of what was deleted for good.
    pub(crate) fn normalize(&mut self) {
        let (birth, data) = (self.birth.unwrap_or_default(), &self.data);
        self.stamps.retain(|path, stamp| *stamp != birth || !data.contains_key(path));
        if self.is_purged() {
            (self.version, self.birth) = (1, None);
            self.data.clear();
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
        let stamps: Vec<(&str, Stamp)> =
            birth.into_iter().chain(self.stamps.iter().map(|(path, it)| (&**path, *it))).collect();
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
    pub(crate) fn register(&self, path: &str) -> Option<(Stamp, Option<&str>)> {
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
        merged.normalize();
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

/// A name that stands in an object more than once.
fn twice<'a>(members: &'a [(Cow<'_, str>, &RawValue)]) -> Option<&'a str> {
    let mut names: Vec<&str> = members.iter().map(|it| &*it.0).collect();
    order::sort_by_key(&mut names, |it| *it);
    names.windows(2).find(|it| it[0] == it[1]).map(|it| it[0])
}

fn read_data(id: &str, Members(members): Members<'_>) -> Result<BTreeMap<String, String>, ReadError> {
    if let Some(path) = twice(&members) {
        return Err(error(id, &format!("{path}: stands twice")));
    }
    let value = |(path, value): (Cow<'_, str>, &RawValue)| match canonical(value.get()) {
        Ok(value) => Ok((path.into_owned(), value)),
        Err(why) => Err(error(id, &format!("{path}: {why}"))),
    };
    members.into_iter().map(value).collect()
}

fn read_stamps(id: &str, Members(members): Members<'_>) -> Result<BTreeMap<String, Stamp>, ReadError> {
    if let Some(path) = twice(&members) {
        return Err(error(id, &format!("t.{path}: stands twice")));
    }
    let stamp = |(path, stamp): (Cow<'_, str>, &RawValue)| match serde_json::from_str(stamp.get()) {
        Ok(stamp) => Ok((path.into_owned(), stamp)),
        Err(_) => Err(error(id, &format!("t.{path}: is not a stamp"))),
    };
    members.into_iter().map(stamp).collect()
}

/// A text as JSON.
pub(crate) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

pub(super) fn error(id: &str, problem: &str) -> ReadError {
    ReadError {
        path: if id.is_empty() { "record".to_owned() } else { id.to_owned() },
        problem: problem.to_owned(),
    }
}
