//! How far a large entry is on its way into the database, and whether it is still wanted.

use super::{fault::Failure, transaction::Transaction};
use crate::{Course, StoreError, Unasked};
use std::cell::Cell;

/// The pace at which a transaction is filled: after a few pages, or edits, the page has its turn and the course is asked.
pub(super) struct Pace<'a> {
    course: &'a dyn Course,
    done: Cell<usize>,
    of: usize,
}

impl Pace<'static> {
    /// That of what nobody is asked about.
    pub(super) fn unasked() -> Pace<'static> {
        Pace::new(&Unasked, 0)
    }
}

impl Pace<'_> {
    /// That of so many steps.
    pub(super) fn new(course: &dyn Course, of: usize) -> Pace<'_> {
        Pace { course, done: Cell::new(0), of }
    }

    /// So many more steps are done.
    pub(super) fn step(&self, steps: usize) {
        self.done.set(self.done.get() + steps);
    }

    /// Lets other tasks go before the next piece of work, and asks whether there is to be one.
    pub(super) async fn breathe(&self, tx: &Transaction) -> Result<(), Failure> {
        tx.breathe().await?;
        // That all is done is said by the last question.
        self.ask(self.done.get().min(self.of.saturating_sub(1)))
    }

    /// Asks for the last time, when the database has done all that was asked of it. Until then a no costs nothing.
    pub(super) async fn last(&self, tx: &Transaction) -> Result<(), Failure> {
        tx.catch_up().await?;
        self.ask(self.of)
    }

    fn ask(&self, done: usize) -> Result<(), Failure> {
        if self.course.goes_on(done, self.of) { Ok(()) } else { Err(StoreError::Cancelled.into()) }
    }
}
