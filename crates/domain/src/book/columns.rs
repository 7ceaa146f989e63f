//! The columns of every board: which deals stand where, in order, and what they are worth.

use super::{IdMap, IdSet, apply::Shift};
use crate::{
    order,
    record::{Deal, Ending, Pipeline, Record, Stage},
    row::Stamped,
    value::{Currency, Elements, Id, Percent, Rank},
};
use std::{collections::BTreeSet, ops::Range, sync::Arc};

/// Where a board shows a deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In an open stage.
    Open(Id<Stage>),
    /// Among the won deals of a pipeline.
    Won(Id<Pipeline>),
    /// Among the lost deals of a pipeline.
    Lost(Id<Pipeline>),
}

impl Place {
    /// Where a deal stands whose stage belongs to this pipeline. A stage that is not known belongs to none.
    pub(super) fn of(deal: &Deal, pipeline: Option<Id<Pipeline>>) -> Place {
        let pipeline = pipeline.unwrap_or(Id::NONE);
        match deal.outcome.as_ref().map(|it| it.ending) {
            None => Place::Open(deal.stage),
            Some(Ending::Won) => Place::Won(pipeline),
            Some(Ending::Lost) => Place::Lost(pipeline),
        }
    }
}

/// Deals in order of rank and id, without those in the trash.
///
/// A sorted `Vec` and no tree: the k-th card is an index, and a move shifts a few bytes per card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    order: Vec<(Rank, Id<Deal>)>,
    worth: Elements<Currency, Sum>,
}

/// Sums in minor units. 128 bits, so that they are exact whatever is in the column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    count: u32,
    /// Of deals that are as likely as their stage.
    as_stage: i128,
    /// Of deals with a probability of their own: the amounts, and the amounts times percent.
    own: i128,
    own_by_percent: i128,
}

/// What the deals of a column are worth in one currency, in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    /// The currency.
    pub currency: Currency,
    /// The sum.
    pub sum: i128,
    /// The sum of amount times probability, rounded towards nought at the end and not before.
    pub weighted: i128,
}

/// What deals are worth in one currency, not rounded yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Exact {
    /// How many they are.
    pub(crate) deals: usize,
    /// What they are worth, in minor units.
    pub(crate) sum: i128,
    /// Amounts times percent.
    pub(crate) percents: i128,
}

impl Exact {
    /// Adds what others are worth.
    pub(crate) fn add(&mut self, other: Exact) {
        self.deals += other.deals;
        self.sum += other.sum;
        self.percents += other.percents;
    }

    /// The sum of amount times probability, rounded as a column rounds it.
    pub(crate) fn weighted(self) -> i128 {
        self.percents / 100
    }

    /// What they are worth, told.
    pub(crate) fn rounded(self, currency: Currency) -> Worth {
        Worth { currency, sum: self.sum, weighted: self.weighted() }
    }
}

impl Column {
    /// How many deals stand in it.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether none does.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The deals from one place to another, in order; places beyond the end are left out.
    pub fn slice(&self, places: Range<usize>) -> impl Iterator<Item = Id<Deal>> {
        let end = places.end.min(self.order.len());
        self.order[places.start.min(end)..end].iter().map(|it| it.1)
    }

    /// Every deal, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = Id<Deal>> {
        self.order.iter().map(|it| it.1)
    }

    /// Ranks and deals, in order.
    pub(crate) fn order(&self) -> &[(Rank, Id<Deal>)] {
        &self.order
    }

    /// The place of a deal that stands here.
    pub fn position(&self, deal: &Deal) -> Option<usize> {
        self.order.binary_search_by(|it| (&it.0, it.1).cmp(&(&deal.rank, deal.id))).ok()
    }

    /// What its deals are worth where a deal is as likely to be won as `stage` says, by currency.
    pub fn worth(&self, stage: Percent) -> Vec<Worth> {
        self.exact_worth(stage).map(|(currency, it)| it.rounded(currency)).collect()
    }

    /// As [`Column::worth`], before it is rounded: what is added up over columns is rounded once.
    pub(crate) fn exact_worth(&self, stage: Percent) -> impl Iterator<Item = (Currency, Exact)> {
        self.worth.iter().map(move |(currency, sum)| {
            let percents = sum.as_stage * i128::from(stage.value()) + sum.own_by_percent;
            (*currency, Exact { deals: sum.count as usize, sum: sum.as_stage + sum.own, percents })
        })
    }

    /// Those of its deals only that are kept, which must be what the Book has of them.
    pub(crate) fn sifted<'a>(&self, mut kept: impl FnMut(Id<Deal>) -> Option<&'a Deal>) -> Column {
        let mut sifted = Column::default();
        for (rank, id) in &self.order {
            if let Some(deal) = kept(*id) {
                sifted.order.push((rank.clone(), *id));
                sifted.add(deal, 1);
            }
        }
        sifted
    }

    fn add(&mut self, deal: &Deal, sign: i128) {
        let Some(value) = deal.value else { return };
        let mut sum = self.worth.get(&value.currency()).copied().unwrap_or_default();
        let amount = i128::from(value.minor()) * sign;
        match deal.probability.filter(|_| deal.is_open()) {
            None => sum.as_stage += amount,
            Some(own) => {
                sum.own += amount;
                sum.own_by_percent += amount * i128::from(own.value());
            }
        }
        sum.count = if sign > 0 { sum.count + 1 } else { sum.count - 1 };
        if sum.count == 0 {
            self.worth.remove(&value.currency());
        } else {
            self.worth.insert(value.currency(), sum);
        }
    }
}

