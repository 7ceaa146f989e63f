//! Rows to lines and back, in one pass over the text.

use super::{
    Fields, Raw, Sealed,
    canonical::{Name, canonical},
    cursor::Cursor,
    fields::push_path,
    raw::{PURGED, error, quoted},
    sealed::Body,
};
use crate::{
    record::{
        Activity, Company, Contact, Criterion, Deal, Lead, Pipeline, Reason, Record, Rep, Settings, Source,
        Stage, Status, Tag, Task,
    },
    row::{Key, Row, Stamped, Stamps},
    value::{Id, Kind, RecordId, Stamp, Text},
};
use serde::de::Error as _;
use serde_json::{Error, value::RawValue};
use std::{fmt, fmt::Write as _, sync::Arc};

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
    match row(text) {
        Ok((row, is_doubtful)) if is_doubtful => in_one_spelling(text).map_or(row, |line| read_found(&line)),
        Ok((row, _)) => row,
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
fn row(text: &str) -> Result<(Row, bool), Error> {
    let mut line = Cursor::new(text);
    line.pass(r#"{"id":"#)?;
    let id: RecordId = line.read()?;
    macro_rules! by_kind {
        ($($kind:ident),*) => {
            match id.kind { $(Kind::$kind => record::<$kind>(Id::new(id.uuid), line),)* }
        };
    }
    by_kind!(
        Settings, Rep, Source, Reason, Status, Criterion, Tag, Pipeline, Stage, Company, Contact, Lead, Deal,
        Task, Activity
    )
}

fn record<T: Record>(id: Id<T>, mut line: Cursor<'_>) -> Result<(Row, bool), Error>
where
    Row: From<Arc<Stamped<T>>>,
{
    begin(&mut line, T::VERSION)?;
    // In its place from the start: a record is large, and moving it would cost about what reading it does.
    let mut row = Arc::new(Stamped::unstamped(T::blank(id)));
    let stamped = Arc::make_mut(&mut row);
    stamped.rest = registers(&mut line, &mut |path, line| stamped.record.read(path, line))?;
    let Frame { birth, purged, later } = end(&mut line)?;
    if let Some(stamp) = purged {
        return Ok((Row::Purged(Key::Record(id.into()), stamp), false));
    }
    if let Some(name) = stamped.record.missing() {
        return Err(Error::custom(format_args!("{name} is missing")));
    }
    let is_doubtful = later.iter().any(|it| it.1 == birth);
    stamped.stamps = Stamps::new(birth, later);
    Ok((row.into(), is_doubtful))
}

/// Reads from the version to the registers. This and what follows is compiled once and not for each kind.
fn begin(line: &mut Cursor<'_>, newest: u16) -> Result<(), Error> {
    line.pass(r#","v":"#)?;
    if line.read::<u64>()? > u64::from(newest) {
        return Err(Error::custom("made by a newer version of Satchel"));
    }
    line.pass(r#","d":{"#)
}

/// Reads `d`, and answers the registers that `read` does not know: paths and canonical JSON.
fn registers(
    line: &mut Cursor<'_>,
    read: &mut dyn FnMut(&str, &mut Cursor<'_>) -> Result<bool, Error>,
) -> Result<Box<[(Text, Text)]>, Error> {
    let mut rest = Vec::new();
    let mut last: Option<Name<'_>> = None;
    while let Some(path) = line.name(last.is_none())? {
        if last.is_some_and(|last| last.0 >= path.0) {
            return Err(bad(&path.0, &"is not where it should be"));
        }
        match read(&path.0, line) {
            Ok(true) => {}
            Ok(false) => rest.push(unknown(&path.0, line)?),
            Err(why) => return Err(bad(&path.0, &why)),
        }
        last = Some(path);
    }
    Ok(rest.into())
}

/// A register that this version does not know.
fn unknown(path: &str, line: &mut Cursor<'_>) -> Result<(Text, Text), Error> {
    let json = canonical(line.read::<&RawValue>()?.get()).map_err(|it| bad(path, &it))?;
    Ok((Text::from(path), Text::from(json)))
}

fn bad(path: &str, why: &dyn fmt::Display) -> Error {
    Error::custom(format_args!("{path}: {why}"))
}

/// What stands behind the registers.
#[derive(Default)]
struct Frame {
    birth: Stamp,
    purged: Option<Stamp>,
    later: Vec<(Text, Stamp)>,
}

fn end(line: &mut Cursor<'_>) -> Result<Frame, Error> {
    let mut frame = Frame::default();
    if line.passes(r#","t":{"#) {
        stamps(line, &mut frame)?;
    }
    line.pass("}")?;
    if line.is_at_end() { Ok(frame) } else { Err(Error::custom("there is more in it than a record has")) }
}

/// Reads `t`: the birth stamp stands in front of all, the others in order.
fn stamps(line: &mut Cursor<'_>, frame: &mut Frame) -> Result<(), Error> {
    let mut last: Option<Name<'_>> = None;
    while let Some(path) = line.name(last.is_none())? {
        if last.is_some_and(|last| path.0 == "*" || (last.0 != "*" && last.0 >= path.0)) {
            return Err(Error::custom(format_args!("t.{}: is not where it should be", path.0)));
        }
        let stamp = line.read()?;
        match &*path.0 {
            "*" => frame.birth = stamp,
            PURGED => frame.purged = Some(stamp),
            later => frame.later.push((Text::from(later), stamp)),
        }
        last = Some(path);
    }
    Ok(())
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
