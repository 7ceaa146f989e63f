//! A store in memory: what IndexedDB would keep, kept as text.
//!
//! Everything goes through `domain::wire`, so what does not survive the wire does not survive here either, and a test
//! that passes on this store means something. A clone is another tab's handle on the same data.
//!
//! # What is not here
//!
//! No pages: a line per record is enough where nothing has to be read from a disk.

mod faults;

pub use faults::{Fault, Faults, later};

use crate::{
    Batch, CHANGED, Course, LARGE, Loaded, Store, StoreError, Told, goes_to_pages,
    retention::{Reach, Retention},
    sieve::{Sieve, stretch},
    striker::Striker,
    touched,
};
use domain::{
    book::Book,
    entry::{Entry, Head, Revision, Verb},
    row::{Key, Row},
    value::{Node, RecordId, Stamp},
    wire::{self, EntryReader, Fields, Journaled, ReadError, Strike},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

/// So many lines are rewritten by one fold, so that tests meet folds that are half done.
const LINES_A_FOLD: usize = 64;
/// Out of so many entries something is struck by one fold.
const ENTRIES_A_FOLD: usize = 16;
/// So many edits are written before the page has its turn.
const AT_ONCE: usize = 250;
/// So many rows are handed over at once.
const ROWS_A_BATCH: usize = 500;

/// A store that lasts as long as its last handle.
#[derive(Debug)]
pub struct MemoryStore {
    kept: Rc<RefCell<Kept>>,
    faults: Faults,
}

impl Clone for MemoryStore {
    /// Another tab's handle on the same data. The faults of this one are not its faults.
    fn clone(&self) -> MemoryStore {
        MemoryStore { kept: self.kept.clone(), faults: Faults::default() }
    }
}

impl MemoryStore {
    /// An empty store of this copy of the data.
    pub fn new(node: Node) -> MemoryStore {
        MemoryStore::with_retention(node, Retention::default())
    }

    /// An empty store that keeps so much of the past.
    pub fn with_retention(node: Node, retention: Retention) -> MemoryStore {
        let kept = Rc::new(RefCell::new(Kept::new(node, retention)));
        MemoryStore { kept, faults: Faults::default() }
    }

    /// Everything is taken away, from every handle, as by a user who clears a site's data.
    pub fn lose(&self) {
        let (node, retention) = {
            let kept = self.kept.borrow();
            (kept.node, kept.retention)
        };
        self.kept.replace(Kept { is_lost: true, ..Kept::new(node, retention) });
    }

    /// What goes wrong with this handle; to be kept by the test when the desk takes the store.
    pub fn faults(&self) -> Faults {
        self.faults.clone()
    }

    /// Answers a call, unless a fault strikes.
    async fn answer<T>(
        &self,
        work: impl FnOnce(&mut Kept) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let fault = self.faults.strike().await;
        if let Some(Fault::Before(error)) = fault {
            return Err(error);
        }
        if self.kept.borrow().is_lost {
            return Err(StoreError::Closed);
        }
        let answer = work(&mut self.kept.borrow_mut())?;
        match fault {
            Some(Fault::After(error)) => Err(error),
            _ => Ok(answer),
        }
    }
}

impl Store for MemoryStore {
    async fn load(&self, take: &mut dyn FnMut(Batch)) -> Result<Loaded, StoreError> {
        let (loaded, batches) = self.answer(|it| Ok((it.loaded(), it.batches()))).await?;
        batches.into_iter().for_each(take);
        Ok(loaded)
    }

    async fn commit(
        &self,
        expected: Revision,
        entry: &Entry,
        book: &Book,
        course: &dyn Course,
    ) -> Result<Revision, StoreError> {
        // What does not belong here, or is here already, is nobody's to call off.
        if entry.change.len() > LARGE && self.kept.borrow().revision == expected {
            ask(course, entry.change.len()).await?;
        }
        self.answer(|it| it.commit(expected, entry, book)).await
    }

    async fn since(&self, revision: Revision) -> Result<Option<Vec<(Revision, Journaled)>>, StoreError> {
        self.answer(|it| Ok(it.since(revision))).await
    }

    async fn heads(&self, limit: usize) -> Result<Vec<(Revision, Head)>, StoreError> {
        let heads = |it: &mut Kept| {
            let entries = it.journal.iter().rev().take(limit);
            Ok(entries.filter_map(|(revision, text)| Some((*revision, head(text).ok()?))).collect())
        };
        self.answer(heads).await
    }

    async fn entry(&self, revision: Revision, course: &dyn Course) -> Result<Option<Journaled>, StoreError> {
        let Some(text) = self.answer(|it| Ok(it.journal.get(&revision).cloned())).await? else {
            return Ok(None);
        };
        let unreadable = |it: ReadError| StoreError::Unreadable(it.to_string());
        let (head, body) = text.split_once('\n').unwrap_or((&text, ""));
        let mut reader = EntryReader::new(head).map_err(unreadable)?;
        reader.take(body.as_bytes());
        while reader.read(AT_ONCE).map_err(unreadable)? == AT_ONCE {
            faults::later().await;
            if !course.goes_on(reader.bytes_read(), text.len()) {
                return Err(StoreError::Cancelled);
            }
        }
        Ok(Some(reader.finish().map_err(unreadable)?))
    }

    async fn history(
        &self,
        of: RecordId,
        before: Option<Revision>,
        limit: usize,
    ) -> Result<Told, StoreError> {
        self.answer(|it| Ok(it.history(of, before, limit))).await
    }

    async fn fold(&self, expected: Revision, book: &Book) -> Result<bool, StoreError> {
        self.answer(|it| Ok(it.revision != expected || it.fold(book))).await
    }

    async fn renew(&self) -> Result<(), StoreError> {
        self.kept.borrow_mut().is_lost = false;
        self.answer(|_| Ok(())).await
    }

    async fn keep(&self, name: &str, text: Option<&str>) -> Result<(), StoreError> {
        let keep = |it: &mut Kept| {
            match text {
                Some(text) => it.beside.insert(name.to_owned(), text.to_owned()),
                None => it.beside.remove(name),
            };
            Ok(())
        };
        self.answer(keep).await
    }

    async fn kept(&self) -> Result<Vec<(String, String)>, StoreError> {
        self.answer(|it| Ok(it.beside.clone().into_iter().collect())).await
    }
}

/// Asks as often as a store would that writes a few edits at a time.
async fn ask(course: &dyn Course, of: usize) -> Result<(), StoreError> {
    for done in (AT_ONCE..of).step_by(AT_ONCE).chain([of]) {
        faults::later().await;
        if !course.goes_on(done, of) {
            return Err(StoreError::Cancelled);
        }
    }
    Ok(())
}

/// What lasts.
#[derive(Debug)]
struct Kept {
    node: Node,
    retention: Retention,
    revision: Revision,
    /// The last entry whose records all have their lines.
    folded: Revision,
    journal: BTreeMap<Revision, String>,
    lines: BTreeMap<Key, String>,
    /// The entries that have deleted something for good which is not yet struck out of those before.
    purges: Vec<Revision>,
    /// The last entry out of which the first of them was struck.
    struck: Revision,
    /// What is kept beside the Book.
    beside: BTreeMap<String, String>,
    /// It was taken away, and nobody has made it anew.
    is_lost: bool,
}

impl Kept {
    /// Nothing, of this copy of the data.
    fn new(node: Node, retention: Retention) -> Kept {
        Kept {
            node,
            retention,
            revision: Revision::default(),
            folded: Revision::default(),
            journal: BTreeMap::new(),
            lines: BTreeMap::new(),
            beside: BTreeMap::new(),
            purges: Vec::new(),
            struck: Revision::default(),
            is_lost: false,
        }
    }

    fn loaded(&self) -> Loaded {
        Loaded { revision: self.revision, node: self.node }
    }

    fn batches(&self) -> Vec<Batch> {
        let lines: Vec<&String> = self.lines.values().collect();
        let rows = lines
            .chunks(ROWS_A_BATCH)
            .map(|it| Batch::Rows(it.iter().map(|it| wire::read_line(it)).collect()));
        let tail = self.tail().map(|text| match wire::read_entry(text) {
            Ok(entry) => Batch::Entry(entry),
            // Its records stay as they were; what is left of it is kept where it can be seen.
            Err(_) => Batch::Rows(vec![wire::read_line(text)]),
        });
        rows.chain(tail).collect()
    }

    /// The entries whose records may not have their lines yet.
    fn tail(&self) -> impl Iterator<Item = &String> {
        self.journal.range(self.folded.next()..).map(|it| it.1)
    }

    fn commit(&mut self, expected: Revision, entry: &Entry, book: &Book) -> Result<Revision, StoreError> {
        let is_large = goes_to_pages(&entry.change);
        let (text, next) = (wire::write_entry(entry, is_large), expected.next());
        if self.revision != expected {
            let is_written = self.journal.get(&next) == Some(&text);
            return if is_written { Ok(next) } else { Err(StoreError::Conflict) };
        }
        if is_large {
            for key in self.dirty() {
                self.set(&key, book.row(&key).as_ref());
            }
            for edit in entry.change.edits() {
                if let Some(key) = edit.key() {
                    self.set(&key, edit.after.as_ref());
                }
            }
            self.folded = next;
        }
        self.journal.insert(next, text);
        self.revision = next;
        if entry.head.label.verb == Verb::Purged {
            self.purges.push(next);
        }
        Ok(next)
    }

    fn since(&self, revision: Revision) -> Option<Vec<(Revision, Journaled)>> {
        let entries: Vec<(Revision, &String)> =
            self.journal.range(revision.next()..).map(|(revision, text)| (*revision, text)).collect();
        let is_whole = revision.0 + entries.len() as u64 == self.revision.0;
        let read = |(revision, text): (Revision, &String)| Some((revision, wire::read_entry(text).ok()?));
        let entries: Vec<(Revision, Journaled)> = entries.into_iter().map(read).collect::<Option<_>>()?;
        let is_too_much = entries.iter().map(|it| it.1.past.len()).sum::<usize>() > CHANGED;
        (is_whole && !is_too_much && entries.iter().all(|it| it.1.is_whole())).then_some(entries)
    }

    fn history(&self, of: RecordId, before: Option<Revision>, limit: usize) -> Told {
        let oldest = self.journal.keys().next().copied().unwrap_or(self.revision.next());
        let stretch = stretch(oldest, self.revision, before);
        let mut sieve = Sieve::new(of);
        for revision in stretch.clone().map(Revision) {
            let Some((first, rest)) = self.journal.get(&revision).and_then(|it| it.split_once('\n')) else {
                continue;
            };
            sieve.part(revision, 0, first.as_bytes());
            sieve.part(revision, 1, rest.as_bytes());
        }
        let first = self.journal.get(&oldest).filter(|_| oldest > Revision(1));
        let since = first.and_then(|it| head(it).ok()).map(|it| it.stamp.at());
        Told { since, ..sieve.told(*stretch.start(), oldest, limit) }
    }

    /// The records that the tail touches.
    fn dirty(&self) -> BTreeSet<Key> {
        let keys = |text: &String| match wire::read_entry(text) {
            Ok(entry) => touched(&entry).collect(),
            Err(_) => vec![wire::read_line(text).key()],
        };
        self.tail().flat_map(keys).collect()
    }

    fn fold(&mut self, book: &Book) -> bool {
        let mut written = 0;
        for key in self.dirty() {
            if !self.set(&key, book.row(&key).as_ref()) {
                continue;
            }
            written += 1;
            if written == LINES_A_FOLD {
                return true;
            }
        }
        self.folded = self.revision;
        if self.strike() {
            return true;
        }
        while let Some((&oldest, text)) = self.journal.first_key_value()
            && head(text).is_ok_and(|it| self.retention.lets_go(&self.reach(), oldest, it.stamp))
        {
            self.journal.pop_first();
        }
        false
    }

    /// Strikes what a purge has deleted out of a few entries; whether there is more to strike.
    fn strike(&mut self) -> bool {
        let Some(&purge) = self.purges.first() else { return false };
        let read = self.journal.get(&purge).and_then(|it| wire::read_entry(it).ok());
        let mut strike = read.map(|it| Strike::of(&it)).unwrap_or_default();
        let next: Vec<Revision> =
            self.journal.range(self.struck.next()..=purge).map(|it| *it.0).take(ENTRIES_A_FOLD).collect();
        for revision in next {
            if let Some((head, rest)) = self.journal.get(&revision).and_then(|it| it.split_once('\n')) {
                let mut striker = Striker::new(&mut strike);
                striker.part(rest.as_bytes());
                let rest = striker.end();
                let head = striker.head(head).unwrap_or_else(|| head.to_owned());
                self.journal.insert(revision, format!("{head}\n{}", String::from_utf8_lossy(&rest)));
            }
            self.struck = revision;
        }
        if self.struck >= purge {
            self.purges.remove(0);
            self.struck = Revision::default();
        }
        !self.purges.is_empty()
    }

    fn reach(&self) -> Reach {
        let newest = self.journal.last_key_value().and_then(|it| head(it.1).ok());
        Reach {
            revision: self.revision,
            folded: self.folded,
            newest: newest.map_or(Stamp::ZERO, |it| it.stamp),
            bytes: self.journal.values().map(|it| it.len() as u64).sum(),
        }
    }

    /// Writes or removes the line of a record; whether it was another before.
    fn set(&mut self, key: &Key, row: Option<&Row>) -> bool {
        let line = row.map(|row| {
            let (mut fields, mut line) = (Fields::default(), String::new());
            wire::write_line(row, &mut fields, &mut line);
            line
        });
        let old = match &line {
            Some(line) => self.lines.insert(key.clone(), line.clone()),
            None => self.lines.remove(key),
        };
        old != line
    }
}

fn head(text: &str) -> Result<Head, ReadError> {
    let first = text.split('\n').next().unwrap_or_default();
    wire::read_entry(first).map(|it| it.head)
}
