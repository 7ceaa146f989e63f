//! Takes away what is ours in this browser, and nothing else: other projects may share the origin, and so may another
//! copy of the app in another folder.
//!
//! Names tell what is ours ([`device::key`]). While it goes, and afterwards, this page and the app's other tabs are
//! held still by `public/boot.js`, because whatever writes once more would leave something behind.

use super::{
    device,
    js::{awaited, call, get, global},
    notify, page, snapshots, store, task,
};
use futures::{
    future::{Either, select},
    pin_mut,
};
use js_sys::Array;
use storage::StoreError;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = satchelSilence)]
    fn satchel_silence(title: &str, sentence: &str, button: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = satchelErased)]
    fn satchel_erased(title: &str, sentence: &str, button: &str) -> Result<(), JsValue>;
}

/// What a held page shows.
pub struct Screen {
    /// What happened.
    pub title: &'static str,
    /// What that means.
    pub sentence: &'static str,
    /// What the button says that begins anew.
    pub button: &'static str,
}

/// What is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// The database, until a tab lets go of it.
    Database,
    /// Something that the browser did not let go.
    Something,
}

/// Erases everything: the other tabs show `elsewhere` at once, this one what `here` says of what is left.
pub async fn everything(elsewhere: Screen, here: fn(Left) -> Screen) {
    // Before anything goes: what is written meanwhile would stay.
    satchel_silence(elsewhere.title, elsewhere.sentence, elsewhere.button).ok();
    let copies = within(snapshots::erase()).await;
    let worker = within(worker()).await;
    let kept = within(caches()).await;
    let databases = within(databases()).await;
    // Last, so that an end in the middle still says that there was something.
    let settings = device::erase();
    notify::badge(0);
    let left = match (databases, copies && worker && kept && settings) {
        (false, _) => Left::Database,
        (true, false) => Left::Something,
        (true, true) => Left::Nothing,
    };
    let Screen { title, sentence, button } = here(left);
    satchel_erased(title, sentence, button).ok();
}

/// Whether a part was done in time. A browser may keep one waiting without a word; whoever erases wants an answer.
async fn within(part: impl Future<Output = bool>) -> bool {
    const PATIENCE: i32 = 5_000;
    let limit = task::wait(PATIENCE);
    pin_mut!(part, limit);
    match select(part, limit).await {
        Either::Left((is_done, _)) => is_done,
        Either::Right(_) => false,
    }
}

/// Deletes the databases. Answers whether all are gone.
pub(super) async fn databases() -> bool {
    let mut names = ours(names_of_databases().await.unwrap_or_default());
    if names.is_empty() {
        names.push(store::name()); // Not every browser tells names.
    }
    let mut are_gone = true;
    for name in names {
        are_gone &= match store::delete(&name).await {
            Ok(()) | Err(StoreError::Absent) => true,
            Err(StoreError::Blocked) => is_let_go(&name).await,
            Err(_) => false,
        };
    }
    are_gone
}

/// Whether a database goes within a few seconds: a tab that is still writing lets go of it when that is done.
async fn is_let_go(name: &str) -> bool {
    const TIMES: usize = 30;
    for _ in 0..TIMES {
        task::wait(100).await;
        if names_of_databases().await.is_some_and(|it| !it.iter().any(|it| it == name)) {
            return true;
        }
    }
    false
}

/// The databases of the origin.
async fn names_of_databases() -> Option<Vec<String>> {
    let all = awaited(call(&global("indexedDB")?, "databases", &[])).await.ok()?;
    Some(Array::from(&all).iter().filter_map(|it| get(&it, "name")?.as_string()).collect())
}

/// Those of some names that are this page's.
fn ours(names: Vec<String>) -> Vec<String> {
    let own = device::key("");
    names.into_iter().filter(|it| it.starts_with(&own)).collect()
}

/// Deletes what the service worker keeps. Answers whether all of it is gone.
async fn caches() -> bool {
    let Some(caches) = global("caches") else { return true };
    let Ok(all) = awaited(call(&caches, "keys", &[])).await else { return false };
    let mut are_gone = true;
    for name in ours(Array::from(&all).iter().filter_map(|it| it.as_string()).collect()) {
        are_gone &= awaited(call(&caches, "delete", &[name.into()])).await.is_ok();
    }
    are_gone
}

/// Takes the service worker away, but no other project's. It goes on answering pages that are open, so it is told to keep
/// nothing any more. Answers whether there is none any more.
async fn worker() -> bool {
    let Some(window) = page::window() else { return true };
    let Some(workers) = get(&window.navigator(), "serviceWorker") else { return true };
    let scope = format!("{}{}", window.location().origin().unwrap_or_default(), page::scope());
    let Ok(all) = awaited(call(&workers, "getRegistrations", &[])).await else { return false };
    let mut is_gone = true;
    for it in Array::from(&all).iter().filter(|it| is_of(it, &scope)) {
        if let Some(active) = get(&it, "active") {
            call(&active, "postMessage", &["erased".into()]);
        }
        is_gone &= awaited(call(&it, "unregister", &[])).await.is_ok();
    }
    is_gone
}

fn is_of(registration: &JsValue, scope: &str) -> bool {
    get(registration, "scope").and_then(|it| it.as_string()).is_some_and(|it| it == scope)
}
