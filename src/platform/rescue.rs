//! What `public/boot.js` does for the app: a copy that needs nothing of the app, the picture of the last screen until this
//! one stands, the note of a start that broke, and asking early which databases there are.

use super::page;
use js_sys::Promise;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = satchelCopy)]
    fn satchel_copy() -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_name = satchelHas)]
    fn satchel_has(name: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_name = satchelShown)]
    fn satchel_shown() -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = satchelSettled)]
    fn satchel_settled() -> Result<(), JsValue>;
}

/// Saves a copy of what the browser keeps, without reading it into the Book. Answers with a sentence; none if the part that
/// does so cannot be had.
pub async fn copy() -> Option<String> {
    JsFuture::from(satchel_copy().ok()?).await.ok()?.as_string()
}

/// Whether this browser says that it has a database of this name.
pub(super) async fn has_database(name: &str) -> bool {
    let Ok(answer) = satchel_has(name) else { return false };
    JsFuture::from(answer).await.is_ok_and(|it| it.is_truthy())
}

/// There is something to be seen: the picture of the last screen goes.
pub fn shown() {
    satchel_shown().ok();
}

/// The first screen stands: what breaks from now on did not break the start.
pub fn settled() {
    satchel_settled().ok();
}

/// The address over which the last start broke, if it did.
pub fn broken_over() -> Option<String> {
    page::root_attribute("data-safe")
}
