//! Records of every kind, as somebody might write them down.

use super::{Device, Seeded};
use crate::{
    book::{Book, Kept},
    record::{
        Activity, ActivityKind, Address, Company, Contact, Criterion, Deal, Direction, DoNot, Due,
        EmailEntry, Emails, Employment, Enclosed, Enclosures, FileLink, Json, Label, Lead, Level, LineItem,
        Member, Milestone, NextStep, Participant, PhoneEntry, Phones, Pipeline, Priority, Quote, QuoteStatus,
        Reason, ReasonUse, Record, Rep, Source, Stage, StageKind, Status, StatusKind, Tag, Task, TaskKind,
    },
    row::Row,
    value::{
        Currency, Day, ElementId, Elements, Id, Kind, MAX_MINOR, Money, Percent, Rank, RecordId, Text,
        TextKey,
    },
};

/// Names that are short, long, odd or dangerous.
const TEXTS: [&str; 12] = [
    "Acme",
    "Zen Ltd",
    "Ó Súilleabháin",
    "<script>alert(1)</script>",
    "=1+1",
    "Ana\nRoy",
    "\u{202e}abc",
    "日本商事",
    "\"quoted\\\"",
    " ",
    "",
    "null",
];

/// Makes records for a Book that they may refer to.
pub(super) struct Writer<'a> {
    pub(super) seeded: &'a mut Seeded,
    pub(super) device: &'a Device,
    pub(super) book: &'a Book,
}

