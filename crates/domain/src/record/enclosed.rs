//! What lies in a record as a paper in a folder: written down as it is, and read when somebody looks at it.
//!
//! A register of its own each, so that two people who add one keep both. Whoever opens the board needs none of them, so
//! what a milestone or a line is made of is not asked when a record is read, which keeps that out of the first load. What
//! a newer version has written into one stays in it, and one that cannot be read here is shown as such and kept, while
//! the rest of the record is worked with.
//!
//! # What is not here
//!
//! That what is written down here can be read, which commands see to (`command::enclosed`).

use super::common::Json;
use crate::value::{Day, ElementId, Elements, Text};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use std::marker::PhantomData;

/// A value of this kind as canonical JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed<T>(Json, PhantomData<fn() -> T>);

/// Many of them, in the order in which they were added.
pub type Enclosures<T> = Elements<ElementId, Enclosed<T>>;

impl<T: Serialize + DeserializeOwned> Enclosed<T> {
    /// Writes it down.
    ///
    /// # Panics
    ///
    /// Never: every value of the domain has a JSON form.
    pub fn of(value: &T) -> Enclosed<T> {
        let json = serde_json::to_string(value).expect("every value of the domain has a JSON form");
        Enclosed(Json::canonical(&json), PhantomData)
    }

    /// Reads it; nothing if that cannot be done here.
    pub fn open(&self) -> Option<T> {
        serde_json::from_str(self.0.as_str()).ok()
    }
}

impl<T> Serialize for Enclosed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
impl<'de, T> Deserialize<'de> for Enclosed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Enclosed<T>, D::Error> {
        Json::deserialize(deserializer).map(|it| Enclosed(it, PhantomData))
    }
}

/// Where a file lies that belongs to a deal. Satchel holds no files: see `docs/design.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLink {
    /// The web address.
    pub address: Text,
    /// What it is called, if not as the address.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub name: Text,
}

/// A step on the way to a deal, or of what was sold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    /// On which day it was reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Day>,
    /// Until when it is to be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    /// What is reached then.
    pub name: Text,
}
