//! Striking what was deleted for good out of the entries before, in free time.
//!
//! The journal is looked through in stretches. An entry of which something is struck is written anew in one transaction
//! that also notes how far this has come; so whoever dies in between goes on there, at the latest at the next start.

use super::{
    IndexedDbStore,
    fault::{Failure, Fault},
    journal,
    packing::VALUE,
    state::State,
    transaction::{JOURNAL, META, Mode, Transaction, entry_key, entry_range, read_entry_key, rest, span},
    value,
};
use crate::striker::Striker;
use domain::{
    entry::Revision,
    wire::{self, Strike},
};
use js_sys::Array;
use std::collections::BTreeMap;
use wasm_bindgen::{JsCast, JsValue};

/// So many entries are looked through at once.
const STRETCH: u64 = 256;
/// No more are, once they had so many values.
const VALUES: usize = 64;

/// One step of striking what the first purge of those that wait has deleted.
pub(super) async fn strike(store: &IndexedDbStore, purge: Revision) -> Result<(), Failure> {
    let (tx, state) = store.enter(&[META, JOURNAL], Mode::Read).await?;
    let mut strike = gone(&tx, purge).await?;
    let (struck, to_strike) = look(&tx, &state, purge, &mut strike).await?;
    drop(tx);
    let from = state.struck;
    let (tx, mut state) = store.enter(&[META, JOURNAL], Mode::Write).await?;
    if state.struck != from || state.purges.first() != Some(&purge) {
        return Ok(()); // Another tab is at it.
    }
    if let Some(values) = to_strike {
        let (old, new) = rewrite(&tx, struck, values, &mut strike).await?;
        state.bytes = state.bytes.saturating_sub(old.saturating_sub(new));
    }
    state.strike(struck);
    tx.put_state(&state)?;
    Ok(tx.finish().await?)
}

/// What the purge has deleted. If its entry cannot be read any more, nobody knows.
async fn gone(tx: &Transaction, purge: Revision) -> Result<Strike, Fault> {
    let values: Array = tx.get_all(JOURNAL, &entry_range(purge)?)?.answer().await?.unchecked_into();
    Ok(wire::read_entry(&journal::text(&values)).map(|it| Strike::of(&it)).unwrap_or_default())
}

/// Looks through a stretch up to the first entry of which something is to be struck. Answers up to where all is well
/// then, and, if there is such an entry, how many values its lines take.
async fn look(
    tx: &Transaction,
    state: &State,
    purge: Revision,
    strike: &mut Strike,
) -> Result<(Revision, Option<u64>), Fault> {
    let from = state.struck.next().max(state.oldest);
    let to = Revision(purge.0.min(from.0 + STRETCH - 1));
    if from > to {
        return Ok((purge, None));
    }
    let keys: Array = tx.keys(JOURNAL, &span(from, to)?)?.answer().await?.unchecked_into();
    let mut entries: BTreeMap<Revision, u64> = BTreeMap::new();
    for (revision, part) in keys.iter().filter_map(|it| read_entry_key(&it)) {
        entries.insert(revision, part);
    }
    let mut seen = 0;
    for (revision, values) in entries {
        let mut striker = Striker::new(strike);
        let mut is_sound = true;
        for part in 1..=values {
            let value = tx.get(JOURNAL, &entry_key(revision, part))?.answer().await?;
            // What nobody here has written stays as it is; such an entry cannot be read any more.
            is_sound &= value::bytes(&value).map(|it| striker.part(&it)).is_some();
            while striker.take(VALUE).is_some() {}
            seen += 1;
        }
        striker.end();
        if striker.has_struck && is_sound {
            return Ok((revision, Some(values)));
        }
        if seen >= VALUES {
            return Ok((revision, None));
        }
    }
    Ok((to, None))
}

/// Writes an entry anew; how large its parts were and are. What is left never overtakes what was read.
async fn rewrite(
    tx: &Transaction,
    revision: Revision,
    values: u64,
    strike: &mut Strike,
) -> Result<(u64, u64), Fault> {
    let (mut old, mut new, mut written) = (0, 0, 0);
    let mut striker = Striker::new(strike);
    let mut put = |bytes: &[u8]| {
        written += 1;
        new += bytes.len() as u64;
        tx.put(JOURNAL, &entry_key(revision, written), &value::of(bytes))
    };
    for part in 1..=values {
        let value = tx.get(JOURNAL, &entry_key(revision, part))?.answer().await?;
        let bytes = value::bytes(&value).unwrap_or_default();
        old += bytes.len() as u64;
        striker.part(&bytes);
        while let Some(bytes) = striker.take(VALUE) {
            put(&bytes)?;
        }
    }
    for bytes in striker.end().chunks(VALUE) {
        put(bytes)?;
    }
    if written < values {
        tx.delete(JOURNAL, &rest(revision, written + 1)?)?;
    }
    let head: JsValue = tx.get(JOURNAL, &entry_key(revision, 0))?.answer().await?;
    let head = value::bytes(&head).and_then(|it| String::from_utf8(it).ok()).unwrap_or_default();
    if let Some(left) = striker.head(&head) {
        old += head.len() as u64;
        new += left.len() as u64;
        tx.put(JOURNAL, &entry_key(revision, 0), &value::of(left.as_bytes()))?;
    }
    Ok((old, new))
}
