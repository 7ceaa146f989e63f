//! A small set whose elements are written one by one.

use super::{ElementId, Id, RecordId, Text};
use std::{fmt, str::FromStr};

/// What an element of a record is called in its path, after the slash.
pub trait ElementKey: Ord + Clone + fmt::Display + FromStr {}
impl<T> ElementKey for Id<T> {}
impl ElementKey for ElementId {}
impl ElementKey for RecordId {}

/// A key that is a text, as those of `custom/…` and `external/…` are.
impl ElementKey for TextKey {}

/// A text as a key; it may hold anything but is never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextKey(pub Text);
impl fmt::Display for TextKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}
impl FromStr for TextKey {
    type Err = &'static str;
    fn from_str(text: &str) -> Result<TextKey, &'static str> {
        if text.is_empty() { Err("a name is missing") } else { Ok(TextKey(text.into())) }
    }
}
impl From<&str> for TextKey {
    fn from(text: &str) -> TextKey {
        TextKey(text.into())
    }
}

/// Values by key, in order of the keys. Each is a register of its own on the wire, so that
/// two people who add an address to the same person keep both.
///
/// A box and no `Vec`: most sets have one element or none and never change, and a `Vec` takes room for four at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elements<K, V>(Box<[(K, V)]>);

impl<K, V> Default for Elements<K, V> {
    fn default() -> Elements<K, V> {
        Elements(Box::default())
    }
}

impl<K: Ord, V> Elements<K, V> {
    /// The value under a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0.binary_search_by(|it| it.0.cmp(key)).ok().map(|at| &self.0[at].1)
    }

    /// Whether there is a value under the key.
    pub fn contains(&self, key: &K) -> bool {
        self.get(key).is_some()
    }

    /// Puts a value under a key, in the place of the one that was there.
    pub fn insert(&mut self, key: K, value: V) {
        match self.0.binary_search_by(|it| it.0.cmp(&key)) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.edit(|it| {
                it.reserve_exact(1);
                it.insert(at, (key, value));
            }),
        }
    }

    /// Takes out what is under a key.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let at = self.0.binary_search_by(|it| it.0.cmp(key)).ok()?;
        Some(self.edit(|it| it.remove(at).1))
    }

    /// Takes out what is under keys that are not to be kept.
    pub(crate) fn retain(&mut self, keeps: impl Fn(&K) -> bool) {
        self.edit(|it| it.retain(|it| keeps(&it.0)));
    }

    fn edit<R>(&mut self, edit: impl FnOnce(&mut Vec<(K, V)>) -> R) -> R {
        let mut elements = std::mem::take(&mut self.0).into_vec();
        let result = edit(&mut elements);
        self.0 = elements.into();
        result
    }

    /// All keys and values, in order of the keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator {
        self.0.iter().map(|it| &it.0)
    }

    /// All values, in order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator {
        self.0.iter().map(|it| &it.1)
    }

    /// The first key and value.
    pub fn first(&self) -> Option<(&K, &V)> {
        self.0.first().map(|(key, value)| (key, value))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Elements<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(iter: I) -> Elements<K, V> {
        let mut elements = Elements::default();
        for (key, value) in iter {
            elements.insert(key, value);
        }
        elements
    }
}
