//! Names, addresses and numbers of a row.

use super::super::{field::Field, heading::label, mapping::Use, origin::Origin, report::Why};
use super::{
    sheet::{Cells, Log, Refused},
    stock::Stock,
};
use crate::{
    record::{Address, DoNot, EmailEntry, Emails, Label, Pair, Phones, name_parts},
    value::{ElementId, Elements, Email, NotA, Phone, Text, header_key},
};
use serde::Deserialize;
use std::{borrow::Cow, str::FromStr};

/// Who a row is about and how to reach them.
#[derive(Default)]
pub(super) struct Person {
    pub(super) salutation: Text,
    pub(super) first_name: Text,
    pub(super) last_name: Text,
    pub(super) emails: Emails,
    pub(super) phones: Phones,
    pub(super) addresses: Elements<ElementId, Address>,
    pub(super) do_not: DoNot,
}

impl Person {
    pub(super) fn read(cells: &Cells<'_>, log: &mut Log, stock: &Stock<'_>) -> Person {
        let (first_name, last_name) = name(cells);
        Person {
            salutation: cells.text(Field::Salutation),
            first_name,
            last_name,
            emails: emails(cells, log, stock),
            phones: phones(cells, log, stock),
            addresses: addresses(cells, stock),
            do_not: DoNot {
                call: cells.is_yes(Field::NoCall),
                mail: cells.is_yes(Field::NoMail),
                message: false,
            },
        }
    }

    /// Whether nothing says who it is.
    pub(super) fn is_nobody(&self) -> bool {
        self.spoken().is_empty() && self.emails.is_empty() && self.phones.is_empty()
    }

    /// Why nobody can tell who a row is about.
    pub(super) fn nobody(cells: &Cells<'_>) -> Refused {
        let spoilt = |field, why| cells.first(field).map(|it| (Some(it.0), why));
        spoilt(Field::Email, Why::Email)
            .or_else(|| spoilt(Field::Phone, Why::Phone))
            .unwrap_or((None, Why::NoIdentity))
    }

    /// First and last name.
    pub(super) fn spoken(&self) -> String {
        super::keys::spoken(&self.first_name, &self.last_name)
    }
}

/// The address that is the primary one where there are several: the first.
pub(super) fn primary<V>(elements: &Elements<ElementId, V>) -> Option<ElementId> {
    elements.first().filter(|_| elements.len() > 1).map(|it| *it.0)
}

