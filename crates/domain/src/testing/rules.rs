//! The rules that hold of a Book which only commands have written (`docs/spec.md`).

use crate::{
    book::{Book, Place, Worth},
    command::mentions,
    query,
    record::{Company, Deal, Ending, Lead, Pipeline, Stage, StageKind, StatusKind, Tag, Task},
    row::{Key, Row},
    value::{Currency, Percent, Timestamp, fold},
};
use std::collections::{BTreeMap, BTreeSet};

/// The rules that are broken, each with where.
pub fn broken_rules(book: &Book, now: Timestamp) -> Vec<String> {
    let mut broken = Broken { book, found: Vec::new() };
    broken.unless(book.is_sound(), "X2", "an index is not as one built from scratch");
    broken.leads();
    broken.deals();
    broken.pipelines();
    broken.links(now);
    broken.parents();
    broken.tags();
    broken.found
}

struct Broken<'a> {
    book: &'a Book,
    found: Vec<String>,
}

impl Broken<'_> {
    fn unless(&mut self, holds: bool, rule: &str, place: impl std::fmt::Display) {
        if !holds {
            self.found.push(format!("{rule}: {place}"));
        }
    }

    fn leads(&mut self) {
        let book = self.book;
        for lead in book.table::<Lead>().iter() {
            let names = [&lead.first_name, &lead.last_name, &lead.company_name];
            let is_someone = names.iter().any(|it| !it.trim().is_empty());
            let is_reached = !lead.emails.is_empty() || !lead.phones.is_empty();
            self.unless(is_someone || is_reached, "L1", lead.id);
            let is_converted = query::status_kind(book, lead) == StatusKind::Converted;
            self.unless(is_converted == lead.converted.is_some(), "L2", lead.id);
            if query::status_kind(book, lead) == StatusKind::Disqualified {
                let reason = lead.status.reason.and_then(|it| book.get(it));
                self.unless(reason.is_some(), "L3", lead.id);
            }
            let last = lead.statuses.values().max_by_key(|it| it.at).map(|it| it.status);
            self.unless(last == Some(lead.status.status), "L5", lead.id);
        }
    }

    fn deals(&mut self) {
        let book = self.book;
        for deal in book.table::<Deal>().iter() {
            let stage = book.get(deal.stage);
            self.unless(stage.is_some_and(|it| it.kind == StageKind::Open), "D1", deal.id);
            self.unless(!deal.is_alone(), "D4", deal.id);
            let ending = deal.outcome.as_ref().map(|it| it.ending);
            let pipeline = stage.map(|it| it.pipeline).unwrap_or_default();
            let place = match ending {
                None => Place::Open(deal.stage),
                Some(Ending::Won) => Place::Won(pipeline),
                Some(Ending::Lost) => Place::Lost(pipeline),
            };
            let stands = book.columns().get(place).position(deal).is_some();
            self.unless(stands != deal.common.is_trashed(), "D5", deal.id);
            let probability = match ending {
                Some(Ending::Won) => Percent::ALL,
                Some(Ending::Lost) => Percent::NONE,
                None => deal.probability.or(stage.map(|it| it.probability)).unwrap_or_default(),
            };
            self.unless(query::probability(book, deal) == probability, "D6", deal.id);
            if let Some(Outcome { ending: Ending::Lost, reason }) = ended(deal) {
                self.unless(reason, "D9", deal.id);
            }
            let last = deal.stages.values().max_by_key(|it| it.at).map(|it| it.stage);
            self.unless(last == query::shown_stage(book, deal), "D7", deal.id);
        }
        self.sums();
    }

    /// D8 and D10: cards in order of rank and id, and sums that never mix currencies.
    fn sums(&mut self) {
        let book = self.book;
        for place in book.columns().places() {
            let column = book.columns().get(place);
            let deals: Vec<_> = column.ids().filter_map(|it| book.get(it)).collect();
            let in_order = deals.windows(2).all(|it| (&it[0].rank, it[0].id) < (&it[1].rank, it[1].id));
            self.unless(in_order && deals.len() == column.len(), "D8", format!("{place:?}"));
            let stage = Percent::clipped(35);
            let mut sums: BTreeMap<Currency, (i128, i128)> = BTreeMap::new();
            for (deal, value) in deals.iter().filter_map(|it| it.value.map(|value| (it, value))) {
                let own = deal.probability.filter(|_| deal.is_open()).unwrap_or(stage);
                let sum = sums.entry(value.currency()).or_default();
                sum.0 += i128::from(value.minor());
                sum.1 += i128::from(value.minor()) * i128::from(own.value());
            }
            let worth =
                |(currency, (sum, by)): (Currency, (i128, i128))| Worth { currency, sum, weighted: by / 100 };
            let worth: Vec<Worth> = sums.into_iter().map(worth).collect();
            self.unless(column.worth(stage) == worth, "D10", format!("{place:?}"));
        }
    }

    fn pipelines(&mut self) {
        for pipeline in self.book.table::<Pipeline>().iter() {
            let stages = query::stages(self.book, pipeline.id);
            let count = |kind| stages.iter().filter(|it| it.kind == kind && !it.archived).count();
            let is_whole =
                count(StageKind::Won) == 1 && count(StageKind::Lost) == 1 && count(StageKind::Open) > 0;
            self.unless(is_whole, "D2", pipeline.id);
        }
        let lost = self.book.table::<Stage>().iter().find(|it| it.common.is_trashed());
        self.unless(lost.is_none(), "D3", "a stage lies in the trash");
    }

    fn links(&mut self, now: Timestamp) {
        for row in self.book.rows() {
            for id in mentions(&row) {
                self.unless(
                    self.book.row(&Key::Record(id)).is_some_and(|it| !matches!(it, Row::Purged(..))),
                    "X1",
                    format!("{} names {id}", row.key()),
                );
            }
            let made = row.common().map(|it| it.created).unwrap_or_default();
            self.unless(made <= now, "T2", row.key());
        }
        self.steps();
    }

    /// G2: no two tags that are offered are called the same.
    fn tags(&mut self) {
        let mut names = BTreeSet::new();
        for tag in self.book.table::<Tag>().live() {
            self.unless(names.insert(fold(tag.name.trim())), "G2", tag.id);
        }
    }

    /// X8: no company is part of itself, however many stand between.
    fn parents(&mut self) {
        let book = self.book;
        for company in book.table::<Company>().iter() {
            let is_circle = company.parent.is_some_and(|it| query::is_part_of(book, it, company.id));
            self.unless(!is_circle, "X8", company.id);
        }
    }

    /// T3: the next step is the one written by hand, else the earliest open task.
    fn steps(&mut self) {
        let book = self.book;
        for lead in book.table::<Lead>().iter().filter(|it| it.next_step.is_none()) {
            let open = book.table::<Task>().live().filter(|it| it.about.is_some_and(|it| it == lead.id));
            let open = open.filter(|it| it.done.is_none());
            let first = open.min_by_key(|it| (it.due.is_none(), it.due, it.id)).map(|it| it.id);
            let step = query::next_step(book, lead.id.into());
            self.unless(step.and_then(|it| it.task) == first, "T3", lead.id);
        }
    }
}

struct Outcome {
    ending: Ending,
    reason: bool,
}

fn ended(deal: &Deal) -> Option<Outcome> {
    deal.outcome.as_ref().map(|it| Outcome { ending: it.ending, reason: it.reason.is_some() })
}
