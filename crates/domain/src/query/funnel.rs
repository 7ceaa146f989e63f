//! How many leads become deals, and how many deals are won: in all, by month and by source.
//!
//! Each share says of how many it is one. Leads are counted in the month in which they came, whatever became of them
//! since, so that a share never counts a deal whose lead it does not count; deals in the month in which they ended,
//! because an open one is neither won nor lost.
//!
//! # What is not here
//!
//! No sums of money: a share of deals is not one of their worth (see [`super::Takings`] and [`super::Forecast`]).

use super::Standpoint;
use crate::{
    book::Book,
    order,
    record::{Deal, Ending, Lead, Source},
    value::{Day, Id, Percent, Timestamp},
};
use std::collections::BTreeMap;

/// Some of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Of how many it is so.
    pub some: usize,
    /// Of how many it could be so.
    pub all: usize,
}

impl Share {
    /// In whole percent, rounded once; of none none, which is not a nought.
    pub fn percent(self) -> Option<Percent> {
        let Share { some, all } = self;
        (all > 0).then(|| Percent::clipped(u8::try_from((some * 200 / all).div_ceil(2)).unwrap_or(100)))
    }

    fn count(&mut self, is_so: bool) {
        self.some += usize::from(is_so);
        self.all += 1;
    }
}

/// What came of leads and deals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Of the leads, those that became a deal.
    pub leads: Share,
    /// Of the deals that ended, those that were won.
    pub deals: Share,
}

/// What came of leads and deals since a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnels {
    /// All of them.
    pub all: Funnel,
    /// By the first day of the month, the latest first. Deals that ended on no known day are in none.
    pub months: Vec<(Day, Funnel)>,
    /// By source, the one with most leads and deals first.
    pub sources: Vec<(Option<Id<Source>>, Funnel)>,
}

/// Whether a lead was converted to a deal.
pub fn became_deal(lead: &Lead) -> bool {
    lead.converted.is_some_and(|it| it.deal.is_some())
}

/// What came of the leads that were added, and of the deals that ended, since a day; of all where none is given.
pub fn funnels(book: &Book, since: Option<Day>, at: &Standpoint) -> Funnels {
    let mut months = Months { at, begun: BTreeMap::new() };
    let (mut all, mut by_month) = (Funnel::default(), BTreeMap::<Day, Funnel>::new());
    let mut by_source = BTreeMap::<Option<Id<Source>>, Funnel>::new();
    let mut count = |month: Option<Day>, source, count: &dyn Fn(&mut Funnel)| {
        count(&mut all);
        count(by_source.entry(source).or_default());
        if let Some(month) = month {
            count(by_month.entry(month).or_default());
        }
    };
    let from = since.map_or(Timestamp(i64::MIN), at.midnight);
    for lead in book.table::<Lead>().live().filter(|it| it.common.created >= from) {
        let is_so = became_deal(lead);
        count(months.of(lead.common.created), lead.source, &|it| it.leads.count(is_so));
    }
    for deal in book.table::<Deal>().live() {
        let Some(outcome) = &deal.outcome else { continue };
        if since.is_none_or(|since| outcome.day.is_some_and(|it| it >= since)) {
            let is_so = outcome.ending == Ending::Won;
            count(outcome.day.and_then(first_of_month), deal.source, &|it| it.deals.count(is_so));
        }
    }
    let mut sources: Vec<_> = by_source.into_iter().collect();
    order::sort_by_key(&mut sources, |it| (std::cmp::Reverse(it.1.leads.all + it.1.deals.all), it.0));
    Funnels { all, months: by_month.into_iter().rev().collect(), sources }
}

/// The first day of the month of a day.
pub fn first_of_month(day: Day) -> Option<Day> {
    let (year, month, _) = day.parts();
    Day::new(year, month, 1)
}

/// The last day of the month of a day.
pub fn last_of_month(day: Day) -> Option<Day> {
    let (year, month, _) = day.parts();
    let next = if month == 12 { Day::new(year + 1, 1, 1) } else { Day::new(year, month + 1, 1) };
    next.map(|it| it.plus_days(-1))
}

/// Months as they begin where somebody looks. A zone is asked once a month, not once a lead.
struct Months<'a> {
    at: &'a Standpoint,
    begun: BTreeMap<Day, (Timestamp, Timestamp)>,
}