/// First and last name: from their own cells, else from the whole name.
pub(super) fn name(cells: &Cells<'_>) -> (Text, Text) {
    let joined = |one: Field, other: Field| {
        let parts = [cells.get(one), cells.get(other)];
        parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let (first, last) = (joined(Field::FirstName, Field::MiddleName), joined(Field::LastName, Field::Suffix));
    if first.is_empty() && last.is_empty() {
        whole_name(cells.get(Field::FullName))
    } else {
        (first.into(), last.into())
    }
}

/// What stands behind a comma and is no first name.
const TITLES: [&str; 18] = [
    "cpa", "dds", "dr", "esq", "ii", "iii", "iv", "jd", "jr", "llm", "mba", "md", "mph", "msc", "pe", "phd",
    "rn", "sr",
];

/// A whole name, also as address books sort it: "Müller, Jürgen". What stands behind more than a last name is a title.
fn whole_name(whole: &str) -> (Text, Text) {
    let are_words = |it: &str| it.chars().all(|it| it.is_alphabetic() || " -'’.".contains(it));
    let is_first_name =
        |it: &str| are_words(it) && it.split(' ').count() <= 2 && !TITLES.contains(&&*header_key(it));
    let is_last_name = |it: &str| are_words(it) && *name_parts(&format!("A {it}")).1 == *it;
    match whole.split_once(", ") {
        Some((last, first)) if is_last_name(last) && is_first_name(first) => (first.into(), last.into()),
        _ => name_parts(whole),
    }
}

pub(super) fn emails(cells: &Cells<'_>, log: &mut Log, stock: &Stock<'_>) -> Emails {
    let mut emails = Emails::default();
    for (column, cell) in cells.all(Field::Email) {
        let of_column = label_of(cells, column, Field::EmailLabel);
        for (own, value) in read::<Email>(cell, parted_emails) {
            match value {
                Ok(value) => {
                    let is_known = emails.values().any(|it| it.value.key() == value.key());
                    let entry = EmailEntry { label: own.or(of_column), value };
                    if !is_known {
                        emails.insert(stock.element(), entry);
                    }
                }
                Err(_) => spoil_once(cells, log, column, Why::Email),
            }
        }
    }
    emails
}

pub(super) fn phones(cells: &Cells<'_>, log: &mut Log, stock: &Stock<'_>) -> Phones {
    let mut phones = Phones::default();
    for (column, cell) in cells.all(Field::Phone) {
        let of_column = label_of(cells, column, Field::PhoneLabel);
        for (own, value) in read::<Phone>(cell, parted_phones) {
            match value {
                Ok(value) if is_rounded(value.as_str()) => spoil_once(cells, log, column, Why::RoundedPhone),
                Ok(value) => {
                    let is_known = phones.values().any(|it| it.value == value);
                    let entry = Pair { label: own.or(of_column), value };
                    if !is_known {
                        phones.insert(stock.element(), entry);
                    }
                }
                Err(_) => spoil_once(cells, log, column, Why::Phone),
            }
        }
    }
    phones
}

/// One cell is told of once, however many of its values are wrong.
fn spoil_once(cells: &Cells<'_>, log: &mut Log, column: usize, why: Why) {
    if log.remarks.iter().all(|it| it.column != Some(column)) {
        cells.spoilt(log, column, why);
    }
}

/// A spreadsheet's `4.17E+10`.
fn is_rounded(text: &str) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let is_number = number.bytes().all(|it| it.is_ascii_digit() || it == b'.' || it == b',');
        is_number && power.starts_with('+') && power[1..].bytes().all(|it| it.is_ascii_digit())
    })
}

/// What the values of a column are for: its own heading says it, or the label column of the same number.
fn label_of(cells: &Cells<'_>, column: usize, field: Field) -> Option<Label> {
    let columns = &cells.sheet.mapping.columns;
    let number = columns[column].number;
    let beside = || cells.all(field).find(|it| columns[it.0].number == number).and_then(|it| label(it.1));
    columns[column].label.or_else(beside)
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(default, borrow)]
    label: Cow<'a, str>,
    #[serde(borrow)]
    value: Cow<'a, str>,
}

/// What parts several values in one cell.
const SIGNS: [char; 3] = [',', ';', '\n'];

/// The addresses in a text, without the names before them.
fn parted_emails(text: &str) -> Vec<&str> {
    text.split(SIGNS).map(|it| it.rsplit_once('<').map_or(it, |it| it.1.trim_end_matches('>'))).collect()
}

/// The numbers in a text. A sign parts two only if there is a number on either side, and no extension.
fn parted_phones(text: &str) -> Vec<&str> {
    let is_number = |it: &&str| it.parse::<Phone>().is_ok() && !Phone::is_extension(it);
    let parts: Vec<&str> = text.split(SIGNS).map(str::trim).filter(|it| !it.is_empty()).collect();
    let parts = if parts.iter().all(is_number) { parts } else { vec![text] };
    parts.into_iter().flat_map(Phone::in_text).collect()
}

