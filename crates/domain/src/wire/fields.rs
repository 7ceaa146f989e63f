//! The registers of one record, as text.

use serde::Serialize;
use std::fmt::{self, Write as _};

/// Paths and their values as canonical JSON, in order of the paths. Its buffer is used again for the next record.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    text: Vec<u8>,
    /// Where a path begins, where its value begins, where that ends.
    spans: Vec<[usize; 3]>,
}

impl Fields {
    /// Writes one register. Values of the domain always have a JSON form, so there is no error.
    pub(crate) fn put(&mut self, path: impl fmt::Display, value: &impl Serialize) {
        let from = self.text.len();
        // Writing to a Vec cannot fail.
        write!(Bytes(&mut self.text), "{path}").ok();
        let middle = self.text.len();
        match serde_json::to_writer(&mut self.text, value) {
            Ok(()) => self.spans.push([from, middle, self.text.len()]),
            Err(_) => self.text.truncate(from),
        }
    }

    /// Forgets all registers and keeps the room they took.
    pub fn clear(&mut self) {
        self.text.clear();
        self.spans.clear();
    }

    /// Brings the registers in order of their paths.
    pub(crate) fn sort(&mut self) {
        let text = &self.text;
        let path = |span: &[usize; 3]| &text[span[0]..span[1]];
        if !self.spans.is_sorted_by(|a, b| path(a) <= path(b)) {
            self.spans.sort_unstable_by(|a, b| path(a).cmp(path(b)));
        }
    }

    /// Paths and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.spans.iter().map(|[from, middle, to]| (self.str(*from, *middle), self.str(*middle, *to)))
    }

    /// The value at a path.
    pub fn get(&self, path: &str) -> Option<&str> {
        let at = self.spans.binary_search_by(|[from, middle, _]| self.str(*from, *middle).cmp(path)).ok()?;
        let [_, middle, to] = self.spans[at];
        Some(self.str(middle, to))
    }

    fn str(&self, from: usize, to: usize) -> &str {
        // Paths are texts and serde_json writes UTF-8.
        std::str::from_utf8(&self.text[from..to]).unwrap_or_default()
    }
}

impl PartialEq for Fields {
    fn eq(&self, other: &Fields) -> bool {
        self.iter().eq(other.iter())
    }
}

/// A byte buffer as a place to format to.
struct Bytes<'a>(&'a mut Vec<u8>);
impl fmt::Write for Bytes<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// The paths whose values differ between two records, in order. Both must be sorted.
pub(crate) fn differing<'a>(before: &'a Fields, after: &'a Fields) -> Vec<&'a str> {
    let mut paths = Vec::new();
    let (mut left, mut right) = (before.iter().peekable(), after.iter().peekable());
    loop {
        let order = match (left.peek(), right.peek()) {
            (None, None) => return paths,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some(left), Some(right)) => left.0.cmp(right.0),
        };
        let left = if order.is_le() { left.next() } else { None };
        let right = if order.is_ge() { right.next() } else { None };
        if left.map(|it| it.1) != right.map(|it| it.1) {
            paths.extend(left.or(right).map(|it| it.0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let mut fields = Fields::default();
        for (path, value) in pairs {
            fields.put(path, value);
        }
        fields.sort();
        fields
    }

    #[test]
    fn registers_are_found_whatever_order_they_were_written_in() {
        let it = fields(&[("stage", "b"), ("name", "a"), ("tags/1", "c")]);
        assert_eq!(it.iter().map(|it| it.0).collect::<Vec<_>>(), ["name", "stage", "tags/1"]);
        assert_eq!((it.get("stage"), it.get("none")), (Some("\"b\""), None));
    }

    #[test]
    fn what_differs_is_changed_added_or_gone() {
        let before = fields(&[("a", "1"), ("b", "1"), ("c", "1")]);
        let after = fields(&[("b", "2"), ("c", "1"), ("d", "1")]);
        assert_eq!(differing(&before, &after), ["a", "b", "d"]);
        assert!(differing(&before, &before.clone()).is_empty());
    }
}
