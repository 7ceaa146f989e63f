//! Methods and objects of the browser that may not be there, or that `web_sys` calls unstable.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Waits for what a method has promised, if there was such a method.
pub(super) async fn awaited(promise: Option<JsValue>) -> Result<JsValue, JsValue> {
    let promise: Promise = promise.ok_or(JsValue::NULL)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// Calls a method; nothing where the browser has none.
pub(super) fn call(on: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = get(on, method)?.dyn_into().ok()?;
    Reflect::apply(&function, on, &arguments.iter().collect()).ok()
}

/// What something has under a name; nothing where the browser has none.
pub(super) fn get(on: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(on, &name.into()).ok().filter(|it| !it.is_undefined() && !it.is_null())
}

/// What the browser has under a name, for every page.
pub(super) fn global(name: &str) -> Option<JsValue> {
    get(&js_sys::global(), name)
}

/// Makes an object of a class of the browser.
pub(super) fn new(class: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let class: Function = global(class)?.dyn_into().ok()?;
    Reflect::construct(&class, &arguments.iter().collect()).ok()
}

/// An object with these properties.
pub(super) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        Reflect::set(&object, &JsValue::from(*name), value).ok();
    }
    object.into()
}
