//! The columns of lists, and what a row is sorted by in each.

use super::{Standpoint, item::Item, last_contact, merit, next_step, open_deals, probability, shown_stage};
use crate::{
    book::{Book, IdMap, Kept},
    order,
    record::{Listed, Rep, Source, Stage, Status, Tag, names},
    value::{Id, Kind, NotA, fold},
};
use std::{fmt, str::FromStr};

names! {
    /// What stands in a column of a list.
    Column {
        /// Name.
        Name = "name",
        /// The company that a lead, a contact or a deal is with.
        Company = "company",
        /// A lead's status.
        Status = "status",
        /// A deal's stage.
        Stage = "stage",
        /// How promising a lead is.
        Score = "score",
        /// How interested a lead is.
        Level = "level",
        /// How soon someone should see to it.
        Priority = "priority",
        /// What a deal is, or a lead might be, worth.
        Value = "value",
        /// How likely a deal is to be won.
        Probability = "probability",
        /// When a deal closes.
        Close = "close",
        /// Job title.
        JobTitle = "job",
        /// E-mail.
        Email = "email",
        /// Phone.
        Phone = "phone",
        /// The first way there is to reach a company.
        Reach = "reach",
        /// A company's sector.
        Sector = "sector",
        /// How many people are known at a company.
        People = "people",
        /// How many open deals there are with a contact or a company.
        Deals = "deals",
        /// Source.
        Source = "source",
        /// Tags.
        Tags = "tags",
        /// When someone was last spoken or written to.
        LastContact = "contact",
        /// Next step.
        NextStep = "step",
        /// Owner.
        Owner = "owner",
        /// How long ago it was made.
        Age = "age",
        /// When it was made.
        Created = "created",
        /// When anything of it was written last.
        Updated = "updated",
    }
}

impl Column {
    /// The columns that a list of this kind may have, in their usual order.
    pub fn of(kind: Kind) -> &'static [Column] {
        use Column::{
            Age, Close, Company, Created, Deals, Email, JobTitle, LastContact, Level, Name, NextStep, Owner,
            People, Phone, Priority, Probability, Reach, Score, Sector, Source, Stage, Status, Tags, Updated,
            Value,
        };
        match kind {
            Kind::Lead => &[
                Name,
                Company,
                Status,
                Score,
                Level,
                Priority,
                Value,
                Source,
                Tags,
                JobTitle,
                Email,
                Phone,
                LastContact,
                NextStep,
                Owner,
                Age,
                Created,
                Updated,
            ],
            Kind::Deal => &[
                Name,
                Company,
                Stage,
                Value,
                Probability,
                Close,
                Priority,
                Source,
                Tags,
                LastContact,
                NextStep,
                Owner,
                Age,
                Created,
                Updated,
            ],
            Kind::Contact => &[
                Name,
                Company,
                JobTitle,
                Email,
                Phone,
                Deals,
                Source,
                Tags,
                LastContact,
                Owner,
                Created,
                Updated,
            ],
            Kind::Company => &[
                Name,
                Sector,
                Reach,
                People,
                Deals,
                Email,
                Phone,
                Source,
                Tags,
                LastContact,
                Owner,
                Created,
                Updated,
            ],
            _ => &[],
        }
    }
}

impl Column {
    /// The columns that a list of this kind shows until others are chosen.
    pub fn usual(kind: Kind) -> &'static [Column] {
        use Column::{
            Age, Close, Company, Deals, Email, JobTitle, LastContact, Level, Name, NextStep, Owner, People,
            Phone, Probability, Reach, Sector, Source, Stage, Status, Value,
        };
        match kind {
            Kind::Lead => &[Name, Company, Status, Level, Source, LastContact, NextStep, Owner, Age],
            Kind::Deal => &[Name, Company, Stage, Value, Probability, Close, NextStep, Owner, Age],
            Kind::Contact => &[Name, Company, JobTitle, Email, Phone, LastContact, Owner],
            Kind::Company => &[Name, Sector, Reach, People, Deals, LastContact, Owner],
            _ => &[],
        }
    }

    /// The columns that a text asks for (`status,owner`), in their usual order and with the name; those of
    /// [`Column::usual`] if it is empty. What is no column of the kind is passed over.
    pub fn chosen(kind: Kind, text: &str) -> Vec<Column> {
        if text.is_empty() {
            return Column::usual(kind).to_vec();
        }
        let asked: Vec<Column> = text.split(',').filter_map(|it| it.parse().ok()).collect();
        let is_shown = |it: &Column| *it == Column::Name || asked.contains(it);
        Column::of(kind).iter().copied().filter(is_shown).collect()
    }
}

