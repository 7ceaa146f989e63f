//! The order of a list: by which column, which way, and what a row is sorted by in it.

use super::{
    Column, Standpoint, item, item::Item, last_contact, merit, next_step, open_deals, own, probability,
    shown_stage,
};
use crate::{
    book::{Book, IdMap, Kept},
    order,
    record::{Listed, Rep, Source, Stage, Status, Tag},
    value::{Currency, Id, Kind, NotA, fold, fold_into},
};
use std::{cmp::Ordering, fmt, str::FromStr};

/// By which column, and which way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub by: Column,
    /// From the end of the alphabet, from the largest, from the latest.
    pub descending: bool,
}

impl Sort {
    /// From the beginning of a column.
    pub fn up(by: Column) -> Sort {
        Sort { by, descending: false }
    }

    /// From the end of a column.
    pub fn down(by: Column) -> Sort {
        Sort { by, descending: true }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", if self.descending { "-" } else { "" }, self.by)
    }
}
impl FromStr for Sort {
    type Err = NotA;
    /// Reads `contact`, and `-contact` for the other way round.
    fn from_str(text: &str) -> Result<Sort, NotA> {
        let (by, descending) = text.strip_prefix('-').map_or((text, false), |it| (it, true));
        Ok(Sort { by: by.parse()?, descending })
    }
}

/// What a row is sorted by.
#[derive(Clone, Copy)]
pub(super) struct SortKey {
    /// A number that sorts as it does: of a text its first bytes, which most comparisons end at.
    first: u128,
    /// Where a text stands among those of the [`Sorter`]; nowhere what is no text.
    from: usize,
    to: usize,
}

/// What rows are sorted by in one column, with what is looked up once for all of them.
pub(super) struct Sorter {
    by: Column,
    /// Every value of the field of one's own that is meant is a number.
    is_number: bool,
    /// The places of the entries of the list that the column names.
    places: IdMap<uuid::Uuid, i64>,
    /// The texts of all rows: one allocation for all of them.
    texts: String,
}

impl Sorter {
    pub(super) fn new(book: &Book, kind: Kind, by: Column) -> Sorter {
        let places = match &by {
            Column::Owner => alphabet::<Rep>(book),
            Column::Source => alphabet::<Source>(book),
            Column::Status => {
                numbered(book.table::<Status>().iter().map(|it| ((it.kind, it.rank.clone()), it.id.uuid())))
            }
            Column::Stage => {
                numbered(book.table::<Stage>().iter().map(|it| ((it.kind, it.rank.clone()), it.id.uuid())))
            }
            Column::Tags => numbered(book.table::<Tag>().live().map(|it| (it.rank.clone(), it.id.uuid()))),
            _ => IdMap::default(),
        };
        let mut is_number = true;
        if let Some(name) = by.own() {
            item::each(book, kind, &mut |it| {
                is_number = is_number && own::value(it, name).is_none_or(|it| own::number(&it).is_some());
            });
        }
        Sorter { by, is_number, places, texts: String::new() }
    }

    /// What a row is sorted by. What has nothing comes last, whichever way.
    pub(super) fn key(&mut self, book: &Book, at: &Standpoint, it: Item<'_>) -> Option<SortKey> {
        match &self.by {
            Column::Name => self.text(&it.name()),
            Column::Company => self.text(it.company(book)),
            Column::JobTitle => self.text(it.job_title()),
            Column::Email => self.text(it.email()?.as_str()),
            Column::Phone => self.text(&it.phone()?.digits()),
            Column::Level => number(it.level()? as i64),
            Column::Priority => number(it.priority()? as i64),
            Column::Value => it.value().map(|it| amount(it.currency(), it.minor())),
            Column::Owner => self.place(it.owner()?),
            Column::Source => self.place(it.source()?),
            Column::Tags => {
                number(*it.common().tags.keys().filter_map(|it| self.places.get(&it.uuid())).min()?)
            }
            Column::LastContact => number(last_contact(book, it.id())?.0.0),
            Column::NextStep => {
                // What has no day comes after all that have one.
                let due = next_step(book, it.id())?.due;
                self.text(&due.map_or_else(|| "~".to_owned(), |it| it.to_string()))
            }
            Column::Deals => counted(open_deals(book, it.id())),
            Column::People => counted(book.links().to(it.id(), Kind::Contact).len()),
            Column::Age => number(-it.common().created.0),
            Column::Created => number(it.common().created.0),
            Column::Updated => number(it.newest().at().0),
            Column::Status
            | Column::Score
            | Column::Stage
            | Column::Probability
            | Column::Close
            | Column::Sector
            | Column::Reach => self.key_of_kind(book, at, it),
            Column::Own(name) if self.is_number => number(own::number(&own::value(it, name)?)?),
            Column::Own(name) => self.text(&own::value(it, name)?),
        }
    }

