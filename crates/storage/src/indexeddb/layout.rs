//! Which page holds which records.
//!
//! A page holds the records of one kind from its own key to before that of the next page of its kind. The first page
//! of a kind has the lowest key there is, so every record has a page, whether that is written yet or not. What is of
//! no known kind, or could not be read at all, lies in pages of its own behind all kinds.

use domain::{
    row::Key,
    value::{Kind, RecordId},
};
use std::{collections::BTreeMap, ops::Bound};
use uuid::Uuid;

/// The pages that are written: the lowest key of each, and how many values it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    /// Of which layout this is a copy; see [`super::state::State`].
    pub(super) version: u64,
    pages: BTreeMap<Key, u32>,
}

/// Pages that stand side by side and are rewritten together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The key of the first.
    pub(super) from: Key,
    /// The key of the page behind the last; none at the end of the kind.
    pub(super) to: Option<Key>,
}

impl Run {
    /// Whether a record lies here.
    pub(super) fn holds(&self, key: &Key) -> bool {
        *key >= self.from && self.to.as_ref().is_none_or(|to| key < to) && are_of_one_sort(key, &self.from)
    }
}

/// The key of the first page among those that hold such keys.
fn first(key: &Key) -> Key {
    match key {
        // A UUID of noughts: no other is lower.
        Key::Record(id) => Key::Record(RecordId { uuid: Uuid::nil(), ..*id }),
        Key::Other(_) => Key::Other("".into()),
    }
}

fn are_of_one_sort(left: &Key, right: &Key) -> bool {
    let kind = |key: &Key| match key {
        Key::Record(id) => Some(id.kind),
        Key::Other(_) => None,
    };
    kind(left) == kind(right)
}

impl Layout {
    /// The pages with these keys; a key is told once for each value.
    pub(super) fn new(version: u64, values: impl IntoIterator<Item = Key>) -> Layout {
        let mut pages = BTreeMap::new();
        for key in values {
            *pages.entry(key).or_default() += 1;
        }
        Layout { version, pages }
    }

    /// The key of the page that holds a record.
    pub(super) fn page_of(&self, key: &Key) -> Key {
        let below = self.pages.range(..=key).next_back().map(|it| it.0);
        below.filter(|it| are_of_one_sort(it, key)).cloned().unwrap_or_else(|| first(key))
    }

    /// The key of the page behind another one; none at the end of the kind.
    fn behind(&self, from: &Key) -> Option<Key> {
        let behind = self.pages.range((Bound::Excluded(from), Bound::Unbounded)).next()?.0;
        are_of_one_sort(behind, from).then(|| behind.clone())
    }

    /// The page with this key.
    pub(super) fn page(&self, from: &Key) -> Run {
        Run { from: from.clone(), to: self.behind(from) }
    }

    /// The pages of these records, at most so many, side by side where they stand so.
    pub(super) fn runs(&self, keys: impl IntoIterator<Item = Key>, limit: usize) -> Vec<Run> {
        let mut pages: BTreeMap<Key, Run> = BTreeMap::new();
        let mut last: Option<Key> = None;
        for key in keys {
            // Neighbours come one after the other, and mostly share a page.
            if last.as_ref().is_some_and(|it| pages[it].holds(&key)) {
                continue;
            }
            let from = self.page_of(&key);
            if !pages.contains_key(&from) && pages.len() == limit {
                break;
            }
            pages.entry(from.clone()).or_insert_with(|| self.page(&from));
            last = Some(from);
        }
        let mut runs: Vec<Run> = Vec::new();
        for page in pages.into_values() {
            match runs.last_mut() {
                Some(last) if last.to.as_ref() == Some(&page.from) => last.to = page.to,
                _ => runs.push(page),
            }
        }
        runs
    }

    /// Takes out the pages of a run: their keys, and how many values each took.
    pub(super) fn take(&mut self, run: &Run) -> BTreeMap<Key, u32> {
        let inside = self.pages.range(&run.from..).map(|it| it.0).take_while(|it| run.holds(it));
        let inside: Vec<Key> = inside.cloned().collect();
        inside.into_iter().filter_map(|it| self.pages.remove_entry(&it)).collect()
    }

    /// Whether a run has no pages.
    pub(super) fn is_empty(&self, run: &Run) -> bool {
        self.pages.range(&run.from..).next().is_none_or(|it| !run.holds(it.0))
    }

    /// Notes a page that was written, and how many values it took.
    pub(super) fn put(&mut self, from: Key, values: u32) {
        self.pages.insert(from, values);
    }

    /// The pages in the order in which they are loaded, in bundles of up to so many values. Only pages of one kind
    /// share a bundle, and pages of no kind have their own: a browser may order their keys in another way.
    pub(super) fn bundles(&self, values: u32) -> Vec<Vec<(Key, u32)>> {
        let mut bundles: Vec<Vec<(Key, u32)>> = Vec::new();
        for (from, count) in &self.pages {
            let page = (from.clone(), *count);
            match bundles.last_mut() {
                Some(last) if is_room(last, from, values.saturating_sub(*count)) => last.push(page),
                _ => bundles.push(vec![page]),
            }
        }
        bundles
    }
}

/// Whether a page can join a bundle that may hold so many values beside it.
fn is_room(bundle: &[(Key, u32)], from: &Key, values: u32) -> bool {
    let is_alike = |it: &(Key, u32)| matches!(from, Key::Record(_)) && are_of_one_sort(&it.0, from);
    bundle.iter().all(is_alike) && bundle.iter().map(|it| it.1).sum::<u32>() <= values
}

