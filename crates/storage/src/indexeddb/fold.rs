//! Rewriting pages, and letting old entries go.

use super::{
    IndexedDbStore,
    fault::{Failure, Fault},
    journal,
    knowledge::Knowledge,
    layout::{Layout, Run},
    pace::Pace,
    packing::{self, Pages, Rows, Wrote},
    state::State,
    strike,
    transaction::{JOURNAL, META, Mode, PAGES, Transaction, entry_range, page_key, page_range},
    value,
};
use domain::{book::Book, entry::Revision, row::Key, value::Stamp};
use js_sys::Array;
use wasm_bindgen::JsCast;

/// So many pages are rewritten by one fold.
const PAGES_A_FOLD: usize = 4;
/// So many pages are written before other tasks have their turn.
const PAGES_AT_ONCE: usize = 4;
/// So many entries are let go by one fold.
const ENTRIES_A_FOLD: usize = 16;

pub(super) async fn fold(store: &IndexedDbStore, expected: Revision, book: &Book) -> Result<bool, Failure> {
    let Some(mut knowledge) = store.knowledge_at(expected).await? else { return Ok(true) };
    let (tx, mut state) = store.enter(&[META, PAGES], Mode::Write).await?;
    if state.revision != expected {
        return Ok(true);
    }
    knowledge.forget(state.folded);
    if knowledge.is_tidy() && state.folded == expected {
        drop(tx);
        store.put_away(&[], expected, state.folded, knowledge.layout);
        if let Some(purge) = state.purges.first() {
            strike::strike(store, *purge).await?;
            return Ok(true);
        }
        return forget(store, &state).await;
    }
    let runs = put_away(&tx, &mut state, &mut knowledge, book).await?;
    let is_tidy = knowledge.is_tidy();
    if is_tidy {
        state.folded = expected;
    }
    tx.put_state(&state)?;
    tx.finish().await?;
    store.put_away(&runs, expected, state.folded, knowledge.layout);
    Ok(!is_tidy || !state.purges.is_empty() || state.bytes > store.retention.bytes)
}

/// Rewrites the pages whose turn it is.
async fn put_away(
    tx: &Transaction,
    state: &mut State,
    knowledge: &mut Knowledge,
    book: &Book,
) -> Result<Vec<Run>, Failure> {
    if knowledge.is_tidy() {
        return Ok(Vec::new());
    }
    if knowledge.layout.version != state.layout {
        knowledge.layout = tx.layout(state).await?;
    }
    let runs = knowledge.next_runs(&knowledge.layout, PAGES_A_FOLD);
    let rows = |run: &Run| -> Rows<'_> { Box::new(packing::rows(book, run).into_iter()) };
    rewrite(tx, &mut knowledge.layout, &runs, &Pace::unasked(), rows, &|_, _| ()).await?;
    state.lay_out(&mut knowledge.layout);
    knowledge.put_away(&runs, state.revision);
    Ok(runs)
}

/// Writes the pages of these runs anew, a few at a time.
pub(super) async fn rewrite<'a>(
    tx: &Transaction,
    layout: &mut Layout,
    runs: &[Run],
    pace: &Pace<'_>,
    rows: impl Fn(&Run) -> Rows<'a>,
    wrote: Wrote<'a>,
) -> Result<(), Failure> {
    let mut written = 0;
    for run in runs {
        let mut old = layout.take(run);
        if old.len() > PAGES_AT_ONCE {
            pace.breathe(tx).await?; // To read it takes its time, even if nothing of it stays.
        }
        for page in Pages::new(run, rows(run), wrote) {
            let values = u32::try_from(page.values().len()).unwrap_or(u32::MAX);
            if old.remove(&page.from).is_some_and(|it| it > values) {
                tx.delete(PAGES, &page_range(&page.from, &page.from)?)?;
            }
            for (part, bytes) in page.values().enumerate() {
                tx.put(PAGES, &page_key(&page.from, part), &value::of(bytes))?;
            }
            layout.put(page.from, values);
            written += 1;
            if written % PAGES_AT_ONCE == 0 {
                pace.breathe(tx).await?;
            }
        }
        // Everything may have gone from thousands of pages. Keys of no kind may stand in another order in the browser.
        let is_one_range = matches!(run.from, Key::Record(_)) && layout.is_empty(run);
        if let (true, Some((first, _)), Some((last, _))) =
            (is_one_range, old.first_key_value(), old.last_key_value())
        {
            tx.delete(PAGES, &page_range(first, last)?)?;
            continue;
        }
        for from in old.keys() {
            tx.delete(PAGES, &page_range(from, from)?)?;
        }
    }
    Ok(())
}

/// Lets the oldest entries go, as far as nothing holds them; whether there may be more to let go.
async fn forget(store: &IndexedDbStore, state: &State) -> Result<bool, Failure> {
    if state.bytes <= store.retention.bytes {
        return Ok(false);
    }
    let (tx, mut state) = store.enter(&[META, JOURNAL], Mode::Write).await?;
    let before = state.oldest;
    for _ in 0..ENTRIES_A_FOLD {
        let (stamp, bytes) = oldest(&tx, &state).await?;
        if !store.retention.lets_go(&state.reach(), state.oldest, stamp) {
            break;
        }
        tx.delete(JOURNAL, &entry_range(state.oldest)?)?;
        state.oldest = state.oldest.next();
        state.bytes = state.bytes.saturating_sub(bytes);
    }
    if state.oldest == before {
        return Ok(false);
    }
    tx.put_state(&state)?;
    tx.finish().await?;
    Ok(true)
}

/// When the oldest entry was written, and how large it is. One that cannot be read counts as very old.
async fn oldest(tx: &Transaction, state: &State) -> Result<(Stamp, u64), Fault> {
    let values: Array = tx.get_all(JOURNAL, &entry_range(state.oldest)?)?.answer().await?.unchecked_into();
    let head = journal::read_head(&values.get(0));
    let bytes = journal::text(&values).len() as u64;
    Ok((head.map_or(Stamp::ZERO, |it| it.head.stamp), bytes))
}
