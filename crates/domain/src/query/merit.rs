//! How promising a lead is: a plain sum of what is already known, so that whoever reads it can add it up.
//!
//! Interest up to 30, priority, ways to reach them and how lately somebody did up to 20 each, a next step up to 10: a
//! hundred in all. Nothing is learned and nothing is weighed by a machine. It is not stored: it changes with the clock.
//!
//! # What is not here
//!
//! The answers of the checklist: they say whether a lead is worth a deal, not which lead to look at first.

use super::{Standpoint, last_contact, next_step, status_kind};
use crate::{
    book::Book,
    record::{Lead, Level, Priority, Reached, StatusKind},
    value::Timestamp,
};

/// What a lead gets points for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// How interested they are.
    Interest,
    /// How soon someone should see to it.
    Priority,
    /// Whether they can be written to and called, and their company is known.
    Reach,
    /// How lately they were spoken or written to.
    Contact,
    /// Whether something is to be done next, in time.
    Step,
}

impl Ground {
    /// All of them, in the order in which they are told.
    pub const ALL: [Ground; 5] =
        [Ground::Interest, Ground::Priority, Ground::Reach, Ground::Contact, Ground::Step];

    /// The points that there are for it.
    pub fn most(self) -> u8 {
        match self {
            Ground::Interest => 30,
            Ground::Priority | Ground::Reach | Ground::Contact => 20,
            Ground::Step => 10,
        }
    }
}

/// The points of a lead, by ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Merit([u8; 5]);

impl Merit {
    /// The points on one ground.
    pub fn of(self, ground: Ground) -> u8 {
        self.0[ground as usize]
    }

    /// All points, from 0 to 100.
    pub fn sum(self) -> u8 {
        self.0.iter().sum()
    }
}

/// The points of a lead; none once it has been decided on.
pub fn merit(book: &Book, lead: &Lead, at: &Standpoint) -> Option<Merit> {
    if matches!(status_kind(book, lead), StatusKind::Converted | StatusKind::Disqualified) {
        return None;
    }
    Some(Merit(Ground::ALL.map(|ground| match ground {
        Ground::Interest => match lead.level {
            Some(Level::Hot) => 30,
            Some(Level::Warm) => 15,
            Some(Level::Cold) | None => 0,
        },
        Ground::Priority => match lead.priority.unwrap_or(Priority::Normal) {
            Priority::Urgent => 20,
            Priority::High => 15,
            Priority::Normal => 5,
            Priority::Low => 0,
        },
        Ground::Reach => reach(lead),
        Ground::Contact => contact(book, lead, at),
        Ground::Step => match next_step(book, lead.id.into()) {
            None => 0,
            Some(step) if step.due.is_some_and(|it| at.is_past(it)) => 5,
            Some(_) => 10,
        },
    })))
}

/// A number to call counts more than an address; what they have asked us not to use does not count.
fn reach(lead: &Lead) -> u8 {
    let phone = lead.phone().is_some() && !lead.do_not.call;
    let email = lead.email().is_some() && !lead.do_not.mail;
    let company = lead.company.is_some() || !lead.company_name.trim().is_empty();
    10 * u8::from(phone) + 5 * u8::from(email) + 5 * u8::from(company)
}

