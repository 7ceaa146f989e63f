//! What this browser cannot do, of all that Satchel makes use of.
//!
//! Everything is asked of the browser itself and nothing of its name. Whoever uses one of these things looks by itself whether
//! it is there; this is the list for the reader.

use super::{
    destination,
    js::{get, global},
    page,
    secret::{self, Lacking},
};
use wasm_bindgen::JsValue;

/// Something that Satchel does where a browser can.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Nearly all of what follows: the page did not come over https.
    Secure,
    /// Opening without a line.
    Offline,
    /// Promising to keep the data.
    Promise,
    /// Copies beside the database.
    Copies,
    /// Backups that write themselves into a file.
    Unasked,
    /// Telling other tabs what was written.
    Bell,
    /// Agreeing with other tabs on who reminds.
    Turn,
    /// Backups behind a passphrase.
    Lock(Lacking),
    /// Notifications of the system.
    Notifications,
    /// A number on the icon of the app.
    Badge,
    /// An icon and a window of its own.
    App,
}

/// All that is lacking here.
pub fn all() -> Vec<Lack> {
    if !global("isSecureContext").is_some_and(|it| it.is_truthy()) {
        return vec![Lack::Secure];
    }
    let navigator = page::window().map(|it| JsValue::from(it.navigator())).unwrap_or_default();
    let has = |path: &[&str]| path.iter().try_fold(navigator.clone(), |it, name| get(&it, name)).is_some();
    let knows = |class: &str| global(class).is_some();
    let writes = || {
        let file = global("FileSystemFileHandle").and_then(|it| get(&it, "prototype"));
        file.is_some_and(|it| get(&it, "createWritable").is_some())
    };
    let lacks = [
        (has(&["serviceWorker"]), Lack::Offline),
        (has(&["storage", "persist"]), Lack::Promise),
        (has(&["storage", "getDirectory"]) && writes(), Lack::Copies),
        (destination::is_supported(), Lack::Unasked),
        (knows("BroadcastChannel"), Lack::Bell),
        (has(&["locks"]), Lack::Turn),
        (knows("Notification"), Lack::Notifications),
        (has(&["setAppBadge"]), Lack::Badge),
        (is_installable(), Lack::App),
    ];
    let lock = secret::lacking().map(Lack::Lock);
    lock.into_iter().chain(lacks.into_iter().filter(|it| !it.0).map(|it| it.1)).collect()
}

/// Chromium offers it in words that a page can ask for; Safari and what is made from it have a menu.
fn is_installable() -> bool {
    global("BeforeInstallPromptEvent").is_some() || super::stay::is_safari() || super::stay::is_installed()
}
