//! The store in memory.

use domain::value::Node;
use futures::{executor::block_on, future::poll_immediate};
use storage::{
    Fault, MemoryStore, Store, StoreError,
    acceptance::{self, RETENTION},
};

const NODE: Node = Node(0x9f3a_1c2b);

macro_rules! on_memory {
    ($name:ident) => {
        #[test]
        fn $name() {
            let store = MemoryStore::new(NODE);
            block_on(acceptance::$name(async || store.clone()));
        }
    };
}
storage::acceptance_suite!(on_memory);

#[test]
fn the_journal_forgets_only_what_nothing_holds() {
    let store = MemoryStore::with_retention(NODE, RETENTION);
    block_on(acceptance::the_journal_forgets_only_what_nothing_holds(async || store.clone()));
}

#[test]
fn a_fault_strikes_the_call_it_was_made_for_and_no_other_handle() {
    let store = MemoryStore::new(NODE);
    let other = store.clone();
    let faults = store.faults();
    faults.at(1, Fault::Before(StoreError::Full));
    faults.at(2, Fault::After(StoreError::Closed));
    assert_eq!(block_on(store.heads(1)), Ok(vec![]));
    assert_eq!(block_on(other.heads(1)), Ok(vec![]));
    assert_eq!(block_on(other.heads(1)), Ok(vec![]));
    assert_eq!(block_on(store.heads(1)), Err(StoreError::Full));
    assert_eq!(block_on(store.heads(1)), Err(StoreError::Closed));
    assert_eq!((faults.calls(), block_on(store.heads(1))), (3, Ok(vec![])));
}

#[test]
fn a_store_that_is_silent_answers_the_others() {
    let store = MemoryStore::new(NODE);
    store.faults().next(Fault::Silence);
    block_on(async {
        let mut silent = Box::pin(store.heads(1));
        assert!(poll_immediate(&mut silent).await.is_none());
        assert!(poll_immediate(&mut silent).await.is_none());
        assert_eq!(store.heads(1).await, Ok(vec![]));
    });
}
