//! Values that nobody here has written.

use super::raw::{self, NODE, Tab, births, bytes, id, rename, text};
use domain::wire::FORMAT;
use js_sys::{Array, Object, Uint8Array};
use storage::{IndexedDbStore, Store, StoreError, Unasked};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_test::wasm_bindgen_test;

/// The value of the first page of deals.
async fn first_page(name: &str) -> (JsValue, JsValue) {
    let is_of_deals = |key: &JsValue| key.unchecked_ref::<Array>().get(0) == "deal";
    let pages = raw::everything(name, "pages").await;
    pages.into_iter().find(|it| is_of_deals(&it.0)).expect("there are pages of deals")
}

/// Whatever is done next, what was sealed stays, and nothing else is lost.
async fn check(name: &str, sealed: &[&str], lost: &[u64]) {
    let mut tab = Tab::open(name).await;
    assert_eq!(tab.sealed(), sealed);
    let here = (0..100).filter(|it| tab.book.get(id(*it)).is_some());
    assert_eq!(here.collect::<Vec<_>>(), (0..100).filter(|it| !lost.contains(it)).collect::<Vec<_>>());
    tab.tidy().await;
    assert!(Tab::open(name).await.rows() == tab.rows(), "folded");
    tab.write(rename(&tab.book, 50, "Another name")).await.expect("it is written");
    tab.tidy().await;
    assert!(Tab::open(name).await.rows() == tab.rows(), "edited and folded");
    tab.write(rename(&tab.book, 50, "Large").and(births(1_000..2_100, 10))).await.expect("it is written");
    let found = Tab::open(name).await;
    assert!(found.rows() == tab.rows(), "in a large entry");
    assert_eq!(found.sealed(), sealed);
}

async fn some_deals(name: &str) -> Tab {
    let mut tab = Tab::open(name).await;
    tab.write(births(0..100, 1_000)).await.expect("it is written");
    tab.tidy().await;
    tab
}

// Case B4.
#[wasm_bindgen_test]
async fn one_damaged_line_is_sealed_and_the_others_are_read() {
    let name = "one_damaged_line_is_sealed_and_the_others_are_read";
    some_deals(name).await;
    let (key, value) = first_page(name).await;
    let page = text(&value);
    let line = page.split('\n').nth(5).expect("the page has lines");
    let damaged = line.replacen("\"v\":1", "\"v\";1", 1);
    raw::put(name, "pages", &key, &bytes(&page.replace(line, &damaged))).await;
    check(name, &[&damaged], &[5]).await;
}

#[wasm_bindgen_test]
async fn a_page_that_is_cut_off_loses_what_is_cut_off_and_no_more() {
    let name = "a_page_that_is_cut_off_loses_what_is_cut_off_and_no_more";
    some_deals(name).await;
    let (key, value) = first_page(name).await;
    let page = text(&value);
    let lines = page.split('\n').count() as u64;
    let (kept, _) = page.split_at(page.rfind('\n').expect("the page has lines") + 20);
    let damaged = &kept[kept.len() - 19..];
    raw::put(name, "pages", &key, &bytes(kept)).await;
    check(name, &[damaged], &[lines - 1]).await;
}

#[wasm_bindgen_test]
async fn a_squeezed_page_that_is_cut_off_loses_what_is_cut_off_and_no_more() {
    let name = "a_squeezed_page_that_is_cut_off_loses_what_is_cut_off_and_no_more";
    some_deals(name).await;
    let (key, value) = first_page(name).await;
    let last = text(&value).split('\n').count() as u64 - 1;
    let page: Uint8Array = value.unchecked_into();
    assert_eq!(page.get_index(0), 0, "it is squeezed");
    let cut = page.slice(0, page.length() - 10);
    raw::put(name, "pages", &key, &cut).await;
    let found = Tab::open(name).await.sealed();
    // What is left of the last line, and the value as it was found.
    let hex = cut.to_vec().iter().fold(String::new(), |text, it| text + &format!("{it:02x}"));
    assert!(found.len() == 2 && found.contains(&hex), "{found:?}");
    check(name, &found.iter().map(|it| &**it).collect::<Vec<_>>(), &[last]).await;
}

