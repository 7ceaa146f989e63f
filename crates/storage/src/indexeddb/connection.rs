//! An open database, and being told that it must be given up.

use super::{
    Listener, StoreEvent,
    fault::Fault,
    transaction::{Mode, Transaction},
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{IdbDatabase, IdbVersionChangeEvent};

/// A connection. It is closed when it is dropped; what is under way in it may end before.
pub(super) struct Connection {
    db: IdbDatabase,
    /// The browser calls these for as long as they are kept.
    _listeners: (OnVersionChange, Closure<dyn Fn()>),
}

type OnVersionChange = Closure<dyn Fn(IdbVersionChangeEvent)>;

impl Connection {
    /// Listens to a database that was opened. `is_superseded` is set when a newer version of the app wants it.
    pub(super) fn new(db: IdbDatabase, is_superseded: Rc<Cell<bool>>, tell: Listener) -> Connection {
        let held = db.clone();
        let closed = tell.clone();
        let on_version_change = OnVersionChange::new(move |event: IdbVersionChangeEvent| {
            // Whoever does not close here keeps the other tab waiting for ever.
            held.close();
            if event.new_version().is_some() {
                is_superseded.set(true);
                tell(StoreEvent::Superseded);
            } else {
                tell(StoreEvent::Closed); // It is being deleted.
            }
        });
        let on_close = Closure::new(move || closed(StoreEvent::Closed));
        db.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        db.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Connection { db, _listeners: (on_version_change, on_close) }
    }

    /// Begins a transaction.
    pub(super) fn begin(&self, stores: &[&str], mode: Mode) -> Result<Transaction, Fault> {
        Transaction::begin(&self.db, stores, mode)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.db.set_onversionchange(None);
        self.db.set_onclose(None);
        self.db.close();
    }
}