impl Writer<'_> {
    /// A record of a kind that a screen can make.
    pub(super) fn record(&mut self) -> Row {
        match self.seeded.below(20) {
            0 if self.seeded.once_in(8) => Lead::blank(self.device.id()).into(),
            0..=3 => self.lead().into(),
            4..=6 => self.contact().into(),
            7 | 8 => self.company().into(),
            9..=13 => self.deal().into(),
            14 | 15 => self.task().into(),
            16 | 17 => self.activity().into(),
            _ => self.entry(),
        }
    }

    /// One of the records of a kind, also one in the trash, now and then none that is there.
    pub(super) fn any<T: Kept>(&mut self) -> Option<Id<T>> {
        if self.seeded.once_in(60) {
            return Some(self.device.id());
        }
        let ids: Vec<Id<T>> = self.book.table::<T>().iter().map(|it| it.id()).collect();
        self.seeded.pick(&ids).copied()
    }

    /// Sometimes one of the records of a kind.
    fn maybe<T: Kept>(&mut self) -> Option<Id<T>> {
        if self.seeded.once_in(2) { self.any() } else { None }
    }

    /// The id of a record that something can be about.
    pub(super) fn subject(&mut self) -> Option<RecordId> {
        let subjects: Vec<RecordId> = self.book.rows().iter().filter_map(Row::id).collect();
        let is_subject =
            |it: &&RecordId| matches!(it.kind, Kind::Lead | Kind::Deal | Kind::Contact | Kind::Company);
        let subjects: Vec<RecordId> = subjects.iter().filter(is_subject).copied().collect();
        self.seeded.pick(&subjects).copied()
    }

    pub(super) fn text(&mut self) -> Text {
        self.seeded.one(&TEXTS).into()
    }

    fn element(&self) -> ElementId {
        ElementId(self.device.uuid())
    }

    fn emails(&mut self) -> Emails {
        let mut emails = Elements::default();
        for _ in 0..self.seeded.below(3) {
            let value = self.seeded.one(&["ana@acme.io", "Bo@ZEN.example", "info@web.de"]);
            let value = value.parse().expect("an address");
            emails.insert(self.element(), EmailEntry { label: Some(Label::Work), value });
        }
        emails
    }

    fn phones(&mut self) -> Phones {
        let mut phones = Elements::default();
        for _ in 0..self.seeded.below(3) {
            let value = self.seeded.one(&["+47 22 00 01 23", "0041 (0)75 512 34 56", "555-0199"]);
            phones
                .insert(self.element(), PhoneEntry { label: None, value: value.parse().expect("a number") });
        }
        phones
    }

    fn money(&mut self) -> Option<Money> {
        let currency = self.seeded.one(&[Currency::EUR, Currency::USD]);
        let minor = i64::try_from(self.seeded.below(100_000)).unwrap_or_default();
        if self.seeded.once_in(3) { None } else { Money::new(minor, currency) }
    }

    fn day(&mut self) -> Day {
        let days = i64::try_from(self.seeded.below(400)).unwrap_or_default();
        Day::of_utc(self.device.now()).plus_days(days - 200)
    }

    pub(super) fn lead(&mut self) -> Lead {
        let mut lead = Lead {
            first_name: self.text(),
            last_name: self.text(),
            company_name: self.text(),
            job_title: self.text(),
            website: self.seeded.one(&["", "https://www.acme.io/x", "zen.example"]).into(),
            emails: self.emails(),
            phones: self.phones(),
            source: self.maybe::<Source>(),
            interest: self.text(),
            message: self.text(),
            level: self.seeded.one(&[None, Some(Level::Hot)]),
            priority: self.seeded.one(&[None, Some(Priority::Urgent)]),
            potential: self.money(),
            contact: if self.seeded.once_in(4) { self.any() } else { None },
            company: if self.seeded.once_in(4) { self.any() } else { None },
            next_step: self.next_step(),
            do_not: DoNot { call: self.seeded.once_in(5), ..DoNot::default() },
            ..Lead::blank(self.device.id())
        };
        lead.primary_email = lead.emails.keys().next_back().copied();
        lead.apart = lead.contact.map(|it| (it.into(), Member)).into_iter().collect();
        lead.common.custom = self.custom();
        if let Some(tag) = self.maybe::<Tag>() {
            lead.common.tags.insert(tag, Member);
        }
        if self.seeded.once_in(5) {
            lead.status.status = self.any().unwrap_or_default();
        }
        lead
    }

    fn next_step(&mut self) -> Option<NextStep> {
        let step = NextStep { day: Some(self.day()), text: self.text() };
        self.seeded.once_in(4).then_some(step)
    }

    fn custom(&mut self) -> Elements<TextKey, Json> {
        let keys: &[&str] = if self.seeded.once_in(3) { &["size of \"shoe\"", "a/b"] } else { &[] };
        keys.iter().map(|it| (TextKey::from(*it), Json::text("47\u{0}"))).collect()
    }

    pub(super) fn contact(&mut self) -> Contact {
        let mut contact = Contact {
            first_name: self.text(),
            last_name: self.text(),
            emails: self.emails(),
            phones: self.phones(),
            birthday: "--05-12".into(),
            owner: self.maybe::<Rep>(),
            referred_by: if self.seeded.once_in(6) { self.any() } else { None },
            ..Contact::blank(self.device.id())
        };
        if let Some(company) = self.maybe::<Company>() {
            let employment = Employment { inactive: self.seeded.once_in(3), role: self.text() };
            contact.companies.insert(company, employment);
        }
        contact
    }

    pub(super) fn company(&mut self) -> Company {
        let address = Address { street: self.text(), city: self.text(), ..Address::default() };
        Company {
            name: self.text(),
            website: self.seeded.one(&["", "acme.io"]).into(),
            emails: self.emails(),
            addresses: [(self.element(), address)].into_iter().collect(),
            parent: if self.seeded.once_in(5) { self.any() } else { None },
            ..Company::blank(self.device.id())
        }
    }

    pub(super) fn deal(&mut self) -> Deal {
        let contacts = self.maybe::<Contact>().map(|it| (it, Participant::default()));
        let companies = self.maybe::<Company>().map(|it| (it, Member));
        Deal {
            name: self.text(),
            value: self.money(),
            probability: if self.seeded.once_in(3) { Some(Percent::clipped(35)) } else { None },
            expected_close: if self.seeded.once_in(2) { Some(self.day()) } else { None },
            stage: if self.seeded.once_in(3) { self.any().unwrap_or_default() } else { Id::NONE },
            contacts: contacts.into_iter().collect(),
            companies: companies.into_iter().collect(),
            lead: self.maybe::<Lead>(),
            requirements: self.text(),
            next_step: self.next_step(),
            milestones: self.milestones(),
            lines: self.lines(),
            files: self.files(),
            quotes: self.quotes(),
            ..Deal::blank(self.device.id())
        }
    }

    fn lines(&mut self) -> Enclosures<LineItem> {
        let mut lines = Enclosures::default();
        for _ in 0..self.seeded.below(3) {
            let discount = self.seeded.one(&["0", "12.5", "100"]).parse().expect("a rate");
            let tax = self.seeded.one(&[None, Some("8.1")]).map(|it| it.parse().expect("a rate"));
            let quantity = self.seeded.one(&["0", "1", "2.125"]).parse().expect("a quantity");
            let rank = self.seeded.once_in(3).then(Rank::first);
            let much = Money::new(MAX_MINOR, Currency::EUR).filter(|_| self.seeded.once_in(8));
            if let Some(price) = much.or_else(|| self.money()) {
                let line = LineItem { discount, name: self.text(), price, quantity, rank, tax };
                lines.insert(self.element(), Enclosed::of(&line));
            }
        }
        lines
    }

    fn quotes(&mut self) -> Enclosures<Quote> {
        let mut quotes = Enclosures::default();
        for _ in 0..self.seeded.below(6) / 3 {
            let number = self.seeded.one(&["2026-001", "2026-001", "2026-002", "Q 7", ""]).into();
            let lines =
                self.lines().values().chain(self.lines().values()).filter_map(Enclosed::open).collect();
            let valid_until = self.seeded.once_in(2).then(|| self.day());
            let status = self.seeded.one(QuoteStatus::ALL);
            let quote = Quote { date: self.day(), lines, number, status, text: self.text(), valid_until };
            quotes.insert(self.element(), Enclosed::of(&quote));
        }
        quotes
    }

    fn files(&mut self) -> Enclosures<FileLink> {
        let address = self.seeded.one(&["https://files.example/a?b", "javascript:alert(1)"]).into();
        let file = FileLink { address, name: self.text() };
        self.seeded.once_in(3).then(|| (self.element(), Enclosed::of(&file))).into_iter().collect()
    }

    fn milestones(&mut self) -> Enclosures<Milestone> {
        let one = |it: &mut Self| {
            let due = it.seeded.once_in(2).then(|| it.day());
            let done = it.seeded.once_in(3).then(|| it.day());
            (it.element(), Enclosed::of(&Milestone { done, due, name: it.text() }))
        };
        (0..self.seeded.below(3)).map(|_| one(self)).collect()
    }

    pub(super) fn task(&mut self) -> Task {
        let due = Due { day: self.day(), minute: self.seeded.one(&[None, Some(0), Some(1_439)]) };
        Task {
            title: self.text(),
            kind: self.seeded.one(&[None, Some(TaskKind::Call)]),
            due: self.seeded.once_in(2).then_some(due),
            about: self.subject(),
            ..Task::blank(self.device.id())
        }
    }

    pub(super) fn activity(&mut self) -> Activity {
        Activity {
            kind: self.seeded.one(ActivityKind::ALL),
            direction: self.seeded.one(&[None, Some(Direction::Out)]),
            body: self.text(),
            minutes: self.seeded.one(&[None, Some(0), Some(u16::MAX)]),
            about: self.subject().into_iter().chain(self.subject()).map(|it| (it, Member)).collect(),
            ..Activity::blank(self.device.id())
        }
    }

    /// An entry of a list.
    fn entry(&mut self) -> Row {
        let (device, name) = (self.device, self.text());
        match self.seeded.below(8) {
            0 => Rep { name, ..Rep::blank(device.id()) }.into(),
            1 => Source { name, ..Source::blank(device.id()) }.into(),
            2 => {
                let used_for = self.seeded.one(ReasonUse::ALL);
                Reason { name, used_for, asks_note: self.seeded.once_in(2), ..Reason::blank(device.id()) }
                    .into()
            }
            3 => Status { name, kind: self.seeded.one(StatusKind::ALL), ..Status::blank(device.id()) }.into(),
            4 => Criterion { name, ..Criterion::blank(device.id()) }.into(),
            5 => Tag { name, colour: Some(3), ..Tag::blank(device.id()) }.into(),
            6 => Pipeline { name, ..Pipeline::blank(device.id()) }.into(),
            _ => {
                let kind =
                    self.seeded.one(&[StageKind::Open, StageKind::Open, StageKind::Open, StageKind::Won]);
                let pipeline = self.any().unwrap_or_default();
                let probability = Percent::clipped(50);
                Stage { pipeline, name, kind, probability, ..Stage::blank(device.id()) }.into()
            }
        }
    }

    /// A pipeline with its stages, now and then without one that it needs.
    pub(super) fn pipeline(&mut self) -> Vec<Row> {
        let pipeline = Pipeline { name: "Renewals".into(), ..Pipeline::blank(self.device.id()) };
        let stage = |kind: StageKind| Stage {
            pipeline: pipeline.id,
            name: kind.name().into(),
            kind,
            ..Stage::blank(self.device.id())
        };
        let mut rows: Vec<Row> = StageKind::ALL.iter().map(|it| stage(*it).into()).collect();
        if self.seeded.once_in(3) {
            rows.remove(self.seeded.below(3));
        }
        rows.push(pipeline.into());
        rows
    }
}
