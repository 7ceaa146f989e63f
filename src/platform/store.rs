//! The database of this page.

use super::{device, page, rescue, task};
use desk::{Desk, State};
use domain::value::Node;
use leptos::prelude::{GetUntracked, Set};
use std::{cell::Cell, rc::Rc};
use storage::{IndexedDbStore, Opened, Store, StoreError, StoreEvent};

/// How long an opening may take before somebody is told that another tab may be in its way, in milliseconds. A browser
/// does not always say so: behind another tab's deletion it waits without a word.
const PATIENCE: i32 = 1_500;

/// Opens the database, and recalls the drafts that lie in it. While another tab holds it, the desk says so, and the
/// opening goes on by itself when it lets go.
pub async fn open(desk: Desk, node: Node) -> Result<Opened, StoreError> {
    let told = move |event| match event {
        StoreEvent::Blocked => desk.state.set(State::Closed(StoreError::Blocked)),
        StoreEvent::Superseded => desk.state.set(State::Closed(StoreError::Superseded)),
        StoreEvent::Closed => desk.check(),
    };
    let is_open = Rc::new(Cell::new(false));
    let opened = is_open.clone();
    task::run(async move {
        task::wait(PATIENCE).await;
        if !opened.get() {
            desk.state.set(State::Closed(StoreError::Blocked));
        }
    });
    let opened = IndexedDbStore::open(&name(), node, told).await;
    is_open.set(true);
    let opened = opened?;
    if opened.is_new {
        device::note_begun();
    }
    if desk.state.get_untracked() != State::Opening {
        desk.state.set(State::Opening);
    }
    // Before the Book is loaded, because then the first form may open.
    if let Ok(kept) = opened.store.kept().await {
        device::recall_drafts(kept, move |form, draft| desk.keep(form, draft));
    }
    Ok(opened)
}

/// Whether nothing was ever written here, as far as this device remembers: no write has left a mark. A Book beside is
/// never blank.
pub fn seems_blank() -> bool {
    let has_no_mark = device::remembers() && device::high_water().is_none() && device::loss().is_none();
    has_no_mark && !page::is_beside()
}

/// Whether there is a database all the same, of which this device does not remember that it was made.
pub async fn is_forgotten() -> bool {
    !device::has_begun() && rescue::has_database(&name()).await
}

/// Throws the database away, so that the next start makes a new one. Only for one that cannot be read, and only when the
/// user says so.
pub async fn discard() -> Result<(), StoreError> {
    delete(&name()).await?;
    device::set_loss(&device::Loss { cause: device::Cause::Discarded, mark: device::high_water() });
    Ok(())
}

/// Deletes a database.
pub(super) async fn delete(name: &str) -> Result<(), StoreError> {
    IndexedDbStore::delete(name).await
}

/// What the database of the Book is called.
pub(super) fn name() -> String {
    device::key("book")
}
