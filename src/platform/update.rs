//! The next version of the app. The service worker has it and waits; `public/boot.js` lets it in.

use super::page;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::Event;

/// Whether a new version waits.
pub fn waits() -> bool {
    page::root_attribute("data-update").is_some_and(|it| it == "waiting")
}

/// Hears that a new version waits, as long as the page lives.
pub fn on_waiting(heard: impl Fn() + 'static) {
    let Some(window) = page::window() else { return };
    let closure = Closure::<dyn Fn()>::new(heard);
    window.add_event_listener_with_callback("satchel:update", closure.as_ref().unchecked_ref()).ok();
    closure.forget(); // For the life of the page.
}

/// Lets it in; the page loads again.
pub fn accept() {
    if let (Some(window), Ok(event)) = (page::window(), Event::new("satchel:accept-update")) {
        window.dispatch_event(&event).ok();
    }
}
