//! The handle that screens hold.

use crate::{
    DeskError, History, Progress, Topic,
    book::{Topics, notify, touched, track},
};
use domain::{
    book::{Book, Misfit},
    change::{Change, Edit},
    command::Command,
    entry::{Label, Revision},
    row::Key,
    value::{RecordId, Timestamp},
};
use futures::channel::{mpsc, oneshot};
use reactive_graph::{
    owner::StoredValue,
    signal::RwSignal,
    traits::{ReadUntracked, ReadValue, Update, UpdateValue, WithValue},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicU64, Ordering},
};
use storage::{StoreError, Told};

/// The way to the Book for everything that is not the clerk. `Copy`, and owned by whoever made it: make it at the root.
#[derive(Clone, Copy)]
pub struct Desk {
    book: StoredValue<Book>,
    topics: StoredValue<Topics>,
    outbox: StoredValue<Outbox>,
    /// How far the desk is.
    pub state: RwSignal<State>,
    /// Commands that are not yet written or refused.
    pub pending: RwSignal<usize>,
    /// The command that takes long and is being served, by what it is going to be called. An ordinary one is none.
    pub long: Progress<Label>,
    /// When something was last written by this tab.
    pub saved_at: RwSignal<Option<Timestamp>>,
    /// What went wrong with the store and has not been mended since.
    pub fault: RwSignal<Option<StoreError>>,
    /// What this tab can undo and redo.
    pub history: RwSignal<History>,
    /// What the user should be told, oldest first; who shows one takes it out.
    pub notices: RwSignal<Vec<Notice>>,
}

/// How far the desk is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// The Book is being loaded.
    Opening,
    /// Commands are served.
    Ready,
    /// It could not be opened, or it was taken from us: what is shown is all there will be.
    Closed(StoreError),
}

/// Something to tell the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Unlike that of any other notice.
    pub number: u64,
    /// What.
    pub kind: NoticeKind,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// This was done, and can be undone.
    Done {
        /// Where it stands in the journal.
        revision: Revision,
        /// What was done.
        label: Label,
        /// What became of the one record that it was done to; nothing if there were several.
        edit: Option<Edit>,
    },
    /// This was not done, and nobody waited for the answer.
    Failed(DeskError),
}

/// What lies in the queue.
pub(crate) enum Job {
    /// Do this.
    Do { command: Command, reply: Option<oneshot::Sender<Outcome>> },
    /// Take back the last thing this tab did, or this entry.
    Undo { revision: Option<Revision> },
    /// Do again what was last undone.
    Redo,
    /// Take back what an entry did to a record.
    TakeBack { revision: Revision, of: Key, reply: oneshot::Sender<Outcome> },
    /// Look through a stretch of the journal for what happened to a record.
    Look { of: RecordId, before: Option<Revision>, limit: usize, reply: oneshot::Sender<Look> },
    /// Another tab has written up to here.
    Heard(Revision),
    /// See whether another tab has written.
    LookAgain,
    /// Keep the drafts that wait.
    Keep,
    /// See whether the store works again.
    Check,
    /// Make the store anew from the Book.
    WriteBack { label: Label, reply: oneshot::Sender<Outcome> },
}

/// What is on its way to the clerk.
struct Outbox {
    queue: mpsc::UnboundedSender<Job>,
    drafts: Drafts,
}

/// Drafts that wait to be kept, or forgotten, by the names of their forms. There is one for each form, however quickly
/// somebody types.
pub(crate) type Drafts = BTreeMap<String, Option<String>>;

/// What a look at the journal comes to.
pub(crate) type Look = Result<Told, StoreError>;

pub(crate) type Outcome = Result<Option<Revision>, DeskError>;

/// The clerk's end of the queue.
pub struct Inbox(pub(crate) mpsc::UnboundedReceiver<Job>);

impl Desk {
    /// A desk with an empty Book, and the queue for its clerk. It belongs to the reactive owner that is set now.
    pub fn new() -> (Desk, Inbox) {
        let (sender, receiver) = mpsc::unbounded();
        let desk = Desk {
            book: StoredValue::new(Book::new()),
            topics: StoredValue::new(Topics::default()),
            outbox: StoredValue::new(Outbox { queue: sender, drafts: Drafts::new() }),
            state: RwSignal::new(State::Opening),
            pending: RwSignal::new(0),
            long: Progress::default(),
            saved_at: RwSignal::new(None),
            fault: RwSignal::new(None),
            history: RwSignal::new(History::default()),
            notices: RwSignal::new(Vec::new()),
        };
        (desk, Inbox(receiver))
    }

