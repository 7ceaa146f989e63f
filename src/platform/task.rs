//! Tasks, and free time.

use super::{clock, page};
use js_sys::{Function, Promise};
use std::future::Future;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Runs a task to its end. For the clerk, and for what the user waits for; writes go through the desk. The screen that
/// began it may be gone after each await.
#[expect(clippy::disallowed_methods, reason = "this is where tasks begin")]
pub fn run(task: impl Future<Output = ()> + 'static) {
    leptos::task::spawn_local(task);
}

/// Waits until the page has had nothing to do for a moment, or two seconds.
pub async fn idle() {
    let promise = Promise::new(&mut |done: Function, _| {
        let Some(window) = page::window() else { return };
        let ask = js_sys::Reflect::get(&window, &"requestIdleCallback".into())
            .ok()
            .and_then(|it| it.dyn_into::<Function>().ok());
        match ask {
            Some(ask) => {
                let options = js_sys::Object::new();
                js_sys::Reflect::set(&options, &"timeout".into(), &JsValue::from(2_000)).ok();
                ask.call2(&window, &done, &options).ok();
            }
            // Safari has none.
            None => drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, 200)),
        }
    });
    JsFuture::from(promise).await.ok();
}

/// Waits until what has changed is on the screen; no longer than a tenth of a second, because a page out of sight has no
/// frames.
pub async fn painted() {
    let promise = Promise::new(&mut |done: Function, _| {
        if let Some(window) = page::window() {
            window.request_animation_frame(&done).ok();
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, 100).ok();
        }
    });
    JsFuture::from(promise).await.ok();
    breathe().await;
}

/// Waits so many milliseconds.
pub async fn wait(millis: i32) {
    let promise = Promise::new(&mut |done: Function, _| {
        if let Some(window) = page::window() {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, millis).ok();
        }
    });
    JsFuture::from(promise).await.ok();
}

/// How long a slice of work may keep the page from answering, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slice {
    /// Of work beside what the user does: a frame may still be in time.
    Aside = 12,
    /// Of work that the user waits for: each pause costs a frame or a message more.
    Awaited = 24,
}

/// Repeats a step for as long as a slice may take, or until it says that it was the last one; answers whether it was.
pub fn slice(length: Slice, mut step: impl FnMut() -> bool) -> bool {
    let until = clock::now().0 + length as i64;
    loop {
        if step() {
            return true;
        }
        if clock::now().0 >= until {
            return false;
        }
    }
}

/// Repeats a step in slices, between which the page answers, until it says that it was the last one. Answers whether it
/// came so far; nothing more is done once it is no longer wanted.
pub async fn in_slices(length: Slice, is_wanted: &dyn Fn() -> bool, step: &mut dyn FnMut() -> bool) -> bool {
    while !slice(length, &mut *step) {
        breathe().await;
        if !is_wanted() {
            return false;
        }
    }
    true
}

/// Lets the browser do what waits (input, a frame) before the next piece of work.
pub async fn breathe() {
    let promise = Promise::new(&mut |done: Function, _| {
        if let Ok(channel) = web_sys::MessageChannel::new() {
            channel.port1().set_onmessage(Some(&done));
            channel.port2().post_message(&JsValue::NULL).ok();
        }
    });
    JsFuture::from(promise).await.ok();
}
