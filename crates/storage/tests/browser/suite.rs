//! The acceptance suite, each sentence in a database of its own.

use domain::value::Node;
use storage::{IndexedDbStore, Retention, acceptance};
use wasm_bindgen_test::wasm_bindgen_test;

async fn open(name: &str, retention: Retention) -> IndexedDbStore {
    let opened = IndexedDbStore::open_with(name, Node(0x9f3a_1c2b), retention, |_| {}).await;
    opened.expect("a browser has databases").store
}

macro_rules! in_a_browser {
    ($name:ident) => {
        #[wasm_bindgen_test]
        async fn $name() {
            acceptance::$name(async || open(stringify!($name), Retention::default()).await).await;
        }
    };
}
storage::acceptance_suite!(in_a_browser);

#[wasm_bindgen_test]
async fn the_journal_forgets_only_what_nothing_holds() {
    let open = async || open("the_journal_forgets_only_what_nothing_holds", acceptance::RETENTION).await;
    acceptance::the_journal_forgets_only_what_nothing_holds(open).await;
}