/// The values in a cell, with the labels they bring: Krayin's `[{"label": …, "value": …}]`, Google's ` ::: `, or parted
/// as `parted` says.
fn read<T: FromStr<Err = NotA>>(
    cell: &str,
    parted: fn(&str) -> Vec<&str>,
) -> Vec<(Option<Label>, Result<T, NotA>)> {
    if let Some(entries) =
        cell.starts_with('[').then(|| serde_json::from_str::<Vec<Entry<'_>>>(cell).ok()).flatten()
    {
        let entry = |it: Entry<'_>| (label(&it.label), it.value.parse());
        return entries.into_iter().map(entry).collect();
    }
    let values = cell.split(" ::: ").flat_map(parted).map(str::trim).filter(|it| !it.is_empty());
    values.map(|it| (None, it.parse())).collect()
}

/// The addresses of a row, one for each group of columns that says something.
pub(super) fn addresses(cells: &Cells<'_>, stock: &Stock<'_>) -> Elements<ElementId, Address> {
    let mut groups: Vec<(&Text, Address)> = Vec::new();
    let mut after_number = false;
    for (column, it) in cells.sheet.mapping.columns.iter().enumerate() {
        let Use::Field(field) = it.to else { continue };
        let cell = cells.cell(column);
        if !field.is_address() || cell.is_empty() {
            continue;
        }
        let at = groups.iter().position(|group| *group.0 == it.group).unwrap_or(groups.len());
        if at == groups.len() {
            groups.push((&it.group, Address::default()));
        }
        let address = &mut groups[at].1;
        let is_number = field == Field::HouseNumber;
        let (part, between) = match field {
            Field::City => (&mut address.city, ", "),
            Field::Region => (&mut address.region, ", "),
            Field::Postal => (&mut address.postal, " "),
            Field::Country => (&mut address.country, ", "),
            // A house's number stands on the line of its street, in front or behind.
            _ => (&mut address.street, if is_number || after_number { " " } else { "\n" }),
        };
        after_number = is_number && part.is_empty();
        *part = if part.is_empty() { cell.into() } else { [part, between, cell].concat().into() };
    }
    groups.into_iter().map(|it| (stock.element(), it.1)).collect()
}

/// The names and ids of what a row belongs to. `HubSpot` writes several into one cell, `Acme (12);Bolt (13)`.
pub(super) fn named(cells: &Cells<'_>, origin: Origin, name: Field, id: Field) -> Vec<(String, String)> {
    let (names, ids) = (cells.get(name), cells.get(id));
    if origin != Origin::HubSpot {
        return if names.is_empty() && ids.is_empty() {
            Vec::new()
        } else {
            vec![(ids.to_owned(), names.to_owned())]
        };
    }
    let pieces = |it: &'static str, cell: &str| {
        cell.split(it).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()).collect::<Vec<_>>()
    };
    let (names, ids) = (pieces(";", names), pieces(";", ids));
    let pair = |at: usize| {
        let name = names.get(at).map_or("", String::as_str);
        let own = name.rsplit_once(" (").and_then(|(name, id)| Some((name, id.strip_suffix(')')?)));
        let own = own.filter(|it| it.1.bytes().all(|it| it.is_ascii_digit()));
        let id = ids.get(at).map_or(own.map_or("", |it| it.1), String::as_str);
        (id.to_owned(), own.map_or(name, |it| it.0).to_owned())
    };
    (0..names.len().max(ids.len())).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_be_written_as_address_books_sort_it() {
        let read = |it: &str| {
            let (first, last) = whole_name(it);
            (first.to_string(), last.to_string())
        };
        for (whole, first, last) in [
            ("Müller, Jürgen", "Jürgen", "Müller"),
            ("de la Cruz, Ana María", "Ana María", "de la Cruz"),
            ("Ana Roy, PhD", "Ana Roy,", "PhD"),
            ("Ana Roy", "Ana", "Roy"),
            ("Craig Cockburn, Software Specialist", "Craig Cockburn, Software", "Specialist"),
            ("Pumps, Valves and Fittings of Oslo", "Pumps, Valves and Fittings of", "Oslo"),
        ] {
            assert_eq!(read(whole), (first.to_owned(), last.to_owned()), "{whole}");
        }
    }

    #[test]
    fn several_values_in_one_cell_are_taken_apart() {
        let count = |cell: &str| read::<Email>(cell, parted_emails).len();
        assert_eq!(count("a@x.io, b@x.io;c@x.io ::: d@x.io"), 4);
        let krayin = r#"[{"label": "home", "value": "a@x.io"}, {"value": "b@x.io"}]"#;
        let labels: Vec<_> = read::<Email>(krayin, parted_emails).into_iter().map(|it| it.0).collect();
        assert_eq!(labels, [Some(Label::Home), None]);
    }

    #[test]
    fn a_number_that_a_spreadsheet_has_rounded_is_seen() {
        assert!(is_rounded("4.17E+10") && is_rounded("4,17e+10"));
        assert!(!is_rounded("417E") && !is_rounded("+41 75 512"));
    }
}
