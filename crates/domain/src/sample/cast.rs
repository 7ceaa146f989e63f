//! The cast as records.

mod sales;
mod story;

use super::{MARK, When};
use crate::{
    book::{Book, Kept},
    query,
    record::{
        Address, Common, Company, Contact, Deal, EmailEntry, Emails, Employment, Label, Lead, Listed, Member,
        PhoneEntry, Phones, Priority, Record, Rep, Tag, Tint,
    },
    row::Row,
    value::{Currency, Day, ElementId, Elements, Id, Money, Rank, Text, Timestamp, fold},
};
use uuid::Uuid;

const CAST: &str = include_str!("cast.txt");

/// Every record of the sample, under fresh ids.
pub(super) fn rows(book: &Book, when: When, fresh: &dyn Fn() -> Uuid) -> Vec<Row> {
    let (mut cast, mut rows) = (Cast::new(book, when, fresh), Vec::new());
    for (nth, line) in CAST.lines().enumerate() {
        let (kind, line) = line.split_at(2);
        let line = Line(line.split('|').collect());
        cast.nth = nth;
        rows.push(match kind {
            "G|" => match cast.tag(line) {
                Some(tag) => tag.into(),
                None => continue,
            },
            "U|" => {
                cast.urgencies.extend(line.text(0).parse().ok().map(|it| (it, line.0[1])));
                continue;
            }
            "R|" => cast.rep(&line).into(),
            "C|" => cast.company(&line).into(),
            "P|" => cast.person(&line).into(),
            "L|" => cast.lead(&line).into(),
            "D|" => cast.deal(&line).into(),
            "A|" => cast.activity(&line).into(),
            _ => cast.task(&line).into(),
        });
    }
    rows
}

/// The cells of a line.
struct Line<'a>(Vec<&'a str>);

impl Line<'_> {
    fn text(&self, at: usize) -> &str {
        self.0.get(at).copied().unwrap_or_default()
    }
    fn number(&self, at: usize) -> i64 {
        self.text(at).parse().unwrap_or_default()
    }
    fn place(&self, at: usize) -> usize {
        self.text(at).parse().unwrap_or_default()
    }
}

