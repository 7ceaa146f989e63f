//! A line read from front to back, in one pass and without a copy.
//!
//! It reads the one spelling that is written: no blanks, and each thing in its place. Whatever is spelled otherwise it
//! refuses, and [`super::line`] spells it anew. Texts and what is made of parts are read where they stand; everything else
//! is cut out for `serde_json`, which also says what is wrong with a value.

use super::canonical::Name;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error as _, MapAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::{Error, de::StrRead};
use std::borrow::Cow;

/// A line, and where in it the next thing is read.
#[derive(Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Cursor<'a> {
        Cursor { text, at: 0 }
    }

    /// Reads the value that stands here, or says what is wrong with it.
    pub(crate) fn read<T: Deserialize<'a>>(&mut self) -> Result<T, Error> {
        T::deserialize(self)
    }

    /// Whether this stands here; then it goes on behind it.
    pub(super) fn passes(&mut self, expected: &str) -> bool {
        let is_here = self.text.as_bytes()[self.at..].starts_with(expected.as_bytes());
        self.at += if is_here { expected.len() } else { 0 };
        is_here
    }

    /// Goes on behind what must stand here.
    pub(super) fn pass(&mut self, expected: &str) -> Result<(), Error> {
        if self.passes(expected) { Ok(()) } else { Err(misplaced()) }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    /// The name of the next member of an object; none at its end. The first is asked for behind the opening brace.
    pub(super) fn name(&mut self, is_first: bool) -> Result<Option<Name<'a>>, Error> {
        match self.next() {
            Some(b'}') => {
                self.at += 1;
                return Ok(None);
            }
            Some(b',') if !is_first => self.at += 1,
            _ if is_first => {}
            _ => return Err(misplaced()),
        }
        let name = match self.plain() {
            Some(name) => Name(Cow::Borrowed(name)),
            None => self.by_serde_json(|it| Name::deserialize(it))?,
        };
        if self.next() != Some(b':') {
            return Err(misplaced());
        }
        self.at += 1;
        Ok(Some(name))
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Reads the text that stands here, if one does and it has no escapes.
    fn plain(&mut self) -> Option<&'a str> {
        if self.next()? != b'"' {
            return None;
        }
        let (from, to) = (self.at + 1, plain_end(self.text.as_bytes(), self.at + 1));
        if *self.text.as_bytes().get(to)? != b'"' {
            return None;
        }
        self.at = to + 1;
        Some(&self.text[from..to])
    }

    /// Reads the whole number that stands here, if one does that is not negative and not too large for this.
    fn number(&mut self) -> Option<u64> {
        const DIGITS: usize = 18;
        let bytes = self.text.as_bytes();
        let (mut number, mut to) = (0, self.at);
        while let Some(digit @ b'0'..=b'9') = bytes.get(to) {
            number = number * 10 + u64::from(digit - b'0');
            to += 1;
            if to > self.at + DIGITS {
                return None;
            }
        }
        let is_whole = matches!(bytes.get(to), Some(b',' | b'}' | b']') | None);
        // One spelling of a number: no noughts in front of it.
        let is_spelled = to == self.at + 1 || (to > self.at && bytes[self.at] != b'0');
        if !(is_whole && is_spelled) {
            return None;
        }
        self.at = to;
        Some(number)
    }

    /// Cuts out the value that stands here and has it read.
    fn by_serde_json<T>(
        &mut self,
        read: impl FnOnce(&mut serde_json::Deserializer<StrRead<'a>>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let to = value_end(self.text.as_bytes(), self.at).ok_or_else(misplaced)?;
        let mut json = serde_json::Deserializer::from_str(&self.text[self.at..to]);
        let value = read(&mut json)?;
        json.end()?;
        self.at = to;
        Ok(value)
    }
}

macro_rules! by_serde_json {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.by_serde_json(|it| it.$method(visitor))
        })*
    };
}
macro_rules! as_numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.number() {
                Some(number) => visitor.visit_u64(number),
                None => self.by_serde_json(|it| it.$method(visitor)),
            }
        })*
    };
}

