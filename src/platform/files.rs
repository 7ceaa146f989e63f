//! Files that come in and go out.

use super::{
    js::{awaited, call, get, global, new},
    page,
    task::{self, Slice},
};
use js_sys::{Array, Uint8Array, WebAssembly::Memory};
use storage::Course;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Event, File, HtmlAnchorElement, Url};

/// A file on its way out, made piece by piece. The pieces lie with the browser, so that the app's own memory does not grow
/// by what leaves it.
#[derive(Default)]
pub struct Pieces(Array);

impl Pieces {
    /// Makes one in slices, after a pause each: `next` adds a little to what is written, and answers how much is done, and of
    /// how much. Nothing if it is called off.
    pub async fn in_slices(
        length: Slice,
        pause: impl AsyncFn(),
        course: &dyn Course,
        mut next: impl FnMut(&mut String) -> (usize, usize),
    ) -> Option<Pieces> {
        let (pieces, mut text) = (Pieces::default(), String::new());
        loop {
            pause().await;
            let mut at = (0, 0);
            text.clear();
            task::slice(length, || {
                at = next(&mut text);
                at.0 == at.1
            });
            pieces.push(&text);
            if !course.goes_on(at.0, at.1) {
                return None;
            }
            if at.0 == at.1 {
                return Some(pieces);
            }
        }
    }

    /// Adds a piece at the end.
    pub fn push(&self, text: &str) {
        self.0.push(&Self::piece(text));
    }

    /// Adds a piece at the beginning.
    pub fn put_first(&self, text: &str) {
        self.0.unshift(&Self::piece(text));
    }

    /// The whole as a stream.
    pub(super) fn stream(&self) -> Option<JsValue> {
        call(&new("Blob", &[(&self.0).into()])?, "stream", &[])
    }

    pub(super) fn list(&self) -> &Array {
        &self.0
    }

    /// The browser makes a copy of its own, so it is shown the app's memory and not a copy of that.
    fn piece(text: &str) -> JsValue {
        let seen = seen(text.as_bytes());
        match Blob::new_with_u8_array_sequence(&Array::of1(&seen)) {
            Ok(blob) => blob.into(),
            Err(_) => Uint8Array::from(text.as_bytes()).into(),
        }
    }
}

/// Bytes of the app's memory as the browser sees them: to be read at once, for later something else lies there.
fn seen(bytes: &[u8]) -> Uint8Array {
    let memory: Memory = wasm_bindgen::memory().unchecked_into();
    let number = |it: usize| u32::try_from(it).unwrap_or_default();
    let at = number(bytes.as_ptr().addr());
    Uint8Array::new_with_byte_offset_and_length(&memory.buffer(), at, number(bytes.len()))
}

/// Hands a file over to the browser, to be saved where the user keeps downloads. Whether it was saved is not told.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    let pieces = Pieces::default();
    pieces.push(text);
    save_pieces(name, kind, &pieces)
}

/// The same with a file that was made piece by piece.
pub fn save_pieces(name: &str, kind: &str, pieces: &Pieces) -> bool {
    hand_over(name, kind, pieces.list())
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
    task::run(async move {
        task::wait(60_000).await;
        Url::revoke_object_url(&url).ok();
    });
    link.is_some()
}

/// A file that the user has chosen: its name, its size in bytes, and a way to read it.
#[derive(Clone)]
pub struct Chosen {
    file: File,
    name: String,
}

impl Chosen {
    /// Takes a file of the browser.
    pub fn new(file: File) -> Chosen {
        let name = file.name();
        Chosen { file, name }
    }

    /// Makes a file of a text.
    pub fn of_text(name: &str, text: &str) -> Option<Chosen> {
        File::new_with_str_sequence(&Array::of1(&text.into()), name).ok().map(Chosen::new)
    }

    /// Takes a file that is to be called something else than it is.
    pub(super) fn named(file: File, name: String) -> Chosen {
        Chosen { file, name }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its size, in bytes.
    pub fn size(&self) -> u64 {
        size(&self.file)
    }

    /// Its bytes, or nothing if the browser cannot read it any more. They come in pieces, because to copy all of a large
    /// file keeps the page from answering.
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        const PIECE: u32 = 4 << 20;
        let mut bytes = Vec::with_capacity(usize::try_from(self.size()).ok()?);
        loop {
            let from = u32::try_from(bytes.len()).ok()?;
            let to = from.checked_add(PIECE)?;
            let piece = self.file.slice_with_f64_and_f64(from.into(), to.into()).ok()?;
            let piece = Uint8Array::new(&JsFuture::from(piece.array_buffer()).await.ok()?);
            if piece.length() == 0 {
                return Some(bytes);
            }
            let at = bytes.len();
            bytes.resize(at + usize::try_from(piece.length()).ok()?, 0);
            piece.copy_to(&mut bytes[at..]);
        }
    }
}

/// The size of a file, in bytes.
pub(super) fn size(file: &File) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is a whole number below 2^53"
    )]
    let size = file.size() as u64;
    size
}

/// The text that is pasted.
pub fn pasted(event: &Event) -> Option<String> {
    let pasted = get(event, "clipboardData")?;
    call(&pasted, "getData", &["text/plain".into()])?.as_string()
}

/// Takes the first of the files that the system opens with the installed app, those of its start too, as long as the
/// page lives.
pub fn on_opened(take: impl Fn(Chosen) + Clone + 'static) {
    let Some(queue) = global("launchQueue") else { return };
    let opened = Closure::<dyn Fn(JsValue)>::new(move |launch: JsValue| {
        let first = get(&launch, "files").and_then(|it| it.dyn_into::<Array>().ok()?.iter().next());
        let Some(handle) = first else { return };
        let take = take.clone();
        task::run(async move {
            let file = awaited(call(&handle, "getFile", &[])).await;
            if let Some(file) = file.ok().and_then(|it| it.dyn_into::<File>().ok()) {
                take(Chosen::new(file));
            }
        });
    });
    call(&queue, "setConsumer", &[opened.into_js_value()]);
}
