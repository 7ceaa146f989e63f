//! Someone who does all sorts of things with a Book, sensible and not.

use super::{Device, Seeded, records::Writer};
use crate::{
    book::{Book, Kept},
    change::{Change, Edit as ChangeEdit, Stamping},
    command::{
        Add, AddEmployer, Adopt, AnswerQuestion, Bulk, Closing, Command, Convert, Deed, Edit, FinishTask,
        MergeTags, MoveDeal, MoveEntry, MoveTask, NewDeal, Overwrite, Purge, Restore, RetireStage,
        RetireStatus, Revert, SetStatus, Spot, Take, TakeBack, Target, Trash, Unite,
    },
    entry::{Entry, Label, Revision, Verb},
    query,
    record::{
        Answer, Company, Contact, Criterion, Deal, Due, Lead, Level, Member, Participant, Priority, Reason,
        ReasonUse, Rep, Source, Stage, Status, Tag, Task,
    },
    refusal::Refusal,
    row::{Key, Row},
    value::{Id, Kind, RecordId},
    wire::{Journaled, Past},
};
use std::sync::Arc;

/// A copy of the data, and someone who works on it.
#[derive(Debug)]
pub struct Worker {
    /// What they know.
    pub book: Book,
    /// Where they work.
    pub device: Device,
    /// What they did, oldest first.
    pub journal: Vec<Arc<Journaled>>,
    seeded: Seeded,
    /// A Book as it was some time ago, from which they give orders that are out of date.
    earlier: Book,
}

impl Worker {
    /// Somebody new on a device of this number.
    pub fn new(number: u32, seed: u64) -> Worker {
        Worker {
            book: Book::new(),
            device: Device::new(number),
            journal: Vec::new(),
            seeded: Seeded::new(seed),
            earlier: Book::new(),
        }
    }

    /// Chance, as it goes on for this worker.
    pub fn seeded(&mut self) -> &mut Seeded {
        &mut self.seeded
    }

    /// Decides something at random and leaves the Book as it is.
    pub fn decide(&mut self) -> (Command, Result<Entry, Refusal>) {
        if self.seeded.once_in(12) {
            self.earlier = self.book.clone();
        }
        let command = self.command();
        let outcome = self.device.decide(&self.book, command.clone());
        (command, outcome)
    }

    /// Writes down what was decided.
    ///
    /// # Panics
    ///
    /// If it does not fit the Book.
    pub fn apply(&mut self, entry: &Entry) {
        self.book.apply(&entry.change).expect("what was decided on a Book fits it");
        if !entry.change.is_empty() {
            self.journal.push(Arc::new(Journaled::from(entry)));
        }
    }

    /// Does so many things at random.
    pub fn live(&mut self, steps: usize) {
        for _ in 0..steps {
            if let (_, Ok(entry)) = self.decide() {
                self.apply(&entry);
            }
        }
    }

    fn command(&mut self) -> Command {
        let is_late = self.seeded.once_in(4);
        let book = if is_late { &self.earlier } else { &self.book };
        let mut writer = Writer { seeded: &mut self.seeded, device: &self.device, book };
        // At first there is little to do anything with.
        let kind = if self.journal.len() < 10 { writer.seeded.below(10) } else { writer.seeded.below(50) };
        match kind {
            0 if writer.seeded.once_in(4) => writer.again(),
            0..=8 => Add::one(writer.record()).into(),
            9 => Add(vec![writer.record(), writer.lead().into()]).into(),
            10 => Add(writer.pipeline()).into(),
            11 => writer.employer(),
            12..=17 => writer.edit(),
            18..=20 => writer.status(),
            21 => writer.answer(),
            22..=24 => writer.convert(),
            25..=29 => writer.movement(),
            30 => FinishTask { task: writer.known::<Task>(), done: writer.seeded.once_in(2) }.into(),
            31 => writer.place(),
            32 => writer.retirement(),
            37 => writer.retirement_of_a_status(),
            33 | 34 => writer.trash(),
            35 => writer.restore(),
            36 => writer.plan(),
            40..=42 => writer.bulk(),
            39 | 43 | 44 => MergeTags { from: writer.known::<Tag>(), into: writer.known::<Tag>() }.into(),
            45 => MoveTask { task: writer.known::<Task>(), due: writer.due() }.into(),
            38 => writer.union(),
            46 => writer.purge(),
            47 => self.take_back(),
            _ => self.revert(),
        }
    }

