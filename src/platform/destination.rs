//! A file or a folder outside the browser that the user chose once, and into which backups are written from then on.
//!
//! Only Chromium has this (File System Access, <https://wicg.github.io/file-system-access/>). What was chosen is remembered
//! on the shelf; that it may be written may have to be allowed anew at each visit, by a click.

use super::{
    files::{self, Pieces},
    js::{awaited, call, get, global, object},
    page, shelf, snapshots,
};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::File;

/// What was chosen.
#[derive(Clone)]
pub struct Destination {
    handle: JsValue,
    /// What the file or the folder is called.
    pub name: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

/// Why a backup was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// The user has to allow it anew.
    NotAllowed,
    /// The file or the folder is not there any more.
    Gone,
    /// There is no room.
    Full,
    /// Something else.
    Unable,
}

/// A file of a folder that was chosen.
pub struct Found {
    /// What it is called.
    pub name: String,
    /// How large it is, in bytes.
    pub size: u64,
}

const NAME: &str = "destination";

/// Whether this browser can do that.
pub fn is_supported() -> bool {
    global("showDirectoryPicker").is_some()
}

/// Lets the user choose a folder; nothing if they think better of it.
pub async fn choose_folder() -> Option<Destination> {
    let options = object(&[("id", "satchel".into()), ("mode", "readwrite".into())]);
    choose("showDirectoryPicker", options).await
}

/// Lets the user choose a file, which is to be called so unless they say otherwise.
pub async fn choose_file(name: &str) -> Option<Destination> {
    choose("showSaveFilePicker", object(&[("id", "satchel".into()), ("suggestedName", name.into())])).await
}

async fn choose(picker: &str, options: JsValue) -> Option<Destination> {
    let window: JsValue = page::window()?.into();
    let handle = awaited(call(&window, picker, &[options])).await.ok()?;
    shelf::put_up(NAME, &handle).await;
    Destination::of(handle)
}

/// What was chosen at an earlier visit.
pub async fn recall() -> Option<Destination> {
    Destination::of(shelf::take_down(NAME).await?)
}

/// Forgets what was chosen. What was written stays.
pub async fn forget() {
    shelf::clear(NAME).await;
}

impl Destination {
    fn of(handle: JsValue) -> Option<Destination> {
        let word = |name: &str| get(&handle, name)?.as_string();
        let (name, is_folder) = (word("name")?, word("kind")? == "directory");
        Some(Destination { handle, name, is_folder })
    }

    /// Whether it may be written without asking.
    pub async fn is_allowed(&self) -> bool {
        self.permission("queryPermission").await
    }

    /// Asks the user whether it may be written. Only in answer to a click.
    pub async fn ask(&self) -> bool {
        self.permission("requestPermission").await
    }

    async fn permission(&self, method: &str) -> bool {
        let answer = awaited(call(&self.handle, method, &[object(&[("mode", "readwrite".into())])])).await;
        answer.is_ok_and(|it| it == "granted")
    }

    /// Writes a file: that which was chosen, or one of this name in the folder. It is what it was until all is written.
    pub async fn write(&self, name: &str, pieces: &Pieces) -> Result<(), Unwritten> {
        let file = if self.is_folder {
            snapshots::file_in(&self.handle, name).await.map_err(|it| unwritten(&it))?
        } else {
            self.handle.clone()
        };
        let written = snapshots::write_to(&file, pieces.stream()).await;
        written.map_err(|it| unwritten(&it))
    }

    /// The files of the folder.
    pub async fn files(&self) -> Vec<Found> {
        let mut found = Vec::new();
        let Some(entries) = call(&self.handle, "values", &[]) else { return found };
        while let Ok(step) = awaited(call(&entries, "next", &[])).await
            && let Some(handle) = get(&step, "value")
        {
            if let Ok(file) = awaited(call(&handle, "getFile", &[])).await
                && let Ok(file) = file.dyn_into::<File>()
            {
                found.push(Found { name: file.name(), size: files::size(&file) });
            }
        }
        found
    }

    /// Deletes a file of the folder.
    pub async fn delete(&self, name: &str) {
        awaited(call(&self.handle, "removeEntry", &[name.into()])).await.ok();
    }
}

fn unwritten(error: &JsValue) -> Unwritten {
    match Reflect::get(error, &"name".into()).ok().and_then(|it| it.as_string()).as_deref() {
        Some("NotAllowedError" | "SecurityError") => Unwritten::NotAllowed,
        Some("NotFoundError") => Unwritten::Gone,
        Some("QuotaExceededError") => Unwritten::Full,
        _ => Unwritten::Unable,
    }
}
