//! Lists of records: found by a text, in the order of a column, blanks last.

use super::{
    last_contact, next_step, open_deals, probability,
    search::{Search, add, add_phone},
    shown_stage, status_kind,
};
use crate::{
    book::{Book, Kept},
    record::{Company, Contact, Deal, Lead, Listed, Reached, Record, names},
    row::Stamped,
    value::{Id, Kind, fold},
};
use std::{cmp::Ordering, sync::Arc};
use uuid::Uuid;

/// By which column, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort<C> {
    /// The column.
    pub by: C,
    /// From the end of the alphabet, from the largest, from the latest.
    pub descending: bool,
}

/// Which records of a kind a list shows, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List<C> {
    /// Every word of it must be found in a record; none finds all.
    pub text: String,
    /// The order.
    pub sort: Sort<C>,
}

names! {
    /// The columns of the leads.
    LeadColumn {
        /// Name.
        Name = "name",
        /// Company.
        Company = "company",
        /// Status.
        Status = "status",
        /// Interest level.
        Level = "level",
        /// Source.
        Source = "source",
        /// Owner.
        Owner = "owner",
        /// Last contact.
        LastContact = "contact",
        /// Next step.
        NextStep = "step",
        /// Age.
        Age = "age",
    }
}

names! {
    /// The columns of the contacts.
    ContactColumn {
        /// Name.
        Name = "name",
        /// Company.
        Company = "company",
        /// Job title.
        JobTitle = "job",
        /// E-mail.
        Email = "email",
        /// Phone.
        Phone = "phone",
        /// Last contact.
        LastContact = "contact",
        /// Owner.
        Owner = "owner",
    }
}

names! {
    /// The columns of the companies.
    CompanyColumn {
        /// Name.
        Name = "name",
        /// Sector.
        Sector = "sector",
        /// How many people are known there.
        People = "people",
        /// How many open deals there are with it.
        Deals = "deals",
        /// Last contact.
        LastContact = "contact",
        /// Owner.
        Owner = "owner",
    }
}

names! {
    /// The columns of the deals.
    DealColumn {
        /// Name.
        Name = "name",
        /// Company.
        Company = "company",
        /// Stage.
        Stage = "stage",
        /// Value.
        Value = "value",
        /// Probability.
        Probability = "probability",
        /// Expected close.
        Close = "close",
        /// Next step.
        NextStep = "step",
        /// Owner.
        Owner = "owner",
        /// Age.
        Age = "age",
    }
}

/// What a record is sorted by. Nothing comes last, whichever way.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Number(i64),
    Text(String),
}

fn text(it: &str) -> Option<SortKey> {
    Some(fold(it)).filter(|it| !it.is_empty()).map(SortKey::Text)
}

fn number(it: impl TryInto<i64>) -> Option<SortKey> {
    it.try_into().ok().map(SortKey::Number)
}

/// The ids of the live records in which every word is found, sorted by a key.
fn listed<T: Kept>(
    book: &Book,
    words: &str,
    descending: bool,
    describe: impl Fn(&Stamped<T>, &mut String),
    key: impl Fn(&Arc<Stamped<T>>) -> Option<SortKey>,
) -> Vec<Id<T>> {
    let search = Search::of(words);
    let mut description = String::new();
    let mut is_meant = |it: &Stamped<T>| {
        if search.is_empty() {
            return true;
        }
        description.clear();
        describe(it, &mut description);
        search.finds(&description)
    };
    let live = book.table::<T>().live().filter(|it| is_meant(it));
    let mut rows: Vec<(Option<SortKey>, Uuid)> = live.map(|it| (key(it), it.id().uuid())).collect();
    sort(&mut rows, descending);
    rows.into_iter().map(|it| Id::new(it.1)).collect()
}