impl Months<'_> {
    /// The first day of the month in which a moment lies.
    fn of(&mut self, moment: Timestamp) -> Option<Day> {
        // In Greenwich it may be another month already, or not yet.
        let here = first_of_month(Day::of_utc(moment))?;
        let last = last_of_month(here)?;
        let midnight = self.at.midnight;
        let (from, to) =
            *self.begun.entry(here).or_insert_with(|| (midnight(here), midnight(last.plus_days(1))));
        match moment {
            it if it < from => first_of_month(here.plus_days(-1)),
            it if it >= to => Some(last.plus_days(1)),
            _ => Some(here),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        command::Trash,
        query::{Days, Filter, Trait, count, listed},
        record::{Converted, Outcome},
        testing::{Device, board},
        value::Kind,
    };

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn share(some: usize, all: usize) -> Share {
        Share { some, all }
    }

    /// Leads of March and April, of which two became a deal; deals that ended in April, and on no known day.
    fn scene() -> (Device, Book, [Id<Source>; 2]) {
        let (device, mut book) =
            (Device::new(1), board::parse("Negotiation: open | Won: acme bolt | Lost: zen"));
        let sources = listed::<Source>(&book);
        let [web, fair] = [sources[0].id, sources[4].id];
        let mut leads = Vec::new();
        for (name, made, source, deal) in [
            ("Ana", "2026-03-31", Some(web), Some("acme")),
            ("Bo", "2026-04-01", Some(web), None),
            ("Cy", "2026-04-30", Some(fair), Some("bolt")),
            ("Dee", "2026-04-02", None, None),
        ] {
            let mut lead: Lead = crate::record::Record::blank(device.id());
            lead.first_name = name.into();
            lead.common.created = Timestamp(Day::midnight_utc(day(made)).0 + 1);
            (lead.source, lead.status.status) = (source, crate::defaults::NEW);
            let deal = deal.map(board::deal);
            let at = lead.common.created;
            lead.converted =
                deal.map(|it| Converted { at, by: None, company: None, contact: None, deal: Some(it) });
            leads.push(lead.into());
        }
        board::put(&mut book, leads);
        for (name, ended, source) in [
            ("acme", Some("2026-04-10"), Some(web)),
            ("bolt", None, Some(fair)),
            ("zen", Some("2026-05-01"), Some(web)),
        ] {
            let mut deal = book.get(board::deal(name)).expect("it is there").record().clone();
            deal.outcome = deal.outcome.map(|it| Outcome { day: ended.map(day), ..it });
            deal.source = source;
            board::put(&mut book, [deal.into()]);
        }
        (device, book, [web, fair])
    }

    fn at(device: &Device) -> Standpoint {
        Standpoint::utc(device.now(), device.me())
    }

    #[test]
    fn d13_the_win_rate_is_won_against_ended_rounded_once_and_never_a_nought_for_nothing() {
        let won = |board| funnels(&board::parse(board), None, &at(&Device::new(1))).all.deals;
        assert_eq!(won("Negotiation: acme | Won: bolt cube | Lost: zen"), share(2, 3));
        let percent = |it: Share| it.percent().map(Percent::value);
        assert_eq!(percent(won("Negotiation: acme")), None);
        assert_eq!(
            [share(2, 3), share(1, 2), share(4_238, 6_711)].map(percent),
            [Some(67), Some(50), Some(63)]
        );
        // 63.495 %: rounded twice it would be 64.
        assert_eq!(percent(share(12_699, 20_000)), Some(63));
    }

    #[test]
    fn d15_leads_that_became_a_deal_are_a_share_of_those_that_came_and_won_deals_of_those_that_ended() {
        let (device, mut book, [web, fair]) = scene();
        let told = funnels(&book, None, &at(&device));
        assert_eq!(told.all, Funnel { leads: share(2, 4), deals: share(2, 3) });
        let april = Funnel { leads: share(1, 3), deals: share(1, 1) };
        let march = Funnel { leads: share(1, 1), deals: share(0, 0) };
        let may = Funnel { leads: share(0, 0), deals: share(0, 1) };
        assert_eq!(
            told.months,
            [(day("2026-05-01"), may), (day("2026-04-01"), april), (day("2026-03-01"), march)]
        );
        let of_web = Funnel { leads: share(1, 2), deals: share(1, 2) };
        let of_fair = Funnel { leads: share(1, 1), deals: share(1, 1) };
        let unknown = Funnel { leads: share(0, 1), deals: share(0, 0) };
        assert_eq!(told.sources, [(Some(web), of_web), (Some(fair), of_fair), (None, unknown)]);
        let since = funnels(&book, Some(day("2026-04-01")), &at(&device));
        assert_eq!(since.all, Funnel { leads: share(1, 3), deals: share(1, 2) }, "on no day is not since");
        let bo = book.table::<Lead>().live().find(|it| &*it.first_name == "Bo").expect("it is there").id;
        device.does(&mut book, Trash(vec![bo.into()]));
        assert_eq!(funnels(&book, None, &at(&device)).all.leads, share(2, 3));
        assert_eq!(funnels(&Book::new(), None, &at(&device)), Funnels::default());
    }

    #[test]
    fn d15_a_share_is_what_a_list_of_the_same_days_finds() {
        let (device, book, _) = scene();
        let at =
            Standpoint { midnight: |day| Timestamp(Day::midnight_utc(day).0 - 2 * 3_600_000), ..at(&device) };
        let told = funnels(&book, None, &at);
        for (month, funnel) in told.months {
            let created = Some(Days::Between(Some(month), last_of_month(month)));
            let leads = Filter { created, ..Filter::default() };
            let became = Filter { is: vec![Trait::BecameDeal], ..leads.clone() };
            let found = [&became, &leads].map(|it| count(&book, Kind::Lead, it, &at));
            assert_eq!(found, [funnel.leads.some, funnel.leads.all], "{month}");
            let ended = |what| Filter { close: created, is: vec![what], ..Filter::default() };
            let found = [Trait::Won, Trait::Lost].map(|it| count(&book, Kind::Deal, &ended(it), &at));
            assert_eq!(found[0], funnel.deals.some, "{month}");
            assert_eq!(found[0] + found[1], funnel.deals.all, "{month}");
        }
    }

    #[test]
    fn d15_a_share_is_rounded_once_and_of_none_is_none() {
        assert_eq!(share(0, 0).percent(), None);
        assert_eq!(share(1, 3).percent().map(Percent::value), Some(33));
        assert_eq!(share(2, 3).percent().map(Percent::value), Some(67));
        assert_eq!(share(7, 7).percent(), Some(Percent::ALL));
    }
}
