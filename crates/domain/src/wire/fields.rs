//! The registers of one record, as text.

use super::raw::quoted;
use serde::Serialize;
use std::{fmt, io::Write as _};

/// Paths and their values as canonical JSON, in order of the paths. Its buffers are used again for the next record.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// Each register as it stands in a line, `"path":value`, in the order in which they were put.
    text: String,
    /// The same while registers are put: JSON is written as bytes, and looked at as text once for all of them.
    bytes: Vec<u8>,
    registers: Vec<Register>,
}

/// Where in the text a register stands.
#[derive(Clone, Copy, Debug)]
struct Register {
    /// The first letters of the path, as a number that sorts as they do: most paths differ in them.
    prefix: u64,
    /// Where its path begins, behind the quote.
    path: usize,
    /// Where its value begins, behind quote and colon.
    value: usize,
    end: usize,
    /// The path needs escapes in JSON, so it does not stand here as in a line.
    is_escaped: bool,
}

impl Fields {
    /// Writes one register whose path is a name in the code, which needs no escapes.
    pub(crate) fn put(&mut self, name: &'static str, value: &impl Serialize) {
        debug_assert!(!needs_escapes(name), "{name}");
        let from = self.begin();
        self.bytes.extend_from_slice(name.as_bytes());
        self.end(from, false, value);
    }

    /// Writes one register of a field that has many. Its key may hold anything.
    pub(crate) fn put_in(&mut self, field: &'static str, key: &impl fmt::Display, value: &impl Serialize) {
        let from = self.begin();
        self.bytes.extend_from_slice(field.as_bytes());
        self.bytes.push(b'/');
        self.end_path(from, key, value);
    }

    /// Writes one register whose path may hold anything.
    pub(crate) fn put_at(&mut self, path: &str, value: &impl Serialize) {
        let from = self.begin();
        self.end_path(from, &path, value);
    }

    fn end_path(&mut self, from: usize, rest: &impl fmt::Display, value: &impl Serialize) {
        let at = self.bytes.len();
        // Writing to a Vec cannot fail.
        write!(self.bytes, "{rest}").ok();
        let is_escaped = self.bytes[at..].iter().any(|it| escapes(*it));
        self.end(from, is_escaped, value);
    }

    fn begin(&mut self) -> usize {
        let from = self.bytes.len();
        self.bytes.push(b'"');
        from
    }

    /// Values of the domain always have a JSON form, so there is no error.
    fn end(&mut self, from: usize, is_escaped: bool, value: &impl Serialize) {
        let path = from + 1;
        let prefix = prefix(&self.bytes[path..]);
        self.bytes.extend_from_slice(BETWEEN.as_bytes());
        let at = self.bytes.len();
        match serde_json::to_writer(&mut self.bytes, value) {
            Ok(()) => {
                self.registers.push(Register { prefix, path, value: at, end: self.bytes.len(), is_escaped });
            }
            Err(_) => self.bytes.truncate(from),
        }
    }

    /// Forgets all registers and keeps the room they took.
    pub fn clear(&mut self) {
        if self.bytes.capacity() < self.text.capacity() {
            self.bytes = std::mem::take(&mut self.text).into_bytes();
        }
        self.bytes.clear();
        self.text.clear();
        self.registers.clear();
    }

    /// Brings the registers in order of their paths. None may be put after that.
    pub(crate) fn sort(&mut self) {
        // Paths are texts and serde_json writes UTF-8.
        self.text = String::from_utf8(std::mem::take(&mut self.bytes)).unwrap_or_default();
        let text = &self.text;
        self.registers.sort_unstable_by(|a, b| {
            a.prefix.cmp(&b.prefix).then_with(|| a.path_in(text).cmp(b.path_in(text)))
        });
    }

    /// Paths and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.registers.iter().map(|it| (it.path_in(&self.text), &self.text[it.value..it.end]))
    }

    /// The value at a path.
    pub fn get(&self, path: &str) -> Option<&str> {
        let at = self.registers.binary_search_by(|it| it.path_in(&self.text).cmp(path)).ok()?;
        let Register { value, end, .. } = self.registers[at];
        Some(&self.text[value..end])
    }

    /// Writes all registers at the end of `out`, as the members of an object.
    pub(super) fn write_members(&self, out: &mut String) {
        for (at, it) in self.registers.iter().enumerate() {
            out.push_str(if at > 0 { "," } else { "" });
            if it.is_escaped {
                push_path(it.path_in(&self.text), out);
                out.push_str(&self.text[it.value..it.end]);
            } else {
                out.push_str(&self.text[it.path - 1..it.end]);
            }
        }
    }
}

/// What stands between the path and the value.
const BETWEEN: &str = "\":";

impl Register {
    fn path_in<'a>(&self, text: &'a str) -> &'a str {
        &text[self.path..self.value - BETWEEN.len()]
    }
}

/// The first eight bytes of a path, and noughts where it is shorter: those stand before every letter.
fn prefix(path: &[u8]) -> u64 {
    path.iter().take(8).enumerate().fold(0, |sum, (at, byte)| sum | u64::from(*byte) << (56 - 8 * at))
}

/// A path and its colon. Nearly all paths are letters, so they need no escapes.
pub(super) fn push_path(path: &str, out: &mut String) {
    if needs_escapes(path) {
        out.push_str(&quoted(path));
    } else {
        out.push('"');
        out.push_str(path);
        out.push('"');
    }
    out.push(':');
}

fn needs_escapes(path: &str) -> bool {
    path.bytes().any(escapes)
}

fn escapes(byte: u8) -> bool {
    byte <= 0x1f || byte == b'"' || byte == b'\\'
}

impl PartialEq for Fields {
    fn eq(&self, other: &Fields) -> bool {
        self.iter().eq(other.iter())
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

    fn fields(pairs: &[(&'static str, &str)]) -> Fields {
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
