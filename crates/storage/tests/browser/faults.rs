//! Every call to the database fails once, in every way: an old trick of `SQLite`.

use super::raw::{NODE, Tab, births, rename};
use domain::{book::Book, change::Change};
use js_sys::{Function, Reflect};
use storage::{IndexedDbStore, Store, StoreError, Unasked};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// Wraps the calls that matter, so that the one that is armed throws, or aborts its transaction once it was made.
const FAULTS: &str = r"(() => {
    const plan = { calls: 0, at: -1, way: '' };
    const wrap = (prototype, name, transaction) => {
        const real = prototype[name];
        prototype[name] = function (...parameters) {
            const is_struck = plan.calls++ === plan.at;
            if (is_struck && plan.way !== 'abort') throw new DOMException('on purpose', plan.way);
            const result = real.apply(this, parameters);
            if (is_struck) transaction(this, result).abort();
            return result;
        };
    };
    wrap(IDBDatabase.prototype, 'transaction', (_, result) => result);
    for (const name of ['get', 'getAll', 'getAllKeys', 'put', 'add', 'delete']) {
        wrap(IDBObjectStore.prototype, name, (store) => store.transaction);
    }
    return { arm: (at, way) => Object.assign(plan, { calls: 0, at, way }), calls: () => plan.calls };
})()";

struct Faults(JsValue);

impl Faults {
    fn new() -> Faults {
        let kept = "faults of IndexedDB";
        let global = js_sys::global();
        let known = Reflect::get(&global, &kept.into()).expect("a global can be read");
        if !known.is_undefined() {
            return Faults(known);
        }
        let made = js_sys::eval(FAULTS).expect("it is well-formed");
        Reflect::set(&global, &kept.into(), &made).expect("a global can be set");
        Faults(made)
    }

    fn method(&self, name: &str) -> Function {
        Reflect::get(&self.0, &name.into()).expect("it has methods").unchecked_into()
    }

    /// This happens to a call, counted from nought and from now.
    fn arm(&self, call: i32, way: &str) {
        self.method("arm").call2(&JsValue::UNDEFINED, &call.into(), &way.into()).expect("it is armed");
    }

    /// Nothing happens any more. Whether what was armed came to pass.
    fn disarm(&self, call: i32) -> bool {
        let calls = self.method("calls").call0(&JsValue::UNDEFINED).expect("calls are counted").as_f64();
        self.arm(-1, "");
        calls > Some(call.into())
    }
}

const WAYS: [&str; 4] = ["abort", "InvalidStateError", "UnknownError", "DataError"];

/// Has a deed done with a fault at every call, until it makes fewer calls. Answers how many calls it makes.
async fn at_every_call(way: &str, deed: impl AsyncFn(&Faults, i32) -> bool) -> i32 {
    let faults = Faults::new();
    for call in 0.. {
        if !deed(&faults, call).await {
            return call;
        }
        assert!(call < 1_000, "{way} for ever");
    }
    unreachable!("it returns")
}

// Case A1.
#[wasm_bindgen_test]
async fn an_entry_is_written_whole_or_not_at_all_whatever_call_fails() {
    for way in WAYS {
        check_commits(way, |book| rename(book, 3, "Another name")).await;
    }
}

#[wasm_bindgen_test]
async fn so_is_a_large_entry() {
    check_commits("abort", |book| rename(book, 3, "Another name").and(births(100..1_101, 1))).await;
}

async fn check_commits(way: &str, change: impl Fn(&Book) -> Change) {
    let calls = at_every_call(way, async |faults, call| {
        let name = format!("commits {way} {call}");
        let mut tab = Tab::open(&name).await;
        tab.write(births(0..20, 5_000)).await.expect("it is written");
        let (before, entry) = (tab.rows(), tab.entry(change(&tab.book)));

        faults.arm(call, way);
        let answer = tab.store.commit(tab.revision, &entry, &tab.book, &Unasked).await;
        let came_to_pass = faults.disarm(call);

        let found = Tab::open(&name).await.rows();
        let (book, revision) = (tab.book.clone(), tab.revision);
        tab.book.apply(&entry.change).expect("the entry was made for this book");
        let is_written = found == tab.rows();
        assert!(is_written || answer.is_err() && found == before, "{way} {call}: {answer:?}");
        // Whoever does not know how it ended asks again, of the same handle.
        assert_eq!(tab.store.commit(revision, &entry, &book, &Unasked).await, Ok(revision.next()));
        assert!(Tab::open(&name).await.rows() == tab.rows());
        IndexedDbStore::delete(&name).await.expect("nobody holds it");
        came_to_pass
    });
    assert!(calls.await > 4, "a commit makes several calls");
}

// Case A1.
#[wasm_bindgen_test]
async fn folding_loses_nothing_whatever_call_fails() {
    let name = "folding_loses_nothing_whatever_call_fails";
    Tab::open(name).await.write(births(0..120, 2_000)).await.expect("it is written");
    for way in WAYS {
        at_every_call(way, async |faults, call| {
            let mut tab = Tab::open(name).await;
            for number in [3, 60, 110] {
                tab.write(rename(&tab.book, number, &format!("{way} {call}"))).await.expect("it is written");
            }
            faults.arm(call, way);
            let answer = tab.store.fold(tab.revision, &tab.book).await;
            let came_to_pass = faults.disarm(call);
            assert!(Tab::open(name).await.rows() == tab.rows(), "{way} {call}: {answer:?}");
            tab.tidy().await;
            assert!(Tab::open(name).await.rows() == tab.rows());
            came_to_pass
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn reading_fails_or_is_right_whatever_call_fails() {
    let name = "reading_fails_or_is_right_whatever_call_fails";
    let mut tab = Tab::open(name).await;
    tab.write(births(0..200, 4_000)).await.expect("it is written");
    tab.tidy().await;
    for number in 0..10 {
        tab.write(rename(&tab.book, number, "Another name")).await.expect("it is written");
    }
    for way in WAYS {
        at_every_call(way, async |faults, call| {
            let store = IndexedDbStore::open(name, NODE, |_| {}).await.expect("it opens").store;
            faults.arm(call, way);
            let mut batches = 0;
            let loaded = store.load(&mut |_| batches += 1).await;
            let came_to_pass = faults.disarm(call);
            match loaded {
                Ok(loaded) => assert_eq!(loaded.revision, tab.revision),
                Err(StoreError::Closed | StoreError::Other(_)) => {}
                Err(other) => panic!("{way} {call}: {other}"),
            }
            assert_eq!(
                store.load(&mut |_| {}).await.map(|it| it.revision),
                Ok(tab.revision),
                "{batches} batches"
            );
            came_to_pass
        })
        .await;
    }
}
