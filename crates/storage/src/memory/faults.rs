//! What goes wrong with a store in memory, on purpose.
//!
//! To try a journey with every fault at every call, run it for call nought, one, two, … until it makes fewer calls.

use crate::StoreError;
use std::{
    cell::RefCell,
    collections::BTreeMap,
    future::{pending, poll_fn},
    rc::Rc,
    task::Poll,
};

/// One thing that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The call fails, and nothing was done.
    Before(StoreError),
    /// The call fails although everything was done: whoever called cannot know.
    After(StoreError),
    /// The call is never answered, and nothing was done.
    Silence,
}

/// The faults of one handle, by the number of the call that they strike.
#[derive(Clone, Debug, Default)]
pub struct Faults(Rc<RefCell<Plan>>);

#[derive(Debug, Default)]
struct Plan {
    calls: usize,
    faults: BTreeMap<usize, Fault>,
}

impl Faults {
    /// This goes wrong at a call, counted from nought since the handle was made.
    pub fn at(&self, call: usize, fault: Fault) {
        self.0.borrow_mut().faults.insert(call, fault);
    }

    /// This goes wrong at the next call.
    pub fn next(&self, fault: Fault) {
        self.at(self.calls(), fault);
    }

    /// How many calls were made so far.
    pub fn calls(&self) -> usize {
        self.0.borrow().calls
    }

    /// Counts a call, and tells what goes wrong with it. Never at once, because a browser never answers at once.
    pub(super) async fn strike(&self) -> Option<Fault> {
        let fault = {
            let mut plan = self.0.borrow_mut();
            plan.calls += 1;
            let call = plan.calls - 1;
            plan.faults.remove(&call)
        };
        later().await;
        if fault == Some(Fault::Silence) { pending().await } else { fault }
    }
}

/// Ready when it is asked again: every other task has had its turn by then.
pub async fn later() {
    let mut was_asked = false;
    poll_fn(|context| {
        if was_asked {
            return Poll::Ready(());
        }
        was_asked = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
