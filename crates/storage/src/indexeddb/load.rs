//! Reading everything.
//!
//! One transaction sees one state of the database, whatever other tabs write meanwhile. Pages come in bundles, and each
//! answer comes in a task of its own, so that nobody waits long for a frame.

use super::{
    IndexedDbStore,
    fault::{Failure, Fault},
    journal,
    knowledge::Knowledge,
    layout::Layout,
    request::InTurn,
    state::State,
    transaction::{JOURNAL, META, Mode, PAGES, Transaction, entry_range, page_range},
    value,
};
use crate::{Batch, Loaded, StoreError, Unasked, touched};
use domain::{
    entry::Revision,
    row::{Key, Row},
    value::Node,
    wire,
};
use js_sys::Array;
use std::collections::BTreeSet;
use wasm_bindgen::{JsCast, JsValue};

/// So many values of pages are asked for at once: 200 KB, a few milliseconds of work. Twice as many were no faster, and
/// their tasks twice as long.
const BUNDLE: u32 = 4;
/// So many bundles are under way at once.
const BUNDLES_AHEAD: usize = 3;
/// So many records of a long entry are handed over before other tasks have their turn.
const PIECE: usize = 1_000;

pub(super) async fn load(store: &IndexedDbStore, take: &mut dyn FnMut(Batch)) -> Result<Loaded, Failure> {
    let (tx, state) = store.enter(&[META, JOURNAL, PAGES], Mode::Read).await?;
    let mut knowledge = Knowledge::new(tx.layout(&state).await?);
    let strays = pages(&tx, &knowledge.layout, take).await?;
    knowledge.find(strays);
    tail(&tx, &state, &mut knowledge, take).await?;
    *store.knowledge.borrow_mut() = Some(knowledge);
    Ok(Loaded { revision: state.revision, node: Node(state.node) })
}

/// Hands over all pages; answers what was found where it does not belong, and where.
async fn pages(
    tx: &Transaction,
    layout: &Layout,
    take: &mut dyn FnMut(Batch),
) -> Result<BTreeSet<Key>, Fault> {
    let mut strays = BTreeSet::new();
    let bundles = layout.bundles(BUNDLE);
    let ends = bundles.iter().filter_map(|it| Some((&it.first()?.0, &it.last()?.0)));
    let asks = ends.map(|(first, last)| tx.get_all(PAGES, &page_range(first, last)?));
    let mut answers = InTurn::new(asks, BUNDLES_AHEAD)?;
    for bundle in &bundles {
        let Some(values) = answers.next().await? else { break };
        let mut values = values.unchecked_into::<Array>().into_iter();
        let mut rows = Vec::new();
        for (from, count) in bundle {
            let page = layout.page(from);
            for row in read_page(values.by_ref().take(*count as usize)) {
                let key = row.key();
                if !page.holds(&key) {
                    strays.extend([key, from.clone()]);
                }
                rows.push(row);
            }
        }
        take(Batch::Rows(rows));
    }
    Ok(strays)
}

/// The rows of a page. What is not even bytes is read as its JSON, so that it is seen.
fn read_page(values: impl Iterator<Item = JsValue>) -> Vec<Row> {
    let (mut bytes, mut rows) = (Vec::new(), Vec::new());
    for it in values {
        match value::bytes(&it) {
            // Mostly there is one, and it is not copied once more.
            Some(part) if bytes.is_empty() => bytes = part,
            Some(part) => bytes.extend(part),
            None => rows.push(wire::read_line(&value::as_json(&it))),
        }
    }
    if !bytes.is_empty() {
        // What is whole is not looked at twice.
        let text =
            String::from_utf8(bytes).unwrap_or_else(|it| String::from_utf8_lossy(it.as_bytes()).into_owned());
        rows.extend(text.split('\n').map(wire::read_line));
    }
    rows
}

/// Hands over the entries that were written since everything lay in pages.
async fn tail(
    tx: &Transaction,
    state: &State,
    knowledge: &mut Knowledge,
    take: &mut dyn FnMut(Batch),
) -> Result<(), Failure> {
    knowledge.known = state.folded;
    let revisions: Vec<Revision> = (state.folded.0 + 1..=state.revision.0).map(Revision).collect();
    let mut answers = journal::begin_each(tx, &revisions)?;
    while let Some(values) = answers.next().await? {
        let revision = knowledge.known.next();
        let entry = match journal::read(tx, revision, values.unchecked_into(), &Unasked).await {
            Err(Failure::Store(StoreError::Unreadable(_))) => {
                // Its records stay as they were. What is left of it is kept as a row, so that it is seen and not lost.
                let values = tx.get_all(JOURNAL, &entry_range(revision)?)?.answer().await?;
                let row = wire::read_line(&journal::text(&values.unchecked_into()));
                knowledge.learn(revision, [row.key()]);
                take(Batch::Rows(vec![row]));
                continue;
            }
            it => it?,
        };
        knowledge.learn(revision, touched(&entry));
        let mut pieces = entry.pieces(PIECE).peekable();
        while let Some(piece) = pieces.next() {
            take(Batch::Entry(piece));
            if pieces.peek().is_some() {
                tx.breathe().await?;
            }
        }
    }
    Ok(())
}
