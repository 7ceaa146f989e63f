//! A business with as many records as are wanted.

use super::words;
use domain::{
    book::{Book, Kept},
    change::{Change, Edit, Stamping},
    command::Adopt,
    entry::{Label, Verb},
    query,
    record::{
        Activity, ActivityKind, Address, Common, Company, Contact, Deal, EmailEntry, Employment, Ending,
        Lead, LeadStatus, Listed, Member, NextStep, Outcome, PhoneEntry, Reason, ReasonUse, Record, Rep,
        Source, Stage, StageKind, StageVisit, Status, StatusKind, StatusVisit, Tag, Task,
    },
    row::Row,
    testing::{Device, Seeded},
    value::{Currency, Day, ElementId, Elements, Id, Money, Rank, RecordId, Text, Timestamp},
};

/// Which records are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Leads alone.
    Leads,
    /// Deals, and beside them a company for every fifty.
    Deals,
    /// What a sales team has after some years: of a hundred records 20 leads, 20 deals, 20 contacts, 5 companies,
    /// 25 activities and 10 tasks.
    Mixed,
}

impl Wanted {
    pub(crate) fn named(name: &str) -> Option<Wanted> {
        [("leads", Wanted::Leads), ("deals", Wanted::Deals), ("mixed", Wanted::Mixed)]
            .into_iter()
            .find_map(|(it, wanted)| (it == name).then_some(wanted))
    }
}

/// How far back the story goes, in days.
const PAST: usize = 700;
/// How many people work here.
const REPS: usize = 20;

/// The business, and chance that is the same every time.
pub(crate) struct Business {
    device: Device,
    seeded: Seeded,
    book: Book,
    rows: Vec<Row>,
    reps: Vec<Id<Rep>>,
    tags: Vec<Id<Tag>>,
    companies: Vec<Id<Company>>,
    /// What activities and tasks can be about.
    subjects: Vec<RecordId>,
}

/// Someone, before it is said what they are to us.
struct Person {
    first: &'static str,
    last: String,
    title: &'static str,
    email: String,
    phone: String,
    city: &'static str,
}

impl Business {
    pub(crate) fn new(seed: u64) -> Business {
        Business {
            device: Device::new(1),
            seeded: Seeded::new(seed),
            book: Book::new(),
            rows: Vec::new(),
            reps: Vec::new(),
            tags: Vec::new(),
            companies: Vec::new(),
            subjects: Vec::new(),
        }
    }

    pub(crate) fn book(&self) -> &Book {
        &self.book
    }

    /// Makes the records, and puts them into the Book as one import.
    pub(crate) fn open(&mut self, wanted: Wanted, count: usize) {
        self.lists();
        match wanted {
            Wanted::Leads => self.leads(count),
            Wanted::Deals => {
                self.companies(count.div_ceil(50));
                self.deals(count);
            }
            Wanted::Mixed => {
                self.companies(count / 20);
                self.contacts(count / 5);
                self.leads(count / 5);
                self.deals(count / 5);
                self.activities(count / 4);
                self.tasks(count / 10);
            }
        }
        let births = std::mem::take(&mut self.rows).into_iter();
        let births = births.map(|it| Edit { before: None, after: Some(it) });
        let change = Change::new(births, Stamping::Fresh);
        self.device.does(&mut self.book, Adopt { label: Label::of(Verb::Imported, "data"), change });
    }

    fn put(&mut self, record: impl Into<Row>) {
        self.rows.push(record.into());
    }

    fn element(&self) -> ElementId {
        ElementId(self.device.uuid())
    }

    /// Some moment of the last years.
    fn moment(&mut self) -> Timestamp {
        let days = i64::try_from(self.seeded.below(PAST)).unwrap_or_default();
        let minutes = i64::try_from(self.seeded.below(24 * 60)).unwrap_or_default();
        Timestamp(self.device.now().0 - days * Timestamp::DAY - minutes * 60_000)
    }

    /// A day of the next months.
    fn soon(&mut self) -> Day {
        let days = i64::try_from(self.seeded.below(120)).unwrap_or_default();
        Day::of_utc(self.device.now()).plus_days(days)
    }

    fn rep(&mut self) -> Option<Id<Rep>> {
        self.seeded.pick(&self.reps).copied()
    }

    /// Any entry of one of the lists that every Book begins with.
    fn entry<T: Listed + Kept>(&mut self, is_meant: impl Fn(&T) -> bool) -> Option<Id<T>> {
        let all = query::listed::<T>(&self.book);
        let meant: Vec<Id<T>> = all.iter().filter(|it| is_meant(it)).map(|it| it.id()).collect();
        self.seeded.pick(&meant).copied()
    }

