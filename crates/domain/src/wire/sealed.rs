//! What this version cannot read, kept as it was found.

use super::{Raw, ReadError};
use crate::{
    fnv,
    row::{Key, version_of},
    value::{Kind, RecordId},
};

/// A record that is newer than this code, of a kind it does not know, or damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub(crate) key: Key,
    /// Why it could not be read.
    pub why: ReadError,
    pub(crate) body: Body,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// It has the form of a record, so it merges path by path.
    Record(Raw),
    /// It has not: only the text itself is left.
    Text(String),
}

impl Sealed {
    /// A line that is a record in form.
    pub(crate) fn record(raw: Raw, why: ReadError) -> Sealed {
        let key = raw.id.parse::<RecordId>().map_or_else(|_| Key::Other(raw.id.as_str().into()), Key::Record);
        Sealed { key, why, body: Body::Record(raw) }
    }

    /// A line that is not even that. It is kept under a digest of itself, so that the same damage is kept once.
    pub(crate) fn text(text: &str, why: ReadError) -> Sealed {
        let digest = fnv::of(text);
        Sealed {
            key: Key::Other(format!("unreadable:{digest:016x}").into()),
            why,
            body: Body::Text(text.to_owned()),
        }
    }

    /// The key that it is kept under.
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Whether this version should be able to read it: it is neither newer nor of another kind.
    pub fn is_damaged(&self) -> bool {
        self.fault().is_some()
    }

    /// The text as it was found, to be saved or looked at.
    pub fn found(&self) -> String {
        match &self.body {
            Body::Record(raw) => raw.to_line(),
            Body::Text(text) => text.clone(),
        }
    }

    /// What is wrong with it, if this version should be able to read it: it is neither newer nor of another kind.
    pub(super) fn fault(&self) -> Option<ReadError> {
        let Body::Record(raw) = &self.body else { return Some(self.why.clone()) };
        let kind = raw.id.split(':').next().and_then(Kind::named)?;
        let is_newer = raw.version > u64::from(version_of(kind));
        (!is_newer).then(|| ReadError { path: raw.id.clone(), problem: self.why.problem.clone() })
    }

    pub(crate) fn version(&self) -> u64 {
        match &self.body {
            Body::Record(raw) => raw.version,
            Body::Text(_) => 0,
        }
    }
}