    /// Reads the Book, and is run again when one of these parts changes.
    pub fn read<R>(&self, topics: &[Topic], read: impl FnOnce(&Book) -> R) -> R {
        self.topics.update_value(|it| topics.iter().for_each(|topic| track(&it.trigger(*topic))));
        self.book.with_value(read)
    }

    /// Reads the Book as it is now.
    pub fn peek<R>(&self, read: impl FnOnce(&Book) -> R) -> R {
        self.book.with_value(read)
    }

    /// Gives a command and goes on. What becomes of it is told by a notice.
    pub fn send(&self, command: impl Into<Command>) {
        self.put(Job::Do { command: command.into(), reply: None });
    }

    /// Gives a command and waits until it is written: the revision, or none if there was nothing to do.
    pub async fn run(&self, command: impl Into<Command>) -> Result<Option<Revision>, DeskError> {
        let (reply, answer) = oneshot::channel();
        self.put(Job::Do { command: command.into(), reply: Some(reply) });
        answer.await.unwrap_or(Err(DeskError::Closed))
    }

    /// Takes back the last thing that this tab did.
    pub fn undo(&self) {
        self.put(Job::Undo { revision: None });
    }

    /// Takes back one entry.
    pub fn undo_entry(&self, revision: Revision) {
        self.put(Job::Undo { revision: Some(revision) });
    }

    /// Does again what was last undone.
    pub fn redo(&self) {
        self.put(Job::Redo);
    }

    /// Takes back what one entry did to a record, as its history shows it.
    pub async fn take_back(&self, revision: Revision, of: RecordId) -> Result<Option<Revision>, DeskError> {
        let (reply, answer) = oneshot::channel();
        self.put(Job::TakeBack { revision, of: Key::Record(of), reply });
        answer.await.unwrap_or(Err(DeskError::Closed))
    }

    /// What happened to a record, newest first: the last entries, or those before one. Commands that come meanwhile
    /// are served in between.
    pub async fn history(
        &self,
        of: RecordId,
        before: Option<Revision>,
        limit: usize,
    ) -> Result<Told, DeskError> {
        let mut told = self.look(of, before, limit).await?;
        while told.entries.len() < limit
            && let Some(next) = told.next
        {
            let more = self.look(of, Some(next), limit - told.entries.len()).await?;
            told.entries.extend(more.entries);
            told.next = more.next;
        }
        Ok(told)
    }

    async fn look(&self, of: RecordId, before: Option<Revision>, limit: usize) -> Result<Told, DeskError> {
        let (reply, answer) = oneshot::channel();
        let job = Job::Look { of, before, limit, reply };
        self.outbox.with_value(|it| it.queue.unbounded_send(job).ok());
        Ok(answer.await.map_err(|_| DeskError::Closed)??)
    }

    /// Another tab says that it has written up to here. The bell may ring at any time, also before the Book is loaded.
    pub fn hear(&self, revision: Revision) {
        self.outbox.with_value(|it| it.queue.unbounded_send(Job::Heard(revision)).ok());
    }

    /// Sees whether another tab has written, because its bell may not have been heard. Costs next to nothing if none has.
    pub fn look_again(&self) {
        self.outbox.with_value(|it| it.queue.unbounded_send(Job::LookAgain).ok());
    }

    /// Keeps what is typed into a form beside the Book, or forgets it. Nobody waits for it, and nobody is told if it cannot
    /// be kept: the page has it still.
    pub fn keep(&self, form: &str, draft: Option<String>) {
        let mut is_first = false;
        self.outbox.update_value(|it| {
            is_first = it.drafts.is_empty();
            it.drafts.insert(form.to_owned(), draft);
        });
        if is_first {
            self.outbox.with_value(|it| it.queue.unbounded_send(Job::Keep).ok());
        }
    }

    /// Sees whether the store works, and opens it once more if it was closed. What is found is told by `fault`.
    pub fn check(&self) {
        self.outbox.with_value(|it| it.queue.unbounded_send(Job::Check).ok());
    }

    /// Writes everything that this page has into a store that was taken away, and waits until it is there.
    pub async fn write_back(&self, label: Label) -> Result<Option<Revision>, DeskError> {
        let (reply, answer) = oneshot::channel();
        self.put(Job::WriteBack { label, reply });
        answer.await.unwrap_or(Err(DeskError::Closed))
    }