impl<'de> Deserializer<'de> for &mut Cursor<'de> {
    type Error = Error;

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.plain() {
            Some(text) => visitor.visit_borrowed_str(text),
            None => self.by_serde_json(|it| it.deserialize_str(visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.next() == Some(b'n') && self.passes("null") {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if self.next() == Some(b'{') {
            self.at += 1;
            return visitor.visit_map(Members { cursor: self, is_first: true });
        }
        self.by_serde_json(|it| it.deserialize_struct(name, fields, visitor))
    }

    /// So `serde_json` hands out a value of any shape.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.by_serde_json(|it| it.deserialize_newtype_struct(name, visitor))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.passes("true") {
            visitor.visit_bool(true)
        } else {
            self.by_serde_json(|it| it.deserialize_bool(visitor))
        }
    }

    as_numbers!(deserialize_i64 deserialize_u64 deserialize_u16 deserialize_u8);
    by_serde_json!(deserialize_any deserialize_ignored_any);

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u32 u128 f32 f64 char string bytes byte_buf unit unit_struct seq tuple tuple_struct map enum
    }
}

/// The members of an object.
struct Members<'c, 'de> {
    cursor: &'c mut Cursor<'de>,
    is_first: bool,
}

impl<'de> MapAccess<'de> for Members<'_, 'de> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(name) = self.cursor.name(self.is_first)? else { return Ok(None) };
        self.is_first = false;
        seed.deserialize(serde::de::value::CowStrDeserializer::new(name.0)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(&mut *self.cursor)
    }
}

fn misplaced() -> Error {
    Error::custom("something is not where it should be")
}

/// Where the value ends that begins here.
fn value_end(bytes: &[u8], from: usize) -> Option<usize> {
    let (mut at, mut depth) = (from, 0_usize);
    loop {
        match bytes.get(at) {
            Some(b'"') => at = text_end(bytes, at)?,
            Some(b'{' | b'[') => (at, depth) = (at + 1, depth + 1),
            Some(b'}' | b']') if depth > 0 => (at, depth) = (at + 1, depth - 1),
            Some(b',' | b'}' | b']') | None if depth == 0 => return Some(at),
            None => return None,
            // A word or a number, or what stands between the parts of a value.
            Some(_) => {
                at += 1;
                continue;
            }
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

/// Where the text ends that begins here.
fn text_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from + 1;
    loop {
        at = plain_end(bytes, at);
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => return None,
        }
    }
}

/// Where the next byte stands that ends a plain text: a quote, a backslash, or a control character. Eight bytes are looked
/// at at once.
fn plain_end(bytes: &[u8], from: usize) -> usize {
    const EACH: u64 = u64::MAX / 255;
    // Sets the highest bit of the first byte that is less than `than`, and perhaps of some behind it.
    let less = |word: u64, than: u8| word.wrapping_sub(EACH * u64::from(than)) & !word;
    let mut at = from;
    let (eights, _) = bytes.get(from..).unwrap_or_default().as_chunks();
    for eight in eights {
        let word = u64::from_le_bytes(*eight);
        let quote = less(word ^ (EACH * u64::from(b'"')), 1);
        let backslash = less(word ^ (EACH * u64::from(b'\\')), 1);
        let ends = (less(word, b' ') | quote | backslash) & (EACH * 0x80);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|it| *it >= b' ' && !matches!(it, b'"' | b'\\')) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_ends_at_the_first_byte_that_is_not_plain_wherever_it_stands() {
        for end in ["\"", "\\", "\n", "\u{1f}"] {
            for before in ["", "é", "~\u{7f}", "a ü 数 !#[]{}", "🙂🙂🙂🙂🙂"] {
                for more in ["", "\"\\", "0123456789"] {
                    let text = format!("{before}{end}{more}");
                    assert_eq!(plain_end(text.as_bytes(), 0), before.len(), "{text:?}");
                }
                assert_eq!(plain_end(before.as_bytes(), 0), before.len());
            }
        }
    }

    #[test]
    fn a_value_ends_where_the_next_thing_begins() {
        for value in [
            r#""""#,
            r#""a\"b,}""#,
            r#""\\""#,
            "1e400",
            "-0",
            "true",
            "null",
            "{}",
            "[]",
            r#"{"a":[{"b":"}]"},"\"{"],"c":{}}"#,
        ] {
            for next in [",", "}", "]", ""] {
                let text = format!("{value}{next}");
                assert_eq!(value_end(text.as_bytes(), 0), Some(value.len()), "{text}");
            }
        }
        assert_eq!(value_end(br#""a\"b":1"#, 0), Some(6), "a name");
        for broken in ["\"", "\"a", "\"a\\", "\"a\\\"", "\"\n\"", "{", "[\"", "{\"a\":\"}"] {
            assert_eq!(value_end(broken.as_bytes(), 0), None, "{broken}");
        }
    }
}
