//! Rows to lines and back, in one pass over the text.

use super::{
    Fields, Raw, Sealed,
    canonical::{Name, canonical},
    fields::push_path,
    raw::{PURGED, error, quoted},
    sealed::Body,
};
use crate::{
    record::{
        Activity, Company, Contact, Criterion, Deal, Lead, Pipeline, Reason, Record, Rep, Settings, Source,
        Stage, Status, Tag, Task,
    },
    row::{Row, Stamped, Stamps},
    value::{Id, Kind, RecordId, Stamp, Text},
};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor},
};
use serde_json::value::RawValue;
use std::{cell::Cell, fmt, fmt::Write as _, sync::Arc};

/// Writes a row at the end of `out`, as one line of canonical JSON without a line feed. `fields` is room to work in.
pub fn write_line(row: &Row, fields: &mut Fields, out: &mut String) {
    let stamps = match row {
        Row::Sealed(sealed) => {
            return match &sealed.body {
                Body::Record(raw) => out.push_str(&raw.to_line()),
                // As a JSON string it is one line, whatever is in it.
                Body::Text(text) => out.push_str(&quoted(text)),
            };
        }
        Row::Purged(key, stamp) => {
            // Writing to a String cannot fail.
            write!(
                out,
                r#"{{"id":{},"v":1,"d":{{}},"t":{{"{PURGED}":"{stamp}"}}}}"#,
                quoted(&key.to_string())
            )
            .ok();
            return;
        }
        row => row.stamps(),
    };
    row.fields(fields);
    write!(out, r#"{{"id":"{}","v":{},"d":{{"#, row.key(), row.version()).ok();
    fields.write_members(out);
    out.push_str("},\"t\":{");
    if let Some(stamps) = stamps {
        write!(out, r#""*":"{}""#, stamps.birth).ok();
        for (path, stamp) in stamps.later() {
            out.push(',');
            push_path(path, out);
            write!(out, "\"{stamp}\"").ok();
        }
    }
    out.push_str("}}");
}

/// Reads one line. What cannot be read is sealed, never lost.
pub fn read_line(text: &str) -> Row {
    let found = if text.starts_with('"') { serde_json::from_str::<String>(text).ok() } else { None };
    read_found(found.as_deref().unwrap_or(text))
}

/// Reads a record as it was found, or seals what was found.
fn read_found(text: &str) -> Row {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let doubt = Cell::new(false);
    let read = deserializer.deserialize_map(Line(&doubt)).and_then(|row| deserializer.end().map(|()| row));
    match read {
        Ok(row) if doubt.get() => in_one_spelling(text).map_or(row, |line| read_found(&line)),
        Ok(row) => row,
        Err(why) => seal(text, &why.to_string()),
    }
}

/// The line without stamps that say what the birth stamp says, if it has such; one of a register that is not there says
/// more, because it was emptied then. Asked of the text: a record would have to be written to tell.
fn in_one_spelling(text: &str) -> Option<String> {
    Raw::parse(text).ok().map(|it| it.to_line()).filter(|it| it != text)
}

/// The slow way: for what the fast one refused, such as a record whose keys stand in another order.
fn seal(text: &str, why: &str) -> Row {
    // serde_json adds where in the line it stopped; the path says it better.
    let why = why.split(" at line ").next().unwrap_or(why);
    match Raw::parse(text) {
        Err(problem) => Row::Sealed(Arc::new(Sealed::text(text, problem))),
        Ok(raw) => {
            let line = raw.to_line();
            if line == text {
                Row::Sealed(Arc::new(Sealed::record(raw, error("", why))))
            } else {
                read_found(&line)
            }
        }
    }
}

impl Row {
    /// The row of a raw record.
    pub fn from_raw(raw: &Raw) -> Row {
        read_line(&raw.to_line())
    }

    /// The row without its schema, or nothing if it is not even a record in form.
    pub fn to_raw(&self) -> Option<Raw> {
        if let Row::Sealed(sealed) = self {
            return match &sealed.body {
                Body::Record(raw) => Some(raw.clone()),
                Body::Text(_) => None,
            };
        }
        let (mut fields, mut line) = (Fields::default(), String::new());
        write_line(self, &mut fields, &mut line);
        Raw::parse(&line).ok()
    }
}

/// Reads `{"id":…,"v":…,"d":{…},"t":{…}}` in this order of keys. It tells of a doubt: a later stamp is the birth stamp.
struct Line<'a>(&'a Cell<bool>);
impl<'de> Visitor<'de> for Line<'_> {
    type Value = Row;
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a record")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Row, A::Error> {
        let id: RecordId = after(&mut map, "id")?;
        macro_rules! by_kind {
            ($($kind:ident),*) => {
                match id.kind { $(Kind::$kind => record::<$kind, A>(Id::new(id.uuid), map, self.0).map(|it| it.into_row()),)* }
            };
        }
        by_kind!(
            Settings, Rep, Source, Reason, Status, Criterion, Tag, Pipeline, Stage, Company, Contact, Lead,
            Deal, Task, Activity
        )
    }
}

/// The value of the next key, which must have this name.
fn after<'de, A: MapAccess<'de>, T: Deserialize<'de>>(map: &mut A, name: &str) -> Result<T, A::Error> {
    match map.next_key::<Name<'de>>()? {
        Some(key) if key.0 == name => map.next_value(),
        _ => Err(A::Error::custom(format_args!("{name} is not where it should be"))),
    }
}

enum Read<T> {
    Record(Stamped<T>),
    Purged(RecordId, Stamp),
}