fn contact(book: &Book, lead: &Lead, at: &Standpoint) -> u8 {
    let Some((last, _)) = last_contact(book, lead.id.into()) else { return 0 };
    match at.now.0.saturating_sub(last.0) / Timestamp::DAY {
        ..=6 => 20,
        7..=29 => 10,
        30..=89 => 5,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::{Edit, SetStatus},
        query::{Column, Filter, Sort, cells, list, listed},
        record::{Activity, ActivityKind, DoNot, Member, NextStep, Pair, Reason, ReasonUse, Record, Status},
        testing::Device,
        value::{ElementId, Id, Kind},
    };

    fn at(device: &Device) -> Standpoint {
        Standpoint::utc(device.now(), device.me())
    }

    fn points(device: &Device, book: &Book, lead: Id<Lead>) -> Option<[u8; 5]> {
        merit(book, book.get(lead).expect("it is there"), &at(device)).map(|it| it.0)
    }

    fn best(device: &Device) -> Lead {
        let element = || ElementId(device.id::<Lead>().uuid());
        Lead {
            first_name: "Ana".into(),
            company_name: "Acme".into(),
            level: Some(Level::Hot),
            priority: Some(Priority::Urgent),
            emails: [(element(), Pair { label: None, value: "a@acme.io".parse().expect("an address") })]
                .into_iter()
                .collect(),
            phones: [(element(), Pair { label: None, value: "0755123456".parse().expect("a number") })]
                .into_iter()
                .collect(),
            next_step: Some(NextStep { day: "2027-02-01".parse().ok(), text: "Call".into() }),
            ..Lead::blank(device.id())
        }
    }

    #[test]
    fn l11_a_score_is_the_sum_of_what_is_known_and_every_part_has_its_most() {
        let (device, mut book) = (Device::new(1), Book::new());
        let bare = device.adds(&mut book, |it: &mut Lead| it.first_name = "Bo".into());
        assert_eq!(points(&device, &book, bare), Some([0, 5, 0, 0, 0]), "without a priority it is normal");
        let lead = best(&device);
        let ana = device.adds(&mut book, |it: &mut Lead| *it = Lead { id: it.id, ..lead.clone() });
        device.adds(&mut book, |it: &mut Activity| {
            it.kind = ActivityKind::Call;
            it.about.insert(ana.into(), Member);
        });
        assert_eq!(points(&device, &book, ana), Some(Ground::ALL.map(Ground::most)));
        assert_eq!(Ground::ALL.iter().map(|it| it.most()).sum::<u8>(), 100);
        let mut edit = |change: &dyn Fn(&mut Lead)| {
            let was = book.get(ana).expect("it is there").clone();
            device.does(&mut book, Edit::of(&was, |it| change(it)));
            points(&device, &book, ana).expect("it is open")
        };
        assert_eq!(edit(&|it| it.do_not = DoNot { call: true, ..DoNot::default() })[2], 10);
        assert_eq!(edit(&|it| it.company_name = "".into())[2], 5);
        assert_eq!(edit(&|it| it.level = Some(Level::Warm))[0], 15);
        assert_eq!(edit(&|it| it.priority = Some(Priority::High))[1], 15);
        let late = |it: &mut Lead| {
            it.next_step = Some(NextStep { day: "2026-11-01".parse().ok(), text: "Call".into() });
        };
        assert_eq!(edit(&late)[4], 5);
        for (days, expected) in [(7, 10), (30, 5), (90, 0)] {
            let mut later = at(&device);
            later.now = Timestamp(later.now.0 + days * Timestamp::DAY);
            let lead = book.get(ana).expect("it is there");
            assert_eq!(merit(&book, lead, &later).map(|it| it.of(Ground::Contact)), Some(expected), "{days}");
        }
    }

    #[test]
    fn l11_whoever_was_decided_on_has_no_score_and_stands_last_whichever_way() {
        let (device, mut book) = (Device::new(1), Book::new());
        let [low, high, away] = ["Low", "High", "Away"]
            .map(|name| device.adds(&mut book, |it: &mut Lead| it.first_name = name.into()));
        let was = book.get(high).expect("it is there").clone();
        device.does(&mut book, Edit::of(&was, |it| it.level = Some(Level::Hot)));
        let status = listed::<Status>(&book).into_iter().find(|it| it.kind == StatusKind::Disqualified);
        let reason = listed::<Reason>(&book).into_iter().find(|it| it.used_for == ReasonUse::Disqualify);
        let (status, reason) = (status.expect("a default").id, reason.map(|it| it.id));
        device.does(&mut book, SetStatus { lead: away, status, reason, note: "".into() });
        assert_eq!(points(&device, &book, away), None);
        let order = |sort| list(&book, Kind::Lead, &Filter::default(), sort, &at(&device));
        assert_eq!(order(Sort::down(Column::Score)), [high, low, away]);
        assert_eq!(order(Sort::up(Column::Score)), [low, high, away]);
        let cell = |id: Id<Lead>| {
            cells(&book, id.into(), &[Column::Score], &at(&device)).expect("a lead")[0].exact()
        };
        assert_eq!([high, low, away].map(cell), ["35", "5", ""]);
    }
}