/// All columns.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    by_place: IdMap<Place, Column>,
    none: Column,
}

impl PartialEq for Columns {
    /// A column that was emptied is as one that never was.
    fn eq(&self, other: &Columns) -> bool {
        let holds = |this: &Columns, that: &Columns| {
            let mut same = true;
            this.each(|place, column| same &= column == that.get(place));
            same
        };
        holds(self, other) && holds(other, self)
    }
}

impl Columns {
    /// The deals in a place.
    pub fn get(&self, place: Place) -> &Column {
        self.by_place.get(&place).unwrap_or(&self.none)
    }

    /// Every place that holds deals, in order.
    pub fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        self.each(|place, column| {
            if !column.is_empty() {
                places.push(place);
            }
        });
        order::sort_by_key(&mut places, |it| *it);
        places
    }

    #[expect(
        clippy::iter_over_hash_type,
        reason = "callers sort, or ask only whether something holds for all"
    )]
    fn each(&self, mut tell: impl FnMut(Place, &Column)) {
        for (place, column) in &self.by_place {
            tell(*place, column);
        }
    }

    pub(super) fn push(&mut self, deal: &Stamped<Deal>, place: Place) {
        if !deal.common().is_trashed() {
            let column = self.by_place.entry(place).or_default();
            column.order.push((deal.rank.clone(), deal.id));
            column.add(deal, 1);
        }
    }

    #[expect(clippy::iter_over_hash_type, reason = "each is sorted by itself")]
    pub(super) fn sort(&mut self) {
        for column in self.by_place.values_mut() {
            column.order.sort_unstable();
        }
    }

    /// Takes cards out and puts others in.
    pub(super) fn shift(&mut self, cards: Shift<(&Arc<Stamped<Deal>>, Place)>) {
        if cards.is_small() {
            cards.gone.into_iter().for_each(|(deal, place)| self.remove(deal, place));
            cards.come.into_iter().for_each(|(deal, place)| self.insert(deal, place));
            return;
        }
        let places: BTreeSet<Place> = cards.gone.iter().chain(&cards.come).map(|it| it.1).collect();
        let gone: IdSet<Id<Deal>> = cards.gone.iter().map(|it| it.0.id).collect();
        for (deal, place) in cards.gone {
            self.column(place).add(deal, -1);
        }
        for place in &places {
            self.column(*place).order.retain(|it| !gone.contains(&it.1));
        }
        for (deal, place) in cards.come {
            self.push(deal, place);
        }
        for place in places {
            // What stood in it is in order already, which this kind of sort makes use of.
            self.column(place).order.sort();
        }
    }

    /// Puts another version of a card in its place.
    pub(super) fn replace(&mut self, before: &Deal, after: &Deal, place: Place) {
        let column = self.column(place);
        column.add(before, -1);
        column.add(after, 1);
    }

    fn column(&mut self, place: Place) -> &mut Column {
        self.by_place.entry(place).or_default()
    }

    fn insert(&mut self, deal: &Deal, place: Place) {
        let column = self.column(place);
        let key = (deal.rank.clone(), deal.id);
        if let Err(at) = column.order.binary_search(&key) {
            column.order.insert(at, key);
            column.add(deal, 1);
        }
    }

    fn remove(&mut self, deal: &Deal, place: Place) {
        let column = self.column(place);
        if let Some(at) = column.position(deal) {
            column.order.remove(at);
            column.add(deal, -1);
        }
    }
}
