//! Values of the browser's own that no text can hold, such as the handle of a file, each under its name.
//!
//! They lie in a database of their own beside that of the Book, which is opened for each call and closed again, so that it is
//! never in anybody's way.

use super::{
    device,
    js::{call, get, global},
};
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

const STORE: &str = "values";

/// What lies under a name.
pub(super) async fn take_down(name: &str) -> Option<JsValue> {
    let request = |store: &JsValue| call(store, "get", &[name.into()]);
    with("readonly", request).await.ok().filter(JsValue::is_object)
}

/// Puts something under a name. Answers whether it stays there.
pub(super) async fn put_up(name: &str, value: &JsValue) -> bool {
    with("readwrite", |store| call(store, "put", &[value.clone(), name.into()])).await.is_ok()
}

/// Takes away what lies under a name.
pub(super) async fn clear(name: &str) {
    with("readwrite", |store| call(store, "delete", &[name.into()])).await.ok();
}

/// Makes one request of the shelf, and answers what it came to.
async fn with(mode: &str, request: impl FnOnce(&JsValue) -> Option<JsValue>) -> Result<JsValue, JsValue> {
    let database = open().await?;
    let store = call(&database, "transaction", &[STORE.into(), mode.into()])
        .and_then(|it| call(&it, "objectStore", &[STORE.into()]));
    let outcome = match store.and_then(|it| request(&it)) {
        Some(request) => settled(&request).await,
        None => Err(JsValue::NULL),
    };
    call(&database, "close", &[]);
    outcome
}

async fn open() -> Result<JsValue, JsValue> {
    let factory = global("indexedDB").ok_or(JsValue::NULL)?;
    let request = call(&factory, "open", &[device::key("shelf").into(), 1.into()]).ok_or(JsValue::NULL)?;
    let fresh = request.clone();
    let make = Closure::once_into_js(move || {
        if let Some(database) = get(&fresh, "result") {
            call(&database, "createObjectStore", &[STORE.into()]);
        }
    });
    Reflect::set(&request, &"onupgradeneeded".into(), &make)?;
    settled(&request).await
}

async fn settled(request: &JsValue) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        Reflect::set(request, &"onsuccess".into(), &done).ok();
        Reflect::set(request, &"onerror".into(), &failed).ok();
    });
    JsFuture::from(promise).await?;
    Reflect::get(request, &"result".into())
}
