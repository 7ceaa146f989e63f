//! Locks that the browser keeps: of all tabs that show this app one has a lock, as long as it lives or until another takes it.

use super::{
    device,
    js::{call, get},
    page,
};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Asks for a lock. `granted` hears of it, or hears of nothing where it was asked for only if it is to be had. What is
/// promised ends when it is lost, or cannot be asked for; there is no promise where the browser has no locks.
pub(super) fn request(
    name: &str,
    options: JsValue,
    granted: impl FnOnce(JsValue) + 'static,
) -> Option<Promise> {
    let granted = Closure::once_into_js(move |lock: JsValue| {
        granted(lock);
        // Held until the tab goes.
        Promise::new(&mut |_, _| ())
    });
    let locks = get(&page::window()?.navigator(), "locks")?;
    call(&locks, "request", &[device::key(name).into(), options, granted])?.dyn_into().ok()
}
