//! The one writer.

use crate::{
    Desk, DeskError, History, Inbox, NoticeKind, Platform, State,
    handle::{Job, Outcome, STRETCH},
    progress::Steps,
};
use domain::{
    book::{Book, Misfit},
    change::{Change, Edit},
    command::{Adopt, Command, Parts, Revert, TakeBack, decide},
    entry::{Entry, Label, Revision},
    merge,
    row::{Key, Row},
    value::{Kind, Node},
};
use futures::{
    StreamExt,
    future::{Either, select},
    pin_mut,
};
use reactive_graph::traits::{Set, Update};
use std::sync::Arc;
use storage::{Batch, Course, LARGE, Store, StoreError, Unasked};

/// How often a command is decided anew because another tab was first. Each time means that someone got on.
const MAX_ATTEMPTS: usize = 32;
/// So many records are decided before the page has its turn: a few milliseconds of work.
const AT_ONCE: usize = 250;
/// What takes long is read so far when the entry is read that is to be taken back, in percent; decided so far when it is all
/// decided; and written so far when it is written.
const READ: usize = 15;
const DECIDED: usize = 30;
const WRITTEN: usize = 90;
/// How far back this tab's undo reaches.
const REMEMBERED: usize = 200;

/// The name of the text that is kept and forgotten again to see whether the store works.
const PROBE: &str = "probe";

/// Serves the queue of a desk: decides, has it written, and makes it known.
pub struct Clerk<S, P> {
    desk: Desk,
    inbox: Inbox,
    store: S,
    platform: P,
    revision: Revision,
    node: Node,
    /// There may be pages to fold.
    is_untidy: bool,
}

impl<S: Store, P: Platform> Clerk<S, P> {
    /// Begins with nothing, in a store that was made just now.
    pub fn begin(desk: Desk, inbox: Inbox, store: S, platform: P, node: Node) -> Clerk<S, P> {
        desk.state.set(State::Ready);
        Clerk { desk, inbox, store, platform, revision: Revision::default(), node, is_untidy: true }
    }

    /// Loads the Book. Bells that ring meanwhile wait in the queue.
    pub async fn open(desk: Desk, inbox: Inbox, store: S, platform: P) -> Result<Clerk<S, P>, StoreError> {
        let (revision, node) = (Revision::default(), Node::default());
        let mut clerk = Clerk { desk, inbox, store, platform, revision, node, is_untidy: true };
        match clerk.load().await {
            Ok(()) => desk.state.set(State::Ready),
            Err(error) => {
                desk.state.set(State::Closed(error.clone()));
                return Err(error);
            }
        }
        Ok(clerk)
    }

    /// Where the journal stands.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Serves the queue until the last handle is gone.
    pub async fn run(mut self) {
        loop {
            if let Some(job) = self.next().await {
                self.serve(job).await;
            } else if self.is_untidy {
                self.tidy().await;
            } else {
                return;
            }
        }
    }

    /// The next job; nothing if the page has free time first, or if there will be no more.
    async fn next(&mut self) -> Option<Job> {
        if !self.is_untidy {
            return self.inbox.0.next().await;
        }
        let idle = self.platform.idle();
        pin_mut!(idle);
        match select(self.inbox.0.next(), idle).await {
            Either::Left((Some(job), _)) => Some(job),
            Either::Left((None, _)) => {
                self.is_untidy = false; // Nobody is left to tidy up for.
                None
            }
            Either::Right(_) => None,
        }
    }

    async fn serve(&mut self, job: Job) {
        let (outcome, reply) = match job {
            Job::Heard(revision) if revision <= self.revision => return,
            Job::Heard(_) | Job::LookAgain => {
                if let Err(error) = self.catch_up().await {
                    self.desk.fault.set(Some(error));
                }
                return;
            }
            Job::Look { of, before, limit, reply } => {
                // The asker may have left the room.
                drop(reply.send(self.store.history(of, before, limit).await));
                return;
            }
            Job::Keep => return self.keep_drafts().await,
            Job::Check => {
                let found = self.check().await;
                return self.desk.fault.set(found.err());
            }
            Job::WriteBack { label, reply } => (self.write_back(label).await, Some(reply)),
            Job::TakeBack { revision, of, reply } => (self.take_back(revision, of).await, Some(reply)),
            Job::Do { command, reply } => {
                let (long, what) = (self.desk.long, || command.label());
                (self.carry_out(&command, &long.course(&what), 0).await, reply)
            }
            Job::Undo { revision } => (self.undo(revision).await, None),
            Job::Redo => (self.redo().await, None),
        };
        self.desk.pending.update(|it| *it -= 1);
        // An error is met once: by whoever waits for the answer, else by the user at large.
        match (reply, outcome) {
            (Some(reply), outcome) => drop(reply.send(outcome)), // The asker may have left the room.
            (None, Err(error)) => self.desk.report(error),
            (None, Ok(_)) => {}
        }
    }

