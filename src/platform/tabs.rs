//! The bell between tabs: "something was written up to here". A bell, not a letter: who hears it reads the journal.

use super::{device, js::get, page};
use domain::entry::Revision;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

/// A channel to the other tabs. Where there is none, tabs catch up when they write.
pub struct Bell(Option<BroadcastChannel>);

impl Bell {
    /// Begins to listen.
    pub fn new(heard: impl Fn(Revision) + 'static) -> Bell {
        let Ok(channel) = BroadcastChannel::new(&device::key("bell")) else { return Bell(None) };
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
        Bell(Some(channel))
    }

    /// Rings it.
    pub fn ring(&self, revision: Revision) {
        if let Some(channel) = &self.0 {
            #[expect(clippy::cast_precision_loss, reason = "see above")]
            channel.post_message(&JsValue::from(revision.0 as f64)).ok();
        }
    }
}

/// Looks each time the browser brings this page back. A page that was left is put aside as it stands and hears no bell, until
/// somebody goes back to it.
pub fn on_return(look: impl Fn() + 'static) {
    let Some(window) = page::window() else { return };
    let back = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        // Also said of every page that is loaded, which looks by itself.
        if get(&event, "persisted").is_some_and(|it| it.is_truthy()) {
            look();
        }
    });
    window.add_event_listener_with_callback("pageshow", back.as_ref().unchecked_ref()).ok();
    back.forget(); // For the life of the page.
}
