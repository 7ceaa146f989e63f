//! The bell between tabs: "something was written up to here". A bell, not a letter: who hears it reads the journal.

use super::{
    device,
    dom::{self, Listener},
};
use domain::entry::Revision;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

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
