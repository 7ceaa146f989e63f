//! One transaction: everything in it happens, or nothing.
//!
//! A transaction that is dropped before it was finished is aborted. So whoever gives up in the middle, also by
//! dropping a future, leaves nothing half done.

use super::{
    fault::{Failure, Fault},
    layout::{Layout, shelf, unshelf},
    request::{Asked, promise},
    state::State,
};
use crate::StoreError;
use domain::{entry::Revision, row::Key};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, Event, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbTransaction};

/// The object store of the record that tells where everything stands, and of what is kept beside the Book.
pub(super) const META: &str = "meta";
/// The object store of what happened.
pub(super) const JOURNAL: &str = "journal";
/// The object store of what is.
pub(super) const PAGES: &str = "pages";
/// The key of the record in [`META`] that tells where everything stands.
pub(super) const STATE: &str = "state";

/// What a transaction may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// It reads, and sees one state of the database from beginning to end.
    Read,
    /// It writes; done when the operating system has it. A crash of the browser loses nothing, a power cut may.
    Write,
    /// It writes; done when the disk says so.
    WriteStrictly,
}

/// A transaction under way.
pub(super) struct Transaction {
    js: IdbTransaction,
    ended: JsFuture,
    /// The request for which the next breath waits.
    breath: RefCell<Option<Asked>>,
    is_over: bool,
}

impl Transaction {
    /// Begins one. Fails if the connection is closed.
    pub(super) fn begin(db: &IdbDatabase, stores: &[&str], mode: Mode) -> Result<Transaction, Fault> {
        let names: Array = stores.iter().map(|it| JsValue::from_str(it)).collect();
        let (mode, durability) = match mode {
            Mode::Read => ("readonly", "relaxed"),
            Mode::Write => ("readwrite", "relaxed"),
            Mode::WriteStrictly => ("readwrite", "strict"),
        };
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &durability.into())?;
        // By hand, because web-sys has the third argument only behind a flag for what may still change.
        let begin: Function = Reflect::get(db, &"transaction".into())?.dyn_into()?;
        let js: IdbTransaction = begin.call3(db, &names, &mode.into(), &options)?.dyn_into()?;
        let ended = promise(|settle| {
            js.set_oncomplete(Some(settle));
            js.set_onabort(Some(settle));
        });
        Ok(Transaction { js, ended, breath: RefCell::default(), is_over: false })
    }

    fn store(&self, name: &str) -> Result<IdbObjectStore, Fault> {
        Ok(self.js.object_store(name)?)
    }

    /// Asks for one value.
    pub(super) fn get(&self, store: &str, key: &JsValue) -> Result<Asked, Fault> {
        Ok(Asked::new(self.store(store)?.get(key)?))
    }

    /// Asks for the values of a range, in order of their keys.
    pub(super) fn get_all(&self, store: &str, range: &IdbKeyRange) -> Result<Asked, Fault> {
        Ok(Asked::new(self.store(store)?.get_all_with_key(range)?))
    }

    /// The same of no more than so many, the first ones.
    pub(super) fn get_some(&self, store: &str, range: &IdbKeyRange, limit: u32) -> Result<Asked, Fault> {
        Ok(Asked::new(self.store(store)?.get_all_with_key_and_limit(range, limit)?))
    }

    /// Asks for the keys of a range, in order.
    pub(super) fn keys(&self, store: &str, range: &IdbKeyRange) -> Result<Asked, Fault> {
        Ok(Asked::new(self.store(store)?.get_all_keys_with_key(range)?))
    }

    /// Writes a value. If that fails, the transaction does.
    pub(super) fn put(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<(), Fault> {
        self.store(store)?.put_with_key(value, key)?;
        Ok(())
    }

    /// Writes a value where there must be none. If that fails, the transaction does.
    pub(super) fn add(&self, store: &str, key: &JsValue, value: &JsValue) -> Result<(), Fault> {
        self.store(store)?.add_with_key(value, key)?;
        Ok(())
    }

    /// Removes the values of a range. If that fails, the transaction does.
    pub(super) fn delete(&self, store: &str, range: &IdbKeyRange) -> Result<(), Fault> {
        self.store(store)?.delete(range)?;
        Ok(())
    }

    /// Lets other tasks go before the next piece of work, without giving the transaction time to end.
    ///
    /// It waits for what was asked for at the breath before, so that the database works on one piece while the next is made.
    pub(super) async fn breathe(&self) -> Result<(), Fault> {
        let asked = self.get(META, &STATE.into())?;
        let before = self.breath.replace(Some(asked));
        match before {
            Some(it) => it.answer().await.map(drop),
            None => Ok(()),
        }
    }

    /// Waits until the database has done everything that was asked of it so far.
    pub(super) async fn catch_up(&self) -> Result<(), Fault> {
        self.get(META, &STATE.into())?.answer().await.map(drop)
    }

    /// Where everything stands.
    pub(super) async fn state(&self) -> Result<State, Failure> {
        let state = self.get(META, &STATE.into())?.answer().await?;
        let state = state.as_string().and_then(|it| State::read(&it));
        state.ok_or_else(|| StoreError::Unreadable("the record of where everything stands".to_owned()).into())
    }

    /// Writes where everything stands.
    pub(super) fn put_state(&self, state: &State) -> Result<(), Fault> {
        self.put(META, &STATE.into(), &state.to_text().into())
    }

    /// Which pages there are.
    pub(super) async fn layout(&self, state: &State) -> Result<Layout, Fault> {
        let keys: Array = Asked::new(self.store(PAGES)?.get_all_keys()?).answer().await?.unchecked_into();
        Ok(Layout::new(state.layout, keys.iter().filter_map(|it| read_page_key(&it))))
    }

    /// Waits until everything is written: for the transaction, not for a request of it.
    pub(super) async fn finish(mut self) -> Result<(), Fault> {
        // Nothing more comes, so the browser need not wait until this page has heard of each request: it may be drawing. It
        // fails where the transaction has ended by itself, which `ended` tells.
        #[expect(
            deprecated,
            reason = "said of it when one browser had it in a form of its own; every one has it now"
        )]
        self.js.commit().ok();
        let event: Event = (&mut self.ended).await?.unchecked_into();
        self.is_over = true;
        if event.type_() == "complete" {
            return Ok(());
        }
        Err(self.js.error().map_or_else(aborted, fault))
    }
}

