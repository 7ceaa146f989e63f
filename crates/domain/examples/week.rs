//! How long a list, a search, a day and a bulk edit take at 10,000 and at 100,000 records, natively.
//!
//! `cargo run --release -p domain --example week`. The page is slower by a factor of two to three; `bench/` measures it.

#![expect(clippy::disallowed_methods, reason = "nothing here runs in a page")]
#![expect(clippy::print_stdout, reason = "it tells what it measured")]

use domain::{
    book::Book,
    command::{Bulk, Deed, Revert},
    entry::Revision,
    query::{self, Column, Contacted, Filter, Finder, Sort, Standpoint, StepIs, TwinSearch, Whose},
    record::{
        Activity, ActivityKind, Company, Contact, Deal, EmailEntry, Employment, Lead, Level, Member,
        PhoneEntry, Priority, Record, Task,
    },
    row::Row,
    testing::{Device, Seeded},
    value::{Currency, ElementId, Id, Kind, RecordId, Timestamp},
    wire::{read_entry, write_entry},
};
use std::{
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

const SYLLABLES: [&str; 16] = [
    "an", "bér", "cor", "dal", "em", "fjord", "gar", "hol", "in", "jö", "kal", "lin", "mar", "nor", "ost",
    "vik",
];

struct Town {
    seeded: Seeded,
    device: Device,
    rows: Vec<Row>,
}

impl Town {
    fn word(&mut self) -> String {
        (0..2 + self.seeded.below(2)).map(|_| self.seeded.one(&SYLLABLES)).collect()
    }

    fn sentence(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    fn element(&self) -> ElementId {
        ElementId(self.device.uuid())
    }

    fn email(&mut self, name: &str) -> domain::record::Emails {
        let value = format!("{name}@{}.example", self.word()).replace(['é', 'ö'], "e").parse().ok();
        value.map(|value| (self.element(), EmailEntry { label: None, value })).into_iter().collect()
    }

    fn phone(&mut self) -> domain::record::Phones {
        let value =
            format!("+49 30 {:04} {:04}", self.seeded.below(9999), self.seeded.below(9999)).parse().ok();
        value.map(|value| (self.element(), PhoneEntry { label: None, value })).into_iter().collect()
    }

    /// A fifth companies, contacts, leads and deals each, a tenth tasks and activities each.
    fn fill(&mut self, count: usize) {
        let stage = query::first_stage(&Book::new()).expect("a default");
        let (mut companies, mut people): (Vec<Id<Company>>, Vec<Id<Contact>>) = (Vec::new(), Vec::new());
        for nth in 0..count {
            let now = self.device.now();
            let created =
                Timestamp(now.0 - i64::try_from(self.seeded.below(90)).unwrap_or(0) * Timestamp::DAY);
            let (first, last) = (self.word(), self.word());
            let mut row: Row = match nth % 10 {
                0 | 5 => {
                    let id = self.device.id();
                    companies.push(id);
                    let (sector, description) = (self.word().into(), self.sentence(12).into());
                    Company { name: first.into(), sector, description, ..Company::blank(id) }.into()
                }
                1 | 6 => {
                    let id = self.device.id();
                    people.push(id);
                    let (emails, phones) = (self.email(&first), self.phone());
                    let at = self.seeded.pick(&companies).copied();
                    let companies = at.into_iter().map(|it| (it, Employment::default())).collect();
                    let (first_name, last_name) = (first.into(), last.into());
                    Contact { first_name, last_name, emails, phones, companies, ..Contact::blank(id) }.into()
                }
                2 | 7 => {
                    let (emails, phones, message) =
                        (self.email(&first), self.phone(), self.sentence(15).into());
                    let (first_name, last_name) = (first.into(), last.into());
                    let mut lead = Lead {
                        first_name,
                        last_name,
                        emails,
                        phones,
                        message,
                        ..Lead::blank(self.device.id())
                    };
                    lead.status.status = domain::defaults::NEW;
                    lead.level = self.seeded.pick(Level::ALL).copied();
                    lead.into()
                }
                3 | 8 => {
                    let mut deal =
                        Deal { name: self.sentence(3).into(), stage, ..Deal::blank(self.device.id()) };
                    deal.companies.extend_with(self.seeded.pick(&companies).copied());
                    deal.into()
                }
                4 => {
                    let about = self.seeded.pick(&people).copied().map(RecordId::from);
                    let due =
                        format!("2026-{:02}-{:02}", 9 + self.seeded.below(4), 1 + self.seeded.below(28));
                    let (title, due) = (self.sentence(3).into(), due.parse().ok());
                    Task { title, due, about, ..Task::blank(self.device.id()) }.into()
                }
                _ => {
                    let about = self.seeded.pick(&people).copied().map(RecordId::from);
                    let (kind, body) = (ActivityKind::Call, self.sentence(25).into());
                    let about = about.into_iter().map(|it| (it, Member)).collect();
                    Activity { kind, body, about, at: created, ..Activity::blank(self.device.id()) }.into()
                }
            };
            touch(&mut row, created);
            self.rows.push(row);
        }
    }
}

/// One more element, if there is one.
trait ExtendWith<K> {
    fn extend_with(&mut self, it: Option<K>);
}
impl ExtendWith<Id<Company>> for domain::value::Elements<Id<Company>, Member> {
    fn extend_with(&mut self, it: Option<Id<Company>>) {
        if let Some(it) = it {
            self.insert(it, Member);
        }
    }
}

fn touch(row: &mut Row, created: Timestamp) {
    if let Row::Lead(it) = row {
        let mut lead = it.record().clone();
        lead.common.created = created;
        *row = lead.into();
    }
}

/// How often each is run.
const RUNS: u32 = 20;

/// Time that this thread was given, where the system tells it; else time that has passed.
fn spent() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|it| it.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

fn measured<T>(what: &str, mut run: impl FnMut() -> T) -> T {
    // The system counts in ticks of a few milliseconds, which many runs make up for.
    let start = spent();
    let mut last = None;
    for _ in 0..RUNS {
        last = Some(run());
    }
    let each = (spent().saturating_sub(start) / RUNS).as_secs_f64() * 1_000.0;
    println!("  {what:<52}{each:>9.2} ms");
    last.expect("it ran")
}

fn main() {
    for count in [10_000, 100_000] {
        let mut town = Town { seeded: Seeded::new(7), device: Device::new(1), rows: Vec::new() };
        town.fill(count);
        let mut book = Book::new();
        book.load(&town.rows);
        book.finish();
        println!("{count} records");
        lists(&book, &town.device);
        finding(&book);
        many(&book, &town.device);
    }
}

fn lists(book: &Book, device: &Device) {
    let at = Standpoint::utc(device.now(), device.me());
    let list = |kind, filter: &Filter, by| query::list(book, kind, filter, Sort::up(by), &at).len();
    for by in [Column::Name, Column::LastContact, Column::NextStep, Column::Updated] {
        measured(&format!("contacts by {by}"), || list(Kind::Contact, &Filter::default(), by.clone()));
    }
    let text = Filter::text("mar vik");
    measured("leads with two words", || list(Kind::Lead, &text, Column::Name));
    let hot = Filter { levels: vec![Level::Hot], ..Filter::default() };
    measured("hot leads by age", || list(Kind::Lead, &hot, Column::Age));
    let cold =
        Filter { contact: Some(Contacted::Before(30)), steps: vec![StepIs::Missing], ..Filter::default() };
    measured("leads without contact or next step", || list(Kind::Lead, &cold, Column::Name));
    measured("leads by score", || list(Kind::Lead, &Filter::default(), Column::Score));
    measured("who may be here twice", || {
        let mut search = TwinSearch::new(book);
        search.advance(book, usize::MAX);
        search.found(book, Whose::All, &at).len()
    });
    measured("what became of leads and deals", || query::funnels(book, None, &at));
    measured("how far deals come", || query::progress(book, query::default_pipeline(book), None, &at));
    measured("what was won", || query::takings(book, None, &at));
    measured("what will come in", || query::forecast(book, Currency::EUR, at.today));
    measured("today", || query::today(book, Whose::All, &at));
    measured("what is due, counted", || query::due_counts(book, Whose::All, &at));
}

fn finding(book: &Book) {
    measured("find: caught up from nothing", || Finder::new().catch_up(book, usize::MAX));
    let mut finder = Finder::new();
    finder.catch_up(book, usize::MAX);
    measured("find: caught up with nothing new", || finder.catch_up(book, usize::MAX));
    for text in ["", "m", "ma", "mar", "marvik", "marvik dal", "030 1234", "zzzz", "vik fjord"] {
        measured(&format!("find {text:?}"), || finder.find(book, text, 20));
    }
}

fn many(book: &Book, device: &Device) {
    let at = Standpoint::utc(device.now(), device.me());
    let leads = query::list(book, Kind::Lead, &Filter::default(), Sort::up(Column::Name), &at);
    let of: Vec<RecordId> = leads.into_iter().take(5_000).collect();
    let bulk = Bulk { deed: Deed::Priority(Some(Priority::High)), leaves_out: false, of };
    let count = bulk.of.len();
    let entry = measured(&format!("bulk: priority of {count} leads, decided"), || {
        device.decide(book, bulk.clone()).expect("they are there")
    });
    let (mut other, back) = (book.clone(), entry.change.inverse());
    measured(&format!("bulk: priority of {count} leads, applied and back"), || {
        other.apply(&entry.change).and_then(|()| other.apply(&back)).expect("it fits where it was decided");
    });
    other.apply(&entry.change).expect("it fits where it was decided");
    let text = write_entry(&entry, false);
    let entry =
        Arc::new(measured("bulk: read from the journal", || read_entry(&text).expect("it was written")));
    let revert = Revert { revision: Revision(1), entry };
    measured("bulk: undo of it, decided", || device.decide(&other, revert.clone()).expect("nothing newer"));
    let status = Deed::Status {
        status: query::listed::<domain::record::Status>(book)[1].id,
        reason: None,
        note: domain::value::Text::EMPTY,
    };
    let bulk = Bulk { deed: status, ..bulk };
    measured(&format!("bulk: status of {count} leads, decided"), || {
        device.decide(book, bulk.clone()).expect("they are there")
    });
}
