//! Several tabs, and every order of things.

use super::tab::{Tab, births, deal, expect_same, find, id, removal, rename};
use crate::{Store, StoreError};
use domain::{change::Change, record::Deal, value::Id};

/// Each tries, hears that the other was first, catches up and tries again.
pub async fn two_tabs_lose_nothing<S: Store>(open: impl AsyncFn() -> S) {
    let mut tabs = [Tab::open(open().await, "a").await, Tab::open(open().await, "b").await];
    let mut conflicts = 0;
    for number in 0..60 {
        let tab = &mut tabs[usize::try_from(number % 2).expect("nought or one")];
        loop {
            let entry = tab.entry(births([number], 100));
            match tab.try_to_write(&entry).await {
                Ok(_) => break,
                Err(error) => assert_eq!(error, StoreError::Conflict),
            }
            conflicts += 1;
            tab.catch_up().await;
        }
        if number % 7 == 0 {
            tab.fold().await;
        }
    }
    assert!(conflicts > 50, "nearly each was first once: {conflicts}");
    let [mut first, second] = tabs;
    first.catch_up().await;
    expect_same(&first.book, &second.book);
    assert_eq!(first.book.table::<Deal>().len(), 60);
    first.tidy().await;
    find(&open, &second.book).await;
}

/// Births, edits, removals and large entries by three tabs, folds that are not finished, tabs that are closed and
/// opened: after every step, whoever loads finds what was committed.
pub async fn whatever_is_done_in_whatever_order_is_kept<S: Store>(open: impl AsyncFn() -> S) {
    let mut dice = Dice(1_009);
    let mut tabs = Vec::new();
    for name in ["a", "b", "c"] {
        tabs.push(Tab::open(open().await, name).await);
    }
    let mut fresh = 0;
    for _ in 0..45 {
        let tab = &mut tabs[dice.below(3)];
        tab.catch_up().await;
        match dice.below(10) {
            0 | 1 => drop(tab.fold().await),
            2 => drop(tab.tidy().await),
            3 => tab.load().await,
            _ => {
                let change = any_change(&mut dice, tab, &mut fresh);
                tab.write(change).await;
            }
        }
        find(&open, &tab.book).await;
    }
}

fn any_change<S: Store>(dice: &mut Dice, tab: &Tab<S>, fresh: &mut u64) -> Change {
    let deals = tab.book.table::<Deal>();
    let first = id(0).uuid().as_u128();
    let any = (!deals.is_empty()).then(|| {
        let it: Id<Deal> = deals.iter().nth(dice.below(deals.len())).expect("below the length").id;
        u64::try_from(it.uuid().as_u128() - first).expect("ids of this suite")
    });
    let bytes = [10, 300, 4_000, 4_000, 20_000, 70_000][dice.below(6)];
    let from = *fresh;
    match (dice.below(16), any) {
        (0..6, Some(number)) => rename(&tab.book, number, &format!("Name {}", dice.below(1_000))),
        (6 | 7, Some(number)) => removal(&tab.book, number),
        (8..11, Some(number)) => {
            let before = tab.book.get(id(number)).expect("the deal is there");
            Change::update(before, deal(number, bytes))
        }
        // Two are enough; more would only take time.
        (11, _) if from < 2_500 => {
            *fresh += 1_001;
            births(from..from + 1_001, 40)
        }
        _ => {
            *fresh += 3;
            births(from..from + 3, bytes)
        }
    }
}

/// Chance that comes out the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % sides
    }
}
