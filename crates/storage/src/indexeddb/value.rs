//! Values of the database: squeezed text, and what to make of those that are something else.

use super::packing;
use js_sys::{JSON, JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// The value that holds a text, or a piece of one, of no more than [`packing::VALUE`] bytes.
pub(super) fn of(text: &[u8]) -> Uint8Array {
    Uint8Array::from(&*packing::squeeze(text))
}

/// The bytes of the text that a value holds; none if it is something else, which nobody here has written.
pub(super) fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(|it| packing::unsqueeze(it.to_vec()))
}

/// The text of a value that should be bytes and is something else.
pub(super) fn as_json(value: &JsValue) -> String {
    let json = JSON::stringify(value).ok().and_then(|it: JsString| it.as_string());
    // Not everything that a database holds has a JSON form; then at least its sort is told.
    json.or_else(|| value.js_typeof().as_string()).unwrap_or_default()
}