    /// Decides a command and has it written; again if another tab was first. Until it is written it can be called off.
    /// So much of all that takes long is done, in percent.
    async fn carry_out(&mut self, command: &Command, steps: &Steps<'_, Label>, done: usize) -> Outcome {
        for _ in 0..MAX_ATTEMPTS {
            steps.within(done, DECIDED);
            let entry = self.decide(command, steps).await?;
            if entry.change.is_empty() {
                return Ok(None);
            }
            steps.within(DECIDED, WRITTEN);
            if entry.change.len() <= LARGE && !steps.last() {
                return Err(DeskError::Cancelled);
            }
            let written = {
                let book = self.desk.hold();
                self.store.commit(self.revision, &entry, &book, steps).await
            };
            match written {
                Ok(revision) => {
                    self.publish(revision, &entry, steps).await?;
                    steps.end();
                    self.let_go(entry.change).await;
                    return Ok(Some(revision));
                }
                Err(StoreError::Conflict) => self.catch_up().await?,
                Err(StoreError::Cancelled) => {
                    self.let_go(entry.change).await;
                    return Err(DeskError::Cancelled);
                }
                Err(error) => {
                    self.desk.fault.set(Some(error.clone()));
                    return Err(error.into());
                }
            }
        }
        Err(DeskError::Busy)
    }

    /// Decides a command; one on thousands of records in parts, between which the page has its turn. The Book stays as it
    /// is meanwhile, because only the clerk changes it.
    async fn decide(&self, command: &Command, steps: &Steps<'_, Label>) -> Result<Entry, DeskError> {
        let context = self.platform.context(self.node, self.revision);
        let Some(parts) = self.desk.peek(|book| Parts::of(command, book, AT_ONCE)) else {
            return Ok(self.desk.peek(|book| decide(&context, book, command))?);
        };
        let mut outcomes = Vec::with_capacity(parts.count());
        for nth in 0..parts.count() {
            self.platform.breathe().await;
            if !steps.goes_on(nth, parts.count()) {
                while outcomes.pop().is_some() {
                    self.platform.breathe().await;
                }
                return Err(DeskError::Cancelled);
            }
            outcomes.push(self.desk.peek(|book| parts.decide(nth, &context, book)));
        }
        self.platform.breathe().await;
        let entry = parts.join(outcomes)?;
        self.platform.breathe().await;
        Ok(self.desk.peek(|book| parts.settle(book, entry))?)
    }

    async fn publish(
        &mut self,
        revision: Revision,
        entry: &Entry,
        steps: &Steps<'_, Label>,
    ) -> Result<(), StoreError> {
        self.revision = revision;
        steps.within(WRITTEN, 100);
        let tell = |done| steps.tell(done, entry.change.len());
        if self.take_in(&entry.change, tell).await.is_err() {
            // It was decided on this very Book, so this cannot be; if it is, what is stored is right.
            self.load().await?;
        }
        self.desk.history.update(|it| it.add(revision, &entry.head));
        self.settle(revision, entry);
        // Whoever writes for the first time becomes a rep in the same step, which is not worth a word.
        let edits = entry.change.edits();
        let is_new_rep =
            |it: &Edit| it.before.is_none() && it.after.as_ref().and_then(Row::kind) == Some(Kind::Rep);
        let mut told = edits.iter().filter(|it| edits.len() == 1 || !is_new_rep(it));
        let edit = told.next().filter(|_| told.next().is_none()).cloned();
        self.desk.tell(NoticeKind::Done { revision, label: entry.head.label.clone(), edit });
        Ok(())
    }

    /// Makes a change that is written part of the Book.
    async fn take_in(&self, change: &Change, tell: impl Fn(usize)) -> Result<(), Misfit> {
        if change.len() <= STRETCH {
            self.desk.publish(change)
        } else {
            self.desk.publish_in_stretches(change, tell, || self.platform.breathe()).await
        }
    }

    /// Frees what a change alone still holds: the records that it took away.
    async fn let_go(&self, mut change: Change) {
        while change.let_go(STRETCH) {
            self.platform.breathe().await;
        }
    }

    /// Makes known that an entry is written.
    fn settle(&mut self, revision: Revision, entry: &Entry) {
        self.is_untidy = true;
        self.desk.saved_at.set(Some(entry.head.stamp.at()));
        self.desk.fault.set(None);
        self.platform.written(revision);
    }

