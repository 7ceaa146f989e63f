//! Everything an import looks up and makes: records by what they are known by, list entries by name.

use super::super::{field::Field, origin::Origin, stage};
use super::{
    keys,
    known::Identity,
    sheet::Cells,
    shelf::{Index, Shelf},
};
use crate::{
    book::Book,
    record::{
        Activity, ActivityKind, Common, Company, Contact, Deal, Json, Lead, Listed, Member, Reason,
        ReasonUse, Record, Rep, Source, Stage, Tag,
    },
    row::{Row, Unrow},
    value::{ElementId, Elements, Email, Id, Kind, Rank, RecordId, Text, TextKey, Timestamp},
};
use uuid::Uuid;

/// Records while an import is planned.
pub(super) struct Stock<'a> {
    pub(super) fresh: &'a dyn Fn() -> Uuid,
    pub(super) file: Text,
    pub(super) now: Timestamp,
    pub(super) by: Option<Id<Rep>>,
    pub(super) origin: Origin,
    /// Under which name the ids of each kind are kept.
    systems: [TextKey; Kind::ALL.len()],
    pub(super) companies: Shelf<Company>,
    pub(super) contacts: Shelf<Contact>,
    pub(super) leads: Shelf<Lead>,
    pub(super) deals: Shelf<Deal>,
    pub(super) reps: Shelf<Rep>,
    /// The new stage of each stage of the file that becomes one.
    pub(super) stages: Vec<Option<Id<Stage>>>,
    /// Entries of lists, by kind and name.
    entries: Vec<Uuid>,
    names: Index,
    /// The end of each list.
    ends: [Option<Rank>; Kind::ALL.len()],
    /// Notes, by whom they are about and what they say.
    noted: Index,
    /// Entries of lists and notes that are made.
    pub(super) births: Vec<Row>,
}

/// Which list a reason stands in; the letter keeps reasons of the same name apart.
fn letter(used_for: ReasonUse) -> &'static str {
    used_for.name()
}

impl<'a> Stock<'a> {
    /// What was looked up with, to be freed one by one.
    pub(super) fn leftovers(self) -> impl Iterator<Item = ()> {
        let records =
            self.companies.leftovers().chain(self.contacts.leftovers()).chain(self.leads.leftovers());
        let others = self.deals.leftovers().chain(self.reps.leftovers());
        records.chain(others).chain(self.names.leftovers()).chain(self.noted.leftovers())
    }

