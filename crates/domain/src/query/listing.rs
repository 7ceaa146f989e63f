//! Lists of records: what a filter finds, in the order of a column, blanks last.

use super::{
    Filter, Sort, Standpoint,
    filter::Test,
    item,
    sort::{SortKey, Sorter},
};
use crate::{
    book::{Book, Kept},
    value::{Id, Kind, RecordId, Timestamp, fold, fold_into},
};
use std::{cmp::Ordering, iter};
use uuid::Uuid;

/// The live records of a kind that a filter finds, in order. Of equals the youngest comes first.
pub fn list(book: &Book, kind: Kind, filter: &Filter, sort: Sort, at: &Standpoint) -> Vec<RecordId> {
    let mut listing = Listing::new(book, kind, filter.clone(), sort, *at);
    while !listing.advance(book) {}
    listing.finish().collect()
}

/// A list that is found a few records at a time: of many thousands it takes longer than a page may stand still.
///
/// It is of the Book as it was: begin again once that has changed.
pub struct Listing {
    kind: Kind,
    filter: Filter,
    at: Standpoint,
    descending: bool,
    sorter: Sorter,
    /// So many records of the table were looked at; nothing once there are no others.
    looked_at: Option<usize>,
    /// What was found of them: runs that are in order, each at least twice as long as the next.
    runs: Vec<Vec<Row>>,
}

struct Row {
    key: Option<SortKey>,
    id: Uuid,
}

/// So many records are looked at, and put in order, in one step.
const STEP: usize = 2_000;

impl Listing {
    /// Begins with nothing.
    pub fn new(book: &Book, kind: Kind, filter: Filter, sort: Sort, at: Standpoint) -> Listing {
        let Sort { by, descending } = sort;
        let sorter = Sorter::new(book, kind, by);
        Listing { kind, filter, at, descending, sorter, looked_at: Some(0), runs: Vec::new() }
    }

    /// Looks at a few records more, or joins two runs. Answers whether the list is complete.
    pub fn advance(&mut self, book: &Book) -> bool {
        if let Some(from) = self.looked_at {
            self.look_at(book, from);
        } else {
            self.join();
        }
        self.looked_at.is_none() && self.runs.len() < 2
    }

    fn look_at(&mut self, book: &Book, from: usize) {
        let Listing { kind, filter, at, sorter, .. } = self;
        let mut test = Test::new(book, at, filter);
        let (mut run, to) = (Vec::new(), from + STEP);
        let is_more = item::within(book, *kind, &(from..to), &mut |it| {
            if test.holds(it) {
                run.push(Row { key: sorter.key(book, at, it), id: it.id().uuid });
            }
        });
        self.looked_at = is_more.then_some(to);
        run.sort_unstable_by(|a, b| self.order(a, b));
        self.runs.push(run);
        while let [.., long, short] = &self.runs[..]
            && long.len() < 2 * short.len()
        {
            self.join();
        }
    }

    /// Makes one of the last two runs.
    fn join(&mut self) {
        let (Some(short), Some(long)) = (self.runs.pop(), self.runs.pop()) else { return };
        let mut joined = Vec::with_capacity(long.len() + short.len());
        let (mut long, mut short) = (long.into_iter().peekable(), short.into_iter().peekable());
        joined.extend(iter::from_fn(|| match (long.peek(), short.peek()) {
            (Some(a), Some(b)) if self.order(a, b).is_gt() => short.next(),
            (Some(_), _) => long.next(),
            (None, _) => short.next(),
        }));
        self.runs.push(joined);
    }

