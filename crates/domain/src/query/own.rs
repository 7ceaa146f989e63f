//! Fields of one's own: what a file brought and has no place here, or what somebody has added.

use super::{
    Column,
    item::{self, Item},
};
use crate::{
    book::Book,
    command::Edit,
    order,
    record::Json,
    row::{Key, Row},
    value::{Kind, RecordId, Text, TextKey, fold},
};
use std::collections::BTreeMap;

/// What such fields are called on the records of a kind, those that most of them have first.
pub fn own_fields(book: &Book, kind: Kind) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    item::each(book, kind, &mut |it| {
        for name in it.common().custom.keys() {
            *counts.entry(name.0.to_string()).or_default() += 1;
        }
    });
    let mut names: Vec<(String, usize)> = counts.into_iter().collect();
    order::sort_by_key(&mut names, |it| std::cmp::Reverse(it.1));
    names.into_iter().map(|it| it.0).collect()
}

/// Gives a record such a field; nothing if it has one that is called so, or is gone. A name that other records have in
/// another case is written as they have it.
pub fn with_own_field(book: &Book, id: RecordId, name: &str, value: &str) -> Option<Edit> {
    let was = book.row(&Key::Record(id))?;
    let is_same = |it: &str| fold(it) == fold(name.trim());
    let known = own_fields(book, id.kind).into_iter().find(|it| is_same(it));
    let name = TextKey(known.map_or_else(|| Text::trimmed(name), Text::from));
    if was.common()?.custom.keys().any(|it| is_same(&it.0)) {
        return None;
    }
    let now = was.with_common(|it| {
        it.custom.insert(name, Json::text(value.trim()));
    });
    Some(Edit { was, now })
}

/// The record with another value of such a field; an empty one takes the field away.
pub fn with_own_value(was: Row, name: &TextKey, text: &str) -> Edit {
    let now = was.with_common(|it| it.set_custom(name, text));
    Edit { was, now }
}

/// Whether a list of a kind has a column: a field of one's own is one as long as any record has it.
pub fn has_column(book: &Book, kind: Kind, column: &Column) -> bool {
    let Some(name) = column.own() else { return Column::of(kind).contains(column) };
    let mut is_there = false;
    item::each(book, kind, &mut |it| is_there = is_there || it.common().custom.contains(name));
    is_there
}

/// What stands in such a field; nothing if it is blank.
pub(super) fn value(it: Item<'_>, name: &TextKey) -> Option<String> {
    it.common().custom.get(name).map(Json::shown).filter(|it| !it.trim().is_empty())
}