#[wasm_bindgen_test]
async fn a_page_that_is_no_bytes_is_sealed_as_what_it_is() {
    let name = "a_page_that_is_no_bytes_is_sealed_as_what_it_is";
    some_deals(name).await;
    let (key, value) = first_page(name).await;
    let lost: Vec<u64> = (0..text(&value).split('\n').count() as u64).collect();
    let object = Object::from_entries(&Array::of1(&Array::of2(&"a".into(), &1.into()))).expect("pairs");
    raw::put(name, "pages", &key, &object).await;
    check(name, &[r#"{"a":1}"#], &lost).await;
}

#[wasm_bindgen_test]
async fn bytes_that_are_no_text_are_sealed() {
    let name = "bytes_that_are_no_text_are_sealed";
    some_deals(name).await;
    let (key, value) = first_page(name).await;
    let last = text(&value).split('\n').count() as u64 - 1;
    let mut page = raw::unsqueezed(&value);
    let at = page.len() - 2;
    page[at] = 0xff;
    raw::put(name, "pages", &key, &Uint8Array::from(&*page)).await;
    let tab = Tab::open(name).await;
    assert_eq!(tab.sealed().len(), 1);
    assert!(tab.sealed()[0].ends_with("\u{fffd}}"), "{}", tab.sealed()[0]);
    check(name, &[&tab.sealed()[0]], &[last]).await;
}

#[wasm_bindgen_test]
async fn an_entry_that_cannot_be_read_is_kept_as_it_was_found() {
    let name = "an_entry_that_cannot_be_read_is_kept_as_it_was_found";
    let mut tab = some_deals(name).await;
    tab.write(rename(&tab.book, 1, "Lost with the entry")).await.expect("it is written");
    tab.write(rename(&tab.book, 2, "Read all the same")).await.expect("it is written");
    let journal = raw::everything(name, "journal").await;
    let is_body_of_second = |key: &Array| key.get(0) == 2 && key.get(1) == 1;
    let body = journal.iter().find(|it| is_body_of_second(it.0.unchecked_ref()));
    let (key, _) = body.expect("the entry has a second part");
    raw::put(name, "journal", key, &bytes("{\"before\":")).await;

    let tab = Tab::open(name).await;
    let names = [1, 2].map(|it| tab.book.get(id(it)).expect("the deal is there").name.to_string());
    assert_eq!(names, ["Deal 1", "Read all the same"]);
    assert!(matches!(
        tab.store.entry(domain::entry::Revision(2), &Unasked).await,
        Err(StoreError::Unreadable(_))
    ));
    assert_eq!(tab.store.since(domain::entry::Revision(1)).await, Ok(None));
    assert_eq!(tab.store.heads(10).await.expect("heads are whole").len(), 3);
    let sealed = tab.sealed();
    assert!(sealed.len() == 1 && sealed[0].ends_with("\n{\"before\":"), "{sealed:?}");
    check(name, &[&sealed[0]], &[]).await;
}

#[wasm_bindgen_test]
async fn a_database_that_does_not_know_where_it_stands_says_so() {
    let name = "a_database_that_does_not_know_where_it_stands_says_so";
    some_deals(name).await;
    raw::put(name, "meta", &"state".into(), &"{".into()).await;
    let opened = IndexedDbStore::open(name, NODE, |_| {}).await.expect("it opens");
    assert!(matches!(opened.store.load(&mut |_| {}).await, Err(StoreError::Unreadable(_))));
}

#[wasm_bindgen_test]
async fn a_database_of_our_name_that_is_not_ours_says_so() {
    let name = "a_database_of_our_name_that_is_not_ours_says_so";
    let request = raw::factory().open_with_u32(name, FORMAT).expect("it may be asked for");
    let target = request.clone();
    let make = Closure::<dyn Fn()>::new(move || {
        let db: web_sys::IdbDatabase = target.result().expect("it is open").unchecked_into();
        db.create_object_store("theirs").expect("it can be made");
    });
    request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
    let theirs: web_sys::IdbDatabase = raw::answer(&request).await.expect("it opens").unchecked_into();
    theirs.close();
    let opened = IndexedDbStore::open(name, NODE, |_| {}).await;
    assert_eq!(opened.err(), Some(StoreError::Unreadable("the database has no meta".to_owned())));
    raw::delete(name).await;
}

/// B11 of the store.
#[wasm_bindgen_test]
async fn a_database_of_our_name_with_nothing_in_it_is_made_anew() {
    let name = "a_database_of_our_name_with_nothing_in_it_is_made_anew";
    raw::open(name, FORMAT).await.close();
    let opened = IndexedDbStore::open(name, NODE, |_| {}).await.expect("it opens");
    assert!(opened.is_new);
}

// Case B10.
#[wasm_bindgen_test]
async fn every_value_is_small_enough_to_lie_in_the_database_itself() {
    let name = "every_value_is_small_enough_to_lie_in_the_database_itself";
    let mut tab = some_deals(name).await;
    tab.write(births([200], 500_000)).await.expect("it is written");
    tab.write(births(1_000..2_500, 700)).await.expect("it is written");
    for number in 3_000..3_050 {
        tab.write(births([number], 3_000)).await.expect("it is written");
        tab.tidy().await;
    }
    for store in ["journal", "pages"] {
        for (key, value) in raw::everything(name, store).await {
            let length = value.unchecked_ref::<Uint8Array>().length();
            assert!((1..=60_000).contains(&length), "{store} {key:?}: {length}");
        }
    }
    assert!(Tab::open(name).await.rows() == tab.rows());
}
