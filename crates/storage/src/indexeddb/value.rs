//! Values of the database: bytes, and what to make of those that are something else.

use js_sys::{JSON, JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// The bytes of a value; none if it is something else, which nobody here has written.
pub(super) fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}

/// The text of a value that should be bytes and is something else.
pub(super) fn as_json(value: &JsValue) -> String {
    let json = JSON::stringify(value).ok().and_then(|it: JsString| it.as_string());
    // Not everything that a database holds has a JSON form; then at least its sort is told.
    json.or_else(|| value.js_typeof().as_string()).unwrap_or_default()
}