/// Who has been on so far, and what the Book offers them.
struct Cast<'a> {
    book: &'a Book,
    when: When,
    fresh: &'a dyn Fn() -> Uuid,
    nth: usize,
    rank: Option<Rank>,
    reps: Vec<Id<Rep>>,
    companies: Vec<(Id<Company>, String)>,
    people: Vec<Id<Contact>>,
    leads: Vec<(Id<Lead>, Option<Id<Rep>>)>,
    deals: Vec<(Id<Deal>, Option<Id<Rep>>)>,
    /// This one became the first company, the first person and the first deal.
    first_lead: Id<Lead>,
    first_deal: Id<Deal>,
    /// Tags and priorities, each with the letters and numbers of those that have it.
    tags: Vec<(Id<Tag>, &'static str)>,
    urgencies: Vec<(Priority, &'static str)>,
    tag_rank: Option<Rank>,
}

impl<'a> Cast<'a> {
    fn new(book: &'a Book, when: When, fresh: &'a dyn Fn() -> Uuid) -> Cast<'a> {
        Cast {
            book,
            when,
            fresh,
            nth: 0,
            rank: book.table::<Rep>().iter().map(|it| it.rank.clone()).max(),
            reps: Vec::new(),
            companies: Vec::new(),
            people: Vec::new(),
            leads: Vec::new(),
            deals: Vec::new(),
            first_lead: Id::new(fresh()),
            first_deal: Id::new(fresh()),
            tags: Vec::new(),
            urgencies: Vec::new(),
            tag_rank: book.table::<Tag>().iter().map(|it| it.rank.clone()).max(),
        }
    }

    fn id<T>(&self) -> Id<T> {
        Id::new((self.fresh)())
    }

    fn element(&self) -> ElementId {
        ElementId((self.fresh)())
    }

    /// Some time of that day, never in the future; another one on every line.
    fn ago(&self, days: i64) -> Timestamp {
        let minutes = i64::try_from(self.nth * 67 % 420).unwrap_or(0) - 210;
        let at = self.when.midday.0 - days * Timestamp::DAY + minutes * 60_000;
        Timestamp(at.min(self.when.now.0))
    }

    fn day(&self, in_days: i64) -> Day {
        self.when.today.plus_days(in_days)
    }

    fn common(&self, days: i64, by: Option<Id<Rep>>) -> Common {
        Common { created: self.ago(days), created_by: by, import: MARK.into(), ..Common::default() }
    }

    fn owner(&self, line: &Line<'_>, at: usize) -> Option<Id<Rep>> {
        self.reps.get(line.text(at).parse::<usize>().ok()?).copied()
    }

    /// An entry of one of the user's lists, counted from nought; the last one if there are not so many.
    fn entry<T: Listed + Kept>(&self, nth: usize, is_meant: impl Fn(&T) -> bool) -> Option<Id<T>> {
        let list = query::listed::<T>(self.book);
        let list: Vec<_> = list.iter().filter(|it| is_meant(it)).collect();
        list.get(nth).or(list.last()).map(|it| it.id())
    }

    fn email(&self, name: &str, domain: &str) -> Emails {
        let local: String = fold(name)
            .chars()
            .filter_map(|it| match it {
                ' ' => Some('.'),
                it if it.is_ascii_alphanumeric() || it == '-' => Some(it),
                _ => None,
            })
            .collect();
        let local = if local.is_empty() { "info" } else { &local };
        let address = format!("{local}@{domain}.example").parse().ok();
        let entry = |value| (self.element(), EmailEntry { label: Some(Label::Work), value });
        address.map(entry).into_iter().collect()
    }

    fn phone(&self, number: &str) -> Phones {
        let entry = |value| (self.element(), PhoneEntry { label: Some(Label::Work), value });
        number.parse().ok().map(entry).into_iter().collect()
    }

    /// The tags of the one that a letter and a number name.
    fn tagged(&self, common: Common, letter: char, nth: usize) -> Common {
        let name = format!("{letter}{nth}");
        let own = self.tags.iter().filter(|it| it.1.split(' ').any(|it| it == name));
        Common { tags: own.map(|it| (it.0, Member)).collect(), ..common }
    }

    fn urgency(&self, letter: char, nth: usize) -> Option<Priority> {
        let name = format!("{letter}{nth}");
        self.urgencies.iter().find(|it| it.1.split(' ').any(|it| it == name)).map(|it| it.0)
    }

    /// A tag, unless the user has one that is called so.
    fn tag(&mut self, line: Line<'static>) -> Option<Tag> {
        let named = query::live_entries::<Tag>(self.book).find(|it| fold(&it.name) == fold(line.text(0)));
        if let Some(tag) = named {
            self.tags.push((tag.id, line.0[2]));
            return None;
        }
        let id = self.id();
        self.tags.push((id, line.0[2]));
        let rank = Rank::between(self.tag_rank.as_ref(), None).unwrap_or_default();
        self.tag_rank = Some(rank.clone());
        let colour = line.text(1).parse().ok().map(Tint::number);
        Some(Tag { name: line.text(0).into(), colour, common: self.common(90, None), rank, ..Tag::blank(id) })
    }

    fn rep(&mut self, line: &Line<'_>) -> Rep {
        let id = self.id();
        let rank = Rank::between(self.rank.as_ref(), None).unwrap_or_default();
        self.rank = Some(rank.clone());
        self.reps.push(id);
        Rep { name: line.text(0).into(), common: self.common(90, None), rank, ..Rep::blank(id) }
    }

    fn company(&mut self, line: &Line<'_>) -> Company {
        let (id, domain, owner) = (self.id(), line.text(1), self.owner(line, 7));
        let (postal, city) = line.text(5).rsplit_once(' ').unwrap_or_default();
        let address = Address {
            street: line.text(4).into(),
            city: city.into(),
            postal: postal.into(),
            country: line.text(6).into(),
            region: Text::EMPTY,
        };
        let lead = self.companies.is_empty().then_some(self.first_lead);
        self.companies.push((id, domain.to_owned()));
        Company {
            common: self.tagged(self.common(85, owner), 'C', self.companies.len() - 1),
            name: line.text(0).into(),
            website: format!("https://{domain}.example").into(),
            sector: line.text(2).into(),
            size: line.text(3).into(),
            addresses: Elements::from_iter([(self.element(), address)]),
            owner,
            lead,
            ..Company::blank(id)
        }
    }

    fn person(&mut self, line: &Line<'_>) -> Contact {
        let id = self.id();
        let lead = self.people.is_empty().then_some(self.first_lead);
        self.people.push(id);
        let (company, domain) = &self.companies[line.place(3)];
        let owner = self.reps.get(line.place(3) % self.reps.len()).copied();
        Contact {
            common: self.tagged(self.common(80, owner), 'P', self.people.len() - 1),
            first_name: line.text(0).into(),
            last_name: line.text(1).into(),
            job_title: line.text(2).into(),
            emails: self.email(&format!("{} {}", line.text(0), line.text(1)), domain),
            phones: self.phone(line.text(4)),
            companies: Elements::from_iter([(*company, Employment::default())]),
            main_company: Some(*company),
            owner,
            lead,
            ..Contact::blank(id)
        }
    }
}

/// "EUR 84500".
fn money(text: &str) -> Option<Money> {
    let (code, whole) = text.split_once(' ')?;
    let currency: Currency = code.parse().ok()?;
    Money::new(whole.parse::<i64>().ok()? * 10_i64.pow(currency.digits()), currency)
}