    /// Takes back what was done to one record, as its history offers it.
    fn take_back(&mut self) -> Command {
        let Command::Revert(Revert { revision, entry }) = self.revert() else {
            return Restore(Vec::new()).into();
        };
        let keys: Vec<Key> = entry.past.iter().filter_map(Past::key).collect();
        match self.seeded.pick(&keys).cloned() {
            Some(of) => TakeBack { revision, entry, of }.into(),
            None => Restore(Vec::new()).into(),
        }
    }

    /// Takes back something that was done, mostly not long ago.
    fn revert(&mut self) -> Command {
        let ago = if self.seeded.once_in(3) { self.journal.len() } else { 2 };
        let at = self.journal.len().saturating_sub(1 + self.seeded.below(ago));
        match self.journal.get(at) {
            Some(entry) => Revert { revision: Revision(at as u64 + 1), entry: entry.clone() }.into(),
            None => Restore(Vec::new()).into(),
        }
    }
}

impl Writer<'_> {
    /// One of the records of a kind, or an id that none has.
    fn known<T: Kept>(&mut self) -> Id<T> {
        self.any().unwrap_or_else(|| self.device.id())
    }

    /// A record that is there already.
    fn again(&mut self) -> Command {
        let rows = self.book.rows();
        Add(self.seeded.pick(&rows).cloned().into_iter().collect()).into()
    }

    fn employer(&mut self) -> Command {
        AddEmployer { company: self.company(), contact: self.known::<Contact>(), role: self.text() }.into()
    }

    /// Another version of a record, changed where its author may and where not.
    fn edit(&mut self) -> Command {
        let edit = match self.seeded.below(7) {
            0 | 1 => self.edit_of_someone(),
            2 => self.edit_of_a_deal(),
            _ => self.edit_of_a_list(),
        };
        let Some(mut edit) = edit else { return Add::one(self.company()).into() };
        if self.seeded.once_in(30) {
            edit.now = self.company().into(); // Of another record than it was.
        }
        edit.into()
    }

    fn edit_of_someone(&mut self) -> Option<Edit> {
        let (text, other) = (self.text(), self.text());
        if self.seeded.once_in(2) {
            let lead = self.book.get(self.known::<Lead>())?;
            return Some(Edit::of(lead, |it| {
                (it.first_name, it.company_name) = (text, other);
                it.emails = self.lead().emails;
            }));
        }
        let contact = self.book.get(self.known::<Contact>())?;
        let company = self.known::<Company>();
        Some(Edit::of(contact, |it| {
            it.last_name = text;
            it.companies.remove(&company);
            it.main_company = Some(company);
        }))
    }

    fn edit_of_a_deal(&mut self) -> Option<Edit> {
        let deal = self.book.get(self.known::<Deal>())?;
        let (contact, other, is_over) = (self.known::<Contact>(), self.deal(), self.seeded.once_in(2));
        Some(Edit::of(deal, |it| {
            (it.name, it.value, it.probability) = (other.name, other.value, other.probability);
            it.contacts.insert(contact, Participant::default());
            it.companies = other.companies;
            (it.milestones, it.lines, it.files) = (other.milestones, other.lines, other.files);
            // Over one that is there, or beside it.
            for (id, quote) in other.quotes.iter() {
                let here = it.quotes.keys().next_back().copied().filter(|_| is_over);
                it.quotes.insert(here.unwrap_or(*id), quote.clone());
            }
            if other.stage != Id::NONE {
                it.stage = other.stage; // Not by an edit.
            }
        }))
    }

    fn edit_of_a_list(&mut self) -> Option<Edit> {
        let (text, is_on) = (self.text(), self.seeded.once_in(2));
        match self.seeded.below(4) {
            0 => {
                let stage = self.book.get(self.known::<Stage>())?;
                Some(Edit::of(stage, |it| (it.name, it.archived) = (text, is_on)))
            }
            1 => Some(Edit::of(self.book.get(self.known::<Source>())?, |it| it.name = text)),
            2 => {
                let settings = self.book.get(crate::defaults::SETTINGS)?;
                Some(Edit::of(settings, |it| it.deal_when_qualified = is_on))
            }
            _ => {
                let (company, tag) = (self.book.get(self.known::<Company>())?, self.known::<Tag>());
                let parent = self.any::<Company>();
                Some(Edit::of(company, |it| {
                    it.common.tags.insert(tag, Member);
                    it.parent = parent;
                    it.description = text;
                }))
            }
        }
    }

    fn status(&mut self) -> Command {
        let reason = self.reason(ReasonUse::Disqualify);
        SetStatus { lead: self.known::<Lead>(), status: self.known::<Status>(), reason, note: self.text() }
            .into()
    }

    /// A reason for this, now and then none or the one that asks for a note.
    fn reason(&mut self, used_for: ReasonUse) -> Option<Id<Reason>> {
        let mut reasons = query::listed::<Reason>(self.book);
        let asks_note = self.seeded.once_in(3);
        reasons.retain(|it| it.used_for == used_for && (it.asks_note || !asks_note));
        if self.seeded.once_in(6) { None } else { self.seeded.pick(&reasons).map(|it| it.id) }
    }

    fn answer(&mut self) -> Command {
        AnswerQuestion {
            lead: self.known::<Lead>(),
            criterion: self.known::<Criterion>(),
            answer: self.seeded.one(Answer::ALL),
            note: if self.seeded.once_in(2) { Some(self.text()) } else { None },
        }
        .into()
    }

    fn target<T: Kept>(&mut self) -> Target<T> {
        match self.seeded.below(4) {
            0 => Target::None,
            1 => Target::Existing(self.known()),
            _ => Target::New(self.device.id()),
        }
    }

    fn convert(&mut self) -> Command {
        let lead = self.known::<Lead>();
        if let (true, Some(lead)) = (self.seeded.once_in(3), self.book.get(lead)) {
            return query::conversion(self.book, lead, &|| self.device.uuid()).into();
        }
        let new = NewDeal {
            id: self.device.id(),
            name: self.text(),
            stage: if self.seeded.once_in(2) { Some(self.known::<Stage>()) } else { None },
            value: None,
            expected_close: None,
        };
        let deal = match self.seeded.below(4) {
            0 => Take::None,
            1 => Take::Existing(self.known::<Deal>()),
            _ => Take::New(new),
        };
        let (contact, company) = (self.target(), self.target());
        let overwrite = [Overwrite::ContactName, Overwrite::ContactEmail, Overwrite::CompanyWebsite];
        let overwrite = overwrite.into_iter().filter(|_| self.seeded.once_in(2)).collect();
        Convert { lead, contact, company, deal, overwrite }.into()
    }

    fn movement(&mut self) -> Command {
        let spot = match self.seeded.below(3) {
            0 => Spot::Top,
            1 => Spot::Bottom,
            _ => Spot::Before(self.known::<Deal>()),
        };
        let used_for = self.seeded.one(ReasonUse::ALL);
        let closing = Closing { reason: self.reason(used_for), note: self.text(), ..Closing::default() };
        MoveDeal { deal: self.known::<Deal>(), stage: self.known::<Stage>(), spot, closing }.into()
    }

    /// An entry of a list goes to another place.
    fn place(&mut self) -> Command {
        let mut pick = || -> RecordId {
            match self.seeded.below(3) {
                0 => self.known::<Stage>().into(),
                1 => self.known::<Source>().into(),
                _ => self.known::<Reason>().into(),
            }
        };
        let (entry, before) = (pick(), pick());
        let before = (before.kind == entry.kind).then_some(before);
        MoveEntry { entry, before }.into()
    }

    fn retirement(&mut self) -> Command {
        let to = if self.seeded.once_in(2) { Some(self.known::<Stage>()) } else { None };
        RetireStage { stage: self.known::<Stage>(), to }.into()
    }

    fn retirement_of_a_status(&mut self) -> Command {
        let to = if self.seeded.once_in(2) { Some(self.known::<Status>()) } else { None };
        RetireStatus { status: self.known::<Status>(), to }.into()
    }

    fn trash(&mut self) -> Command {
        let mut ids: Vec<RecordId> = self.subject().into_iter().chain(self.subject()).collect();
        match self.seeded.below(8) {
            0 => ids.push(self.known::<Task>().into()),
            1 => ids.push(self.known::<Stage>().into()),
            2 => ids.push(self.known::<Source>().into()),
            3 => ids.push(self.known::<Tag>().into()),
            _ => {}
        }
        Trash(ids).into()
    }

    /// One deed on several records, some of which it does not fit.
    fn bulk(&mut self) -> Command {
        let kind = self.seeded.one(&[Kind::Lead, Kind::Lead, Kind::Deal, Kind::Contact, Kind::Task]);
        let ids: Vec<RecordId> =
            self.book.rows().iter().filter_map(Row::id).filter(|it| it.kind == kind).collect();
        let mut of: Vec<RecordId> =
            (0..=self.seeded.below(6)).filter_map(|_| self.seeded.pick(&ids).copied()).collect();
        if self.seeded.once_in(6) {
            of.extend(self.subject());
        }
        let deed = match self.seeded.below(9) {
            0 | 1 => Deed::Status {
                status: self.known::<Status>(),
                reason: self.reason(ReasonUse::Disqualify),
                note: self.text(),
            },
            2 | 3 => Deed::Stage {
                stage: self.known::<Stage>(),
                closing: Closing {
                    reason: self.reason(ReasonUse::Lost),
                    note: self.text(),
                    ..Closing::default()
                },
            },
            4 => Deed::Owner(self.any::<Rep>()),
            5 => Deed::Priority(self.seeded.pick(Priority::ALL).copied()),
            6 => Deed::Level(self.seeded.pick(Level::ALL).copied()),
            7 => Deed::NewTag(Tag { name: self.text(), ..crate::record::Record::blank(self.device.id()) }),
            _ if self.seeded.once_in(2) => Deed::Tag(self.known::<Tag>()),
            _ => Deed::Untag(self.known::<Tag>()),
        };
        Bulk { of, deed, leaves_out: self.seeded.once_in(2) }.into()
    }

    /// Two that become one, be they of one kind or not.
    fn union(&mut self) -> Command {
        let mut one = || -> RecordId {
            match self.seeded.below(4) {
                0 => self.known::<Contact>().into(),
                1 => self.known::<Lead>().into(),
                _ => self.known::<Company>().into(),
            }
        };
        Unite { from: one(), into: one() }.into()
    }

    fn due(&mut self) -> Option<Due> {
        self.seeded.one(&["", "2026-12-01", "2027-03-28T02:30", "9999-12-31"]).parse().ok()
    }

    /// Empties the trash, or what of it was there some time ago.
    fn purge(&mut self) -> Command {
        let trash = query::trash(self.book);
        let count = 1 + self.seeded.below(trash.len().max(1));
        Purge(trash.iter().take(count).map(|it| it.id).collect()).into()
    }

    fn restore(&mut self) -> Command {
        let trashed: Vec<RecordId> =
            self.book.rows().iter().filter(|it| it.is_trashed()).filter_map(Row::id).collect();
        Restore(self.seeded.pick(&trashed).copied().into_iter().chain(self.subject()).collect()).into()
    }

    /// An import that was planned now, or some time ago.
    fn plan(&mut self) -> Command {
        let mut company = self.company();
        (company.common.import, company.parent) = ("them.csv".into(), None);
        let mut contact = self.contact();
        (contact.owner, contact.referred_by) = (None, None);
        contact.companies = [(company.id, crate::record::Employment::default())].into_iter().collect();
        let rows: Vec<Row> = vec![company.into(), contact.into()];
        let mut edits: Vec<ChangeEdit> =
            rows.into_iter().map(|it| ChangeEdit { before: None, after: Some(it) }).collect();
        if let Some(before) = self.book.get(self.known::<Company>()) {
            let mut after = before.record().clone();
            after.sector = self.text();
            edits.extend(Change::update(before, after).edits().iter().cloned());
        }
        let label = Label::of(Verb::Imported, "them.csv").with(Kind::Company.name());
        Adopt { label, change: Change::new(edits, Stamping::Fresh) }.into()
    }
}
