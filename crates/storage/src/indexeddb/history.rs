//! What happened to one record.

use super::{
    IndexedDbStore,
    fault::{Failure, Fault},
    journal,
    state::State,
    transaction::{JOURNAL, META, Mode, Transaction, entry_key, read_entry_key, span},
    value,
};
use crate::{
    Told,
    sieve::{Sieve, stretch},
};
use domain::{
    entry::Revision,
    value::{RecordId, Timestamp},
};
use js_sys::Array;
use wasm_bindgen::JsCast;

/// So many values are in memory at once.
const VALUES: usize = 32;

/// The keys of a stretch are read first, because an entry may have one value or thousands.
pub(super) async fn history(
    store: &IndexedDbStore,
    of: RecordId,
    before: Option<Revision>,
    limit: usize,
) -> Result<Told, Failure> {
    let (tx, state) = store.enter(&[META, JOURNAL], Mode::Read).await?;
    let stretch = stretch(state.oldest, state.revision, before);
    let mut sieve = Sieve::new(of);
    if !stretch.is_empty() {
        let range = span(Revision(*stretch.start()), Revision(*stretch.end()))?;
        let keys: Array = tx.keys(JOURNAL, &range)?.answer().await?.unchecked_into();
        let keys: Vec<(Revision, u64)> = keys.iter().filter_map(|it| read_entry_key(&it)).collect();
        for some in keys.chunks(VALUES) {
            pass(&tx, some, &mut sieve).await?;
        }
    }
    let since = since(&tx, &state).await?;
    Ok(Told { since, ..sieve.told(*stretch.start(), state.oldest, limit) })
}

/// Lets a few values go by.
async fn pass(tx: &Transaction, keys: &[(Revision, u64)], sieve: &mut Sieve) -> Result<(), Fault> {
    let asked = keys.iter().map(|it| tx.get(JOURNAL, &entry_key(it.0, it.1)));
    for (asked, key) in asked.collect::<Result<Vec<_>, Fault>>()?.into_iter().zip(keys) {
        if let Some(bytes) = value::bytes(&asked.answer().await?) {
            sieve.part(key.0, key.1, &bytes);
        }
    }
    Ok(())
}

/// When the first entry was written that is remembered, if others came before it.
async fn since(tx: &Transaction, state: &State) -> Result<Option<Timestamp>, Fault> {
    if state.oldest == Revision(1) {
        return Ok(None);
    }
    let head = journal::read_head(&tx.get(JOURNAL, &entry_key(state.oldest, 0))?.answer().await?);
    Ok(head.map(|it| it.head.stamp.at()))
}
