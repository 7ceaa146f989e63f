//! A small business to look around in: made up, dated from today, and gone again in one step.
//!
//! Every record of it carries the mark [`MARK`], so that nothing else is taken away with it. The cast stands in a
//! table of text (`sample/cast.txt`), because text packs better than code. A line is one record; it begins with its
//! kind: `G` tags and `U` priorities, each with those that have it, `R` reps, `C` companies, `P` people, `L` leads, `D` deals, `A` activities, `T` tasks. Others are named by
//! their place in the table, from nought; days count back from today, those of tasks and closings forward.
//!
//! # What is not here
//!
//! Nothing is added by itself: the rows are planned here and adopted like an import
//! ([`crate::command::Adopt`]).

mod cast;
mod removal;

pub use removal::removal;

use crate::{
    book::Book,
    change::{Change, Edit, Stamping},
    record::{Record, Rep},
    value::{Day, Timestamp},
};

/// What every record of the sample says of where it came from.
pub const MARK: &str = "sample";

/// The day around which the sample is told.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The moment: nothing has happened after it.
    pub now: Timestamp,
    /// The middle of today, so that things happen by day.
    pub midday: Timestamp,
    /// The day that the user calls today.
    pub today: Day,
}

/// Plans to add the sample to a Book.
pub fn addition(book: &Book, when: When, fresh: &dyn Fn() -> uuid::Uuid) -> Change {
    let rows = cast::rows(book, when, fresh);
    Change::new(rows.into_iter().map(|it| Edit { before: None, after: Some(it) }), Stamping::Fresh)
}

