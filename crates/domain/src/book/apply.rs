//! Making a change part of the Book.
//!
//! What a change does to the tables is done record by record. What it does to the indexes is gathered first, because a
//! column or a list of links from which a thousand records go is gone through once and not a thousand times.

use super::{Book, Misfit, Place};
use crate::{
    change::{Change, Edit},
    record::{Deal, Stage},
    row::{Key, Row, Stamped},
};
use std::sync::Arc;

/// What leaves an index, and what comes into it.
pub(super) struct Shift<T> {
    pub(super) gone: Vec<T>,
    pub(super) come: Vec<T>,
}

impl<T> Shift<T> {
    fn none() -> Shift<T> {
        Shift { gone: Vec::new(), come: Vec::new() }
    }

    /// Whether an index is changed sooner record by record.
    pub(super) fn is_small(&self) -> bool {
        self.gone.len() + self.come.len() <= 16
    }
}

impl Book {
    /// Does what a change says, or refuses it whole (C4).
    pub fn apply(&mut self, change: &Change) -> Result<(), Misfit> {
        let edits = change.edits();
        edits.iter().try_for_each(|it| self.fits(it))?;
        if edits.iter().any(moves_stage) {
            self.keep(edits);
            self.finish(); // Deals may stand in another board's column now.
            return Ok(());
        }
        let mut links = Shift::none();
        let mut cards = Shift::none();
        for Edit { before, after } in edits {
            if !have_same_links(before.as_ref(), after.as_ref()) {
                links.gone.extend(before);
                links.come.extend(after);
            }
            let [gone, come] = [before, after].map(|it| self.card(it.as_ref()));
            match (gone, come) {
                (Some((gone, from)), Some((come, to))) if from == to && gone.rank == come.rank => {
                    self.columns.replace(gone, come, to);
                }
                (gone, come) => {
                    cards.gone.extend(gone);
                    cards.come.extend(come);
                }
            }
        }
        self.columns.shift(cards);
        self.links.shift(links);
        self.keep(edits);
        Ok(())
    }

    /// Refuses an edit of a record that is not as the edit expects it to be.
    fn fits(&self, Edit { before, after }: &Edit) -> Result<(), Misfit> {
        let keys = [before, after].map(|it| it.as_ref().map(Row::key));
        let is_one = keys[0] == keys[1];
        let fits = |key: &Key| self.row(key).as_ref() == before.as_ref();
        let misfit = keys.into_iter().flatten().take(if is_one { 1 } else { 2 }).find(|it| !fits(it));
        misfit.map_or(Ok(()), |it| Err(Misfit(it)))
    }

    /// Changes the tables.
    fn keep(&mut self, edits: &[Edit]) {
        for Edit { before, after } in edits {
            match (before, after) {
                // A row of the same kind takes its place by itself.
                (Some(before), Some(after)) if before.is_like(after) => {}
                (Some(before), _) => self.take(before),
                (None, _) => {}
            }
            if let Some(after) = after {
                self.put(after);
                self.see(after);
            }
        }
    }

    /// The deal that a row is, and where a board shows it; none if none does.
    fn card<'a>(&self, row: Option<&'a Row>) -> Option<(&'a Arc<Stamped<Deal>>, Place)> {
        let deal = row?.get::<Deal>().filter(|it| !it.common.is_trashed())?;
        Some((deal, self.place(deal)))
    }
}

fn have_same_links(before: Option<&Row>, after: Option<&Row>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let told = |row: &Row| {
        let mut links = Vec::new();
        row.links(&mut |it| links.push(it));
        links
    };
    before.is_trashed() == after.is_trashed() && told(before) == told(after)
}

/// Whether an edit gives a stage to another pipeline, or brings or takes one away.
fn moves_stage(edit: &Edit) -> bool {
    let pipeline = |row: &Option<Row>| row.as_ref().and_then(Row::get::<Stage>).map(|it| it.pipeline);
    pipeline(&edit.before) != pipeline(&edit.after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        change::Stamping,
        defaults, query,
        record::{Company, Member, Record},
        testing::Device,
        value::{Id, Rank},
    };

    #[test]
    fn x2_what_comes_goes_and_moves_at_once_is_indexed_as_what_does_one_after_the_other() {
        let device = Device::new(1);
        let stages = query::stages(&Book::new(), defaults::SALES);
        let companies: Vec<Id<Company>> = (0..5).map(|_| device.id()).collect();
        let ranks = Rank::spread(None, None, 100).expect("there is room");
        let card = |nth: usize| -> Deal {
            let mut deal = Deal {
                stage: stages[nth % 3].id,
                rank: ranks[nth * 37 % 100].clone(),
                value: crate::value::Money::new(
                    100 + i64::try_from(nth).unwrap_or_default(),
                    "EUR".parse().expect("a currency"),
                ),
                ..Deal::blank(device.id())
            };
            deal.companies.insert(companies[nth % 5], Member);
            deal
        };
        let mut book = Book::new();
        let births = |from: usize, to: usize| {
            let edits = (from..to).map(|nth| Edit { before: None, after: Some(card(nth).into()) });
            Change::new(edits, Stamping::Fresh)
        };
        book.apply(&births(0, 60)).expect("they are new");
        assert!(book.is_sound());
        let edit = |(nth, deal): (usize, &Arc<Stamped<Deal>>)| {
            let mut after = deal.record().clone();
            match nth % 6 {
                0 => return Edit { before: Some(deal.clone().into()), after: None },
                1 => after.stage = stages[0].id,
                2 => after.rank = ranks[nth].clone(),
                3 => after.value = None,
                4 => after.companies.insert(companies[0], Member),
                _ => after.common.trashed = Some(crate::record::Trashed { at: device.now(), by: None }),
            }
            Edit { before: Some(deal.clone().into()), after: Some(Arc::new(deal.with(after)).into()) }
        };
        let edits: Vec<Edit> = book.table::<Deal>().iter().enumerate().map(edit).collect();
        let change = Change::new(edits, Stamping::Fresh).and(births(60, 100));
        let mut one_by_one = book.clone();
        for edit in change.edits() {
            let change = Change::new([edit.clone()], Stamping::Fresh);
            one_by_one.apply(&change).expect("each fits by itself");
        }
        book.apply(&change).expect("it fits");
        assert!(book.is_sound() && one_by_one.is_sound());
        assert_eq!((&book.columns, &book.links), (&one_by_one.columns, &one_by_one.links));
        book.apply(&change.inverse()).expect("it fits the other way round");
        assert!(book.is_sound());
    }
}