/// By which column, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What a row is sorted by. Nothing comes last, whichever way.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SortKey {
    Number(i64),
    Text(String),
    /// Amounts of one currency stand together, because two currencies do not compare.
    Amount(crate::value::Currency, i64),
}

/// What rows are sorted by in one column, with what is looked up once for all of them.
pub(super) struct Sorter<'a> {
    book: &'a Book,
    at: &'a Standpoint,
    by: Column,
    /// The places of the entries of the list that the column names.
    places: IdMap<uuid::Uuid, i64>,
}

impl<'a> Sorter<'a> {
    pub(super) fn new(book: &'a Book, at: &'a Standpoint, by: Column) -> Sorter<'a> {
        let places = match by {
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
        Sorter { book, at, by, places }
    }

    pub(super) fn key(&self, it: Item<'_>) -> Option<SortKey> {
        let Sorter { book, by, .. } = *self;
        match by {
            Column::Name => text(&it.name()),
            Column::Company => text(it.company(book)),
            Column::JobTitle => text(it.job_title()),
            Column::Email => text(it.email()?.as_str()),
            Column::Phone => text(&it.phone()?.digits()),
            Column::Level => number(it.level()? as i64),
            Column::Priority => number(it.priority()? as i64),
            Column::Value => it.value().map(|it| SortKey::Amount(it.currency(), it.minor())),
            Column::Owner => self.place(it.owner()?),
            Column::Source => self.place(it.source()?),
            Column::Tags => it.common().tags.keys().filter_map(|it| self.place(*it)).min(),
            Column::LastContact => number(last_contact(book, it.id())?.0.0),
            Column::NextStep => {
                // What has no day comes after all that have one.
                let due = next_step(book, it.id())?.due;
                text(&due.map_or_else(|| "~".to_owned(), |it| it.to_string()))
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
            | Column::Reach => self.own_key(it),
        }
    }

    /// The key in a column that one kind only has.
    fn own_key(&self, it: Item<'_>) -> Option<SortKey> {
        match (it, self.by) {
            // A converted lead has the status that it had before, and comes after all others.
            (Item::Lead(it), Column::Status) if it.converted.is_some() => number(i64::MAX),
            (Item::Lead(it), Column::Status) => self.place(it.status.status),
            (Item::Lead(it), Column::Score) => number(merit(self.book, it, self.at)?.sum().into()),
            (Item::Deal(it), Column::Stage) => self.place(shown_stage(self.book, it)?),
            (Item::Deal(it), Column::Probability) => number(i64::from(probability(self.book, it).value())),
            (Item::Deal(it), Column::Close) => text(&it.closes()?.to_string()),
            (Item::Company(it), Column::Sector) => text(&it.sector),
            (Item::Company(_), Column::Reach) => text(&super::cell::reach(it)?.exact()),
            _ => None,
        }
    }

    fn place<T>(&self, id: Id<T>) -> Option<SortKey> {
        self.places.get(&id.uuid()).copied().and_then(number)
    }
}

fn text(it: &str) -> Option<SortKey> {
    Some(fold(it.trim())).filter(|it| !it.is_empty()).map(SortKey::Text)
}

#[expect(clippy::unnecessary_wraps, reason = "every key may be missing")]
fn number(it: i64) -> Option<SortKey> {
    Some(SortKey::Number(it))
}

fn counted(it: usize) -> Option<SortKey> {
    i64::try_from(it).ok().filter(|it| *it > 0).map(SortKey::Number)
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
