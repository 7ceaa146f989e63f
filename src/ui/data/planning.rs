//! Planning an import in slices: the page goes on answering, shows how far it is, and a change of mind begins anew.

use super::{intake::Opened, numbers::everything};
use crate::{
    platform::{
        clock, device, ids,
        task::{self, Slice},
    },
    ui::{front::use_desk, record::facts::usual_currency},
};
use desk::Desk;
use domain::{
    book::Book,
    import::{Circumstances, Mapping, Planned, Planner, Table, Target},
};
use leptos::prelude::*;
use std::sync::Arc;

/// A table, how it is read, and what would come of it.
#[derive(Clone, Copy)]
pub struct Work {
    /// The way to the Book.
    pub desk: Desk,
    opened: StoredValue<Arc<Opened>>,
    /// How it is read.
    pub mapping: RwSignal<Mapping>,
    /// Whether its first row holds headings.
    pub has_headings: RwSignal<bool>,
    /// Nothing while it is being planned.
    pub planned: RwSignal<Option<Arc<Planned>>>,
    /// How many steps are taken, and how many there are.
    pub progress: RwSignal<(usize, usize)>,
    turn: StoredValue<u32>,
}

impl Work {
    /// Guesses what a table means, and plans. Plans anew whenever the reader corrects something or the Book changes.
    pub fn new(opened: Arc<Opened>) -> Work {
        let desk = use_desk();
        let mapping = opened.read(|table| {
            desk.peek(|book| Mapping::guess(table, Target::guess(table), book, usual_currency(book)))
        });
        let has_headings = opened.read(Table::has_headings);
        let work = Work {
            desk,
            opened: StoredValue::new(opened),
            mapping: RwSignal::new(mapping),
            has_headings: RwSignal::new(has_headings),
            planned: RwSignal::new(None),
            progress: RwSignal::new((0, 1)),
            turn: StoredValue::new(0),
        };
        Effect::new(move |_| {
            work.mapping.track();
            desk.read(&everything(), |_| ());
            let turn = work.turn.try_update_value(|it| {
                *it += 1;
                *it
            });
            task::run(async move { work.plan(turn).await });
        });
        work
    }

    /// The table.
    pub fn opened(self) -> Arc<Opened> {
        self.opened.get_value()
    }

    /// Says what the rows are; everything is guessed anew.
    pub fn set_target(self, target: Target) {
        let guess =
            |table: &_| self.desk.peek(|book| Mapping::guess(table, target, book, usual_currency(book)));
        self.take(self.opened().read(guess));
    }

    /// Takes another mapping. What was planned by the last one is not to be imported any more, also while the next waits.
    fn take(self, mapping: Mapping) {
        self.planned.set(None);
        self.mapping.set(mapping);
    }

    /// Whether a plan is still the one.
    pub fn stands_by(self, planned: &Arc<Planned>) -> bool {
        self.planned.with_untracked(|it| it.as_ref().is_some_and(|it| Arc::ptr_eq(it, planned)))
    }

    /// Says whether the first row holds headings; everything is guessed anew.
    pub fn set_headings(self, has_headings: bool) {
        self.opened().set_headings(has_headings);
        self.has_headings.set(has_headings);
        self.set_target(self.mapping.with_untracked(|it| it.target));
    }

    /// Corrects the mapping.
    pub fn correct(self, change: impl FnOnce(&mut Mapping, &Table, &Book)) {
        let mut mapping = self.mapping.get_untracked();
        self.opened().read(|table| self.desk.peek(|book| change(&mut mapping, table, book)));
        self.take(mapping);
    }

    async fn plan(self, turn: Option<u32>) {
        let is_wanted = move || turn.is_some() && self.turn.try_get_value() == turn;
        // Whoever corrects one thing often corrects another.
        task::wait(60).await;
        if !is_wanted() {
            return;
        }
        self.planned.set(None);
        let (opened, mapping) = (self.opened(), self.mapping.get_untracked());
        let me = device::me();
        let by = self.desk.peek(|book| book.live(me).is_some()).then_some(me);
        let circumstances = Circumstances { file: &opened.file, now: clock::now(), by, fresh: &ids::fresh };
        let mut planner =
            opened.read(|table| self.desk.peek(|book| Planner::new(book, table, mapping, circumstances)));
        let is_planned = loop {
            let is_done = opened.read(|table| self.desk.peek(|book| slice(&mut planner, table, book)));
            self.progress.try_set(planner.progress());
            task::breathe().await;
            if is_done || !is_wanted() {
                break is_done && is_wanted();
            }
        };
        if is_planned {
            let plan = opened.read(|table| self.desk.peek(|book| planner.finish(book, table)));
            self.planned.set(Some(Arc::new(plan)));
        }
        let mut leftovers = planner.leftovers();
        loop {
            task::breathe().await;
            if leftovers.by_ref().take(LEFTOVERS).count() < LEFTOVERS {
                return;
            }
        }
    }
}

/// So many of what is left of a plan are freed at once.
const LEFTOVERS: usize = 10_000;

/// Plans for as long as a slice may take. Answers whether all is planned.
fn slice(planner: &mut Planner<'_>, table: &Table, book: &Book) -> bool {
    const STEPS: usize = 8;
    task::slice(Slice::Awaited, || planner.advance(table, STEPS) && planner.gather(book))
}
