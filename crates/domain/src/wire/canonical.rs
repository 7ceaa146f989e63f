//! JSON in one spelling: no blanks, names in order and none of them twice, texts with as few escapes as can be.
//!
//! Numbers stay as they were written, because a register that is unknown here must not lose a digit.

use super::raw::quoted;
use crate::order;
use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt};

/// How deep a value may be nested. No register of ours is deeper than three.
const DEPTH: usize = 32;

const BROKEN: &str = "is not JSON";

/// The canonical spelling, or half a sentence that says what is wrong.
pub(crate) fn canonical(json: &str) -> Result<String, &'static str> {
    let mut out = String::with_capacity(json.len());
    write(json, DEPTH, &mut out)?;
    Ok(out)
}

fn write(json: &str, depth: usize, out: &mut String) -> Result<(), &'static str> {
    let depth = depth.checked_sub(1).ok_or("is nested too deep")?;
    match json.as_bytes().first() {
        Some(b'"') if json.contains('\\') => {
            let text: String = serde_json::from_str(json).or(Err("holds half a character"))?;
            out.push_str(&quoted(&text));
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json).or(Err(BROKEN))?;
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                write(item.get(), depth, out)?;
            }
            out.push(']');
        }
        Some(b'{') => {
            let Members(mut members) = serde_json::from_str(json).or(Err(BROKEN))?;
            order::sort_by(&mut members, |a, b| a.0.cmp(&b.0));
            if members.windows(2).any(|it| it[0].0 == it[1].0) {
                return Err("holds a name twice");
            }
            out.push('{');
            for (at, (name, value)) in members.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                out.push_str(&quoted(name));
                out.push(':');
                write(value.get(), depth, out)?;
            }
            out.push('}');
        }
        _ => out.push_str(json),
    }
    Ok(())
}

/// A name of an object, borrowed where it has no escapes.
pub(super) struct Name<'de>(pub(super) Cow<'de, str>);
impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Name<'de>, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Name<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a name")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Reader)
    }
}

/// The members of an object as they stand there: in their order, and twice where they stand twice.
pub(super) struct Members<'de>(pub(super) Vec<(Cow<'de, str>, &'de RawValue)>);
impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members<'de>, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((Name(name), value)) = map.next_entry()? {
                    members.push((name, value));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w4_one_value_has_one_spelling() {
        for (json, expected) in [
            (r#"{"b": [1, 2 ], "a" : null}"#, r#"{"a":null,"b":[1,2]}"#),
            (r#""\u0041\/\u00fc\n""#, r#""A/ü\n""#),
            (r#"{"\u0061":{"z":0,"y":0}}"#, r#"{"a":{"y":0,"z":0}}"#),
            ("[ ]", "[]"),
        ] {
            assert_eq!(canonical(json).as_deref(), Ok(expected));
            assert_eq!(canonical(expected).as_deref(), Ok(expected), "twice");
        }
    }

    #[test]
    fn w7_no_number_loses_a_digit() {
        for json in ["12345678901234567890123", "1e400", "1.10", "-0", "0.1000000000000000055511151231257827"]
        {
            assert_eq!(canonical(json).as_deref(), Ok(json));
        }
    }

    #[test]
    fn what_has_no_one_spelling_is_refused() {
        let nest = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(canonical(&nest(DEPTH)).is_ok());
        for (json, why) in [
            (r#"{"a":1,"\u0061":2}"#, "holds a name twice"),
            (r#""\ud800""#, "holds half a character"),
            (&nest(DEPTH + 1), "is nested too deep"),
            (&nest(100_000), "is nested too deep"),
        ] {
            assert_eq!(canonical(json), Err(why));
        }
    }
}