impl Drop for Transaction {
    fn drop(&mut self) {
        if !self.is_over {
            // It fails if the transaction has ended by itself, which is as well.
            self.js.abort().ok();
        }
    }
}

fn fault(error: DomException) -> Fault {
    JsValue::from(error).into()
}

fn aborted() -> Fault {
    Fault::new("AbortError", "the transaction was aborted")
}

/// The key of a part of an entry. Numbers in JavaScript are doubles; revisions stay far below what those hold exactly.
pub(super) fn entry_key(revision: Revision, part: u64) -> JsValue {
    Array::of2(&number(revision.0), &number(part)).into()
}

/// The keys of all parts of an entry.
pub(super) fn entry_range(revision: Revision) -> Result<IdbKeyRange, Fault> {
    span(revision, revision)
}

/// The keys of the parts of an entry from one on.
pub(super) fn rest(revision: Revision, from: u64) -> Result<IdbKeyRange, Fault> {
    let above = Array::of2(&number(revision.0), &Array::new());
    Ok(IdbKeyRange::bound(&entry_key(revision, from), &above)?)
}

/// The keys of all parts of the entries from one to another.
pub(super) fn span(from: Revision, to: Revision) -> Result<IdbKeyRange, Fault> {
    // An array is higher than every number.
    let above = Array::of2(&number(to.0), &Array::new());
    Ok(IdbKeyRange::bound(&entry_key(from, 0), &above)?)
}

/// Which part of which entry a key tells.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counted one by one, so whole and not negative"
)]
pub(super) fn read_entry_key(key: &JsValue) -> Option<(Revision, u64)> {
    let key: &Array = key.dyn_ref()?;
    Some((Revision(key.get(0).as_f64()? as u64), key.get(1).as_f64()? as u64))
}

/// The key of a value of a page.
pub(super) fn page_key(from: &Key, part: usize) -> JsValue {
    let (shelf, text) = shelf(from);
    Array::of3(&shelf.into(), &text.into(), &number(part as u64)).into()
}

/// The keys from the first value of a page to the last of another, or of the same.
pub(super) fn page_range(first: &Key, last: &Key) -> Result<IdbKeyRange, Fault> {
    let (shelf, text) = shelf(last);
    let above = Array::of3(&shelf.into(), &text.into(), &Array::new());
    Ok(IdbKeyRange::bound(&page_key(first, 0), &above)?)
}

fn read_page_key(key: &JsValue) -> Option<Key> {
    let key: &Array = key.dyn_ref()?;
    unshelf(&key.get(0).as_string()?, &key.get(1).as_string()?)
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counted one by one, so far below what a double holds exactly"
)]
fn number(it: u64) -> JsValue {
    JsValue::from_f64(it as f64)
}
