//! A filter as words of an address, and back.
//!
//! The words are stable: entries of lists stand there by their ids, so that a bookmark outlives a new name. A name is
//! read, too, because people write addresses by hand.

use super::{Contacted, Filter, OwnIs, Owner, Trait, fits};
use crate::{
    book::{Book, Kept},
    query::{Column, OWN, has_column, live_entries},
    record::{Listed, Rep, Source, Stage, Status, Tag},
    value::{Id, Kind, TextKey, fold},
};
use std::{
    fmt::{self, Display},
    str::FromStr,
};

/// A part of an address that is no part of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The word before the sign, such as `status`; of a field of one's own what it is called.
    pub key: String,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub wrong: Wrong,
}

/// What can be wrong with a part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Nothing here is called so: it was deleted, or comes from somebody else's data.
    Unknown,
    /// It does not say what is asked there.
    Unreadable,
    /// Records of this kind have nothing of the sort.
    NotHere,
}

/// The words of an address that filters know. Others are left to whoever wrote them.
const KEYS: [&str; 13] = [
    "q", "status", "stage", "source", "owner", "tag", "interest", "priority", "contact", "step", "value",
    "close", "created",
];
/// What a record is; a key like the others, and no field.
const IS: &str = "is";
const NONE: &str = "none";
/// Before what is looked for in a field of one's own, so that `none` can be looked for, too.
const WITH: &str = "has-";

impl Filter {
    /// Whether a word of an address is part of a filter.
    pub fn knows(key: &str) -> bool {
        KEYS.contains(&key) || key == IS || key.starts_with(OWN)
    }

    /// The filter that an address asks for, and what of it could not be read. Keys that no filter has are passed over.
    pub fn parse(book: &Book, kind: Kind, pairs: &[(String, String)]) -> (Filter, Vec<Problem>) {
        let mut reader = Reader { book, kind, filter: Filter::default(), problems: Vec::new() };
        for (key, value) in pairs {
            if Filter::knows(key) && !value.trim().is_empty() {
                reader.read(key, value);
            }
        }
        (reader.filter, reader.problems)
    }

    /// The word of an address for a field of one's own.
    pub fn own_key(name: &TextKey) -> String {
        format!("{OWN}{name}")
    }

    /// The fields of one's own that an address asks for, whether there are any or not.
    pub fn own_asked(pairs: &[(String, String)]) -> impl Iterator<Item = TextKey> {
        pairs.iter().filter_map(|it| it.0.strip_prefix(OWN)?.parse().ok())
    }

    /// The filter as words of an address.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let mut put = |key: &str, value: String| {
            if !value.is_empty() {
                pairs.push((key.to_owned(), value));
            }
        };
        put("q", self.text.clone());
        put("status", several(&self.statuses));
        put("stage", several(&self.stages));
        let sources = self.sources.iter().map(|it| it.map_or_else(|| NONE.to_owned(), |it| it.to_string()));
        put("source", sources.collect::<Vec<_>>().join(","));
        put("owner", self.owners.iter().map(owner_text).collect::<Vec<_>>().join(","));
        put("tag", several(&self.tags));
        put("interest", several(&self.levels));
        put("priority", several(&self.priorities));
        put("contact", self.contact.map(contact_text).unwrap_or_default());
        put("step", several(&self.steps));
        put("value", self.value.map(|it| it.to_string()).unwrap_or_default());
        put("close", self.close.map(|it| it.to_string()).unwrap_or_default());
        put("created", self.created.map(|it| it.to_string()).unwrap_or_default());
        put(IS, several(&self.is));
        self.own.iter().for_each(|(name, is)| put(&Filter::own_key(name), is.to_string()));
        pairs
    }
}

