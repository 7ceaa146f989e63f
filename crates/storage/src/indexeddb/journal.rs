//! What happened: writing an entry, and reading it back.
//!
//! Part nought of an entry is its head alone, so that a list of what was done need not read what it was done to.

use super::{
    IndexedDbStore,
    fault::{Failure, Fault},
    pace::Pace,
    packing::VALUE,
    request::{Asked, InTurn},
    state::State,
    transaction::{JOURNAL, META, Mode, Transaction, entry_key, entry_range, rest},
    value,
};
use crate::{CHANGED, Course, LARGE, StoreError, Unasked, goes_to_pages, touched};
use domain::{
    change::Edit,
    entry::{Entry, Head, Revision, Verb},
    wire::{self, EntryReader, Journaled, ReadError, Short},
};
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

/// More entries than these are not told one by one, nor those that touch more than [`CHANGED`] records: loading is quicker.
const TOLD: u64 = 1_000;
/// So many entries are under way at once.
const AHEAD: usize = 16;
/// So many values of one are asked for at once: what a browser hands over in one piece the page waits for.
const BUNDLE: u32 = 32;
/// So many records are written, or read, before other tasks have their turn: a few milliseconds of work.
const AT_ONCE: usize = 250;

/// An entry on its way to the database.
pub(super) struct Written<'a> {
    /// It is written to pages at once.
    pub(super) is_large: bool,
    is_purge: bool,
    of: &'a Head,
    head: String,
    edits: &'a [Edit],
}

impl Written<'_> {
    pub(super) fn new(entry: &Entry) -> Written<'_> {
        let is_large = goes_to_pages(&entry.change);
        let head = wire::write_head(entry, is_large);
        let is_purge = entry.head.label.verb == Verb::Purged;
        Written { is_large, is_purge, of: &entry.head, head, edits: entry.change.edits() }
    }

    /// Whether it can be called off.
    pub(super) fn is_asked_about(&self) -> bool {
        self.edits.len() > LARGE
    }

    /// Adds the entry behind the last one. What it was done to is written a few records at a time. `births` are the digests
    /// of its new records, in order: asked for if it is large.
    pub(super) async fn add(
        &self,
        tx: &Transaction,
        state: &mut State,
        pace: &Pace<'_>,
        births: Vec<u64>,
    ) -> Result<(), Failure> {
        state.add(self.of.stamp, self.head.len() as u64);
        if self.is_purge {
            state.purges.push(state.revision);
        }
        tx.add(JOURNAL, &entry_key(state.revision, 0), &value::of(self.head.as_bytes()))?;
        let mut part = 0;
        let mut births = births.into_iter();
        for (nth, edits) in self.edits.chunks(AT_ONCE).enumerate() {
            if nth > 0 {
                pace.breathe(tx).await?;
            }
            let mut lines = String::new();
            let short = self.is_large.then_some(Short { births: &mut births, head: self.of });
            wire::write_edits(edits, short, &mut lines);
            // The line end between head and body stands in neither of them.
            let lines = if nth == 0 { &lines[1..] } else { &lines[..] };
            for bytes in lines.as_bytes().chunks(VALUE) {
                part += 1;
                tx.add(JOURNAL, &entry_key(state.revision, part), &value::of(bytes))?;
            }
            state.grow(lines.len() as u64);
            pace.step(edits.len());
        }
        Ok(())
    }

    /// Whether the entry at this place is this very one. Its head says so: no other has its stamp, tab and label.
    pub(super) async fn is_at(&self, tx: &Transaction, revision: Revision) -> Result<bool, Fault> {
        let found = tx.get(JOURNAL, &entry_key(revision, 0))?.answer().await?;
        Ok(value::bytes(&found).is_some_and(|it| it == self.head.as_bytes()))
    }
}

/// The text of an entry, from the values of all its parts.
pub(super) fn text(values: &Array) -> String {
    let mut bytes = Vec::new();
    for (nth, it) in values.iter().enumerate() {
        if nth == 1 {
            bytes.push(b'\n');
        }
        bytes.extend(part(&it));
    }
    String::from_utf8(bytes).unwrap_or_else(|it| String::from_utf8_lossy(it.as_bytes()).into_owned())
}

pub(super) async fn since(
    store: &IndexedDbStore,
    revision: Revision,
) -> Result<Option<Vec<(Revision, Journaled)>>, Failure> {
    let (tx, state) = store.enter(&[META, JOURNAL], Mode::Read).await?;
    let is_remembered = revision <= state.revision && revision.next() >= state.oldest;
    if !is_remembered || state.revision.0 - revision.0 > TOLD {
        return Ok(None);
    }
    let revisions: Vec<Revision> = (revision.0 + 1..=state.revision.0).map(Revision).collect();
    let heads = read_heads(&tx, &revisions).await?;
    if heads.len() < revisions.len() || heads.iter().any(|it| it.1.is_large) {
        return Ok(None);
    }
    let (mut entries, mut told) = (Vec::new(), 0);
    let mut answers = begin_each(&tx, &revisions)?;
    for revision in revisions.iter().copied() {
        let Some(values) = answers.next().await? else { return Ok(None) };
        let entry = match read(&tx, revision, values.unchecked_into(), &Unasked).await {
            Err(Failure::Store(StoreError::Unreadable(_))) => return Ok(None),
            it => it?,
        };
        told += entry.past.len();
        if !entry.is_whole() || told > CHANGED {
            return Ok(None);
        }
        entries.push((revision, entry));
    }
    store.learn(entries.iter().map(|(revision, entry)| (*revision, touched(entry))));
    Ok(Some(entries))
}

