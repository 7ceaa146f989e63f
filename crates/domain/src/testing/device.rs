//! A device without a clock and without chance.

use crate::{
    book::Book,
    command::{Add, Command, Context, decide},
    entry::{Entry, Revision},
    record::Rep,
    refusal::Refusal,
    row::Unrow,
    value::{Day, Id, Node, Stamp, Timestamp},
    wire::Journaled,
};
use std::{cell::Cell, sync::Arc};
use uuid::Uuid;

/// One copy of the data. Each time it is asked for the time a second has passed, and its ids count up.
#[derive(Debug)]
pub struct Device {
    number: u32,
    now: Cell<i64>,
    made: Cell<u64>,
    /// The newest stamp that has left it in a backup.
    pub exported: Cell<Stamp>,
}

impl Device {
    /// The device with this number. Its clock begins on 2026-11-21 at noon.
    pub fn new(number: u32) -> Device {
        let noon = 1_795_262_400_000;
        Device { number, now: Cell::new(noon), made: Cell::new(0), exported: Cell::new(Stamp::ZERO) }
    }

    /// The moment, without a second passing.
    pub fn now(&self) -> Timestamp {
        Timestamp(self.now.get())
    }

    /// Lets so many milliseconds pass, or puts the clock back.
    pub fn wait(&self, millis: i64) {
        self.now.set(self.now.get() + millis);
    }

    /// The rep that its user is.
    pub fn me(&self) -> Id<Rep> {
        Id::fixed(0x7000_8000_0000_0000_0000 | u128::from(self.number))
    }

    /// A UUID of version 7 that no other call gives.
    pub fn uuid(&self) -> Uuid {
        let made = self.made.get() + 1;
        self.made.set(made);
        let millis = u128::from(self.now.get().unsigned_abs());
        let tail = u128::from(self.number) << 32 | u128::from(made);
        Uuid::from_u128(millis << 80 | 0x7000_8000_0000_0000_0000 | tail)
    }

    /// A new id.
    pub fn id<T>(&self) -> Id<T> {
        Id::new(self.uuid())
    }

    /// Asks something that needs a context. A second passes.
    pub fn with<T>(&self, ask: impl FnOnce(&Context<'_>) -> T) -> T {
        self.wait(1_000);
        let now = self.now();
        let fresh = || self.uuid();
        ask(&Context {
            now,
            today: Day::of_utc(now),
            node: Node(self.number),
            revision: Revision::default(),
            tab: "tab".into(),
            me: self.me(),
            my_name: "Ana Roy".into(),
            exported: self.exported.get(),
            fresh: &fresh,
        })
    }

    /// Decides a command and leaves the Book as it is.
    pub fn decide(&self, book: &Book, command: impl Into<Command>) -> Result<Entry, Refusal> {
        let command = command.into();
        self.with(|ctx| decide(ctx, book, &command))
    }

    /// Does a command.
    ///
    /// # Panics
    ///
    /// If it is refused.
    #[track_caller]
    pub fn does(&self, book: &mut Book, command: impl Into<Command>) -> Entry {
        let command = command.into();
        let entry = self.decide(book, command.clone()).unwrap_or_else(|why| panic!("{command:?}: {why}"));
        book.apply(&entry.change).expect("what was decided on a Book fits it");
        entry
    }

    /// Adds a record.
    ///
    /// # Panics
    ///
    /// If it is refused.
    #[track_caller]
    pub fn adds<T: Unrow>(&self, book: &mut Book, build: impl FnOnce(&mut T)) -> Id<T> {
        let mut record = T::blank(self.id());
        build(&mut record);
        let id = record.id();
        self.does(book, Add::one(record));
        id
    }

    /// Takes back an entry that was done last, and checks that this gives the values of `before`.
    ///
    /// # Panics
    ///
    /// If it is refused, or if anything is left of it.
    #[track_caller]
    pub fn undoes(&self, book: &mut Book, entry: &Entry, before: &Book) {
        let undo = self.undo(book, entry).expect("nothing stands on it");
        book.apply(&undo.change).expect("what was decided on a Book fits it");
        assert_eq!(super::values(book), super::values(before), "after undo");
    }

    /// Decides to take back an entry, as the journal remembers it.
    pub fn undo(&self, book: &Book, entry: &Entry) -> Result<Entry, Refusal> {
        let entry = Arc::new(Journaled::from(entry));
        self.decide(book, crate::command::Revert { revision: Revision(1), entry })
    }
}
