//! What belongs to this device and is never exported: who uses it, how it looks, how far its backups are.
//!
//! Kept in localStorage as JSON, under names that carry the app and the folder it lies in, because other projects may
//! share the origin. Where storage is forbidden or full, the page remembers as long as it lives, and everything else works.

mod drafts;
mod loss;

pub use drafts::{draft, drop_draft, recall_drafts, set_draft};
pub use loss::{Cause, Loss, loss, set_loss, settle_loss};

use super::{ids, page};
use domain::{
    record::{Mode, Rep},
    value::{Id, Stamp, Timestamp},
};
use gloo_storage::{LocalStorage, SessionStorage, Storage};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{cell::RefCell, collections::BTreeMap};

/// The name under which this app keeps something in this browser. The page of the Book beside has names of its own, but for
/// what belongs to the person and not to a Book.
pub fn key(name: &str) -> String {
    const SHARED: [&str; 4] = ["theme", "keys", "me", "erase"];
    if page::is_beside() && !SHARED.contains(&name) {
        return key_beside(name);
    }
    format!("satchel:{}:{name}", page::scope())
}

/// The name under which the Book beside has something in this browser.
pub(super) fn key_beside(name: &str) -> String {
    format!("satchel:{}:beside:{name}", page::scope())
}

/// What the Book beside is called.
pub fn beside() -> Option<String> {
    read::<LocalStorage, String>(local().is_some(), &key_beside("name"))
}

/// Notes what the Book beside is called.
pub(super) fn set_beside(name: &str) {
    write::<LocalStorage>(local().is_some(), key_beside("name"), &name);
}

thread_local! {
    /// What the browser did not keep, by its key.
    static UNKEPT: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// What lasts from visit to visit; none where the browser forbids it. gloo does not ask, and panics.
fn local() -> Option<web_sys::Storage> {
    page::window()?.local_storage().ok()?
}

/// What lasts as long as the tab.
fn session() -> Option<web_sys::Storage> {
    page::window()?.session_storage().ok()?
}

fn get<T: DeserializeOwned>(name: &str) -> Option<T> {
    read::<LocalStorage, T>(local().is_some(), &key(name))
}

fn read<S: Storage, T: DeserializeOwned>(is_allowed: bool, key: &str) -> Option<T> {
    match UNKEPT.with_borrow(|it| it.get(key).cloned()) {
        Some(json) => serde_json::from_str(&json).ok(),
        None if is_allowed => S::get(key).ok(),
        None => None,
    }
}

/// Keeps a value; only as long as the page lives, where there is no room or no storage. Nothing that matters is kept here
/// alone.
fn set(name: &str, value: &impl Serialize) {
    write::<LocalStorage>(local().is_some(), key(name), value);
}

fn write<S: Storage>(is_allowed: bool, key: String, value: &impl Serialize) {
    let is_kept = is_allowed && S::set(&key, value).is_ok();
    let unkept = if is_kept { None } else { serde_json::to_string(value).ok() };
    UNKEPT.with_borrow_mut(|it| match unkept {
        Some(json) => it.insert(key, json),
        None => it.remove(&key),
    });
}

fn forget(name: &str) {
    let key = key(name);
    UNKEPT.with_borrow_mut(|it| it.remove(&key));
    if local().is_some() {
        LocalStorage::delete(key);
    }
}

/// Forgets everything that lasts from visit to visit. Other projects and other folders of the origin keep what is theirs.
pub(super) fn erase() -> bool {
    UNKEPT.take();
    let Some(storage) = local() else { return true };
    let own = key("");
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|it| storage.key(it).ok()?);
    // All of them first: with each that goes, the others move up.
    let keys: Vec<String> = keys.filter(|it| it.starts_with(&own)).collect();
    keys.iter().all(|it| storage.remove_item(it).is_ok())
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The theme that was chosen.
pub fn theme() -> Theme {
    get("theme").unwrap_or_default()
}

/// Chooses a theme, for now and for the next visit.
pub fn set_theme(theme: Theme) {
    set("theme", &theme);
    page::set_root_attribute(
        "data-theme",
        match theme {
            Theme::System => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        },
    );
}

/// Whether single keys are shortcuts (WCAG 2.1.4).
pub fn single_keys() -> bool {
    get("keys").unwrap_or(true)
}

/// Switches single-key shortcuts on or off.
pub fn set_single_keys(on: bool) {
    set("keys", &on);
}

/// What one works with, as this device last knew it; nothing if it was never asked here and never chosen.
pub fn mode() -> Option<Mode> {
    get::<String>("mode")?.parse().ok()
}

/// Notes what one works with.
pub fn set_mode(mode: Mode) {
    set("mode", &mode.name());
}

/// The rep that uses this device. Until one is chosen it is a new one, whose record is made with the first.
pub fn me() -> Id<Rep> {
    let known: Option<String> = get("me");
    known.and_then(|it| it.parse().ok()).unwrap_or_else(|| {
        let me = Id::new(ids::fresh());
        set_me(me);
        me
    })
}

/// Says which rep uses this device.
pub fn set_me(me: Id<Rep>) {
    set("me", &me.to_string());
}

/// Up to when the reader was told what falls due; nothing before the first time.
pub fn reminded() -> Option<Timestamp> {
    get("reminded")
}

/// Notes up to when the reader was told what falls due.
pub fn set_reminded(until: Timestamp) {
    set("reminded", &until);
}

/// Whether the system shall tell what falls due.
pub fn notifies() -> bool {
    get("notifies").unwrap_or(false)
}

/// Switches notifications of the system on or off.
pub fn set_notifies(on: bool) {
    set("notifies", &on);
}

/// Whether the browser lets anything be remembered from visit to visit.
pub fn remembers() -> bool {
    local().is_some()
}

/// Whether this device remembers that the database was made.
pub fn has_begun() -> bool {
    get("begun").unwrap_or(false)
}

/// Notes that the database was made.
pub fn note_begun() {
    set("begun", &true);
}

/// The last backup that was saved from this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    /// When.
    pub at: Timestamp,
    /// The newest stamp that it held.
    pub newest: Stamp,
    /// The revision of the journal that it held.
    pub revision: u64,
}