    fn common(&mut self) -> Common {
        let tags = [(); 2].map(|()| self.seeded.one(&self.tags));
        Common {
            created: self.moment(),
            created_by: self.rep(),
            tags: tags.into_iter().map(|it| (it, Member)).collect(),
            ..Common::default()
        }
    }

    /// So many words of a note, and a few more.
    fn note(&mut self, least: usize) -> Text {
        let count = least + self.seeded.below(8);
        let words: Vec<&str> = (0..count).map(|_| self.seeded.one(&words::NOTE)).collect();
        words.join(" ").into()
    }

    fn money(&mut self) -> Option<Money> {
        Money::new(i64::try_from(self.seeded.below(5_000)).unwrap_or_default() * 10_000, Currency::EUR)
    }

    fn next_step(&mut self) -> NextStep {
        let day = self.soon();
        NextStep { text: format!("call on {}", self.seeded.one(&words::DAY)).into(), day: Some(day) }
    }

    fn company_name(nth: usize) -> String {
        let (name, trade) = (words::COMPANY[nth % 20], words::TRADE[nth / 20 % 10]);
        if nth < 200 { format!("{name} {trade}") } else { format!("{name} {trade} {}", nth / 200 + 1) }
    }

    fn person(&mut self, nth: usize) -> Person {
        let (first, last) = (self.seeded.one(&words::FIRST), self.seeded.one(&words::LAST));
        let company = self.seeded.one(&words::COMPANY);
        Person {
            first,
            last: format!("{last} {nth}"),
            title: self.seeded.one(&words::TITLE),
            email: format!("{first}.{last}{nth}@{company}.example").to_lowercase(),
            phone: format!("+1555{:07}", 1_000_000 + self.seeded.below(8_999_999)),
            city: self.seeded.one(&words::CITY),
        }
    }

    /// The people who work here, and the tags they use.
    fn lists(&mut self) {
        let ranks = |count| Rank::spread(None, None, count).unwrap_or_default();
        for (at, rank) in ranks(REPS).into_iter().enumerate() {
            let rep = Rep { name: words::FIRST[at].into(), rank, ..Rep::blank(self.device.id()) };
            self.reps.push(rep.id);
            self.put(rep);
        }
        for (name, rank) in words::TAG.into_iter().zip(ranks(words::TAG.len())) {
            let tag = Tag { name: name.into(), rank, ..Tag::blank(self.device.id()) };
            self.tags.push(tag.id);
            self.put(tag);
        }
    }

    fn companies(&mut self, count: usize) {
        for nth in 0..count {
            let name = Self::company_name(nth);
            let address = Address { city: self.seeded.one(&words::CITY).into(), ..Address::default() };
            let company = Company {
                common: self.common(),
                website: format!("https://{}.example", name.to_lowercase().replace(' ', "-")).into(),
                name: name.into(),
                addresses: Elements::from_iter([(self.element(), address)]),
                sector: words::TRADE[nth % 10].into(),
                owner: self.rep(),
                ..Company::blank(self.device.id())
            };
            self.companies.push(company.id);
            self.subjects.push(company.id.into());
            self.put(company);
        }
    }

    fn contacts(&mut self, count: usize) {
        for nth in 0..count {
            let person = self.person(nth);
            let employer = self.seeded.pick(&self.companies).copied();
            let contact = Contact {
                common: self.common(),
                first_name: person.first.into(),
                last_name: person.last.into(),
                job_title: person.title.into(),
                emails: email(self.element(), &person.email),
                phones: phone(self.element(), &person.phone),
                addresses: address(self.element(), person.city),
                companies: employer.into_iter().map(|it| (it, Employment::default())).collect(),
                owner: self.rep(),
                description: self.note(38),
                ..Contact::blank(self.device.id())
            };
            self.subjects.push(contact.id.into());
            self.put(contact);
        }
    }

    fn leads(&mut self, count: usize) {
        for nth in 0..count {
            let person = self.person(nth);
            let common = self.common();
            // Those that need a reason or a conversion have a story that a list does not tell.
            let plain = |it: &Status| !matches!(it.kind, StatusKind::Disqualified | StatusKind::Converted);
            let status = self.entry::<Status>(plain).unwrap_or_default();
            let since = common.created;
            let visit = StatusVisit { at: since, by: common.created_by, reason: None, status };
            let employer = self.seeded.below(200);
            let lead = Lead {
                first_name: person.first.into(),
                last_name: person.last.into(),
                company_name: Self::company_name(employer).into(),
                job_title: person.title.into(),
                emails: email(self.element(), &person.email),
                phones: phone(self.element(), &person.phone),
                addresses: address(self.element(), person.city),
                status: LeadStatus { status, since, ..LeadStatus::default() },
                statuses: Elements::from_iter([(self.element(), visit)]),
                source: self.entry::<Source>(|_| true),
                message: self.note(38),
                potential: self.money(),
                owner: self.rep(),
                next_step: Some(self.next_step()),
                common,
                ..Lead::blank(self.device.id())
            };
            self.subjects.push(lead.id.into());
            self.put(lead);
        }
    }

