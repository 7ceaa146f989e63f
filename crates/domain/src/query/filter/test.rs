//! A filter, made ready to be held against many records.

use super::{Contacted, Filter, OwnIs, Owner, StepIs, Trait};
use crate::{
    book::Book,
    query::{
        Standpoint, became_deal, is_customer, is_rotting, item::Item, last_contact, next_step, open_deals,
        own, search::Search, shown_stage, status_kind,
    },
    record::{Deal, Ending, Priority, Status, StatusKind},
    value::{Day, Id, TextKey, Timestamp, fold},
};

/// A filter with what is looked up once for all records.
pub(in crate::query) struct Test<'a> {
    book: &'a Book,
    at: &'a Standpoint,
    filter: &'a Filter,
    search: Search,
    /// What is looked for in fields of one's own; nothing where they are blank.
    own: Vec<(&'a TextKey, Option<Search>)>,
    /// From when to before when it was made.
    created: Option<(Timestamp, Timestamp)>,
    /// What is looked in for words; its room is used again for the next record.
    description: String,
}

impl<'a> Test<'a> {
    pub(in crate::query) fn new(book: &'a Book, at: &'a Standpoint, filter: &'a Filter) -> Test<'a> {
        let created = filter.created.and_then(|it| it.ends(at)).map(|(from, to)| {
            let from = from.map_or(Timestamp(i64::MIN), at.midnight);
            (from, to.map_or(Timestamp(i64::MAX), |it| (at.midnight)(it.plus_days(1))))
        });
        let sought = |is: &OwnIs| match is {
            OwnIs::Missing => None,
            OwnIs::With(text) => Some(Search::of(text)),
        };
        let own = filter.own.iter().map(|(name, is)| (name, sought(is))).collect();
        Test { book, at, filter, search: Search::of(&filter.text), own, created, description: String::new() }
    }

    /// Whether everything holds. What costs least is asked first.
    pub(in crate::query) fn holds(&mut self, it: Item<'_>) -> bool {
        self.holds_of_fields(it)
            && self.holds_of_own(it)
            && self.holds_of_others(it)
            && self.holds_of_text(it)
    }

    fn holds_of_fields(&self, it: Item<'_>) -> bool {
        let filter = self.filter;
        let tags = &it.common().tags;
        let made = it.common().created;
        has(&filter.levels, || it.level())
            && has(&filter.priorities, || Some(it.priority().unwrap_or(Priority::Normal)))
            && (filter.owners.is_empty() || filter.owners.iter().any(|owner| self.owns(*owner, it)))
            && (filter.sources.is_empty() || filter.sources.contains(&it.source()))
            && filter.tags.iter().all(|it| tags.contains(it))
            && filter.value.is_none_or(|amounts| amounts.hold(it.value()))
            && self.created.is_none_or(|(from, to)| from <= made && made < to)
            && self.holds_of_close(it)
            && match it {
                Item::Lead(it) => {
                    filter.statuses.is_empty()
                        || it.converted.is_none() && filter.statuses.contains(&it.status.status)
                        || self.names_converted() && it.converted.is_some()
                }
                _ => true,
            }
    }

    /// Whether one of the statuses that are meant stands for converted leads.
    fn names_converted(&self) -> bool {
        let is_converted =
            |it: &Id<Status>| self.book.get(*it).is_some_and(|it| it.kind == StatusKind::Converted);
        self.filter.statuses.iter().any(is_converted)
    }

    fn owns(&self, owner: Owner, it: Item<'_>) -> bool {
        match owner {
            Owner::Me => it.owner() == Some(self.at.me),
            Owner::Nobody => it.owner().is_none_or(|it| self.book.live(it).is_none()),
            Owner::Rep(rep) => it.owner() == Some(rep),
        }
    }

    fn holds_of_close(&self, it: Item<'_>) -> bool {
        let (Some(days), Item::Deal(deal)) = (self.filter.close, it) else { return true };
        match (days.ends(self.at), deal.closes()) {
            (None, day) => day.is_none(),
            (Some(_), None) => false,
            (Some((from, to)), Some(day)) => is_within(day, from, to),
        }
    }

    /// What other records tell of it.
    fn holds_of_others(&self, it: Item<'_>) -> bool {
        let filter = self.filter;
        let in_stage = || {
            let Item::Deal(deal) = it else { return true };
            shown_stage(self.book, deal).is_some_and(|it| filter.stages.contains(&it))
        };
        (filter.stages.is_empty() || in_stage())
            && filter.is.iter().all(|what| self.is(*what, it))
            && filter.contact.is_none_or(|when| self.was_contacted(when, it))
            && (filter.steps.is_empty() || filter.steps.contains(&self.step(it)))
    }

    fn is(&self, what: Trait, it: Item<'_>) -> bool {
        let ended = |deal: &Deal| deal.outcome.as_ref().map(|it| it.ending);
        match (what, it) {
            (Trait::Open, Item::Lead(it)) => {
                !matches!(status_kind(self.book, it), StatusKind::Converted | StatusKind::Disqualified)
            }
            (Trait::Undecided, Item::Lead(it)) => matches!(
                status_kind(self.book, it),
                StatusKind::Open | StatusKind::Working | StatusKind::Nurturing
            ),
            (Trait::BecameDeal, Item::Lead(it)) => became_deal(it),
            (Trait::Open, Item::Deal(it)) => it.is_open(),
            (Trait::Won, Item::Deal(it)) => ended(it) == Some(Ending::Won),
            (Trait::Lost, Item::Deal(it)) => ended(it) == Some(Ending::Lost),
            (Trait::Rotting, Item::Deal(it)) => is_rotting(self.book, it, self.at.now),
            (Trait::Customer, Item::Contact(_) | Item::Company(_)) => is_customer(self.book, it.id()),
            (Trait::InDeal, Item::Contact(_) | Item::Company(_)) => open_deals(self.book, it.id()) > 0,
            _ => false,
        }
    }

    fn was_contacted(&self, when: Contacted, it: Item<'_>) -> bool {
        let last = last_contact(self.book, it.id()).map(|it| it.0);
        let is_since = |days: u16| {
            let since = (self.at.midnight)(self.at.today.plus_days(-i64::from(days)));
            last.is_some_and(|it| it >= since)
        };
        match when {
            Contacted::Never => last.is_none(),
            Contacted::Within(days) => is_since(days),
            Contacted::Before(days) => !is_since(days),
        }
    }

    fn step(&self, it: Item<'_>) -> StepIs {
        let Some(step) = next_step(self.book, it.id()) else { return StepIs::Missing };
        let Some(due) = step.due else { return StepIs::SomeDay };
        if self.at.is_past(due) {
            StepIs::Overdue
        } else if due.day == self.at.today {
            StepIs::Today
        } else if due.day <= self.at.today.plus_days(COMING) {
            StepIs::Coming
        } else {
            StepIs::SomeDay
        }
    }

    fn holds_of_own(&self, it: Item<'_>) -> bool {
        self.own.iter().all(|(name, sought)| match (sought, own::value(it, name)) {
            (None, value) => value.is_none(),
            (Some(sought), value) => value.is_some_and(|it| sought.finds(&fold(&it))),
        })
    }

    fn holds_of_text(&mut self, it: Item<'_>) -> bool {
        if self.search.is_empty() {
            return true;
        }
        self.description.clear();
        it.describe(self.book, &mut self.description);
        self.search.finds(&self.description)
    }
}

/// How many days after today are coming.
pub(in crate::query) const COMING: i64 = 7;

fn has<T: PartialEq>(meant: &[T], own: impl FnOnce() -> Option<T>) -> bool {
    meant.is_empty() || own().is_some_and(|it| meant.contains(&it))
}

fn is_within(day: Day, from: Option<Day>, to: Option<Day>) -> bool {
    from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
}