    async fn undo(&mut self, revision: Option<Revision>) -> Outcome {
        let next = revision.or_else(|| self.desk.stack(|it| it.next_undo().map(|it| it.revision)));
        self.revert(next).await
    }

    async fn redo(&mut self) -> Outcome {
        let next = self.desk.stack(|it| it.next_redo().map(|it| it.revision));
        self.revert(next).await
    }

    async fn revert(&mut self, revision: Option<Revision>) -> Outcome {
        let Some(revision) = revision else { return Ok(None) };
        let (long, desk) = (self.desk.long, self.desk);
        let what = || desk.stack(|it| it.label(revision)).taken_back();
        let steps = long.course(&what);
        steps.within(0, READ);
        let Some(entry) = self.store.entry(revision, &steps).await? else {
            self.desk.history.update(|it| it.forget(revision));
            return Err(DeskError::Forgotten);
        };
        let command = Command::from(Revert { revision, entry: Arc::new(entry) });
        let outcome = self.carry_out(&command, &steps, READ).await;
        // Something newer stands on it: it would only stand in the way of what came before.
        if let Err(DeskError::Refused(_)) | Ok(None) = outcome {
            self.desk.history.update(|it| it.forget(revision));
        }
        outcome
    }

    async fn take_back(&mut self, revision: Revision, of: Key) -> Outcome {
        let (long, desk) = (self.desk.long, self.desk);
        let what = || desk.stack(|it| it.label(revision)).taken_back();
        let steps = long.course(&what);
        steps.within(0, READ);
        let entry = self.store.entry(revision, &steps).await?.ok_or(DeskError::Forgotten)?;
        self.carry_out(&TakeBack { revision, entry: Arc::new(entry), of }.into(), &steps, READ).await
    }

    /// Reads what other tabs have written.
    async fn catch_up(&mut self) -> Result<(), StoreError> {
        let Some(entries) = self.store.since(self.revision).await? else { return self.load().await };
        self.is_untidy |= !entries.is_empty();
        for (revision, entry) in entries {
            let Some(change) = entry.into_change() else { return self.load().await };
            if self.take_in(&change, |_| ()).await.is_err() {
                return self.load().await;
            }
            self.revision = revision;
            self.let_go(change).await;
        }
        Ok(())
    }

    /// Loads the Book anew.
    async fn load(&mut self) -> Result<(), StoreError> {
        let mut book = Book::new();
        let mut take = |batch| match batch {
            Batch::Rows(rows) => book.load(&rows),
            Batch::Entry(entry) => book.replay(&entry),
        };
        let loaded = self.store.load(&mut take).await?;
        book.finish();
        let tab = self.platform.context(loaded.node, loaded.revision).tab.clone();
        let heads = self.store.heads(REMEMBERED).await?;
        (self.revision, self.node) = (loaded.revision, loaded.node);
        self.desk.set_history(History::of(&tab, &heads));
        self.desk.replace(book);
        Ok(())
    }

    /// Whether the store can be read and written.
    async fn check(&mut self) -> Result<(), StoreError> {
        self.catch_up().await?;
        self.store.keep(PROBE, Some("")).await?;
        self.store.keep(PROBE, None).await
    }

    /// Makes the store anew and writes the whole Book into it as one entry. The journal begins again with that.
    async fn write_back(&mut self, label: Label) -> Outcome {
        if self.check().await.is_ok() {
            self.desk.fault.set(None);
            return Ok(None); // It was there all the time.
        }
        self.store.renew().await?;
        let nothing = Book::new();
        let context = self.platform.context(self.node, self.revision);
        let change = self.desk.peek(|book| merge::plan(&nothing, &book.rows(), context.now).change);
        let entry = decide(&context, &nothing, &Adopt { label, change }.into())?;
        let written = self.store.commit(Revision::default(), &entry, &nothing, &Unasked).await;
        let revision = written.inspect_err(|it| self.desk.fault.set(Some(it.clone())))?;
        self.load().await?;
        self.settle(revision, &entry);
        Ok(Some(revision))
    }

    /// What cannot be kept now is kept with the next word of it.
    async fn keep_drafts(&self) {
        while let Some((form, draft)) = self.desk.next_draft() {
            self.store.keep(&form, draft.as_deref()).await.ok();
        }
    }

    /// Uses free time to fold the journal into pages.
    async fn tidy(&mut self) {
        let folded = {
            let book = self.desk.hold();
            self.store.fold(self.revision, &book).await
        };
        // What could not be folded is still in the journal, so nothing is lost and nobody need know.
        self.is_untidy = folded.unwrap_or(false);
    }
}