    /// What is known of the lists of a Book, and nothing of its records yet.
    pub(super) fn new(
        book: &Book,
        origin: Origin,
        file: &str,
        now: Timestamp,
        by: Option<Id<Rep>>,
        fresh: &'a dyn Fn() -> Uuid,
    ) -> Stock<'a> {
        let mut stock = Stock {
            fresh,
            file: file.into(),
            now,
            by: by.filter(|it| book.live(*it).is_some()),
            origin,
            systems: Kind::ALL.map(|it| TextKey(origin.key(it).into())),
            companies: Shelf::default(),
            contacts: Shelf::default(),
            leads: Shelf::default(),
            deals: Shelf::default(),
            reps: Shelf::default(),
            stages: Vec::new(),
            entries: Vec::new(),
            names: Index::default(),
            ends: Default::default(),
            noted: Index::default(),
            births: Vec::new(),
        };
        stock.list::<Source>(book, |_| "");
        stock.list::<Tag>(book, |_| "");
        stock.list::<Reason>(book, |it| letter(it.used_for));
        stock.ends[Kind::Rep as usize] = book.table::<Rep>().iter().map(|it| it.rank.clone()).max();
        stock
    }

    fn list<T: Listed + crate::book::Kept>(&mut self, book: &Book, part: impl Fn(&T) -> &'static str) {
        for entry in crate::query::listed_with_archived::<T>(book) {
            let key = entry_key(T::KIND, part(&entry), entry.label());
            self.remember(key, entry.id().uuid());
        }
        self.ends[T::KIND as usize] = book.table::<T>().iter().map(|it| it.rank().clone()).max();
    }

    /// Takes a record that is there, so that rows find it.
    pub(super) fn learn(&mut self, row: Row) {
        match row {
            Row::Company(it) => drop(self.companies.hold(it.clone(), keys::company(&it))),
            Row::Contact(it) => drop(self.contacts.hold(it.clone(), keys::contact(&it))),
            Row::Lead(it) => drop(self.leads.hold(it.clone(), keys::lead(&it))),
            Row::Deal(it) => drop(self.deals.hold(it.clone(), keys::deal(&it))),
            Row::Rep(it) => drop(self.reps.hold(it.clone(), keys::rep(&it))),
            Row::Activity(it) if it.kind == ActivityKind::Note => {
                let is_imported = !it.common.import.is_empty();
                for about in it.about.keys() {
                    self.noted.add(note_key(*about, &it.body), 0);
                    if is_imported {
                        self.learn_lines(*about, &it.body);
                    }
                }
            }
            _ => {}
        }
    }

    /// A new id for an element of a record.
    pub(super) fn element(&self) -> ElementId {
        ElementId((self.fresh)())
    }

    /// A new record that says nothing but that this file brought it.
    pub(super) fn blank<T: Record>(&self) -> T {
        let mut record = T::blank(Id::new((self.fresh)()));
        *record.common_mut() =
            Common { created: self.now, created_by: self.by, import: self.file.clone(), ..Common::default() };
        record
    }

    /// The id of a list's entry of this name, made if there is none.
    fn entry<T: Record + Unrow>(
        &mut self,
        part: &str,
        name: &str,
        fill: impl FnOnce(&mut T, Rank),
    ) -> Option<Id<T>> {
        let key = entry_key(T::KIND, part, name);
        if name.is_empty() {
            return None;
        }
        if let Some(known) = self.names.all(&key).next() {
            return Some(Id::new(self.entries[known]));
        }
        let rank = self.end_of(T::KIND);
        let mut record = self.blank::<T>();
        fill(&mut record, rank);
        let id = record.id();
        self.remember(key, id.uuid());
        self.births.push(record.into());
        Some(id)
    }

    fn remember(&mut self, name: String, entry: Uuid) {
        self.names.add(name, self.entries.len());
        self.entries.push(entry);
    }

    /// The place behind all entries of a list, which is the end from now on.
    fn end_of(&mut self, kind: Kind) -> Rank {
        let end = &mut self.ends[kind as usize];
        let rank = Rank::between(end.as_ref(), None).unwrap_or_default();
        *end = Some(rank.clone());
        rank
    }

    /// Where something came from.
    pub(super) fn source(&mut self, cells: &Cells<'_>) -> Option<Id<Source>> {
        let name = cells.get(Field::Source);
        self.entry("", name, |it: &mut Source, rank| (it.name, it.rank) = (name.into(), rank))
    }

    /// Why a deal was lost or won, or a lead disqualified.
    pub(super) fn reason(&mut self, cells: &Cells<'_>, used_for: ReasonUse) -> Option<Id<Reason>> {
        let name = cells.get(Field::Reason);
        self.entry(letter(used_for), name, |it: &mut Reason, rank| {
            (it.name, it.rank, it.used_for) = (name.into(), rank, used_for);
        })
    }

    fn tags(&mut self, cells: &Cells<'_>) -> Elements<Id<Tag>, Member> {
        let mut tags = Elements::default();
        // Google marks its own groups with a star: `* myContacts`.
        let is_of_google = self.origin == Origin::Google;
        for (_, cell) in cells.all(Field::Tags) {
            for name in tag_names(cell).filter(|it| !is_of_google || !it.starts_with("* ")) {
                let tag = self.entry("", name, |it: &mut Tag, rank| (it.name, it.rank) = (name.into(), rank));
                if let Some(tag) = tag {
                    tags.insert(tag, Member);
                }
            }
        }
        tags
    }

    /// What every record of a row has: tags, what fills no field, and the id where it comes from.
    pub(super) fn common(&mut self, cells: &Cells<'_>, log: &mut super::sheet::Log, kind: Kind) -> Common {
        // Nothing was made after it was imported, whatever the clock of the other program said.
        let created = cells.moment(log, Field::Created).unwrap_or(self.now).min(self.now);
        let custom = cells.custom().map(|(name, cell)| (TextKey(name), Json::text(cell))).collect();
        let id = cells.get(Field::ExternalId);
        let id = (!id.is_empty()).then(|| (self.system(kind), Text::from(id)));
        Common {
            created,
            created_by: self.by,
            import: self.file.clone(),
            trashed: None,
            tags: self.tags(cells),
            custom,
            external: id.into_iter().collect(),
        }
    }

    /// The rep that a row names as its owner, made if there is none of the name.
    pub(super) fn owner(&mut self, cells: &Cells<'_>) -> Option<Id<Rep>> {
        let name = cells.get(Field::Owner);
        let agrees = |it: &Rep| {
            let email = it.email.as_ref().map(Email::key);
            name.is_empty() || stage::key(&it.name) == stage::key(name) || email == Some(name.to_lowercase())
        };
        let identity = Identity::new(self, Kind::Rep, cells.get(Field::OwnerId));
        identity.find(&self.reps, agrees).or_else(|| self.rep(name)).map(|it| self.reps.get(it).id)
    }

    fn rep(&mut self, name: &str) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        let email: Option<Email> = name.contains('@').then(|| name.parse().ok()).flatten();
        let key = keys::rep_name(name);
        let known = email.as_ref().and_then(|it| self.reps.find(&keys::email(it), |_| true));
        if let Some(known) = known.or_else(|| self.reps.find(&key, |_| true)) {
            return Some(known);
        }
        let rep = Rep { name: name.into(), email, ..self.new_rep() };
        let keys = keys::rep(&rep);
        Some(self.reps.make(rep, false, keys))
    }

    /// A new rep at the end of the list.
    pub(super) fn new_rep(&mut self) -> Rep {
        Rep { rank: self.end_of(Kind::Rep), ..self.blank() }
    }

    /// The key of an id where the file comes from.
    pub(super) fn external(&self, kind: Kind, id: &str) -> String {
        keys::external(&self.system(kind).0, id)
    }

    /// Under which name the ids of a kind are kept.
    pub(super) fn system(&self, kind: Kind) -> TextKey {
        self.systems[kind as usize].clone()
    }

    /// The company of an id or a name, if there is one.
    pub(super) fn known_company(&self, id: &str, name: &str) -> Option<usize> {
        if id.is_empty() && name.is_empty() {
            return None;
        }
        let fits = |it: &Company| name.is_empty() || keys::may_be_one_company(&it.name, name);
        let by_id = || self.companies.find(&self.external(Kind::Company, id), |it| fits(it.get()));
        let by_name = || keys::sought_names(name).iter().find_map(|key| self.companies.find(key, |_| true));
        (!id.is_empty()).then(by_id).flatten().or_else(|| (!name.is_empty()).then(by_name).flatten())
    }

    /// The company of an id or a name, made if there is none of the name. What has no name is never made.
    pub(super) fn company(&mut self, id: &str, name: &str) -> Option<usize> {
        if let Some(known) = self.known_company(id, name) {
            self.learn_company_id(known, id);
            return Some(known);
        }
        if name.is_empty() {
            return None;
        }
        let company = Company { name: name.into(), ..self.blank() };
        let keys = keys::company(&company);
        let place = self.companies.make(company, false, keys);
        self.learn_company_id(place, id);
        Some(place)
    }

    /// A company that is made here remembers under which id a row named it.
    fn learn_company_id(&mut self, place: usize, id: &str) {
        if id.is_empty() {
            return;
        }
        let key = self.system(Kind::Company);
        let Some(company) = self.companies.slots[place].new_mut() else { return };
        if !company.common.external.contains(&key) {
            company.common.external.insert(key, id.into());
            let key = self.external(Kind::Company, id);
            self.companies.name(place, vec![key]);
        }
    }

    /// Writes a note about a record on its timeline, unless all of it stands there.
    pub(super) fn note(&mut self, about: RecordId, body: &str, at: Timestamp) -> bool {
        if body.is_empty() || self.is_noted(about, body) || lines(body).all(|it| self.is_noted(about, it)) {
            return false;
        }
        self.noted.add(note_key(about, body), 0);
        self.learn_lines(about, body);
        let mut note = Activity { at, body: body.into(), ..self.blank() };
        note.common.created = at;
        note.about.insert(about, Member);
        self.births.push(note.into());
        true
    }

    /// Whether a note about a record says this, or a line of one that a file brought.
    pub(super) fn is_noted(&self, about: RecordId, text: &str) -> bool {
        self.noted.all(&note_key(about, text)).next().is_some()
    }

    fn learn_lines(&mut self, about: RecordId, body: &str) {
        for line in lines(body).filter(|it| it.len() < body.len()) {
            self.noted.add(note_key(about, line), 0);
        }
    }

    /// Whether a row names somebody else as the owner.
    pub(super) fn is_other_owner(&self, cells: &Cells<'_>, owner: Id<Rep>) -> bool {
        let name = cells.get(Field::Owner);
        let email = name.parse::<Email>().ok().map(|it| keys::email(&it));
        let known = [Some(keys::rep_name(name)), email].into_iter().flatten();
        let is_known =
            || known.into_iter().any(|it| self.reps.find(&it, |it| it.get().id == owner).is_some());
        !name.is_empty() && !is_known()
    }

    /// Whether a row names another company as the parent.
    pub(super) fn is_other_parent(&self, cells: &Cells<'_>, parent: Id<Company>) -> bool {
        let name = cells.get(Field::Parent);
        let is_known = |key: &String| self.companies.find(key, |it| it.get().id == parent).is_some();
        !name.is_empty() && !keys::sought_names(name).iter().any(is_known)
    }

    /// Whether a row names another source.
    pub(super) fn is_other_source(&self, cells: &Cells<'_>, source: Id<Source>) -> bool {
        let name = cells.get(Field::Source);
        let key = entry_key(Kind::Source, "", name);
        !name.is_empty() && !self.names.all(&key).any(|it| self.entries[it] == source.uuid())
    }
}

/// The tags in a cell. A bar, as this app writes it, or Google's sign between them says that a comma belongs to a name.
fn tag_names(cell: &str) -> impl Iterator<Item = &str> {
    let is_marked = cell.contains('|') || cell.contains(" ::: ");
    let signs: &[char] = if is_marked { &['|'] } else { &[',', ';'] };
    cell.split(signs).flat_map(|it| it.split(" ::: ")).map(str::trim)
}

/// The lines of a note that say something.
fn lines(body: &str) -> impl Iterator<Item = &str> {
    body.lines().map(str::trim).filter(|it| !it.is_empty())
}

fn entry_key(kind: Kind, part: &str, name: &str) -> String {
    format!("{}/{part}/{}", kind.name(), stage::key(name))
}

fn note_key(about: RecordId, body: &str) -> String {
    format!("{}{:x}", about.uuid.as_simple(), super::super::column::digest(0, body))
}