/// The number that a text is, in millionths, with a point or a comma before its fraction. What might as well be
/// thousands, such as `1,234`, is none.
pub(super) fn number(text: &str) -> Option<i64> {
    const DIGITS: usize = 6;
    let text = text.trim();
    let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |it| (true, it));
    let mark = text.find(['.', ',']).unwrap_or(text.len());
    let (whole, rest) = text.split_at(mark);
    let fraction = rest.get(1..).unwrap_or_default();
    let is_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let is_thousands = rest.starts_with(',') && fraction.len() == 3;
    if whole.is_empty() || !is_digits(whole) || !is_digits(fraction) || is_thousands {
        return None;
    }
    let fraction: String = fraction.chars().chain("000000".chars()).take(DIGITS).collect();
    let number: i64 = format!("{whole}{fraction}").parse().ok()?;
    Some(if is_negative { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        query::{Filter, OwnIs, Sort, Standpoint, Wrong, cells, list},
        record::Lead,
        testing::{Device, Seeded},
        value::Id,
    };

    #[test]
    fn l12_a_field_of_ones_own_is_given_once_and_called_as_the_others_call_it() {
        let (device, mut book) = (Device::new(1), Book::new());
        let lead = |book: &mut Book, name: &str| -> Id<Lead> {
            device.adds(book, |it: &mut Lead| it.first_name = name.into())
        };
        let (ana, bo) = (lead(&mut book, "Ana"), lead(&mut book, "Bo"));
        let give = |book: &mut Book, to: Id<Lead>, name: &str, value: &str| {
            with_own_field(book, to.into(), name, value).map(|it| device.does(book, it)).is_some()
        };
        assert!(give(&mut book, ana, " Floor ", "3rd") && give(&mut book, ana, "Shoe size", "47"));
        assert!(give(&mut book, bo, "shoe SIZE", "40"));
        assert!(!give(&mut book, bo, "Shoe size", "41"), "it has one");
        assert_eq!(own_fields(&book, Kind::Lead), ["Shoe size", "Floor"]);
        assert_eq!(own_fields(&book, Kind::Deal), Vec::<String>::new());
        let size = TextKey::from("Shoe size");
        assert_eq!(
            book.live(bo).and_then(|it| it.common.custom.get(&size)).map(Json::shown).as_deref(),
            Some("40")
        );
    }

    /// Leads of which each has a value, or none, of one field.
    fn scene(field: &str, values: &[(&str, &str)]) -> (Device, Book) {
        let (device, mut book) = (Device::new(1), Book::new());
        for (name, value) in values {
            device.adds(&mut book, |it: &mut Lead| {
                it.first_name = (*name).into();
                it.common.set_custom(&field.into(), value);
            });
        }
        (device, book)
    }

    fn names(device: &Device, book: &Book, filter: &Filter, sort: Sort) -> Vec<String> {
        let at = Standpoint::utc(device.now(), device.me());
        let ids = list(book, Kind::Lead, filter, sort, &at);
        ids.into_iter().filter_map(|it| crate::query::name(book, it)).collect()
    }

    #[test]
    fn f11_a_field_of_ones_own_sorts_as_numbers_if_all_are_and_as_texts_otherwise() {
        let column = Column::Own("Shoe size".into());
        let sorted = |values: &[(&str, &str)], sort: &dyn Fn(Column) -> Sort| {
            let (device, book) = scene("Shoe size", values);
            names(&device, &book, &Filter::default(), sort(column.clone()))
        };
        let sizes =
            [("a", "47"), ("b", "9.5"), ("c", ""), ("d", "-3"), ("e", "112"), ("f", "9,25"), ("g", " ")];
        assert_eq!(sorted(&sizes, &Sort::up)[..5], ["d", "f", "b", "a", "e"]);
        assert_eq!(sorted(&sizes, &Sort::down)[..5], ["e", "a", "b", "f", "d"]);
        let words = [("a", "Zug"), ("b", "éclair"), ("c", ""), ("d", "Eis"), ("e", "112"), ("f", "9")];
        assert_eq!(sorted(&words, &Sort::up), ["e", "f", "b", "d", "a", "c"]);
        assert_eq!(sorted(&words, &Sort::down), ["a", "d", "b", "f", "e", "c"], "blanks stand last");
    }

    #[test]
    fn f11_a_number_is_told_from_what_looks_like_one() {
        for (text, millionths) in
            [("47", 47_000_000), (" 0.1234567 ", 123_456), ("-1,5", -1_500_000), ("3.", 3_000_000)]
        {
            assert_eq!(number(text), Some(millionths), "{text}");
        }
        for text in ["", "-", ".5", "1,234", "1.2.3", "4e3", "+4", "four", "99999999999999999999", "٣", "1-2"]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn f11_a_list_is_filtered_by_what_stands_in_a_field_of_ones_own() {
        let (device, book) = scene("Floor", &[("a", "3rd, left"), ("b", "Étage 3"), ("c", "")]);
        let found = |is: OwnIs| {
            let filter = Filter { own: vec![("Floor".into(), is)], ..Filter::default() };
            let pairs = filter.pairs();
            assert_eq!(Filter::parse(&book, Kind::Lead, &pairs), (filter.clone(), vec![]), "{pairs:?}");
            names(&device, &book, &filter, Sort::up(Column::Name))
        };
        assert_eq!(found(OwnIs::With("3".to_owned())), ["a", "b"]);
        assert_eq!(found(OwnIs::With("ETAGE".to_owned())), ["b"]);
        assert_eq!(found(OwnIs::With("none".to_owned())), Vec::<String>::new());
        assert_eq!(found(OwnIs::Missing), ["c"]);
        let asked = |key: &str, value: &str| {
            let (filter, problems) = Filter::parse(&book, Kind::Lead, &[(key.to_owned(), value.to_owned())]);
            assert!(filter.is_empty());
            (problems[0].key.clone(), problems[0].wrong)
        };
        assert_eq!(asked("own:Flor", "none"), ("Flor".to_owned(), Wrong::NotHere));
        assert_eq!(asked("own:Floor", "3rd"), ("Floor".to_owned(), Wrong::Unreadable));
    }

    #[test]
    fn f11_a_column_of_ones_own_is_there_as_long_as_a_record_has_the_field() {
        let (device, mut book) = scene("Floor", &[("a", "3rd")]);
        let column = Column::Own("Floor".into());
        let is_there = |book: &Book, kind| has_column(book, kind, &column);
        assert!(is_there(&book, Kind::Lead) && !is_there(&book, Kind::Deal));
        let at = Standpoint::utc(device.now(), device.me());
        let id = list(&book, Kind::Lead, &Filter::default(), Sort::up(column.clone()), &at)[0];
        let said = cells(&book, id, &[Column::Name, column.clone()], &at).expect("a lead");
        assert_eq!(said[1].exact(), "3rd");
        let row = book.row(&Key::Record(id)).expect("a lead");
        device.does(&mut book, with_own_value(row, &"Floor".into(), " 4th "));
        assert_eq!(cells(&book, id, std::slice::from_ref(&column), &at).expect("a lead")[0].exact(), "4th");
        let row = book.row(&Key::Record(id)).expect("a lead");
        device.does(&mut book, with_own_value(row, &"Floor".into(), " "));
        assert!(!is_there(&book, Kind::Lead));
        assert_eq!(names(&device, &book, &Filter::default(), Sort::down(column.clone())), ["a"]);
    }

    #[test]
    fn f11_columns_of_ones_own_are_read_from_an_address_as_they_were_written_there() {
        let mut seeded = Seeded::new(6);
        let parts = ["%", ",", "%2C", "25", "own:", "-", " ", "é", "name", "=", "&", "\u{0}"];
        for _ in 0..2_000 {
            let name: String = (0..=seeded.below(5)).map(|_| seeded.one(&parts)).collect();
            let columns =
                [Column::Name, Column::Owner, Column::Own(name.as_str().into()), Column::Own("x".into())];
            let text = columns.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
            let columns = Column::ordered(Kind::Lead, &columns);
            assert_eq!(Column::chosen(Kind::Lead, &text), columns, "{text}");
            let sort = Sort::down(columns[2].clone());
            assert_eq!(sort.to_string().parse(), Ok(sort), "{name}");
        }
        assert!("own:".parse::<Column>().is_err());
    }
}
