//! Copies of everything that this browser keeps beside the database, made before everything is replaced.
//!
//! They lie in the origin's private file system, in a folder named after the page's own, because other projects may
//! share the origin. A copy is a backup like any other; the newest [`KEPT`] stay. A browser that cannot write there
//! (older Safari) keeps none, and says so to the caller.

use super::{
    address,
    files::Chosen,
    js::{awaited, call, object},
    page,
};
use domain::{order, value::Timestamp};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    File, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetDirectoryOptions,
    FileSystemGetFileOptions, FileSystemWritableFileStream,
};

/// How many stay.
pub const KEPT: usize = 5;

/// A copy: when it was made, and how large it is.
#[derive(Clone)]
pub struct Snapshot {
    /// When.
    pub at: Timestamp,
    file: File,
}

impl Snapshot {
    /// The copy as a file that was chosen.
    pub fn open(&self) -> Chosen {
        Chosen::new(self.file.clone())
    }

    /// Its first lines, where a backup says how much it holds.
    pub async fn head(&self) -> String {
        const BYTES: f64 = 2_048.0;
        let Ok(slice) = self.file.slice_with_f64_and_f64(0.0, BYTES) else { return String::new() };
        awaited(call(&slice, "text", &[])).await.ok().and_then(|it| it.as_string()).unwrap_or_default()
    }
}

/// Keeps a copy. Answers whether that worked.
pub async fn keep(at: Timestamp, parts: &[String]) -> bool {
    let kept = write(at, parts).await.is_ok();
    if kept {
        drop_old().await;
    }
    kept
}

/// The copies that are there, newest first.
pub async fn all() -> Vec<Snapshot> {
    list().await.unwrap_or_default()
}

async fn write(at: Timestamp, parts: &[String]) -> Result<(), JsValue> {
    let folder = folder(true).await?;
    let options = FileSystemGetFileOptions::new();
    options.set_create(true);
    let name = format!("{}.json", at.0);
    let handle: FileSystemFileHandle =
        JsFuture::from(folder.get_file_handle_with_options(&name, &options)).await?.dyn_into()?;
    let writable: FileSystemWritableFileStream =
        awaited(call(&handle, "createWritable", &[])).await?.dyn_into()?;
    for part in parts {
        JsFuture::from(writable.write_with_str(part)?).await?;
    }
    // Only now does the file hold what was written.
    JsFuture::from(writable.close()).await.map(drop)
}

async fn drop_old() {
    let Ok(folder) = folder(false).await else { return };
    for old in all().await.into_iter().skip(KEPT) {
        JsFuture::from(folder.remove_entry(&old.file.name())).await.ok();
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
        let Some(at) = handle.name().strip_suffix(".json").and_then(|it| it.parse().ok()) else { continue };
        let file: File = JsFuture::from(handle.get_file()).await?.dyn_into()?;
        snapshots.push(Snapshot { at: Timestamp(at), file });
    }
    order::sort_by_key(&mut snapshots, |it| std::cmp::Reverse(it.at));
    Ok(snapshots)
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
