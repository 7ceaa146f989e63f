//! A backup behind a passphrase, by the browser's own cryptography.
//!
//! What stands in the file is told by [`domain::wire::Lock`] and in `docs/backup-format.md`; here it is made and undone.
//! No key and no passphrase is kept anywhere.

use super::{
    files::{self, Pieces},
    gzip::{self, Spoilt},
    js::{awaited, call, get, global, new, object},
};
use domain::wire::{Lock, Locked};
use js_sys::{Array, JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// What a browser lacks to lock and unlock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// Cryptography: browsers give it only to pages that came over https or from this machine.
    Crypto,
    /// Packing.
    Compression,
}

/// Why a locked backup was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// It was locked with another passphrase.
    Passphrase,
    /// It is not what was written.
    Spoilt(Spoilt),
}

/// So many bytes at the end vouch for the others.
const TAG: usize = 16;

/// What this page lacks, if anything.
pub fn lacking() -> Option<Lacking> {
    if subtle().is_none() {
        Some(Lacking::Crypto)
    } else if ["CompressionStream", "DecompressionStream"].iter().any(|it| global(it).is_none()) {
        Some(Lacking::Compression)
    } else {
        None
    }
}

/// A file that was locked.
pub struct Closed {
    head: String,
    body: JsValue,
}

impl Closed {
    /// Hands it over to the browser. Answers whether that worked.
    pub fn save(&self, name: &str, kind: &str) -> bool {
        files::hand_over(name, kind, &Array::of2(&Uint8Array::from(self.head.as_bytes()), &self.body))
    }
}

/// Locks a file; nothing if the browser cannot.
pub async fn lock(pieces: &Pieces, passphrase: &str) -> Option<Closed> {
    locked(pieces, passphrase).await.ok()
}

async fn locked(pieces: &Pieces, passphrase: &str) -> Result<Closed, JsValue> {
    let packed = gzip::pack(pieces.list()).ok_or(JsValue::NULL)?;
    let packed = new("Response", &[packed]).and_then(|it| call(&it, "arrayBuffer", &[]));
    let packed = Uint8Array::new(&awaited(packed).await?);
    let (mut salt, mut iv) = ([0; 16], [0; 12]);
    randomise(&mut salt)?;
    randomise(&mut iv)?;
    let mut lock = Lock::new(salt, iv);
    let (key, check) = keys(&lock, passphrase).await?;
    lock.check = check;
    let head = lock.head(packed.length() as usize + TAG);
    let body = cipher("encrypt", &lock, head.as_bytes(), &key, &packed.into()).await?;
    Ok(Closed { head, body: Uint8Array::new(&body).into() })
}

/// Opens a locked backup, as long as what is inside has at most so many bytes.
pub async fn unlock(file: &Locked<'_>, passphrase: &str, most: u64) -> Result<Vec<u8>, Shut> {
    let Locked { lock, head, body } = file;
    // Where the key cannot be made at all, no passphrase is right.
    let (key, check) = keys(lock, passphrase).await.or(Err(Shut::Passphrase))?;
    if check != lock.check {
        return Err(Shut::Passphrase);
    }
    let packed = cipher("decrypt", lock, head, &key, &Uint8Array::from(*body).into()).await;
    let packed = packed.or(Err(Shut::Spoilt(Spoilt::Damaged)))?;
    gzip::unpack_value(&packed, most).await.map_err(Shut::Spoilt)
}

/// What a passphrase comes to under a lock: the key, and the bytes beside it that tell whether it is the right one.
async fn keys(lock: &Lock, passphrase: &str) -> Result<(JsValue, [u8; 16]), JsValue> {
    let subtle = subtle().ok_or(JsValue::NULL)?;
    let take = |bytes: JsValue, algorithm: &str, uses: &[&str]| {
        let arguments = ["raw".into(), bytes, algorithm.into(), false.into(), list(uses)];
        awaited(call(&subtle, "importKey", &arguments))
    };
    // The same letters are the same passphrase, whichever way a keyboard composes them.
    let passphrase = String::from(JsString::from(passphrase).normalize("NFC"));
    let typed = take(Uint8Array::from(passphrase.as_bytes()).into(), "PBKDF2", &["deriveBits"]).await?;
    let slowly = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(&lock.salt[..]).into()),
        ("iterations", lock.rounds.into()),
    ]);
    let root = awaited(call(&subtle, "deriveBits", &[slowly, typed, 256.into()])).await?;
    let root = take(root, "HKDF", &["deriveKey", "deriveBits"]).await?;
    // From here on it costs nothing, and neither of the two tells anything of the other.
    let part = |info: &str| {
        object(&[
            ("name", "HKDF".into()),
            ("hash", "SHA-256".into()),
            ("salt", Uint8Array::new_with_length(0).into()),
            ("info", Uint8Array::from(info.as_bytes()).into()),
        ])
    };
    let check = call(&subtle, "deriveBits", &[part("satchel backup: check"), root.clone(), 128.into()]);
    let mut bytes = [0; 16];
    Uint8Array::new(&awaited(check).await?).copy_to(&mut bytes);
    let aes = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let arguments = [part("satchel backup: key"), root, aes, false.into(), list(&["encrypt", "decrypt"])];
    Ok((awaited(call(&subtle, "deriveKey", &arguments)).await?, bytes))
}

/// Enciphers or deciphers. The head is not secret, but the cipher notices if it is another one.
async fn cipher(
    method: &str,
    lock: &Lock,
    head: &[u8],
    key: &JsValue,
    bytes: &JsValue,
) -> Result<JsValue, JsValue> {
    let subtle = subtle().ok_or(JsValue::NULL)?;
    let how = object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(&lock.iv[..]).into()),
        ("additionalData", Uint8Array::from(head).into()),
    ]);
    awaited(call(&subtle, method, &[how, key.clone(), bytes.clone()])).await
}

fn subtle() -> Option<JsValue> {
    get(&global("crypto")?, "subtle")
}

fn randomise(bytes: &mut [u8]) -> Result<(), JsValue> {
    let random = Uint8Array::new_with_length(u32::try_from(bytes.len()).unwrap_or_default());
    let crypto = global("crypto").ok_or(JsValue::NULL)?;
    call(&crypto, "getRandomValues", &[random.clone().into()]).ok_or(JsValue::NULL)?;
    random.copy_to(bytes);
    Ok(())
}

fn list(words: &[&str]) -> JsValue {
    words.iter().map(|it| JsValue::from(*it)).collect::<Array>().unchecked_into()
}