    /// The key in a column that one kind only has.
    fn key_of_kind(&mut self, book: &Book, at: &Standpoint, it: Item<'_>) -> Option<SortKey> {
        match (it, &self.by) {
            // A converted lead has the status that it had before, and comes after all others.
            (Item::Lead(it), Column::Status) if it.converted.is_some() => number(i64::MAX),
            (Item::Lead(it), Column::Status) => self.place(it.status.status),
            (Item::Lead(it), Column::Score) => number(merit(book, it, at)?.sum().into()),
            (Item::Deal(it), Column::Stage) => self.place(shown_stage(book, it)?),
            (Item::Deal(it), Column::Probability) => number(i64::from(probability(book, it).value())),
            (Item::Deal(it), Column::Close) => self.text(&it.closes()?.to_string()),
            (Item::Company(it), Column::Sector) => self.text(&it.sector),
            (Item::Company(_), Column::Reach) => self.text(&super::cell::reach(it)?.exact()),
            _ => None,
        }
    }

    fn place<T>(&self, id: Id<T>) -> Option<SortKey> {
        self.places.get(&id.uuid()).copied().and_then(number)
    }

    fn text(&mut self, it: &str) -> Option<SortKey> {
        let from = self.texts.len();
        fold_into(it.trim(), &mut self.texts);
        let text = &self.texts[from..];
        let mut first = [0; 16];
        first.iter_mut().zip(text.bytes()).for_each(|(to, from)| *to = from);
        let key = SortKey { first: u128::from_be_bytes(first), from, to: self.texts.len() };
        Some(key).filter(|_| !text.is_empty())
    }

    /// The order of two keys of this column.
    pub(super) fn compare(&self, a: SortKey, b: SortKey) -> Ordering {
        let text = |it: SortKey| &self.texts[it.from..it.to];
        a.first.cmp(&b.first).then_with(|| text(a).cmp(text(b)))
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every key may be missing")]
fn number(it: i64) -> Option<SortKey> {
    Some(SortKey { first: ascending(it), from: 0, to: 0 })
}

/// Amounts of one currency stand together, because two currencies do not compare.
fn amount(of: Currency, minor: i64) -> SortKey {
    let code = of.code().bytes().fold(0, |sum, it| sum << 8 | u128::from(it));
    SortKey { first: code << 64 | ascending(minor), from: 0, to: 0 }
}

/// A number without a sign that sorts as it does.
fn ascending(it: i64) -> u128 {
    (it.cast_unsigned() ^ 1 << 63).into()
}

fn counted(it: usize) -> Option<SortKey> {
    i64::try_from(it).ok().filter(|it| *it > 0).and_then(number)
}

/// The entries of a list by name.
fn alphabet<T: Listed + Kept>(book: &Book) -> IdMap<uuid::Uuid, i64> {
    numbered(book.table::<T>().iter().map(|it| (fold(it.label()), it.id().uuid())))
}

/// The place of each in the order of the keys; equal keys have the same.
fn numbered<K: Ord>(entries: impl Iterator<Item = (K, uuid::Uuid)>) -> IdMap<uuid::Uuid, i64> {
    let mut entries: Vec<(K, uuid::Uuid)> = entries.collect();
    order::sort_by(&mut entries, |a, b| a.0.cmp(&b.0));
    let mut place = 0;
    let mut places = IdMap::default();
    for at in 0..entries.len() {
        if at > 0 && entries[at].0 != entries[at - 1].0 {
            place += 1;
        }
        places.insert(entries[at].1, place);
    }
    places
}
