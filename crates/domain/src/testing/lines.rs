//! Records as text, also such as a stranger, a newer version or a broken disk would write.

use super::Seeded;
use crate::{
    book::Book,
    row::Row,
    value::{Node, Stamp},
    wire::{Fields, Raw, merge, read_line, write_line},
};
use std::collections::BTreeMap;

/// The line of a row.
pub fn line(row: &Row) -> String {
    let (mut fields, mut line) = (Fields::default(), String::new());
    write_line(row, &mut fields, &mut line);
    line
}

/// What a Book says, without when it was said: the registers of every record; of what has none, its line.
pub fn values(book: &Book) -> BTreeMap<String, BTreeMap<String, String>> {
    let of = |row: Row| {
        let mut fields = Fields::default();
        row.fields(&mut fields);
        let mut values: BTreeMap<_, _> =
            fields.iter().map(|(path, json)| (path.to_owned(), json.to_owned())).collect();
        if row.stamps().is_none() {
            values.insert("line".to_owned(), line(&row));
        }
        (row.key().to_string(), values)
    };
    book.rows().into_iter().map(of).collect()
}

/// Two versions of one record as one.
pub fn merged_raw(left: &Raw, right: &Raw) -> Raw {
    merge(left, right)
}

/// A row as another copy of the data might have it.
///
/// # Panics
///
/// Never: a record in form stays one.
pub fn mutated(seeded: &mut Seeded, row: &Row) -> Row {
    let Some(mut raw) = row.to_raw() else { return row.clone() };
    let stamp = stamp(seeded);
    let paths: Vec<String> = raw.data.keys().cloned().collect();
    let path = seeded.pick(&paths).cloned().unwrap_or_default();
    match seeded.below(10) {
        0 => drop(raw.stamps.insert("purged".to_owned(), stamp)),
        1 => {
            raw.data.insert("trashed".to_owned(), r#"{"at":5}"#.to_owned());
            raw.stamps.insert("trashed".to_owned(), stamp);
        }
        2 => raw.version = 9,
        3 => {
            let path = seeded.one(&["mood", "mood/of the day", "a\"b\\c", "zz/ü"]);
            raw.data.insert(path.to_owned(), value(seeded).to_owned());
            raw.stamps.insert(path.to_owned(), stamp);
        }
        4 => raw.id = raw.id.replacen(|it: char| it != ':', "x", 1),
        // A register with another value under the stamp that it has.
        5 if raw.data.contains_key("name") => drop(raw.data.insert("name".to_owned(), text(seeded))),
        6 if raw.data.contains_key("name") => {
            raw.data.insert("name".to_owned(), text(seeded));
            raw.stamps.insert("name".to_owned(), stamp);
        }
        // A register that was taken out.
        7 => {
            raw.data.remove(&path);
            raw.stamps.insert(path, stamp);
        }
        // Not what the register should be.
        8 => drop(raw.data.insert(path, value(seeded).to_owned())),
        _ => {
            raw.birth = None;
            raw.stamps.clear();
        }
    }
    Row::from_raw(&Raw::parse(&raw.to_line()).expect("it is a record in form"))
}

/// One of a few stamps, so that two copies often have the same.
fn stamp(seeded: &mut Seeded) -> Stamp {
    let later = u64::try_from(seeded.below(4)).unwrap_or_default();
    Stamp::new(1_795_262_400_000 + later, 0, Node(7))
}

fn text(seeded: &mut Seeded) -> String {
    format!("\"{}\"", seeded.one(&["Acme", "Zen", "Bolt & Söhne", "", "日本"]))
}

fn value(seeded: &mut Seeded) -> &'static str {
    seeded.one(&[
        "null",
        "true",
        "\"glad\"",
        "17",
        "123456789012345678901234567890",
        "1.50",
        "[1,[2]]",
        r#"{"a":1,"b":{"c":null}}"#,
    ])
}

/// What is no record at all.
pub fn rubbish(seeded: &mut Seeded) -> Row {
    read_line(seeded.one(&["", "{", "{\"id\":", "[1,\n2]", "\u{0}\u{0}", "null", "{}", "ID;NAME\n1;x"]))
}