impl<T: crate::row::Unrow> Read<T>
where
    Row: From<Arc<Stamped<T>>>,
{
    fn into_row(self) -> Row {
        match self {
            Read::Record(it) => Arc::new(it).into(),
            Read::Purged(id, stamp) => Row::Purged(crate::row::Key::Record(id), stamp),
        }
    }
}

fn record<'de, T: Record, A: MapAccess<'de>>(
    id: Id<T>,
    mut map: A,
    doubt: &Cell<bool>,
) -> Result<Read<T>, A::Error> {
    let mut stamped = Stamped::unstamped(T::blank(id));
    begin(&mut map, T::VERSION)?;
    map.next_value_seed(Registers(&mut stamped))?;
    let Frame { birth, purged, later } = end(map)?;
    if let Some(stamp) = purged {
        return Ok(Read::Purged(id.into(), stamp));
    }
    if let Some(name) = stamped.record.missing() {
        return Err(A::Error::custom(format_args!("{name} is missing")));
    }
    doubt.set(later.iter().any(|it| it.1 == birth));
    stamped.stamps = Stamps::new(birth, later);
    Ok(Read::Record(stamped))
}

/// Reads from the version to the registers. This and what follows is compiled once and not for each kind.
fn begin<'de, A: MapAccess<'de>>(map: &mut A, newest: u16) -> Result<(), A::Error> {
    let version: u64 = after(map, "v")?;
    if version > u64::from(newest) {
        return Err(A::Error::custom("made by a newer version of Satchel"));
    }
    match map.next_key::<Name<'de>>()? {
        Some(key) if key.0 == "d" => Ok(()),
        _ => Err(A::Error::custom("d is not where it should be")),
    }
}

/// What stands behind the registers.
#[derive(Default)]
struct Frame {
    birth: Stamp,
    purged: Option<Stamp>,
    later: Vec<(Text, Stamp)>,
}

fn end<'de, A: MapAccess<'de>>(mut map: A) -> Result<Frame, A::Error> {
    let mut frame = Frame::default();
    if let Some(key) = map.next_key::<Name<'de>>()? {
        if key.0 != "t" {
            return Err(A::Error::custom("t is not where it should be"));
        }
        map.next_value_seed(StampList(&mut |path, stamp| match path {
            "*" => frame.birth = stamp,
            PURGED => frame.purged = Some(stamp),
            path => frame.later.push((Text::from(path), stamp)),
        }))?;
    }
    if map.next_key::<IgnoredAny>()?.is_some() {
        return Err(A::Error::custom("there is more in it than a record has"));
    }
    Ok(frame)
}

/// Reads `d`.
struct Registers<'a, T>(&'a mut Stamped<T>);
impl<'de, T: Record> DeserializeSeed<'de> for Registers<'_, T> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}
impl<'de, T: Record> Visitor<'de> for Registers<'_, T> {
    type Value = ();
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("registers by path")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut rest = Vec::new();
        let mut last = None;
        while let Some(path) = next_path(&mut map, last)? {
            match self.0.record.read(&path.0, &mut map) {
                Ok(true) => {}
                Ok(false) => rest.push(unknown(&mut map, &path.0)?),
                Err(why) => return Err(bad(&path.0, &why)),
            }
            last = Some(path);
        }
        self.0.rest = rest.into();
        Ok(())
    }
}

/// The next path, which must come after the last.
fn next_path<'de, A: MapAccess<'de>>(
    map: &mut A,
    last: Option<Name<'de>>,
) -> Result<Option<Name<'de>>, A::Error> {
    let path = map.next_key::<Name<'de>>()?;
    match (&last, &path) {
        (Some(last), Some(path)) if last.0 >= path.0 => Err(bad(&path.0, &"is not where it should be")),
        _ => Ok(path),
    }
}

/// A register that this version does not know.
fn unknown<'de, A: MapAccess<'de>>(map: &mut A, path: &str) -> Result<(Text, Text), A::Error> {
    let raw: &RawValue = map.next_value()?;
    let json = canonical(raw.get()).map_err(|it| bad::<A::Error>(path, &it))?;
    Ok((Text::from(path), Text::from(json)))
}

fn bad<E: serde::de::Error>(path: &str, why: &dyn fmt::Display) -> E {
    E::custom(format_args!("{path}: {why}"))
}

/// Reads `t`.
struct StampList<'a>(&'a mut dyn FnMut(&str, Stamp));
impl<'de> DeserializeSeed<'de> for StampList<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}
impl<'de> Visitor<'de> for StampList<'_> {
    type Value = ();
    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("stamps by path")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut last: Option<Name<'de>> = None;
        while let Some(name) = map.next_key::<Name<'de>>()? {
            // The birth stamp stands in front of all, the others in order.
            if last.is_some_and(|last| name.0 == "*" || (last.0 != "*" && last.0 >= name.0)) {
                return Err(A::Error::custom(format_args!("t.{}: is not where it should be", name.0)));
            }
            (self.0)(&name.0, map.next_value()?);
            last = Some(name);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(row: &Row) -> String {
        let (mut fields, mut line) = (Fields::default(), String::new());
        write_line(row, &mut fields, &mut line);
        line
    }

    #[test]
    fn what_is_no_record_stays_one_line_and_the_same_whatever_is_in_it() {
        for text in ["", "null", "{", "[1,\n2]", "\"a\"", "\"\\\"a\\\"\"", "a\nb\r\n", "{\"id\":\"deal:1\"}"]
        {
            let row = read_found(text);
            let Row::Sealed(sealed) = &row else { panic!("{text} was read as a record") };
            assert_eq!(sealed.found(), text);
            let line = written(&row);
            assert!(!line.contains(['\n', '\r']), "{line}");
            assert_eq!(read_line(&line), row, "{text}");
        }
    }
}