fn several(values: &[impl Display]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn owner_text(owner: &Owner) -> String {
    match owner {
        Owner::Me => "me".to_owned(),
        Owner::Nobody => "nobody".to_owned(),
        Owner::Rep(rep) => rep.to_string(),
    }
}

fn contact_text(contacted: Contacted) -> String {
    match contacted {
        Contacted::Never => "never".to_owned(),
        Contacted::Within(days) => format!("within-{days}"),
        Contacted::Before(days) => format!("before-{days}"),
    }
}

fn contacted(text: &str) -> Option<Contacted> {
    let days = |prefix: &str| text.strip_prefix(prefix)?.parse().ok();
    match text {
        "never" => Some(Contacted::Never),
        _ => days("within-").map(Contacted::Within).or_else(|| days("before-").map(Contacted::Before)),
    }
}

impl Display for OwnIs {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            OwnIs::Missing => out.write_str(NONE),
            OwnIs::With(text) => write!(out, "{WITH}{text}"),
        }
    }
}
impl FromStr for OwnIs {
    type Err = Wrong;
    fn from_str(text: &str) -> Result<OwnIs, Wrong> {
        let with =
            || text.strip_prefix(WITH).filter(|it| !it.is_empty()).map(|it| OwnIs::With(it.to_owned()));
        if text == NONE { Ok(OwnIs::Missing) } else { with().ok_or(Wrong::Unreadable) }
    }
}

struct Reader<'a> {
    book: &'a Book,
    kind: Kind,
    filter: Filter,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn read(&mut self, key: &str, value: &str) {
        if let Some(name) = key.strip_prefix(OWN) {
            return self.read_own(name, value.trim());
        }
        if !fits(self.kind, key) {
            return self.tell(key, value, Wrong::NotHere);
        }
        let whole = value.trim();
        let read = match key {
            "q" => {
                value.clone_into(&mut self.filter.text);
                true
            }
            "contact" => set(&mut self.filter.contact, contacted(whole)),
            "value" => set(&mut self.filter.value, whole.parse().ok()),
            "close" => set(&mut self.filter.close, whole.parse().ok()),
            "created" => set(&mut self.filter.created, whole.parse().ok()),
            _ => {
                for part in value.split(',').map(str::trim).filter(|it| !it.is_empty()) {
                    if let Err(wrong) = self.part(key, part) {
                        self.tell(key, part, wrong);
                    }
                }
                true
            }
        };
        if !read {
            self.tell(key, whole, Wrong::Unreadable);
        }
    }

    fn read_own(&mut self, name: &str, value: &str) {
        let key = TextKey::from(name);
        if name.is_empty() || !has_column(self.book, self.kind, &Column::Own(key.clone())) {
            return self.tell(name, value, Wrong::NotHere);
        }
        match value.parse() {
            Ok(is) => push(&mut self.filter.own, (key, is)),
            Err(wrong) => self.tell(name, value, wrong),
        }
    }

    /// One of several values.
    fn part(&mut self, key: &str, part: &str) -> Result<(), Wrong> {
        let (book, filter) = (self.book, &mut self.filter);
        match key {
            "status" => push(&mut filter.statuses, entry::<Status>(book, part)?),
            "stage" => push(&mut filter.stages, entry::<Stage>(book, part)?),
            "tag" => push(&mut filter.tags, entry::<Tag>(book, part)?),
            "source" if part == NONE => push(&mut filter.sources, None),
            "source" => push(&mut filter.sources, Some(entry::<Source>(book, part)?)),
            "owner" => push(
                &mut filter.owners,
                match part {
                    "me" => Owner::Me,
                    "nobody" => Owner::Nobody,
                    _ => Owner::Rep(entry::<Rep>(book, part)?),
                },
            ),
            "interest" => push(&mut filter.levels, named(part)?),
            "priority" => push(&mut filter.priorities, named(part)?),
            "step" => push(&mut filter.steps, named(part)?),
            _ => {
                let what: Trait = named(part)?;
                if !what.fits(self.kind) {
                    return Err(Wrong::NotHere);
                }
                push(&mut filter.is, what);
            }
        }
        Ok(())
    }

    fn tell(&mut self, key: &str, value: &str, wrong: Wrong) {
        self.problems.push(Problem { key: key.to_owned(), value: value.to_owned(), wrong });
    }
}

fn set<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_read = value.is_some();
    *place = value.or(place.take());
    is_read
}

fn push<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

fn named<T: FromStr>(text: &str) -> Result<T, Wrong> {
    text.parse().map_err(|_| Wrong::Unreadable)
}