/// What the pages of a key are called in the database, and where in that order it stands.
pub(super) fn shelf(key: &Key) -> (&'static str, String) {
    match key {
        // Names, not numbers: those would change when a kind is put between two others.
        Key::Record(id) => (id.kind.name(), id.uuid.hyphenated().to_string()),
        Key::Other(text) => (OTHERS, text.to_string()),
    }
}

/// The key that [`shelf`] tells; none if this version does not know such pages.
pub(super) fn unshelf(shelf: &str, text: &str) -> Option<Key> {
    if shelf == OTHERS {
        return Some(Key::Other(text.into()));
    }
    Kind::named(shelf)?;
    format!("{shelf}:{text}").parse().ok().map(Key::Record)
}

const OTHERS: &str = "other";

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        match text.split_once(' ') {
            Some((kind, number)) => {
                let number: u128 = number.parse().expect("a number");
                let id = domain::value::Id::<domain::record::Deal>::fixed(number);
                Key::Record(RecordId { kind: Kind::named(kind).expect("a kind"), uuid: id.uuid() })
            }
            None => Key::Other(text.into()),
        }
    }

    fn layout(pages: &[&str]) -> Layout {
        Layout::new(1, pages.iter().map(|it| key(it)))
    }

    #[track_caller]
    fn check(pages: &[&str], touched: &[&str], limit: usize, expected: &[(&str, Option<&str>)]) {
        let keys = touched.iter().map(|it| key(it));
        let expected: Vec<Run> =
            expected.iter().map(|(from, to)| Run { from: key(from), to: to.map(key) }).collect();
        assert_eq!(layout(pages).runs(keys, limit), expected);
    }

    #[test]
    fn every_record_has_a_page_also_where_none_is_written() {
        check(&[], &["deal 5"], 9, &[("deal 0", None)]);
        check(&["lead 0", "task 0"], &["deal 5"], 9, &[("deal 0", None)]);
        check(&["deal 7"], &["deal 5"], 9, &[("deal 0", Some("deal 7"))]);
        check(&["deal 0"], &["quote:1"], 9, &[("", None)]);
    }

    #[test]
    fn a_page_ends_where_the_next_of_its_kind_begins() {
        let pages = &["deal 0", "deal 10", "deal 20", "task 0", ""];
        check(pages, &["deal 0"], 9, &[("deal 0", Some("deal 10"))]);
        check(pages, &["deal 9"], 9, &[("deal 0", Some("deal 10"))]);
        check(pages, &["deal 10"], 9, &[("deal 10", Some("deal 20"))]);
        check(pages, &["deal 99"], 9, &[("deal 20", None)]);
    }

    #[test]
    fn pages_that_stand_side_by_side_are_one_run() {
        let pages = &["deal 0", "deal 10", "deal 20", "deal 30", "task 0"];
        check(pages, &["deal 1", "deal 2", "deal 11"], 9, &[("deal 0", Some("deal 20"))]);
        check(pages, &["deal 1", "deal 25"], 9, &[("deal 0", Some("deal 10")), ("deal 20", Some("deal 30"))]);
        check(pages, &["deal 35", "task 1"], 9, &[("deal 30", None), ("task 0", None)]);
    }

    #[test]
    fn no_more_pages_are_taken_than_are_asked_for() {
        let pages = &["deal 0", "deal 10", "deal 20"];
        check(pages, &["deal 1", "deal 2", "deal 11", "deal 21"], 2, &[("deal 0", Some("deal 20"))]);
    }

    #[test]
    fn taking_a_run_leaves_the_other_pages() {
        let mut it = layout(&["deal 0", "deal 10", "deal 10", "deal 20", "task 0"]);
        let run = Run { from: key("deal 0"), to: Some(key("deal 20")) };
        assert!(!it.is_empty(&run));
        assert_eq!(it.take(&run), BTreeMap::from([(key("deal 0"), 1), (key("deal 10"), 2)]));
        assert_eq!(it, layout(&["deal 20", "task 0"]));
        assert!(it.is_empty(&run), "what stands behind it is no page of it");
    }

    #[test]
    fn bundles_are_of_one_kind_and_not_too_large() {
        let it = layout(&["deal 0", "deal 1", "deal 2", "deal 3", "deal 3", "deal 3", "task 0", "", "x"]);
        let keys: Vec<Vec<Key>> =
            it.bundles(2).into_iter().map(|it| it.into_iter().map(|it| it.0).collect()).collect();
        let expected: &[&[&str]] =
            &[&["deal 0", "deal 1"], &["deal 2"], &["deal 3"], &["task 0"], &[""], &["x"]];
        let expected: Vec<Vec<Key>> =
            expected.iter().map(|it| it.iter().map(|it| key(it)).collect()).collect();
        assert_eq!(keys, expected);
    }

    #[test]
    fn keys_are_found_again_under_their_names() {
        for text in ["deal 5", "settings 0", "quote:1", "", "deal"] {
            let (shelf, name) = shelf(&key(text));
            assert_eq!(unshelf(shelf, &name), Some(key(text)));
        }
        assert_eq!(unshelf("quote", "0192f0c1-7d2a-7000-8000-000000000002"), None);
        assert_eq!(unshelf("deal", "5"), None);
    }
}
