//! What was found amiss at the start and has not been dealt with; or that nothing can be, because nothing was ever here.

use crate::platform::{
    device::{self, Loss},
    rescue, store,
};
use leptos::prelude::*;

/// What can be amiss. `Copy`; made once at the root, beside the front.
#[derive(Clone, Copy)]
pub struct Amiss {
    /// What was lost.
    pub loss: RwSignal<Option<Loss>>,
    /// The address over which the last start broke, so that this one led elsewhere.
    pub broken: RwSignal<Option<String>>,
    /// Nothing was ever written here, as far as is known: the first screen need not wait for the database.
    pub seems_blank: RwSignal<bool>,
}

impl Amiss {
    /// As it is at the start of a visit.
    pub fn new() -> Amiss {
        Amiss {
            loss: RwSignal::new(device::loss()),
            broken: RwSignal::new(rescue::broken_over()),
            seems_blank: RwSignal::new(store::seems_blank()),
        }
    }

    /// Notes what was lost, unless something was before that has not been dealt with: that knows what there was.
    pub fn note_loss(self, loss: Loss) {
        if self.loss.with_untracked(Option::is_none) {
            device::set_loss(&loss);
            self.loss.set(Some(loss));
        }
    }

    /// What was lost has been dealt with.
    pub fn settle_loss(self) {
        device::settle_loss();
        self.loss.set(None);
    }
}

impl Default for Amiss {
    fn default() -> Amiss {
        Amiss::new()
    }
}

/// What is amiss.
pub fn use_amiss() -> Amiss {
    expect_context()
}
