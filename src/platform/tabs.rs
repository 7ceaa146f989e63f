//! The tabs that show this app: the name of each, by which it knows what it can undo, and the bell between them: "something
//! was written up to here". A bell, not a letter: who hears it reads the journal.

use super::{
    device,
    dom::{self, Listener},
    js::object,
    lock,
};
use domain::entry::Revision;
use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

/// The name of this tab, which no other one has that is open. A browser that duplicates a tab duplicates what the tab keeps,
/// so a lock stands for the name as long as the page lives, and the copy takes another. Where there are no locks, the name
/// is believed. It is asked for at once, and not only when somebody waits for it.
pub fn name() -> impl Future<Output = String> {
    let name = device::tab();
    let lock = lock_of(&name);
    async move {
        if !JsFuture::from(lock).await.is_ok_and(|it| it.is_null()) {
            return name;
        }
        let name = device::rename_tab();
        drop(lock_of(&name)); // Nobody else knows it.
        name
    }
}

/// Asks for the lock of a name. What is promised is the lock; `null` if another tab has it.
fn lock_of(name: &str) -> Promise {
    let mut asked = None;
    let answer = Promise::new(&mut |told, _| {
        let told = move |lock| drop(told.call1(&JsValue::NULL, &lock));
        asked = lock::request(&format!("tab:{name}"), object(&[("ifAvailable", true.into())]), told);
    });
    // Where there are no locks there is no answer; where the browser refuses to be asked, only `asked` says so.
    asked.map_or(Promise::resolve(&JsValue::TRUE), |asked| Promise::race(&Array::of2(&asked, &answer)))
}

/// A channel to the other tabs. Where there is none, tabs catch up when they write and when somebody comes back to them.
pub struct Bell {
    channel: Option<BroadcastChannel>,
    _back: [Listener; 3],
}

impl Bell {
    /// Begins to listen. `back` is called when somebody comes back: a tab that slept has not heard everything.
    pub fn new(heard: impl Fn(Revision) + 'static, back: impl Fn() + Clone + 'static) -> Bell {
        Bell { channel: channel(heard), _back: dom::on_return(back) }
    }

    /// Rings it.
    pub fn ring(&self, revision: Revision) {
        if let Some(channel) = &self.channel {
            #[expect(
                clippy::cast_precision_loss,
                reason = "revisions stay far below what a double holds exactly"
            )]
            channel.post_message(&JsValue::from(revision.0 as f64)).ok();
        }
    }
}

fn channel(heard: impl Fn(Revision) + 'static) -> Option<BroadcastChannel> {
    let channel = BroadcastChannel::new(&device::key("bell")).ok()?;
    let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        // Revisions are counted one by one, so they stay far below what a double holds exactly.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to be a whole number"
        )]
        if let Some(revision) = event.data().as_f64().filter(|it| *it >= 0.0 && it.fract() == 0.0) {
            heard(Revision(revision as u64));
        }
    });
    channel.set_onmessage(Some(listen.as_ref().unchecked_ref()));
    listen.forget(); // For the life of the page.
    Some(channel)
}