/// Sorts what is found. Not by type, so that it is compiled once.
fn sort(rows: &mut [(Option<SortKey>, Uuid)], descending: bool) {
    rows.sort_by(|a, b| {
        let order = match (&a.0, &b.0) {
            (Some(a), Some(b)) if descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        order.then(b.1.cmp(&a.1)) // Of equals the youngest first.
    });
}

/// The leads of a list.
pub fn leads(book: &Book, List { text: words, sort }: &List<LeadColumn>) -> Vec<Id<Lead>> {
    let describe = |it: &Stamped<Lead>, out: &mut String| {
        describe_reached(it.record(), out);
        for text in [&it.company_name, &it.interest, &it.job_title] {
            add(text, out);
        }
        add(label(book, Some(it.status.status)).unwrap_or_default(), out);
    };
    listed(book, words, sort.descending, describe, |it| match sort.by {
        LeadColumn::Name => text(&it.name()),
        LeadColumn::Company => text(&it.company_name),
        LeadColumn::Status => {
            let status = book.get(it.status.status)?;
            text(&format!("{} {}", status_kind(book, it) as u8, status.rank()))
        }
        LeadColumn::Level => number(it.level? as u8),
        LeadColumn::Source => text(label(book, it.source)?),
        LeadColumn::Owner => text(label(book, it.owner)?),
        LeadColumn::LastContact => number(last_contact(book, it.id.into())?.0.0),
        LeadColumn::NextStep => text(&next_step(book, it.id.into()).map(|it| due_key(it.due))?),
        LeadColumn::Age => number(-it.common.created.0),
    })
}

/// The contacts of a list.
pub fn contacts(book: &Book, List { text: words, sort }: &List<ContactColumn>) -> Vec<Id<Contact>> {
    let company = |it: &Contact| {
        it.company().and_then(|it| book.get(it)).map(|it| it.name.to_string()).unwrap_or_default()
    };
    let describe = |it: &Stamped<Contact>, out: &mut String| {
        describe_reached(it.record(), out);
        add(&it.job_title, out);
        add(&company(it), out);
    };
    listed(book, words, sort.descending, describe, |it| match sort.by {
        ContactColumn::Name => text(&it.name()),
        ContactColumn::Company => text(&company(it)),
        ContactColumn::JobTitle => text(&it.job_title),
        ContactColumn::Email => text(it.email()?.as_str()),
        ContactColumn::Phone => text(&it.phone()?.digits()),
        ContactColumn::LastContact => number(last_contact(book, it.id.into())?.0.0),
        ContactColumn::Owner => text(label(book, it.owner)?),
    })
}

/// The companies of a list.
pub fn companies(book: &Book, List { text: words, sort }: &List<CompanyColumn>) -> Vec<Id<Company>> {
    let describe = |it: &Stamped<Company>, out: &mut String| {
        describe_reached(it.record(), out);
        add(&it.sector, out);
        add(&it.website, out);
        it.addresses.values().for_each(|it| add(&it.line(), out));
    };
    let some = |count: usize| (count > 0).then(|| number(count)).flatten();
    listed(book, words, sort.descending, describe, |it| match sort.by {
        CompanyColumn::Name => text(&it.name),
        CompanyColumn::Sector => text(&it.sector),
        CompanyColumn::People => some(book.links().to(it.id, Kind::Contact).len()),
        CompanyColumn::Deals => some(open_deals(book, it.id)),
        CompanyColumn::LastContact => number(last_contact(book, it.id.into())?.0.0),
        CompanyColumn::Owner => text(label(book, it.owner)?),
    })
}

/// The deals of a list.
pub fn deals(book: &Book, List { text: words, sort }: &List<DealColumn>) -> Vec<Id<Deal>> {
    let company = |it: &Deal| {
        it.company().and_then(|it| book.get(it)).map(|it| it.name.to_string()).unwrap_or_default()
    };
    let describe = |it: &Stamped<Deal>, out: &mut String| {
        add(&it.name, out);
        add(&company(it), out);
        it.contacts.keys().filter_map(|it| book.get(*it)).for_each(|it| add(&it.name(), out));
    };
    listed(book, words, sort.descending, describe, |it| match sort.by {
        DealColumn::Name => text(&it.name),
        DealColumn::Company => text(&company(it)),
        DealColumn::Stage => {
            let stage = book.get(shown_stage(book, it)?)?;
            text(&format!("{} {}", stage.kind as u8, stage.rank))
        }
        // Amounts of one currency stand together, because two currencies do not compare.
        DealColumn::Value => it.value.map(|it| (it.currency(), it.minor())).and_then(|(currency, minor)| {
            text(&format!("{currency} {:020}", i128::from(minor) + i128::from(i64::MAX)))
        }),
        DealColumn::Probability => number(probability(book, it).value()),
        DealColumn::Close => text(&it.closes()?.to_string()),
        DealColumn::NextStep => text(&next_step(book, it.id.into()).map(|it| due_key(it.due))?),
        DealColumn::Owner => text(label(book, it.owner)?),
        DealColumn::Age => number(-it.common.created.0),
    })
}

fn due_key(due: Option<crate::record::Due>) -> String {
    due.map_or_else(|| "~".to_owned(), |it| it.to_string())
}

fn label<T: Listed + Kept>(book: &Book, id: Option<Id<T>>) -> Option<&str> {
    book.get(id?).map(|it| it.label())
}

fn describe_reached<T: Reached + Record>(it: &T, out: &mut String) {
    add(&it.name(), out);
    it.emails().values().for_each(|it| add(it.value.as_str(), out));
    it.phones().values().for_each(|it| add_phone(&it.value, out));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Trash,
        record::{Level, Member},
        testing::Device,
        value::{Currency, Money},
    };

    fn found(book: &Book, text: &str) -> Vec<String> {
        sorted(book, text, LeadColumn::Name, false)
    }

    fn sorted(book: &Book, text: &str, by: LeadColumn, descending: bool) -> Vec<String> {
        let list = List { text: text.to_owned(), sort: Sort { by, descending } };
        leads(book, &list).iter().map(|it| book.get(*it).expect("it is there").name()).collect()
    }

    fn scene() -> (Device, Book) {
        let (device, mut book) = (Device::new(1), Book::new());
        for (name, company, level) in
            [("Zoë", "Acme", None), ("anna", "", Some(Level::Cold)), ("Éva", "Zen & Söhne", Some(Level::Hot))]
        {
            device.adds(&mut book, |it: &mut Lead| {
                (it.first_name, it.company_name, it.level) = (name.into(), company.into(), level);
            });
        }
        (device, book)
    }

    #[test]
    fn every_word_must_be_found_without_regard_to_case_and_accents() {
        let (device, mut book) = scene();
        assert_eq!(found(&book, ""), ["anna", "Éva", "Zoë"]);
        assert_eq!(found(&book, "EVA sohne"), ["Éva"]);
        assert_eq!(found(&book, "eva acme"), [""; 0]);
        assert_eq!(found(&book, "new"), ["anna", "Éva", "Zoë"], "the status is looked in, too");
        let id = leads(
            &book,
            &List { text: "zoe".to_owned(), sort: Sort { by: LeadColumn::Age, descending: false } },
        );
        device.does(&mut book, Trash(vec![id[0].into()]));
        assert_eq!(found(&book, "zoe"), [""; 0]);
    }

    #[test]
    fn blanks_stand_last_whichever_way_a_list_is_sorted() {
        let (_, book) = scene();
        assert_eq!(sorted(&book, "", LeadColumn::Company, false), ["Zoë", "Éva", "anna"]);
        assert_eq!(sorted(&book, "", LeadColumn::Company, true), ["Éva", "Zoë", "anna"]);
        assert_eq!(sorted(&book, "", LeadColumn::Level, true), ["Éva", "anna", "Zoë"]);
        assert_eq!(
            sorted(&book, "", LeadColumn::Status, true),
            ["Éva", "anna", "Zoë"],
            "of equals the youngest first"
        );
        assert_eq!(sorted(&book, "", LeadColumn::Age, false), ["Éva", "anna", "Zoë"]);
    }

    #[test]
    fn d10_values_of_one_currency_stand_together() {
        let (device, mut book) = (Device::new(1), Book::new());
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Acme".into());
        for (name, minor, currency) in [
            ("a", 5, Currency::USD),
            ("b", -7, Currency::EUR),
            ("c", 30, Currency::EUR),
            ("d", 200, Currency::USD),
        ] {
            device.adds(&mut book, |it: &mut Deal| {
                (it.name, it.value) = (name.into(), Money::new(minor, currency));
                it.companies.insert(company, Member);
            });
        }
        let list = List { text: "acme".to_owned(), sort: Sort { by: DealColumn::Value, descending: false } };
        let names: Vec<_> = deals(&book, &list)
            .iter()
            .map(|it| book.get(*it).expect("it is there").name.to_string())
            .collect();
        assert_eq!(names, ["b", "c", "a", "d"]);
    }
}