pub(super) async fn heads(store: &IndexedDbStore, limit: usize) -> Result<Vec<(Revision, Head)>, Failure> {
    let (tx, state) = store.enter(&[META, JOURNAL], Mode::Read).await?;
    let revisions: Vec<Revision> =
        (state.oldest.0..=state.revision.0).rev().take(limit).map(Revision).collect();
    let heads = read_heads(&tx, &revisions).await?;
    Ok(heads.into_iter().map(|(revision, it)| (revision, it.head)).collect())
}

/// The entries at these places as far as their heads tell. Those that are not there or cannot be read are left out.
async fn read_heads(tx: &Transaction, revisions: &[Revision]) -> Result<Vec<(Revision, Journaled)>, Fault> {
    let ask = |it: &Revision| tx.get(JOURNAL, &entry_key(*it, 0));
    let asked = revisions.iter().map(ask).collect::<Result<Vec<Asked>, Fault>>()?;
    let mut heads = Vec::new();
    for (revision, asked) in revisions.iter().zip(asked) {
        if let Some(head) = read_head(&asked.answer().await?) {
            heads.push((*revision, head));
        }
    }
    Ok(heads)
}

/// What part nought of an entry tells.
pub(super) fn read_head(value: &JsValue) -> Option<Journaled> {
    let text = String::from_utf8(value::bytes(value)?).ok()?;
    wire::read_entry(&text).ok()
}

pub(super) async fn entry(
    store: &IndexedDbStore,
    revision: Revision,
    course: &dyn Course,
) -> Result<Option<Journaled>, Failure> {
    let (tx, _) = store.enter(&[META, JOURNAL], Mode::Read).await?;
    let values: Array = begin(&tx, revision)?.answer().await?.unchecked_into();
    if values.length() == 0 {
        return Ok(None);
    }
    Ok(Some(read(&tx, revision, values, course).await?))
}

/// Asks for the first values of an entry, which are all that most have.
fn begin(tx: &Transaction, revision: Revision) -> Result<Asked, Fault> {
    tx.get_some(JOURNAL, &entry_range(revision)?, BUNDLE)
}

/// Asks for the first values of entries, a few ahead of those that are worked on.
pub(super) fn begin_each(
    tx: &Transaction,
    revisions: &[Revision],
) -> Result<InTurn<impl Iterator<Item = Result<Asked, Fault>>>, Fault> {
    InTurn::new(revisions.iter().map(|it| begin(tx, *it)), AHEAD)
}

/// Reads an entry whose first values are there, a few records at a time, between which other tasks have their turn. If what
/// it says cannot be read, that is [`StoreError::Unreadable`].
pub(super) async fn read(
    tx: &Transaction,
    revision: Revision,
    first: Array,
    course: &dyn Course,
) -> Result<Journaled, Failure> {
    let mut reader = EntryReader::new(&String::from_utf8_lossy(&part(&first.get(0)))).map_err(unreadable)?;
    let mut count = first.length();
    if count == BUNDLE {
        let keys: Array = tx.keys(JOURNAL, &entry_range(revision)?)?.answer().await?.unchecked_into();
        count = keys.length();
    }
    let of = count as usize * VALUE;
    let (mut values, mut from, mut asked, mut left) = (first, 1, 0, AT_ONCE);
    loop {
        asked += values.length();
        // While these are read the database sees to the next.
        let is_last = values.length() < BUNDLE;
        let next = if is_last {
            None
        } else {
            Some(tx.get_some(JOURNAL, &rest(revision, asked.into())?, BUNDLE)?)
        };
        for nth in from..values.length() {
            reader.take(&part(&values.get(nth)));
            loop {
                left -= reader.read(left).map_err(unreadable)?;
                if left > 0 {
                    break;
                }
                left = AT_ONCE;
                tx.breathe().await?;
                if !course.goes_on(reader.bytes_read(), of) {
                    return Err(StoreError::Cancelled.into());
                }
            }
        }
        let Some(next) = next else { return Ok(reader.finish().map_err(unreadable)?) };
        (values, from) = (next.answer().await?.unchecked_into(), 0);
    }
}

fn unreadable(error: ReadError) -> StoreError {
    StoreError::Unreadable(error.to_string())
}

/// The bytes of a part. What is something else is read as its JSON.
fn part(value: &JsValue) -> Vec<u8> {
    value::bytes(value).unwrap_or_else(|| value::as_json(value).into_bytes())
}
