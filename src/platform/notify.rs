//! What the system shows outside of the page: notifications, and the number on the app's icon.

use super::{
    js::{awaited, call, get, global},
    page, task,
};
use js_sys::Promise;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

/// Whether this page may show notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// The browser has none.
    Missing,
    /// Nobody was asked yet.
    Unasked,
    /// It may.
    Granted,
    /// The browser was told not to.
    Denied,
}

/// Whether this page may show notifications.
pub fn permission() -> Permission {
    if global("Notification").is_none() {
        return Permission::Missing;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Permission::Granted,
        NotificationPermission::Denied => Permission::Denied,
        _ => Permission::Unasked,
    }
}

/// Lets the browser ask. It does so only while it answers a click.
pub async fn ask() -> Permission {
    if permission() == Permission::Unasked
        && let Ok(answer) = Notification::request_permission()
    {
        JsFuture::from(answer).await.ok();
    }
    permission()
}

/// Shows a notification in the place of the last one. Anybody may see it, so it names nobody and nothing.
pub fn show(title: &str, pressed: impl FnOnce() + 'static) {
    let options = NotificationOptions::new();
    options.set_tag("due");
    options.set_icon("icons/icon-192.png");
    let Ok(shown) = Notification::new_with_options(title, &options) else {
        let title = title.to_owned();
        return task::run(async move { by_worker(&title, &options).await.unwrap_or_default() });
    };
    let close = shown.clone();
    let on_click = Closure::once_into_js(move || {
        if let Some(window) = page::window() {
            window.focus().ok();
        }
        close.close();
        pressed();
    });
    shown.set_onclick(Some(on_click.unchecked_ref()));
}

/// Phones leave notifications to the service worker, which hears the press, too.
async fn by_worker(title: &str, options: &NotificationOptions) -> Option<()> {
    let worker = get(&page::window()?.navigator(), "serviceWorker")?;
    let registration = awaited(call(&worker, "getRegistration", &[])).await.ok()?;
    awaited(call(&registration, "showNotification", &[title.into(), options.into()])).await.ok()?;
    Some(())
}

/// Puts a number on the app's icon; nought takes it away.
pub fn badge(count: usize) {
    let Some(window) = page::window() else { return };
    let promise = match u32::try_from(count) {
        Ok(0) => call(&window.navigator(), "clearAppBadge", &[]),
        count => call(&window.navigator(), "setAppBadge", &[count.unwrap_or(u32::MAX).into()]),
    };
    // A browser that refuses has no icon to put it on.
    if let Some(promise) = promise.and_then(|it| it.dyn_into::<Promise>().ok()) {
        task::run(async move { drop(JsFuture::from(promise).await) });
    }
}
