//! Whose turn it is, of all tabs that show this app: that of the tab which somebody came to last.
//!
//! The browser keeps a lock for it, which a tab that is looked at takes from the one before; when that tab is closed, another
//! one gets it. Where there are no locks every tab has its turn, and what must come once is told apart by the device.

use super::{
    js::{call, object},
    lock,
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsValue, closure::Closure};

/// A tab's part in the turn.
#[derive(Clone)]
pub struct Turn(Rc<Part>);

struct Part {
    name: &'static str,
    is_held: Cell<bool>,
    waits: Cell<bool>,
    changed: Box<dyn Fn(bool)>,
}

impl Turn {
    /// Takes part. `changed` hears whether this tab has the turn.
    pub fn new(name: &'static str, changed: impl Fn(bool) + 'static) -> Turn {
        Turn(Rc::new(Part {
            name,
            is_held: Cell::new(false),
            waits: Cell::new(false),
            changed: Box::new(changed),
        }))
    }

    /// Takes the turn from whoever has it.
    pub fn take(&self) {
        if !self.0.is_held.get() {
            self.request(true);
        }
    }

    fn set(&self, is_held: bool) {
        if self.0.is_held.replace(is_held) != is_held {
            (self.0.changed)(is_held);
        }
    }

    fn request(&self, steals: bool) {
        let it = self.clone();
        let granted = move |_lock| {
            if !steals {
                it.0.waits.set(false);
            }
            it.set(true);
        };
        let options = object(&[("steal", steals.into())]);
        let Some(asked) = lock::request(self.0.name, options, granted) else { return self.set(true) };
        let it = self.clone();
        let lost = Closure::once_into_js(move |_why: JsValue| {
            it.set(false);
            if !it.0.waits.replace(true) {
                it.request(false);
            }
        });
        call(&asked, "catch", &[lost]);
    }
}