    fn order(&self, a: &Row, b: &Row) -> Ordering {
        let order = match (a.key, b.key) {
            (Some(a), Some(b)) if self.descending => self.sorter.compare(b, a),
            (Some(a), Some(b)) => self.sorter.compare(a, b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        order.then_with(|| b.id.cmp(&a.id))
    }

    /// The list, as far as it was found.
    pub fn finish(self) -> impl ExactSizeIterator<Item = RecordId> {
        let (kind, rows) = (self.kind, self.runs.into_iter().next().unwrap_or_default());
        rows.into_iter().map(move |it| RecordId { kind, uuid: it.id })
    }
}

/// How many live records of a kind a filter finds.
pub fn count(book: &Book, kind: Kind, filter: &Filter, at: &Standpoint) -> usize {
    let mut test = Test::new(book, at, filter);
    let mut count = 0;
    item::each(book, kind, &mut |it| count += usize::from(test.holds(it)));
    count
}

/// The live records of a kind in which every word of a text is found, in order.
pub fn found<T: Kept>(book: &Book, text: &str, sort: Sort) -> Vec<Id<T>> {
    let at = Standpoint::utc(Timestamp(0), Id::NONE); // A text is the same for everybody and at all times.
    list(book, T::KIND, &Filter::text(text), sort, &at).into_iter().filter_map(RecordId::get).collect()
}

/// A few live records of a kind whose name has every word of a text, as they come: what is offered while one types.
pub fn named(book: &Book, kind: Kind, text: &str, most: usize) -> Vec<RecordId> {
    let text = fold(text);
    let (mut found, mut name) = (Vec::new(), String::new());
    item::each(book, kind, &mut |it| {
        if found.len() < most {
            name.clear();
            fold_into(&it.name(), &mut name);
            if text.split_whitespace().all(|it| name.contains(it)) {
                found.push(it.id());
            }
        }
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        change::{Change, Edit, Stamping},
        command::{FinishTask, Trash},
        defaults,
        query::{Amounts, Column, Contacted, Days, Owner, StepIs, Trait, listed},
        record::{
            Activity, ActivityKind, Company, Contact, Deal, Employment, Lead, Level, Member, Priority,
            Reached, Record, Status, StatusKind, Tag, Task,
        },
        testing::{Device, board},
        value::{Currency, Day, Money},
    };
    use std::cmp::Reverse;

    struct Scene {
        device: Device,
        book: Book,
    }

    impl Scene {
        fn at(&self) -> Standpoint {
            Standpoint::utc(self.device.now(), self.device.me())
        }

        /// The names that are offered for a text.
        fn offered(&self, kind: Kind, text: &str) -> Vec<String> {
            let ids = named(&self.book, kind, text, 2);
            ids.into_iter().filter_map(|it| crate::query::name(&self.book, it)).collect()
        }

        /// The names that a filter finds, in order of a column.
        fn found(&self, kind: Kind, filter: &Filter, sort: Sort) -> Vec<String> {
            let ids = list(&self.book, kind, filter, sort, &self.at());
            assert_eq!(count(&self.book, kind, filter, &self.at()), ids.len());
            ids.into_iter().filter_map(|it| crate::query::name(&self.book, it)).collect()
        }

        #[track_caller]
        fn finds(&self, kind: Kind, filter: Filter, names: &[&str]) {
            assert_eq!(self.found(kind, &filter, Sort::up(Column::Name)), names, "{filter:?}");
        }

        fn lead(&mut self, name: &str, build: impl FnOnce(&mut Lead)) -> Id<Lead> {
            self.device.adds(&mut self.book, |it: &mut Lead| {
                it.first_name = name.into();
                build(it);
            })
        }

        fn task(&mut self, about: impl Into<RecordId>, due: Option<&str>) -> Id<Task> {
            let due = due.map(|it| it.parse().expect("a due time"));
            self.device.adds(&mut self.book, |it: &mut Task| {
                (it.title, it.due, it.about) = ("Call".into(), due, Some(about.into()));
            })
        }
    }

    fn scene() -> Scene {
        let mut scene = Scene { device: Device::new(1), book: Book::new() };
        for (name, company, level) in
            [("Zoë", "Acme", None), ("anna", "", Some(Level::Cold)), ("Éva", "Zen & Söhne", Some(Level::Hot))]
        {
            scene.lead(name, |it| (it.company_name, it.level) = (company.into(), level));
        }
        scene
    }

    #[test]
    fn a_few_are_offered_by_a_part_of_their_names() {
        let scene = scene();
        assert_eq!(scene.offered(Kind::Lead, ""), ["Zoë", "anna"]);
        assert_eq!(scene.offered(Kind::Lead, " EV "), ["Éva"]);
        assert_eq!(scene.offered(Kind::Lead, "acme"), [""; 0], "the company is no name");
    }

    #[test]
    fn f1_every_word_must_be_found_without_regard_to_case_and_accents() {
        let mut scene = scene();
        scene.finds(Kind::Lead, Filter::text(""), &["anna", "Éva", "Zoë"]);
        scene.finds(Kind::Lead, Filter::text("EVA sohne"), &["Éva"]);
        scene.finds(Kind::Lead, Filter::text("eva acme"), &[]);
        scene.finds(Kind::Lead, Filter::text("new"), &["anna", "Éva", "Zoë"]); // The status is looked in, too.
        let id = list(&scene.book, Kind::Lead, &Filter::text("zoe"), Sort::up(Column::Age), &scene.at())[0];
        scene.device.does(&mut scene.book, Trash(vec![id]));
        scene.finds(Kind::Lead, Filter::text("zoe"), &[]);
    }

    #[test]
    fn f2_blanks_stand_last_whichever_way_a_list_is_sorted() {
        let scene = scene();
        let sorted = |sort| scene.found(Kind::Lead, &Filter::default(), sort);
        assert_eq!(sorted(Sort::up(Column::Company)), ["Zoë", "Éva", "anna"]);
        assert_eq!(sorted(Sort::down(Column::Company)), ["Éva", "Zoë", "anna"]);
        assert_eq!(sorted(Sort::down(Column::Level)), ["Éva", "anna", "Zoë"]);
        assert_eq!(
            sorted(Sort::down(Column::Status)),
            ["Éva", "anna", "Zoë"],
            "of equals the youngest first"
        );
        assert_eq!(sorted(Sort::up(Column::Age)), ["Éva", "anna", "Zoë"]);
        for kind in [Kind::Lead, Kind::Deal, Kind::Contact, Kind::Company] {
            for by in Column::of(kind) {
                for sort in [Sort::up(by.clone()), Sort::down(by.clone())] {
                    assert_eq!(sort.to_string().parse(), Ok(sort.clone()));
                    list(&scene.book, kind, &Filter::default(), sort, &scene.at());
                }
            }
        }
        assert!("-".parse::<Sort>().is_err() && "name-".parse::<Sort>().is_err());
    }

    #[test]
    fn f2_thousands_are_in_order_however_many_steps_it_takes() {
        let count = u32::try_from(2 * STEP).expect("a number of records") + 345;
        let births = (0..count).map(|number| {
            let mut contact = Contact::blank(Id::fixed(number.into()));
            let jobs = ["Zoologist", "architect", "", "Écrivain of what is longer than a number has bytes"];
            let (job, nth) = (jobs[number as usize % 4], number.wrapping_mul(2_654_435_761) >> 25);
            contact.job_title = if job.is_empty() { "".into() } else { format!("{job} {nth}").into() };
            Edit { before: None, after: Some(contact.into()) }
        });
        let mut scene = Scene { device: Device::new(1), book: Book::new() };
        scene.book.apply(&Change::new(births, Stamping::Fresh)).expect("new records fit");
        let gone: Id<Contact> = Id::fixed(1);
        scene.device.does(&mut scene.book, Trash(vec![gone.into()]));
        let listed = |sort| {
            let mut listing = Listing::new(&scene.book, Kind::Contact, Filter::default(), sort, scene.at());
            let steps = iter::from_fn(|| (!listing.advance(&scene.book)).then_some(())).count();
            assert!((2..9).contains(&steps), "{steps}");
            listing.finish().filter_map(RecordId::get).collect::<Vec<Id<Contact>>>()
        };

        let contacts = scene.book.table::<Contact>().iter().filter(|it| it.id != gone);
        let mut expected: Vec<_> = contacts.map(|it| (fold(&it.job_title), Reverse(it.id))).collect();
        expected.sort_by_key(|it| (it.0.is_empty(), it.clone()));
        let ids = |expected: &[(String, Reverse<Id<Contact>>)]| {
            expected.iter().map(|it| it.1.0).collect::<Vec<_>>()
        };
        assert!(listed(Sort::up(Column::JobTitle)) == ids(&expected), "up");
        expected.sort_by_key(|it| (it.0.is_empty(), Reverse(it.0.clone()), it.1));
        assert!(listed(Sort::down(Column::JobTitle)) == ids(&expected), "down");
    }

    #[test]
    fn f1_each_part_of_a_filter_holds_by_itself_and_with_the_others() {
        let mut scene = scene();
        let tag = scene.device.adds(&mut scene.book, |it: &mut Tag| it.name = "Fair".into());
        let bo = scene.lead("Bo", |it| {
            (it.priority, it.potential) = (Some(Priority::Urgent), Money::new(5_000, Currency::EUR));
            it.common.tags.insert(tag, Member);
            it.source = crate::query::listed::<crate::record::Source>(&Book::new()).first().map(|it| it.id);
        });
        let lead = scene.book.get(bo).expect("it is there").clone();
        scene.device.does(&mut scene.book, crate::command::Edit::of(&lead, |it| it.owner = None));
        let source = scene.book.get(bo).and_then(|it| it.source);
        let all = || Filter::default();
        scene.finds(Kind::Lead, Filter { statuses: vec![defaults::NEW], tags: vec![tag], ..all() }, &["Bo"]);
        scene.finds(Kind::Lead, Filter { levels: vec![Level::Hot, Level::Cold], ..all() }, &["anna", "Éva"]);
        scene.finds(Kind::Lead, Filter { priorities: vec![Priority::Urgent], ..all() }, &["Bo"]);
        let normal = Filter { priorities: vec![Priority::Normal], ..all() };
        scene.finds(Kind::Lead, normal, &["anna", "Éva", "Zoë"]);
        scene.finds(Kind::Lead, Filter { sources: vec![source], ..all() }, &["Bo"]);
        scene.finds(Kind::Lead, Filter { sources: vec![None], ..all() }, &["anna", "Éva", "Zoë"]);
        scene.finds(Kind::Lead, Filter { owners: vec![Owner::Nobody], ..all() }, &["Bo"]);
        scene.finds(Kind::Lead, Filter { owners: vec![Owner::Me], ..all() }, &["anna", "Éva", "Zoë"]);
        let value = |from, to| Some(Amounts::Between(Currency::EUR, from, to));
        scene.finds(Kind::Lead, Filter { value: value(Some(5_000), None), ..all() }, &["Bo"]);
        scene.finds(Kind::Lead, Filter { value: value(None, Some(4_999)), ..all() }, &[]);
        scene.finds(Kind::Lead, Filter { value: Some(Amounts::Missing), ..all() }, &["anna", "Éva", "Zoë"]);
        scene.finds(Kind::Lead, Filter { levels: vec![Level::Hot], tags: vec![tag], ..all() }, &[]);
        scene.finds(
            Kind::Lead,
            Filter { created: Some(Days::Last(0)), ..all() },
            &["anna", "Bo", "Éva", "Zoë"],
        );
        scene.finds(Kind::Lead, Filter { created: Some(Days::Past), ..all() }, &[]);
        scene.finds(
            Kind::Lead,
            Filter { is: vec![Trait::Open], text: "z".to_owned(), ..all() },
            &["Éva", "Zoë"],
        );
    }

    #[test]
    fn f1_an_undecided_lead_is_neither_qualified_nor_disqualified_nor_converted() {
        let mut scene = scene();
        scene.finds(
            Kind::Lead,
            Filter { is: vec![Trait::Undecided], ..Filter::default() },
            &["anna", "Éva", "Zoë"],
        );
        for (name, kind) in [("nurtured", StatusKind::Nurturing), ("qualified", StatusKind::Qualified)] {
            let statuses = listed::<Status>(&scene.book);
            let status = statuses.iter().find(|it| it.kind == kind).expect("a default").id;
            scene.lead(name, |it| it.status.status = status);
        }
        let filter = Filter { is: vec![Trait::Undecided], text: "ed".to_owned(), ..Filter::default() };
        scene.finds(Kind::Lead, filter, &["nurtured"]);
    }

    #[test]
    fn f5_last_contact_and_next_step_filter_by_day() {
        let mut scene = Scene { device: Device::new(1), book: Book::new() };
        let today = |it: i64| Day::of_utc(Timestamp(1_795_262_400_000)).plus_days(it).to_string();
        for (name, due) in [("late", -1), ("today", 0), ("soon", 7), ("far", 8)] {
            let lead = scene.lead(name, |_| {});
            scene.task(lead, Some(&today(due)));
        }
        let none = scene.lead("none", |_| {});
        let done = scene.task(none, Some(&today(0)));
        scene.device.does(&mut scene.book, FinishTask { task: done, done: true });
        let steps = |it: StepIs| Filter { steps: vec![it], ..Filter::default() };
        scene.finds(Kind::Lead, steps(StepIs::Overdue), &["late"]);
        scene.finds(Kind::Lead, steps(StepIs::Today), &["today"]);
        scene.finds(Kind::Lead, steps(StepIs::Coming), &["soon"]);
        scene.finds(Kind::Lead, steps(StepIs::SomeDay), &["far"]);
        scene.finds(Kind::Lead, steps(StepIs::Missing), &["none"]);

        scene.device.adds(&mut scene.book, |it: &mut Activity| {
            it.kind = ActivityKind::Call;
            it.about.insert(none.into(), Member);
        });
        let contact = |it| Filter { contact: Some(it), ..Filter::default() };
        scene.finds(Kind::Lead, contact(Contacted::Within(0)), &["none"]);
        scene.finds(Kind::Lead, contact(Contacted::Never), &["far", "late", "soon", "today"]);
        scene.device.wait(30 * Timestamp::DAY);
        scene.finds(Kind::Lead, contact(Contacted::Within(29)), &[]);
        scene.finds(Kind::Lead, contact(Contacted::Within(30)), &["none"]);
        scene.finds(Kind::Lead, contact(Contacted::Before(29)), &["far", "late", "none", "soon", "today"]);
    }

    #[test]
    fn f1_deals_filter_by_where_they_stand_and_customers_by_what_they_bought() {
        let (device, mut book) = (Device::new(1), board::parse("Negotiation: acme bolt | Won: zen"));
        let company = device.adds(&mut book, |it: &mut Company| it.name = "Cube".into());
        let contact = device.adds(&mut book, |it: &mut Contact| {
            it.first_name = "Ana".into();
            it.companies.insert(company, Employment::default());
        });
        let deal = book.get(board::deal("zen")).expect("it is there").clone();
        let party = crate::command::Edit::of(&deal, |it| {
            it.contacts.insert(contact, crate::record::Participant::default());
            it.expected_close = "2026-11-01".parse().ok();
        });
        device.does(&mut book, party);
        let scene = Scene { device, book };
        let stage = |name| board::stage(&scene.book, name).id;
        let all = || Filter::default();
        scene.finds(Kind::Deal, Filter { stages: vec![stage("Won")], ..all() }, &["zen"]);
        scene.finds(Kind::Deal, Filter { stages: vec![stage("Negotiation")], ..all() }, &["acme", "bolt"]);
        scene.finds(Kind::Deal, Filter { is: vec![Trait::Open], ..all() }, &["acme", "bolt"]);
        scene.finds(Kind::Deal, Filter { is: vec![Trait::Won], ..all() }, &["zen"]);
        scene.finds(Kind::Deal, Filter { close: Some(Days::Missing), ..all() }, &["acme", "bolt"]);
        scene.finds(Kind::Contact, Filter { is: vec![Trait::Customer], ..all() }, &["Ana"]);
        scene.finds(Kind::Contact, Filter { is: vec![Trait::InDeal], ..all() }, &[]);
        scene.finds(Kind::Contact, Filter::text("cube ana"), &["Ana"]);
        scene.finds(Kind::Company, Filter { is: vec![Trait::Customer], ..all() }, &["Them"]);
        let by_stage = scene.found(Kind::Deal, &all(), Sort::up(Column::Stage));
        assert_eq!(by_stage.last().map(String::as_str), Some("zen"));
        assert_eq!(scene.book.live(contact).map(|it| it.name()).as_deref(), Some("Ana"));
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
        let scene = Scene { device, book };
        let names = scene.found(Kind::Deal, &Filter::text("acme"), Sort::up(Column::Value));
        assert_eq!(names, ["b", "c", "a", "d"]);
    }
}
