//! What is kept beside the Book.

use super::tab::{Tab, births, find, rename};
use crate::{LARGE, Store};

async fn kept<S: Store>(tab: &Tab<S>) -> Vec<(String, String)> {
    let mut kept = tab.store.kept().await.expect("a sound store tells");
    kept.sort();
    kept
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// The last text under each name, for every tab, until it is forgotten.
pub async fn what_is_kept_beside_the_book_is_found_by_every_tab<S: Store>(open: impl AsyncFn() -> S) {
    let (one, other) = (Tab::open(open().await, "a").await, Tab::open(open().await, "b").await);
    assert_eq!(kept(&one).await, []);
    for (name, text) in
        [("log:5", "ha"), ("log:5", "half a \n\"🦊"), ("", ""), ("new lead", "Zoë"), ("z;é", "1")]
    {
        assert_eq!(one.store.keep(name, Some(text)).await, Ok(()));
    }
    let all = [("", ""), ("log:5", "half a \n\"🦊"), ("new lead", "Zoë"), ("z;é", "1")];
    assert_eq!(kept(&other).await, pairs(&all));
    for name in ["new lead", "", "never kept"] {
        assert_eq!(other.store.keep(name, None).await, Ok(()));
    }
    assert_eq!(kept(&one).await, pairs(&[all[1], all[3]]));
}

/// Nobody is in the way of anybody: not of an entry, large or small, nor of a fold, nor of a load.
pub async fn what_is_kept_beside_the_book_is_no_part_of_it<S: Store>(open: impl AsyncFn() -> S) {
    let mut tab = Tab::open(open().await, "a").await;
    let other = open().await;
    tab.write(births([1], 10)).await;
    assert_eq!(other.keep("log:5", Some("half a note")).await, Ok(()));
    tab.write(rename(&tab.book, 1, "Another")).await;
    tab.write(births(10..20 + LARGE as u64, 10)).await;
    assert_eq!(other.keep("log:5", Some("half a note more")).await, Ok(()));
    tab.tidy().await;
    let found = find(&open, &tab.book).await;
    assert_eq!(found.revision, tab.revision);
    assert_eq!(kept(&found).await, pairs(&[("log:5", "half a note more")]));
}
