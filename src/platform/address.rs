//! The address after the `#`.

use super::{dom, page, task};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::History;

/// The text after the `#`, as it stands in the address: percent-encoded.
pub fn hash() -> String {
    let hash = page::window().and_then(|it| it.location().hash().ok()).unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Goes to another address of this page.
pub fn go(hash: &str) {
    if let Some(window) = page::window() {
        window.location().set_hash(hash).ok();
    }
}

/// Puts another address in the place of this one, so that Back does not lead here.
pub fn replace(hash: &str) {
    WAITING.take();
    if let Some(history) = history() {
        let url = format!("#{hash}");
        // A page without an address is not given an empty one.
        let url = (!hash.is_empty()).then_some(&*url);
        history.replace_state_with_url(&JsValue::TRUE, "", url).ok();
    }
}

/// Whether the reader has been here before, and has come back by the history: what they were at was marked.
pub fn was_here() -> bool {
    history().and_then(|it| it.state().ok()).is_some_and(|it| it.is_truthy())
}

/// Marks that the reader is here, after the next frame.
pub fn mark_soon() {
    let waits = WAITING.with_borrow(Option::is_some);
    if !waits && !was_here() {
        replace_soon(hash());
    }
}

fn history() -> Option<History> {
    page::window()?.history().ok()
}

thread_local! {
    /// The address that is put in place after the next frame.
    static WAITING: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// As [`replace`], after the next frame: browsers take their time over it, and whoever types does not wait for it.
pub fn replace_soon(hash: String) {
    let is_first = WAITING.with(|it| it.replace(Some(hash))).is_none();
    if is_first {
        dom::next_frame(|| {
            task::run(async {
                task::breathe().await;
                if let Some(hash) = WAITING.take() {
                    replace(&hash);
                }
            });
        });
    }
}

/// Hears every change of the address, as long as the page lives.
pub fn on_change(heard: impl Fn() + 'static) {
    let Some(window) = page::window() else { return };
    let closure = Closure::<dyn Fn()>::new(move || {
        WAITING.take(); // It was meant for the page that has been left.
        heard();
    });
    window.add_event_listener_with_callback("hashchange", closure.as_ref().unchecked_ref()).ok();
    closure.forget(); // For the life of the page.
}

/// A text as it may stand in an address.
pub fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
