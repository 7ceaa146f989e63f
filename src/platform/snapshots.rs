//! Copies of everything that this browser keeps beside the database.
//!
//! They lie in the origin's private file system, in a folder named after the page's own, because other projects may
//! share the origin. A copy is a backup like any other, packed; its name says what it is. Which of them stay is told by
//! [`domain::copies`]. A browser that cannot write there (older Safari) keeps none, and says so to the caller.

use super::{
    address, clock,
    files::{self, Chosen, Pieces},
    gzip,
    js::{awaited, call, get, object},
    page,
};
use domain::{
    copies::{self, Kept},
    order,
    value::Timestamp,
};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions};

/// A copy that is there.
#[derive(Clone)]
pub struct Snapshot {
    /// What is known of it.
    pub kept: Kept,
    file: File,
}

impl Snapshot {
    /// The copy as a file that was chosen and is called so.
    pub fn open(&self, name: String) -> Chosen {
        Chosen::named(self.file.clone(), name)
    }
}

/// Why a copy was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// The browser has no room.
    Full,
    /// The browser cannot.
    Unable,
}

impl Unkept {
    /// What the browser meant.
    pub(super) fn of(error: &JsValue) -> Unkept {
        let name = get(error, "name").and_then(|it| it.as_string());
        if name.as_deref() == Some("QuotaExceededError") { Unkept::Full } else { Unkept::Unable }
    }
}

/// Keeps a copy, and drops those that it makes superfluous.
pub async fn keep(kept: Kept, pieces: &Pieces) -> Result<(), Unkept> {
    let name = name_of(&kept);
    if let Err(error) = write(&name, pieces).await {
        // What was begun is empty, and no copy.
        if let Ok(folder) = folder(false).await {
            JsFuture::from(folder.remove_entry(&name)).await.ok();
        }
        return Err(Unkept::of(&error));
    }
    drop_superfluous().await;
    Ok(())
}

/// The copies that are there, newest first.
pub async fn all() -> Vec<Snapshot> {
    list().await.unwrap_or_default()
}

async fn write(name: &str, pieces: &Pieces) -> Result<(), JsValue> {
    let folder = folder(true).await?;
    write_to(&file_in(&folder, name).await?, gzip::pack(pieces.list())).await
}

/// A file of a folder, made where there is none.
pub(super) async fn file_in(folder: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    awaited(call(folder, "getFileHandle", &[name.into(), object(&[("create", true.into())])])).await
}

/// Writes a stream into a file. The file is what it was until all of it is written.
pub(super) async fn write_to(file: &JsValue, stream: Option<JsValue>) -> Result<(), JsValue> {
    let stream = stream.ok_or(JsValue::NULL)?;
    let writable = awaited(call(file, "createWritable", &[])).await?;
    awaited(call(&stream, "pipeTo", &[writable])).await.map(drop)
}

async fn drop_superfluous() {
    let Ok(folder) = folder(false).await else { return };
    let all = all().await;
    let kept: Vec<Kept> = all.iter().map(|it| it.kept).collect();
    let go = copies::superfluous(&kept, clock::now());
    for it in all.into_iter().filter(|it| go.contains(&it.kept.at)) {
        JsFuture::from(folder.remove_entry(&it.file.name())).await.ok();
    }
}

async fn list() -> Result<Vec<Snapshot>, JsValue> {
    let folder = folder(false).await?;
    let Some(entries) = call(&folder, "values", &[]) else { return Ok(Vec::new()) };
    let mut snapshots = Vec::new();
    loop {
        let step = awaited(call(&entries, "next", &[])).await?;
        if Reflect::get(&step, &"done".into())?.is_truthy() {
            break;
        }
        let Ok(handle) = Reflect::get(&step, &"value".into())?.dyn_into::<FileSystemFileHandle>() else {
            continue;
        };
        let Some(kept) = kept_of(&handle.name()) else { continue };
        let file: File = JsFuture::from(handle.get_file()).await?.dyn_into()?;
        // A browser that ended while it wrote one leaves it empty.
        if files::size(&file) > 0 {
            snapshots.push(Snapshot { kept, file });
        }
    }
    order::sort_by_key(&mut snapshots, |it| std::cmp::Reverse(it.kept.at));
    Ok(snapshots)
}

/// What a copy is called: when it was made, how many records it holds, and why it was made.
fn name_of(kept: &Kept) -> String {
    let why = if kept.is_before { BEFORE } else { BY_CLOCK };
    format!("{}-{}-{why}{ENDING}", kept.at.0, kept.records)
}

const BEFORE: &str = "before";
const BY_CLOCK: &str = "clock";
const ENDING: &str = ".json.gz";

/// What a name says of its copy; nothing if it is the name of something else.
fn kept_of(name: &str) -> Option<Kept> {
    let mut parts = name.strip_suffix(ENDING)?.split('-');
    let at = Timestamp(parts.next()?.parse().ok()?);
    let records = parts.next()?.parse().ok()?;
    Some(Kept { at, records, is_before: parts.next()? == BEFORE })
}

/// Deletes the folder of this page with everything in it. Answers whether there is none any more.
pub(super) async fn erase() -> bool {
    // Where there is no such storage there is nothing in it.
    let Ok(root) = root().await else { return true };
    let own = address::encode(&page::scope());
    if let Ok(all) = JsFuture::from(root.get_directory_handle(ALL)).await {
        let options = object(&[("recursive", true.into())]);
        awaited(call(&all, "removeEntry", &[own.into(), options])).await.ok();
    }
    // The last of them takes the folder around them with it; one that is not empty stays.
    JsFuture::from(root.remove_entry(ALL)).await.ok();
    folder(false).await.is_err()
}

/// The folder in which each copy of the app on this origin has its own.
const ALL: &str = "satchel";

/// `satchel/<folder of the page>/snapshots`.
async fn folder(create: bool) -> Result<FileSystemDirectoryHandle, JsValue> {
    let mut folder = root().await?;
    let options = FileSystemGetDirectoryOptions::new();
    options.set_create(create);
    for name in [ALL, &address::encode(&page::scope()), "snapshots"] {
        let next = folder.get_directory_handle_with_options(name, &options);
        folder = JsFuture::from(next).await?.dyn_into()?;
    }
    Ok(folder)
}

async fn root() -> Result<FileSystemDirectoryHandle, JsValue> {
    let navigator = page::window().ok_or(JsValue::NULL)?.navigator();
    // A page without https has no storage of this kind, and a call to what is not there would end the app.
    let storage = Reflect::get(&navigator, &"storage".into())?;
    awaited(call(&storage, "getDirectory", &[])).await?.dyn_into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_its_copy_is() {
        for is_before in [true, false] {
            let kept = Kept { at: Timestamp(1_795_262_400_000), records: 1_204, is_before };
            assert_eq!(kept_of(&name_of(&kept)), Some(kept));
        }
        assert_eq!(["notes.txt", "x.json", "1-2.json.gz", ".json.gz"].map(kept_of), [None; 4]);
    }
}
