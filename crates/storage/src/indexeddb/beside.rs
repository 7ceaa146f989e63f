//! What is kept beside the Book: drafts of forms, each a text under its name.
//!
//! They lie with the record of where everything stands and leave it alone: a tab that writes a draft is in nobody's way.

use super::{
    IndexedDbStore,
    fault::{Failure, Fault},
    transaction::{META, Mode},
};
use crate::StoreError;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::IdbKeyRange;

/// What the key of each begins with, so that none is ever taken for something else.
const DRAFT: &str = "draft:";
/// Every such key comes before this: a semicolon is what follows a colon.
const BEHIND: &str = "draft;";

fn drafts() -> Result<IdbKeyRange, Fault> {
    Ok(IdbKeyRange::bound(&DRAFT.into(), &BEHIND.into())?)
}

/// Done when the operating system has it, like every small write: a browser that is killed loses nothing.
pub(super) async fn keep(store: &IndexedDbStore, name: &str, text: Option<&str>) -> Result<(), Failure> {
    let outcome = write(store, name, text).await;
    if let Err(failure) = &outcome
        && StoreError::from(failure.clone()) == StoreError::Full
    {
        store.disconnect(); // As after a commit: Chromium would refuse this connection everything.
    }
    outcome
}

async fn write(store: &IndexedDbStore, name: &str, text: Option<&str>) -> Result<(), Failure> {
    let (tx, _) = store.enter(&[META], Mode::Write).await?;
    let key = JsValue::from(format!("{DRAFT}{name}"));
    match text {
        Some(text) => tx.put(META, &key, &text.into())?,
        None => tx.delete(META, &IdbKeyRange::only(&key).map_err(Fault::from)?)?,
    }
    Ok(tx.finish().await?)
}

pub(super) async fn kept(store: &IndexedDbStore) -> Result<Vec<(String, String)>, Failure> {
    let (tx, _) = store.enter(&[META], Mode::Read).await?;
    let (keys, texts) = (tx.keys(META, &drafts()?)?, tx.get_all(META, &drafts()?)?);
    let keys: Array = keys.answer().await?.unchecked_into();
    let texts: Array = texts.answer().await?.unchecked_into();
    let name = |key: JsValue| Some(key.as_string()?.strip_prefix(DRAFT)?.to_owned());
    Ok(keys
        .iter()
        .zip(texts.iter())
        .filter_map(|(key, text)| Some((name(key)?, text.as_string()?)))
        .collect())
}
