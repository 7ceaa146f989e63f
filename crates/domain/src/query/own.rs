//! Fields of one's own: what a file brought and has no place here, or what somebody has added.

use super::item;
use crate::{
    book::Book,
    command::Edit,
    order,
    record::Json,
    row::Key,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{record::Lead, testing::Device, value::Id};

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
}
