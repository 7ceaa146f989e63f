//! The database by hand, and a tab by hand: what a test needs to damage the one and to use the other.

use domain::{
    book::Book,
    change::{Change, Edit, Stamping},
    defaults,
    entry::{Entry, Head, Label, Revision, Verb},
    record::{Deal, Record},
    row::Row,
    value::{Id, Node, Stamp, Timestamp},
};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::{cell::RefCell, rc::Rc};
use storage::{Batch, IndexedDbStore, Opened, Store, StoreError, StoreEvent, Unasked};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbRequest};

pub(crate) const NODE: Node = Node(7);

pub(crate) fn factory() -> IdbFactory {
    Reflect::get(&js_sys::global(), &"indexedDB".into()).expect("a browser has databases").unchecked_into()
}

pub(crate) async fn answer(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let settled = Promise::new(&mut |settle: Function, _| {
        request.set_onsuccess(Some(&settle));
        request.set_onerror(Some(&settle));
    });
    JsFuture::from(settled).await?;
    request.result()
}

/// Opens a database as code does that knows nothing of other tabs.
pub(crate) async fn open(name: &str, version: u32) -> IdbDatabase {
    let request = factory().open_with_u32(name, version).expect("databases are allowed");
    answer(&request).await.expect("it opens").unchecked_into()
}

pub(crate) async fn delete(name: &str) {
    let request = factory().delete_database(name).expect("databases are allowed");
    answer(&request).await.expect("it is deleted");
}

/// The names of all databases.
pub(crate) async fn names() -> Vec<String> {
    let list: Function = Reflect::get(&factory(), &"databases".into()).expect("is there").unchecked_into();
    let list: Promise = list.call0(&factory()).expect("is a method").unchecked_into();
    let list: Array = JsFuture::from(list).await.expect("they are listed").unchecked_into();
    let name = |it: JsValue| Reflect::get(&it, &"name".into()).ok()?.as_string();
    list.iter().filter_map(name).collect()
}

/// Every key and value of an object store.
pub(crate) async fn everything(name: &str, store: &str) -> Vec<(JsValue, JsValue)> {
    let db = open(name, 1).await;
    let objects = db.transaction_with_str(store).expect("begins").object_store(store).expect("is there");
    let (keys, values) = (objects.get_all_keys().expect("is asked"), objects.get_all().expect("is asked"));
    let values: Array = answer(&values).await.expect("they are read").unchecked_into();
    let keys: Array = keys.result().expect("they came first").unchecked_into();
    db.close();
    keys.iter().zip(values.iter()).collect()
}

/// Writes a value.
pub(crate) async fn put(name: &str, store: &str, key: &JsValue, value: &JsValue) {
    let db = open(name, 1).await;
    let mode = web_sys::IdbTransactionMode::Readwrite;
    let objects = db.transaction_with_str_and_mode(store, mode).expect("begins").object_store(store);
    let request = objects.expect("is there").put_with_key(value, key).expect("is asked");
    answer(&request).await.expect("it is written");
    db.close();
}

/// The bytes of the text that a value holds, squeezed or not.
pub(crate) fn unsqueezed(value: &JsValue) -> Vec<u8> {
    let bytes = value.dyn_ref::<Uint8Array>().expect("every value is bytes").to_vec();
    match bytes.split_first() {
        Some((0, block)) => lz4_flex::block::decompress(block, 60_000).expect("a block of LZ4"),
        _ => bytes,
    }
}

pub(crate) fn text(value: &JsValue) -> String {
    String::from_utf8(unsqueezed(value)).expect("every value here is whole characters")
}

pub(crate) fn bytes(text: &str) -> JsValue {
    Uint8Array::from(text.as_bytes()).into()
}

/// A tab: a handle, a Book, and what the handle told.
pub(crate) struct Tab {
    pub(crate) store: IndexedDbStore,
    pub(crate) book: Book,
    pub(crate) revision: Revision,
    pub(crate) told: Rc<RefCell<Vec<StoreEvent>>>,
}

impl Tab {
    pub(crate) async fn open(name: &str) -> Tab {
        let told = Rc::new(RefCell::new(Vec::new()));
        let heard = told.clone();
        let opened = IndexedDbStore::open(name, NODE, move |it| heard.borrow_mut().push(it)).await;
        let Opened { store, .. } = opened.expect("it opens");
        let mut book = Book::new();
        let mut take = |batch| match batch {
            Batch::Rows(rows) => book.load(&rows),
            Batch::Entry(entry) => book.replay(&entry),
        };
        let revision = store.load(&mut take).await.expect("it loads").revision;
        book.finish();
        Tab { store, book, revision, told }
    }

    pub(crate) fn entry(&self, change: Change) -> Entry {
        let head = Head {
            stamp: Stamp::next(Timestamp(1_790_000_000_000), self.book.newest(), NODE),
            by: None,
            tab: "a".into(),
            label: Label::of(Verb::Edited, "something"),
            undoes: None,
            given: false,
        };
        Entry::new(head, change)
    }

    pub(crate) async fn write(&mut self, change: Change) -> Result<Revision, StoreError> {
        let entry = self.entry(change);
        self.revision = self.store.commit(self.revision, &entry, &self.book, &Unasked).await?;
        self.book.apply(&entry.change).expect("the entry was made for this book");
        Ok(self.revision)
    }

    pub(crate) async fn tidy(&self) {
        while self.store.fold(self.revision, &self.book).await.expect("it folds") {}
    }

    /// The rows, in order of their keys.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let mut rows = self.book.rows();
        rows.sort_by_cached_key(Row::key);
        rows
    }

    /// What could not be read, as it was found.
    pub(crate) fn sealed(&self) -> Vec<String> {
        let found = |it: &Row| match it {
            Row::Sealed(it) => Some(it.found()),
            _ => None,
        };
        self.book.others().filter_map(found).collect()
    }
}

pub(crate) fn id(number: u64) -> Id<Deal> {
    Id::fixed(u128::from(number))
}

/// New deals of so many bytes.
pub(crate) fn births(numbers: impl IntoIterator<Item = u64>, bytes: usize) -> Change {
    let birth = |number: u64| {
        let requirements = "x".repeat(bytes).into();
        let (name, stage) = (format!("Deal {number}").into(), defaults::QUALIFIED_TO_BUY);
        let deal = Deal { name, stage, requirements, ..Deal::blank(id(number)) };
        Edit { before: None, after: Some(deal.into()) }
    };
    Change::new(numbers.into_iter().map(birth), Stamping::Fresh)
}

/// Another name for a deal that is there.
pub(crate) fn rename(book: &Book, number: u64, name: &str) -> Change {
    let before = book.get(id(number)).expect("the deal is there");
    Change::update(before, Deal { name: name.into(), ..Deal::clone(before) })
}
