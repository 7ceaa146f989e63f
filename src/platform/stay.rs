//! Whether the browser may throw away what it keeps here, and how much that is.

use super::page;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Why what is kept here may go although nothing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Risk {
    /// Pages of other people lie under the same address and can read and delete it.
    Shared,
    /// Safari deletes it after seven days without a visit, unless the page is installed.
    Week,
}

/// Hosts that give each project a folder of one address.
const SHARED: [&str; 3] = [".github.io", ".gitlab.io", ".codeberg.page"];

/// The storage of this page; none where the page did not come over https.
fn manager() -> Option<StorageManager> {
    let navigator = page::window()?.navigator();
    Reflect::get(&navigator, &"storage".into()).ok()?.dyn_into().ok()
}

async fn awaited(promise: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?).await.ok()
}

/// Whether the browser keeps the data until the user deletes it; nothing if it does not say.
pub async fn is_granted() -> Option<bool> {
    awaited(manager()?.persisted()).await?.as_bool()
}

/// Asks for that. Chromium and Safari decide by themselves, Firefox asks the user.
pub async fn ask() -> Option<bool> {
    awaited(manager()?.persist()).await?.as_bool()
}

/// How many bytes this address takes, if the browser says something that can be true.
pub async fn taken() -> Option<u64> {
    let usage = awaited(manager()?.estimate()).await?;
    let bytes = Reflect::get(&usage, &"usage".into()).ok()?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a count")]
    (bytes >= 1.0 && bytes.is_finite()).then_some(bytes as u64)
}

/// What is against relying on this browser alone.
pub fn risks() -> Vec<Risk> {
    let host = page::window().and_then(|it| it.location().hostname().ok()).unwrap_or_default();
    let is_shared = page::scope() != "/" && SHARED.iter().any(|it| host.ends_with(it));
    let risks = [(is_shared, Risk::Shared), (is_safari() && !is_installed(), Risk::Week)];
    risks.into_iter().filter(|it| it.0).map(|it| it.1).collect()
}

pub(super) fn is_safari() -> bool {
    let vendor = page::window().and_then(|it| Reflect::get(&it.navigator(), &"vendor".into()).ok());
    vendor.and_then(|it| it.as_string()).is_some_and(|it| it.starts_with("Apple"))
}

pub(super) fn is_installed() -> bool {
    let query = page::window().and_then(|it| it.match_media("(display-mode: standalone)").ok()?);
    query.is_some_and(|it| it.matches())
}
