//! The clipboard. Browsers give it only to pages that came over https or from this machine.

use super::page;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

fn clipboard() -> Option<Clipboard> {
    let clipboard = page::window()?.navigator().clipboard();
    (!AsRef::<JsValue>::as_ref(&clipboard).is_undefined()).then_some(clipboard)
}

/// Whether this page may copy.
pub fn is_there() -> bool {
    clipboard().is_some()
}

/// Puts a text on the clipboard; answers whether the browser let it.
pub async fn copy(text: &str) -> bool {
    match clipboard() {
        Some(it) => JsFuture::from(it.write_text(text)).await.is_ok(),
        None => false,
    }
}
