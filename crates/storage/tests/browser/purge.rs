//! What is deleted for good, down to the values of the database.

use super::{
    raw::{self, Tab, births, id, rename, text},
    tabs::give_up,
};
use domain::{
    change::{Change, Edit, Stamping},
    entry::{Entry, Label, Verb},
    record::Deal,
    row::{Key, Row},
    value::Stamp,
    wire::{Journaled, Past},
};
use js_sys::Array;
use std::collections::BTreeMap;
use storage::{Batch, Store, Unasked};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

/// A word that stands nowhere else.
const SECRET: &str = "Kilimanjaro";

fn key(number: u64) -> Key {
    Key::Record(id(number).into())
}

/// The secret as a name, and many times over in a text.
fn secret(tab: &Tab, number: u64, times: usize) -> Change {
    let before = tab.book.get(id(number)).expect("the deal is there");
    let requirements = format!("{SECRET} é ").repeat(times).as_str().into();
    Change::update(before, Deal { name: SECRET.into(), requirements, ..Deal::clone(before) })
}

async fn purge(tab: &mut Tab, number: u64) {
    let after = Some(Row::Purged(key(number), Stamp::ZERO));
    let edit = Edit { before: tab.book.row(&key(number)), after };
    let Entry { mut head, change, .. } = tab.entry(Change::new([edit], Stamping::Fresh));
    head.label = Label::of(Verb::Purged, SECRET).with("1");
    let entry = Entry { head, change };
    tab.revision = tab.store.commit(tab.revision, &entry, &tab.book, &Unasked).await.expect("it is written");
    tab.book.apply(&entry.change).expect("the entry was made for this book");
}

async fn journal(tab: &Tab) -> Vec<Journaled> {
    let mut entries = Vec::new();
    for revision in 1..=tab.revision.0 {
        let entry =
            tab.store.entry(domain::entry::Revision(revision), &Unasked).await.expect("it can be read");
        entries.push(entry.expect("it is remembered"));
    }
    entries
}

async fn scene(name: &str) -> Tab {
    let mut tab = Tab::open(name).await;
    tab.write(births(0..40, 4_000)).await.expect("it is written");
    // Alone, and between others: of one value, and of several that are cut in the middle of it.
    for times in [1, 12_000] {
        let change = rename(&tab.book, 2, &format!("Name {times}")).and(secret(&tab, 3, times));
        tab.write(change.and(rename(&tab.book, 4, &format!("Name {times}")))).await.expect("it is written");
    }
    tab.write(secret(&tab, 3, 9_000)).await.expect("it is written");
    let large = secret(&tab, 3, 100).and(births(1_000..2_100, 500));
    tab.write(large.and(rename(&tab.book, 4, "Last"))).await.expect("it is written");
    purge(&mut tab, 3).await;
    tab
}

#[wasm_bindgen_test]
async fn no_value_holds_what_was_deleted_for_good() {
    let name = "no_value_holds_what_was_deleted_for_good";
    let tab = scene(name).await;
    tab.tidy().await;
    let mut entries: BTreeMap<u64, (Vec<u64>, String)> = BTreeMap::new();
    let mut size = 0;
    for (place, value) in raw::everything(name, "journal").await {
        let place: &Array = place.unchecked_ref();
        let bytes = raw::unsqueezed(&value);
        assert!(bytes.len() <= 60_000);
        size += bytes.len();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "counted one by one")]
        let number = |at| place.get(at).as_f64().expect("a number") as u64;
        let entry = entries.entry(number(0)).or_default();
        entry.0.push(number(1));
        entry.1.push_str(&String::from_utf8_lossy(&bytes));
    }
    assert_eq!(entries.len(), 6);
    for (parts, text) in entries.values() {
        assert_eq!(*parts, (0..parts.len() as u64).collect::<Vec<_>>());
        assert!(!text.contains(SECRET));
    }
    for (_, value) in raw::everything(name, "pages").await {
        assert!(!text(&value).contains(SECRET));
    }
    let (_, state) = raw::everything(name, "meta").await.remove(0);
    let state = state.as_string().expect("a text");
    assert!(state.contains(&format!("\"bytes\":{size},")) && !state.contains("purges"), "{state}");
    assert!(Tab::open(name).await.rows() == tab.rows());
}

#[wasm_bindgen_test]
async fn striking_that_is_given_up_half_way_leaves_every_entry_whole() {
    let name = "striking_that_is_given_up_half_way_leaves_every_entry_whole";
    let tab = scene(name).await;
    let before = journal(&tab).await;
    for polls in 0.. {
        let tab = Tab::open(name).await;
        let answer = give_up(polls, tab.store.fold(tab.revision, &tab.book)).await;
        for (before, after) in before.iter().zip(journal(&tab).await) {
            let gone = |it: &Past| if it.key() == Some(key(3)) { Past::Gone(key(3)) } else { it.clone() };
            let is_struck = after.past == before.past.iter().map(gone).collect::<Vec<_>>();
            assert!(is_struck || after == *before, "after {polls} polls");
        }
        if answer == Some(Ok(false)) {
            break;
        }
    }
    let (mut found, mut take) = (false, 0);
    let mut look = |batch: Batch| {
        take += 1;
        found |= format!("{batch:?}").contains(SECRET);
    };
    tab.store.load(&mut look).await.expect("it loads");
    assert!(!found && take > 0);
    assert!(journal(&tab).await.iter().all(|it| !format!("{it:?}").contains(SECRET)));
}
