//! Packing, by the browser's own gzip.

use super::js::{awaited, call, get, new};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;

/// Why something packed was not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoilt {
    /// It is not what was packed.
    Damaged,
    /// What is inside is larger than what is read.
    TooLarge,
}

/// Whether bytes begin like something that was packed (RFC 1952, section 2.3.1).
pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// These parts, one after the other, as a stream of what they are packed.
pub(super) fn pack(parts: &Array) -> Option<JsValue> {
    stream(parts, "CompressionStream")
}

/// Unpacks piece by piece, and stops at the limit: a small file can unpack to more than there is room for.
pub async fn unpack(bytes: &[u8], most: u64) -> Result<Vec<u8>, Spoilt> {
    unpack_value(&Uint8Array::from(bytes).into(), most).await
}

/// The same with bytes of the browser's own.
pub(super) async fn unpack_value(packed: &JsValue, most: u64) -> Result<Vec<u8>, Spoilt> {
    let stream = stream(&Array::of1(packed), "DecompressionStream").ok_or(Spoilt::Damaged)?;
    let reader = call(&stream, "getReader", &[]).ok_or(Spoilt::Damaged)?;
    let mut bytes = Vec::new();
    loop {
        let step = awaited(call(&reader, "read", &[])).await.or(Err(Spoilt::Damaged))?;
        let Some(piece) = get(&step, "value") else { return Ok(bytes) };
        let (piece, at) = (Uint8Array::new(&piece), bytes.len());
        let length = at + piece.length() as usize;
        if length as u64 > most {
            awaited(call(&reader, "cancel", &[])).await.ok();
            return Err(Spoilt::TooLarge);
        }
        bytes.resize(length, 0);
        piece.copy_to(&mut bytes[at..]);
    }
}

/// These parts as a stream through a packer or an unpacker.
fn stream(parts: &Array, through: &str) -> Option<JsValue> {
    let source = call(&new("Blob", &[parts.into()])?, "stream", &[])?;
    call(&source, "pipeThrough", &[new(through, &["gzip".into()])?])
}