/// Whether the sample is in the Book. Its reps stay until it is removed, and they are few.
pub fn is_here(book: &Book) -> bool {
    book.table::<Rep>().live().any(|it| &*it.common().import == MARK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Adopt, Command, Context, Convert, Edit as Rewrite, decide},
        entry::{Label, Revision, Verb},
        query,
        record::{Activity, Company, Contact, Deal, Lead, StatusKind, Tag, Task, Trashed},
        row::{Key, Row},
        value::{Id, Kind, Node, Stamp, Text},
        wire::{Fields, read_line, write_line},
    };
    use std::cell::Cell;
    use uuid::Uuid;

    const NOW: Timestamp = Timestamp(1_795_300_000_000);
    const ME: Id<Rep> = Id::fixed(77);

    fn when() -> When {
        When { now: NOW, midday: Timestamp(NOW.0 - 7_200_000), today: Day::of_utc(NOW) }
    }

    /// A device that does things one after the other.
    struct Device {
        book: Book,
        count: Cell<u128>,
        exported: Stamp,
    }

    impl Device {
        fn new() -> Device {
            Device { book: Book::new(), count: Cell::new(1 << 80), exported: Stamp::ZERO }
        }
        fn fresh(&self) -> Uuid {
            self.count.set(self.count.get() + 1);
            Uuid::from_u128(self.count.get())
        }
        fn run(&mut self, command: impl Into<Command>) {
            let command = command.into();
            let entry = {
                let fresh = || self.fresh();
                let ctx = Context {
                    now: NOW,
                    today: Day::of_utc(NOW),
                    node: Node(7),
                    revision: Revision::default(),
                    tab: Text::EMPTY,
                    me: ME,
                    my_name: "Me".into(),
                    exported: self.exported,
                    fresh: &fresh,
                };
                decide(&ctx, &self.book, &command).expect("it may be done")
            };
            self.book.apply(&entry.change).expect("decided on this very book");
        }
        fn adopt(&mut self, verb: Verb, change: Change) {
            self.run(Adopt { label: Label::of(verb, ""), change });
        }
        fn load(&mut self) {
            let change = addition(&self.book, when(), &|| self.fresh());
            self.adopt(Verb::Sampled, change);
        }
        fn remove(&mut self) {
            let change = removal(&self.book, self.exported, Trashed { at: NOW, by: Some(ME) });
            self.adopt(Verb::Unsampled, change);
        }
        fn rows(&self) -> Vec<Row> {
            let mut rows = self.book.rows();
            rows.sort_by_key(Row::key);
            rows
        }
    }

    #[test]
    fn it_is_a_business_one_can_believe_in() {
        let mut device = Device::new();
        device.load();
        let book = &device.book;
        let counts = query::COUNTED.map(|it| book.count(it));
        assert_eq!(counts, [24, 18, 20, 14, 33, 20]);
        let pipeline = query::default_pipeline(book);
        let heads =
            query::board(book, pipeline).into_iter().filter_map(|it| query::column_head(book, it, None));
        assert!(heads.map(|it| it.count).all(|it| it >= 2), "every column has cards");
        let kinds = book.table::<Lead>().iter().map(|it| query::status_kind(book, it));
        let kinds: std::collections::BTreeSet<StatusKind> = kinds.collect();
        assert_eq!(kinds.len(), StatusKind::ALL.len(), "every kind of status");
        let currencies =
            book.table::<Deal>().iter().filter_map(|it| it.value).map(crate::value::Money::currency);
        assert!(currencies.collect::<std::collections::BTreeSet<_>>().len() >= 5);
        assert!(is_here(book) && book.is_sound());
    }

    #[test]
    fn d16_the_lines_of_a_deal_come_to_its_value() {
        let mut device = Device::new();
        device.load();
        let deals = device.book.table::<Deal>().iter().filter(|it| !it.lines.is_empty());
        let mut count = 0;
        for deal in deals {
            count += 1;
            let totals = query::totals(deal).expect("one currency");
            assert_eq!(totals.net(), deal.value, "{}", deal.name);
            assert!(query::milestones(deal).iter().all(|it| it.1.is_some()) && deal.milestones.len() >= 2);
        }
        assert_eq!(count, 3);
        let quoted = device.book.table::<Deal>().iter().flat_map(|it| query::quotes(it));
        let net = quoted.map(|it| it.1.and_then(|it| it.totals()?.net()).expect("it has a total"));
        assert_eq!(net.count(), 2);
    }

    #[test]
    fn a_day_of_it_has_something_in_every_part() {
        let mut device = Device::new();
        device.load();
        let book = &device.book;
        let day = query::today(book, query::Whose::All, &query::Standpoint::utc(NOW, ME));
        assert!(day.overdue.len() >= 3 && day.due.len() >= 2 && day.coming.len() >= 5, "{day:?}");
        assert!(
            day.without_step.len() >= 3 && day.rotting.len() >= 2 && !day.close_passed.is_empty(),
            "{day:?}"
        );
        assert!(day.untouched.len() >= 5, "{day:?}");
        let tags = query::tags(book);
        assert!(tags.len() == 6 && tags.iter().all(|it| it.records >= 5 && it.tint.is_some()), "{tags:?}");
        assert!(book.table::<Deal>().iter().filter(|it| it.priority.is_some()).count() >= 4);
        assert!(book.table::<Task>().iter().any(|it| it.done.is_some()));
    }

    #[test]
    fn a_tag_that_is_called_so_is_taken_and_one_that_something_else_has_stays() {
        let mut device = Device::new();
        let own = Tag { name: "key account".into(), ..Tag::blank(Id::new(device.fresh())) };
        let own_id = own.id;
        device.run(crate::command::Add::one(own));
        device.load();
        assert_eq!(query::tags(&device.book).len(), 6);
        let fair = query::tags(&device.book).iter().find(|it| &*it.name == "Trade fair Oslo").map(|it| it.id);
        let fair = fair.expect("a tag of the sample");
        let tags = [(fair, crate::record::Member)].into_iter().collect();
        let mut anna = Contact { first_name: "Anna".into(), ..Contact::blank(Id::new(device.fresh())) };
        anna.common.tags = tags;
        device.run(crate::command::Add::one(anna));
        device.remove();
        let left: Vec<_> = query::tags(&device.book).iter().map(|it| it.id).collect();
        assert_eq!(left, [own_id, fair]);
        assert!(device.book.live(fair).is_some_and(|it| it.common.import.is_empty()));
    }

    #[test]
    fn every_record_of_it_keeps_the_rules() {
        let mut device = Device::new();
        device.load();
        let book = &device.book;
        let (mut fields, mut line) = (Fields::default(), String::new());
        for row in book.rows().iter().filter(|it| it.common().is_some_and(|it| &*it.import == MARK)) {
            line.clear();
            write_line(row, &mut fields, &mut line);
            assert_eq!(read_line(&line), *row);
            crate::command::check(row).expect("it says enough");
            for named in crate::command::mentions(row) {
                assert!(book.row(&Key::Record(named)).is_some(), "{} names {named}", row.key());
            }
            assert!(row.common().is_some_and(|it| it.created <= NOW && it.created.0 > 0));
        }
        for deal in book.table::<Deal>().iter() {
            let visits: Vec<_> = deal.stages.values().map(|it| it.at).collect();
            assert!(visits.is_sorted() && visits.iter().all(|it| *it <= NOW), "{}", deal.name);
            assert!(deal.common.created <= visits[0], "{}", deal.name);
            assert_eq!(deal.outcome.is_none(), deal.expected_close.is_some(), "{}", deal.name);
        }
        assert!(book.table::<Activity>().iter().all(|it| it.at <= NOW && !it.about.is_empty()));
        assert!(book.table::<Task>().iter().all(|it| it.about.is_some() && it.assignee.is_some()));
    }

    #[test]
    fn removing_it_leaves_what_was_there_before() {
        let mut device = Device::new();
        let own = Company { name: "Mine".into(), ..Company::blank(Id::new(device.fresh())) };
        device.run(crate::command::Add::one(own));
        let before = device.rows();
        device.load();
        device.remove();
        assert_eq!(device.rows(), before);
        assert!(!is_here(&device.book));
    }

    #[test]
    fn what_was_tried_out_on_it_goes_too() {
        let mut device = Device::new();
        device.load();
        let lead =
            device.book.table::<Lead>().iter().find(|it| it.converted.is_none()).cloned().expect("a lead");
        let proposal: Convert = query::conversion(&device.book, &lead, &|| device.fresh());
        device.run(proposal);
        let about = [(lead.id.into(), crate::record::Member)].into_iter().collect();
        let note = Activity { body: "tried".into(), about, ..Activity::blank(Id::new(device.fresh())) };
        device.run(crate::command::Add::one(note));
        device.remove();
        assert!(query::is_blank(&device.book));
        assert_eq!(query::size(&device.book), 0);
    }

    #[test]
    fn what_is_real_stays_and_so_does_what_it_names() {
        let mut device = Device::new();
        device.load();
        let company = device.book.table::<Company>().iter().next().cloned().expect("a company");
        let rep = device.book.table::<Rep>().iter().next().map(|it| it.id).expect("a rep");
        let anna = Contact {
            first_name: "Anna".into(),
            owner: Some(rep),
            companies: [(company.id, crate::record::Employment::default())].into_iter().collect(),
            ..Contact::blank(Id::new(device.fresh()))
        };
        let id = anna.id;
        device.run(crate::command::Add::one(anna));
        device.remove();
        assert!(device.book.live(id).is_some());
        assert!(
            device.book.live(company.id).is_none() && device.book.get(company.id).is_some(),
            "in the trash"
        );
        assert!(
            device.book.live(rep).is_some_and(|it| it.common.import.is_empty()),
            "stays, without the mark"
        );
        assert!(!is_here(&device.book));
        assert_eq!(query::COUNTED.map(|it| device.book.count(it)), [0, 0, 1, 0, 0, 0]);
    }

    #[test]
    fn what_a_backup_has_carried_elsewhere_goes_to_the_trash() {
        let mut device = Device::new();
        device.load();
        device.exported = device.book.newest();
        let renamed = device.book.table::<Lead>().iter().next().cloned().expect("a lead");
        device.run(Rewrite::of(&renamed, |it| it.interest = "other".into()));
        device.remove();
        assert_eq!(query::size(&device.book), 0);
        assert_eq!(device.book.table::<Lead>().len(), 24);
        assert!(!is_here(&device.book) && device.book.count(Kind::Rep) == 1);
    }
}
