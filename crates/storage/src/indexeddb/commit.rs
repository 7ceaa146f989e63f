//! Writing one entry.

use super::{
    IndexedDbStore,
    fault::Failure,
    fold::rewrite,
    journal::Written,
    layout::Run,
    pace::Pace,
    packing,
    transaction::{JOURNAL, META, Mode, PAGES, Transaction},
};
use crate::{Course, StoreError};
use domain::{
    book::Book,
    change::Edit,
    entry::{Entry, Revision},
    row::Row,
    wire::Fields,
};
use std::cell::RefCell;

/// Adds the entry behind `expected`, if the store still stands there.
///
/// If the connection is lost, nobody can know what became of it; so it is tried once more, and an entry that is found
/// where it belongs has been written.
pub(super) async fn commit(
    store: &IndexedDbStore,
    expected: Revision,
    entry: &Entry,
    book: &Book,
    course: &dyn Course,
) -> Result<Revision, Failure> {
    let written = Written::new(entry);
    let edits = entry.change.edits();
    let attempt = async || {
        if written.is_large {
            // Each goes into a page and into the journal.
            to_pages(store, expected, &written, edits, book, &Pace::new(course, edits.len() * 2)).await
        } else {
            let is_asked = written.is_asked_about();
            let pace = if is_asked { Pace::new(course, edits.len()) } else { Pace::unasked() };
            to_journal(store, expected, &written, &pace).await
        }
    };
    let mut outcome = attempt().await;
    if outcome.as_ref().is_err_and(Failure::is_lost) {
        store.disconnect();
        outcome = attempt().await;
    }
    if let Err(failure) = outcome {
        if StoreError::from(failure.clone()) == StoreError::Full {
            // Once it had no space, Chromium refuses this connection everything, even when there is space again.
            store.disconnect();
        }
        return Err(failure);
    }
    let next = expected.next();
    let keys = if written.is_large { Vec::new() } else { edits.iter().filter_map(Edit::key).collect() };
    store.learn([(next, keys)]);
    Ok(next)
}

/// Leaves its records to the fold.
async fn to_journal(
    store: &IndexedDbStore,
    expected: Revision,
    written: &Written<'_>,
    pace: &Pace<'_>,
) -> Result<(), Failure> {
    let (tx, mut state) = store.enter(&[META, JOURNAL], Mode::Write).await?;
    if state.revision != expected {
        return settled(&tx, expected, written).await;
    }
    written.add(&tx, &mut state, pace, Vec::new()).await?;
    tx.put_state(&state)?;
    if written.is_asked_about() {
        pace.last(&tx).await?;
    }
    Ok(tx.finish().await?)
}

/// Writes the pages along: those of its records, and those of all records that wait to be folded, because a load must
/// not replay what came before it over what it wrote. Until the last question it can be called off: the transaction is then
/// dropped, and the browser takes back what was put into it.
async fn to_pages(
    store: &IndexedDbStore,
    expected: Revision,
    written: &Written<'_>,
    edits: &[Edit],
    book: &Book,
    pace: &Pace<'_>,
) -> Result<(), Failure> {
    let knowledge = store.knowledge_at(expected).await?;
    let (tx, mut state) = store.enter(&[META, JOURNAL, PAGES], Mode::WriteStrictly).await?;
    let Some(mut knowledge) = knowledge.filter(|_| state.revision == expected) else {
        return settled(&tx, expected, written).await;
    };
    if knowledge.layout.version != state.layout {
        knowledge.layout = tx.layout(&state).await?;
    }
    let keys = edits.iter().filter_map(Edit::key).chain(knowledge.waiting().cloned());
    let runs = knowledge.layout.runs(keys, usize::MAX);
    // Pages are written in the order of the edits.
    let births = RefCell::new((edits.iter().filter_map(Edit::birth).peekable(), Vec::new()));
    let wrote = |row: &Row, fields: &Fields| {
        let (births, digests) = &mut *births.borrow_mut();
        if births.next_if(|it| it.key() == row.key()).is_some() {
            digests.push(row.digest_written(fields));
        }
    };
    let rows = |run: &Run| packing::rows_after(book, edits, run, pace);
    rewrite(&tx, &mut knowledge.layout, &runs, pace, rows, &wrote).await?;
    written.add(&tx, &mut state, pace, births.into_inner().1).await?;
    state.folded = state.revision;
    state.lay_out(&mut knowledge.layout);
    tx.put_state(&state)?;
    pace.last(&tx).await?;
    tx.finish().await?;
    knowledge.put_away(&runs, state.revision);
    knowledge.known = state.revision;
    *store.knowledge.borrow_mut() = Some(knowledge);
    Ok(())
}

/// What to answer if the store does not stand where the entry belongs: it may be that entry itself that moved it on.
async fn settled(tx: &Transaction, expected: Revision, written: &Written<'_>) -> Result<(), Failure> {
    if written.is_at(tx, expected.next()).await? { Ok(()) } else { Err(StoreError::Conflict.into()) }
}
