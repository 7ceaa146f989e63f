//! Files that come in and go out.

use super::page;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// Hands a file over to the browser, to be saved where the user keeps downloads. Whether it was saved is not told.
pub fn save(name: &str, kind: &str, parts: &[String]) -> bool {
    let list = Array::new();
    for part in parts {
        list.push(&Uint8Array::from(part.as_bytes()));
    }
    hand_over(name, kind, &list)
}

/// The same with parts of the browser's own.
pub(super) fn hand_over(name: &str, kind: &str, parts: &Array) -> bool {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(parts, &options) else { return false };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return false };
    let link = page::create("a").and_then(|it| it.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = &link {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser has taken what it needs by the time it has nothing else to do.
    super::task::run(async move {
        super::task::wait(60_000).await;
        Url::revoke_object_url(&url).ok();
    });
    link.is_some()
}

/// A file that the user has chosen: its name, its size in bytes, and a way to read it.
#[derive(Clone)]
pub struct Chosen(File);

impl Chosen {
    /// Takes a file of the browser.
    pub fn new(file: File) -> Chosen {
        Chosen(file)
    }

    /// Its name.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its size, in bytes.
    pub fn size(&self) -> u64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size is a whole number below 2^53"
        )]
        let size = self.0.size() as u64;
        size
    }

    /// Its bytes, or nothing if the browser cannot read it any more.
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        let buffer = JsFuture::from(self.0.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}