/// The last backup that was saved from this device, if there was one.
pub fn backup() -> Option<Backup> {
    get("backup")
}

/// Notes that a backup was saved.
pub fn set_backup(backup: Backup) {
    set("backup", &backup);
}

/// The last backup that was written by itself into a file or a folder outside the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Automatic {
    /// When everything was as it says.
    pub at: Timestamp,
    /// How many records it holds.
    pub records: usize,
}

/// The last backup that was written by itself, if there was one.
pub fn automatic() -> Option<Automatic> {
    get("automatic")
}

/// Notes that a backup was written by itself; or that what was written before does not count any more.
pub fn set_automatic(written: Option<Automatic>) {
    match written {
        Some(written) => set("automatic", &written),
        None => forget("automatic"),
    }
}

/// A few letters that tell the files of this device from those of another.
pub fn tag() -> String {
    get("tag").unwrap_or_else(|| {
        let tag = format!("{:04x}", ids::node() & 0xffff);
        set("tag", &tag);
        tag
    })
}

/// Since when a backup could have been asked for: the last reminder that was put off, or the first look at data without any.
pub fn backup_asked() -> Option<Timestamp> {
    get("backup-asked")
}

/// Notes when somebody was, or was not yet, asked for a backup.
pub fn set_backup_asked(at: Timestamp) {
    set("backup-asked", &at);
}

/// Whether the browser was asked to keep the data for good.
pub fn was_asked_to_stay() -> bool {
    get("stay").unwrap_or(false)
}

/// Notes that it was.
pub fn set_asked_to_stay() {
    set("stay", &true);
}

/// How far the data had come, kept beside the database so that its loss is noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HighWater {
    /// The revision of the journal.
    pub revision: u64,
    /// When it was reached.
    pub at: Timestamp,
    /// How many records of each kind there were, by the name of the kind.
    pub counts: Vec<(String, usize)>,
}

/// How far the data had come when this device last wrote.
pub fn high_water() -> Option<HighWater> {
    get("mark")
}

/// Notes how far the data has come.
pub fn set_high_water(mark: &HighWater) {
    set("mark", mark);
}

/// The name of this tab, the same after a reload. A tab that was duplicated has that of the other one, until
/// [`tabs::name`](super::tabs::name) has asked.
pub fn tab() -> String {
    read::<SessionStorage, String>(session().is_some(), &key("tab")).unwrap_or_else(rename_tab)
}

/// Gives this tab a name that no other one has.
pub(super) fn rename_tab() -> String {
    let tab = ids::fresh().to_string();
    write::<SessionStorage>(session().is_some(), key("tab"), &tab);
    tab
}

/// What was asked of a list when it was last seen, as its address says it.
pub fn view(list: &str) -> String {
    get(&format!("view:{list}")).unwrap_or_default()
}

/// Remembers what is asked of a list.
pub fn set_view(list: &str, asked: &str) {
    set(&format!("view:{list}"), &asked);
}