    /// Takes a draft that waits.
    pub(crate) fn next_draft(&self) -> Option<(String, Option<String>)> {
        let mut next = None;
        self.outbox.update_value(|it| next = it.drafts.pop_first());
        next
    }

    /// Takes a notice out, because it has been shown.
    pub fn dismiss(&self, number: u64) {
        self.notices.update(|it| it.retain(|it| it.number != number));
    }

    fn put(&self, job: Job) {
        self.pending.update(|it| *it += 1);
        let refused = self.outbox.with_value(|it| it.queue.unbounded_send(job).err());
        if let Some(error) = refused {
            self.pending.update(|it| *it -= 1);
            // Nobody serves the queue: whoever waits is told by the reply that is dropped here.
            if let Job::Do { reply: None, .. } | Job::Undo { .. } | Job::Redo = error.into_inner() {
                self.report(DeskError::Closed);
            }
        }
    }

    pub(crate) fn tell(&self, kind: NoticeKind) {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        self.notices.update(|it| it.push(Notice { number, kind }));
    }

    /// Tells the user what was not done, where nothing beside the control can: a card that was dropped, say. What they
    /// have called off themselves they know.
    pub fn report(&self, error: DeskError) {
        if error != DeskError::Cancelled {
            self.tell(NoticeKind::Failed(error));
        }
    }

    /// Calls off what takes long and is being served: then it was never done. Answers no if it is too late.
    pub fn cancel(&self) -> bool {
        self.long.cancel()
    }

    /// Puts another Book in the place of this one. Everyone who looks is told.
    pub(crate) fn replace(&self, book: Book) {
        self.book.update_value(|it| *it = book);
        let all = self.topics.with_value(Topics::all);
        notify(&all);
    }

    /// Makes a written change part of the Book, and tells those who look at what it touched.
    pub(crate) fn publish(&self, change: &Change) -> Result<(), Misfit> {
        let mut topics = BTreeSet::new();
        self.peek(|book| touched(book, change, &mut topics));
        let mut applied = Ok(());
        self.book.update_value(|book| applied = book.apply(change));
        applied?;
        self.peek(|book| touched(book, change, &mut topics));
        self.tell_all(&topics);
        Ok(())
    }

    /// The same with a change of thousands of records, in stretches between which the page has its turn.
    ///
    /// They are applied to a copy, which takes the place of the Book in one go: whoever looks meanwhile sees the Book as
    /// it was, and if one does not fit, nothing has happened. It shares the records, so it is quickly made. Nobody else
    /// changes the Book meanwhile, because only the clerk does, who waits for this.
    pub(crate) async fn publish_in_stretches(
        &self,
        change: &Change,
        tell: impl Fn(usize),
        breathe: impl AsyncFn(),
    ) -> Result<(), Misfit> {
        let mut topics = BTreeSet::new();
        let mut next = self.peek(Book::clone);
        for (nth, part) in change.parts(STRETCH).enumerate() {
            tell(nth * STRETCH);
            breathe().await;
            self.peek(|book| touched(book, &part, &mut topics));
            next.apply(&part)?;
            touched(&next, &part, &mut topics);
        }
        breathe().await;
        self.book.update_value(|book| std::mem::swap(book, &mut next));
        self.tell_all(&topics);
        breathe().await; // What was shown is drawn before the old one is let go of.
        Ok(())
    }

    fn tell_all(&self, topics: &BTreeSet<Topic>) {
        notify(&self.topics.with_value(|it| it.triggers(topics)));
    }

    /// The Book, to be looked at while something is written. Only the clerk may hold it across an await, because only
    /// the clerk writes.
    pub(crate) fn hold(&self) -> impl std::ops::Deref<Target = Book> + use<> {
        self.book.read_value()
    }

    /// What undo or redo would take back.
    pub(crate) fn stack<R>(&self, read: impl FnOnce(&History) -> R) -> R {
        read(&self.history.read_untracked())
    }

    pub(crate) fn set_history(&self, history: History) {
        self.history.update(|it| *it = history);
    }
}

/// So many edits are made part of the Book before the page has its turn.
pub(crate) const STRETCH: usize = 1_000;

/// Notices that have been shown are gone, so the last number is kept here.
static NUMBER: AtomicU64 = AtomicU64::new(0);