    fn deals(&mut self, count: usize) {
        let stages = query::stages(&self.book, query::default_pipeline(&self.book));
        let mut ranks = Rank::spread(None, None, count).unwrap_or_default();
        // Those who made the deals one after the other did not sort them.
        for at in (1..ranks.len()).rev() {
            ranks.swap(at, self.seeded.below(at + 1));
        }
        for (nth, rank) in ranks.into_iter().enumerate() {
            let Some(stage) = self.seeded.pick(&stages).cloned() else { return };
            let deal = self.deal(nth, rank, &stage);
            self.subjects.push(deal.id.into());
            self.put(deal);
        }
    }

    fn deal(&mut self, nth: usize, rank: Rank, stage: &Stage) -> Deal {
        let (person, common) = (self.person(nth), self.common());
        let company = self.seeded.pick(&self.companies).copied();
        let Person { first, last, title, email, phone, city } = person;
        let visit = StageVisit { stage: stage.id, at: common.created, by: common.created_by };
        let is_open = stage.kind == StageKind::Open;
        Deal {
            name: format!("{} {nth}", self.seeded.one(&words::SALE)).into(),
            stage: if is_open { stage.id } else { query::first_stage(&self.book).unwrap_or_default() },
            outcome: self.outcome(stage.kind, common.created),
            rank,
            value: self.money(),
            expected_close: is_open.then(|| self.soon()),
            owner: self.rep(),
            companies: company.into_iter().map(|it| (it, Member)).collect(),
            source: self.entry::<Source>(|_| true),
            requirements: self.note(38),
            expectations: format!("{first} {last}, {title}, {city}, {email}, {phone}").into(),
            next_step: is_open.then(|| self.next_step()),
            stages: Elements::from_iter([(self.element(), visit)]),
            common,
            ..Deal::blank(self.device.id())
        }
    }

    fn outcome(&mut self, kind: StageKind, at: Timestamp) -> Option<Outcome> {
        let (ending, used_for) = match kind {
            StageKind::Open => return None,
            StageKind::Won => (Ending::Won, ReasonUse::Won),
            StageKind::Lost => (Ending::Lost, ReasonUse::Lost),
        };
        let reason = self.entry::<Reason>(|it| it.used_for == used_for && !it.asks_note);
        Some(Outcome {
            ending,
            reason,
            day: Some(Day::of_utc(at)),
            competitor: Text::EMPTY,
            note: Text::EMPTY,
        })
    }

    fn activities(&mut self, count: usize) {
        for _ in 0..count {
            let common = self.common();
            let activity = Activity {
                kind: self.seeded.one(&[ActivityKind::Note, ActivityKind::Call, ActivityKind::Email]),
                at: common.created,
                body: self.note(30),
                about: self.seeded.pick(&self.subjects).map(|it| (*it, Member)).into_iter().collect(),
                by: common.created_by,
                common,
                ..Activity::blank(self.device.id())
            };
            self.put(activity);
        }
    }

    fn tasks(&mut self, count: usize) {
        for _ in 0..count {
            let step = self.next_step();
            let task = Task {
                common: self.common(),
                title: step.text,
                due: step.day.map(|day| domain::record::Due { day, minute: None }),
                assignee: self.rep(),
                about: self.seeded.pick(&self.subjects).copied(),
                ..Task::blank(self.device.id())
            };
            self.put(task);
        }
    }
}

fn email(key: ElementId, text: &str) -> Elements<ElementId, EmailEntry> {
    let value = text.parse().ok();
    value.map(|value| (key, EmailEntry { label: None, value })).into_iter().collect()
}

fn phone(key: ElementId, text: &str) -> Elements<ElementId, PhoneEntry> {
    let value = text.parse().ok();
    value.map(|value| (key, PhoneEntry { label: None, value })).into_iter().collect()
}

fn address(key: ElementId, city: &str) -> Elements<ElementId, Address> {
    Elements::from_iter([(key, Address { city: city.into(), ..Address::default() })])
}
