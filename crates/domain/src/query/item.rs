//! A row of a list, whichever kind it is of: what lists filter, sort and search by.
//!
//! One enum instead of a trait, so that filters and sorts are compiled once and not four times.

use crate::{
    book::{Book, Kept},
    record::{
        Common, Company, Contact, Deal, Emails, Lead, Level, Listed, Phones, Priority, Reached, Rep, Source,
    },
    row::Stamped,
    value::{Email, Id, Kind, Money, Phone, RecordId, Stamp},
};
use std::{ops::Range, sync::Arc};

use super::search::{add, add_phone};

/// A record that lists show.
#[derive(Clone, Copy)]
pub(super) enum Item<'a> {
    Lead(&'a Stamped<Lead>),
    Deal(&'a Stamped<Deal>),
    Contact(&'a Stamped<Contact>),
    Company(&'a Stamped<Company>),
}

/// The live records of a kind that has lists, one after the other.
pub(super) fn each<'a>(book: &'a Book, kind: Kind, tell: &mut dyn FnMut(Item<'a>)) {
    within(book, kind, &(0..usize::MAX), tell);
}

/// Those of them that stand in this part of their table. Answers whether there are others behind it.
pub(super) fn within<'a>(
    book: &'a Book,
    kind: Kind,
    part: &Range<usize>,
    tell: &mut dyn FnMut(Item<'a>),
) -> bool {
    fn live<'a, T: Kept>(book: &'a Book, part: &Range<usize>, tell: impl FnMut(&'a Arc<Stamped<T>>)) -> bool {
        let rows = book.table::<T>().iter();
        let is_more = part.end < rows.len();
        rows.skip(part.start).take(part.len()).filter(|it| !it.common().is_trashed()).for_each(tell);
        is_more
    }
    match kind {
        Kind::Lead => live::<Lead>(book, part, |it| tell(Item::Lead(it))),
        Kind::Deal => live::<Deal>(book, part, |it| tell(Item::Deal(it))),
        Kind::Contact => live::<Contact>(book, part, |it| tell(Item::Contact(it))),
        Kind::Company => live::<Company>(book, part, |it| tell(Item::Company(it))),
        _ => false,
    }
}

/// One live record of a kind that has lists.
pub(super) fn item(book: &Book, id: RecordId) -> Option<Item<'_>> {
    match id.kind {
        Kind::Lead => book.live::<Lead>(id.get()?).map(|it| Item::Lead(it)),
        Kind::Deal => book.live::<Deal>(id.get()?).map(|it| Item::Deal(it)),
        Kind::Contact => book.live::<Contact>(id.get()?).map(|it| Item::Contact(it)),
        Kind::Company => book.live::<Company>(id.get()?).map(|it| Item::Company(it)),
        _ => None,
    }
}

impl<'a> Item<'a> {
    pub(super) fn id(self) -> RecordId {
        match self {
            Item::Lead(it) => it.id.into(),
            Item::Deal(it) => it.id.into(),
            Item::Contact(it) => it.id.into(),
            Item::Company(it) => it.id.into(),
        }
    }

    pub(super) fn common(self) -> &'a Common {
        match self {
            Item::Lead(it) => &it.record().common,
            Item::Deal(it) => &it.record().common,
            Item::Contact(it) => &it.record().common,
            Item::Company(it) => &it.record().common,
        }
    }

    /// When anything of it was written last.
    pub(super) fn newest(self) -> Stamp {
        match self {
            Item::Lead(it) => it.stamps().newest(),
            Item::Deal(it) => it.stamps().newest(),
            Item::Contact(it) => it.stamps().newest(),
            Item::Company(it) => it.stamps().newest(),
        }
    }

    pub(super) fn name(self) -> String {
        match self {
            Item::Lead(it) => it.name(),
            Item::Deal(it) => it.name.to_string(),
            Item::Contact(it) => it.name(),
            Item::Company(it) => it.name(),
        }
    }

    pub(super) fn owner(self) -> Option<Id<Rep>> {
        match self {
            Item::Lead(it) => it.owner,
            Item::Deal(it) => it.owner,
            Item::Contact(it) => it.owner,
            Item::Company(it) => it.owner,
        }
    }

    pub(super) fn source(self) -> Option<Id<Source>> {
        match self {
            Item::Lead(it) => it.source,
            Item::Deal(it) => it.source,
            Item::Contact(it) => it.source,
            Item::Company(it) => it.source,
        }
    }

    pub(super) fn priority(self) -> Option<Priority> {
        match self {
            Item::Lead(it) => it.priority,
            Item::Deal(it) => it.priority,
            Item::Contact(_) | Item::Company(_) => None,
        }
    }

    pub(super) fn level(self) -> Option<Level> {
        if let Item::Lead(it) = self { it.level } else { None }
    }

    /// What it is, or might be, worth.
    pub(super) fn value(self) -> Option<Money> {
        match self {
            Item::Lead(it) => it.potential,
            Item::Deal(it) => it.value,
            Item::Contact(_) | Item::Company(_) => None,
        }
    }

    /// The company it is with; of a lead as it was written down.
    pub(super) fn company(self, book: &'a Book) -> &'a str {
        let id = match self {
            Item::Lead(it) => return &it.record().company_name,
            Item::Deal(it) => it.company(),
            Item::Contact(it) => it.company(),
            Item::Company(_) => None,
        };
        id.and_then(|it| book.live(it)).map_or("", |it| &it.record().name)
    }

    /// The addresses to write to, and the numbers to call.
    pub(super) fn ways(self) -> Option<(&'a Emails, &'a Phones)> {
        match self {
            Item::Lead(it) => Some((&it.record().emails, &it.record().phones)),
            Item::Contact(it) => Some((&it.record().emails, &it.record().phones)),
            Item::Company(it) => Some((&it.record().emails, &it.record().phones)),
            Item::Deal(_) => None,
        }
    }

    /// The address to write to first.
    pub(super) fn email(self) -> Option<&'a Email> {
        match self {
            Item::Lead(it) => it.record().email(),
            Item::Contact(it) => it.record().email(),
            Item::Company(it) => it.record().email(),
            Item::Deal(_) => None,
        }
    }

    /// The number to call first.
    pub(super) fn phone(self) -> Option<&'a Phone> {
        match self {
            Item::Lead(it) => it.record().phone(),
            Item::Contact(it) => it.record().phone(),
            Item::Company(it) => it.record().phone(),
            Item::Deal(_) => None,
        }
    }

    /// What someone does where they work.
    pub(super) fn job_title(self) -> &'a str {
        match self {
            Item::Lead(it) => &it.record().job_title,
            Item::Contact(it) => &it.record().job_title,
            Item::Deal(_) | Item::Company(_) => "",
        }
    }

    /// Everything of it that a list's search looks in.
    pub(super) fn describe(self, book: &Book, out: &mut String) {
        add(&self.name(), out);
        if let Some((emails, phones)) = self.ways() {
            emails.values().for_each(|it| add(it.value.as_str(), out));
            phones.values().for_each(|it| add_phone(&it.value, out));
        }
        add(self.company(book), out);
        add(self.job_title(), out);
        match self {
            Item::Lead(it) => {
                add(&it.interest, out);
                add(book.get(it.status.status).map_or("", |it| it.label()), out);
            }
            Item::Contact(_) => {}
            Item::Company(it) => {
                add(&it.sector, out);
                add(&it.website, out);
                it.addresses.values().for_each(|it| add(&it.line(), out));
            }
            Item::Deal(it) => {
                it.contacts.keys().filter_map(|it| book.live(*it)).for_each(|it| add(&it.name(), out));
            }
        }
        self.tags(book).for_each(|it| add(it, out));
    }

    /// What its tags are called.
    pub(super) fn tags(self, book: &'a Book) -> impl Iterator<Item = &'a str> {
        self.common().tags.keys().filter_map(|it| book.live(*it)).map(|it| it.label())
    }
}