/// The entry of a list with this id, or the first with this name.
fn entry<T: Listed + Kept>(book: &Book, text: &str) -> Result<Id<T>, Wrong> {
    if let Ok(id) = text.parse::<Id<T>>() {
        return book.live(id).map(|it| it.id()).ok_or(Wrong::Unknown);
    }
    let name = fold(text);
    live_entries::<T>(book).find(|it| fold(it.label()) == name).map(|it| it.id()).ok_or(Wrong::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        defaults,
        query::{Amounts, Days, StepIs, Trait},
        record::{Level, Priority},
        testing::Device,
        value::Currency,
    };

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|it| (it.0.to_owned(), it.1.to_owned())).collect()
    }

    fn told(filter: &Filter) -> Vec<(String, String)> {
        filter.pairs()
    }

    #[test]
    fn f3_a_filter_is_read_from_an_address_as_it_was_written_there() {
        let (device, mut book) = (Device::new(1), Book::new());
        let tag = device.adds(&mut book, |it: &mut Tag| it.name = "Fair, 2026".into());
        let day = |text: &str| Some(text.parse().expect("a day"));
        for close in [
            Days::Past,
            Days::ThisMonth,
            Days::Last(30),
            Days::Next(0),
            Days::Missing,
            Days::Between(day("2026-01-01"), None),
            Days::Between(None, day("2026-12-31")),
        ] {
            let filter = Filter {
                text: "a, b & c=d".to_owned(),
                stages: vec![defaults::WON, defaults::QUALIFIED_TO_BUY],
                sources: vec![None, Some(live_entries::<Source>(&book).next().expect("a default").id)],
                owners: vec![Owner::Me, Owner::Nobody, Owner::Rep(device.me())],
                tags: vec![tag],
                priorities: vec![Priority::Urgent],
                contact: Some(Contacted::Before(90)),
                steps: StepIs::ALL.to_vec(),
                value: Some(Amounts::Between(Currency::EUR, Some(-5), Some(100_000))),
                close: Some(close),
                created: Some(Days::Last(7)),
                is: vec![Trait::Open, Trait::Rotting],
                ..Filter::default()
            };
            assert_eq!(Filter::parse(&book, Kind::Deal, &told(&filter)), (filter, Vec::new()));
        }
        let filter =
            Filter { levels: vec![Level::Hot], contact: Some(Contacted::Never), ..Filter::default() };
        assert_eq!(told(&filter), pairs(&[("interest", "hot"), ("contact", "never")]));
        assert!(Filter::default().pairs().is_empty() && Filter::default().is_empty());
    }

    #[test]
    fn f4_what_cannot_be_read_in_an_address_is_told_and_the_rest_holds() {
        let book = Book::new();
        let asked = pairs(&[
            ("status", "new,no such,0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11"),
            ("interest", "lukewarm, hot"),
            ("created", "2026-02-30"),
            ("value", "1e9 EUR"),
            ("contact", "within-"),
            ("stage", "won"),
            ("is", "won"),
            ("sort", "-age"),
            ("owner", ""),
            ("tag", ",,"),
        ]);
        let (filter, problems) = Filter::parse(&book, Kind::Lead, &asked);
        assert_eq!(
            filter,
            Filter { statuses: vec![defaults::NEW], levels: vec![Level::Hot], ..Filter::default() }
        );
        let told: Vec<_> = problems.iter().map(|it| (&*it.key, &*it.value, it.wrong)).collect();
        assert_eq!(
            told,
            [
                ("status", "no such", Wrong::Unknown),
                ("status", "0192f0c1-7d2a-7c3e-9a51-3d0f2b6c8e11", Wrong::Unknown),
                ("interest", "lukewarm", Wrong::Unreadable),
                ("created", "2026-02-30", Wrong::Unreadable),
                ("value", "1e9 EUR", Wrong::Unreadable),
                ("contact", "within-", Wrong::Unreadable),
                ("stage", "won", Wrong::NotHere),
                ("is", "won", Wrong::NotHere),
            ]
        );
    }

    #[test]
    fn f4_no_address_is_read_as_more_than_it_says() {
        let mut seeded = crate::testing::Seeded::new(4);
        let parts =
            ["..", "EUR", " ", ",", "-", "none", "me", "next-", "99999", "2026-01-01", "é", "\u{0}", "won"];
        for _ in 0..2_000 {
            let key = seeded.one(&KEYS).to_owned();
            let value: String = (0..seeded.below(5)).map(|_| seeded.one(&parts)).collect();
            let book = Book::new();
            let (filter, _) = Filter::parse(&book, Kind::Deal, &[(key, value)]);
            let again = Filter::parse(&book, Kind::Deal, &told(&filter));
            assert_eq!(again, (filter, Vec::new()));
        }
    }
}
