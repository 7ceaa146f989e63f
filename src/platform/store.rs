//! The database of this page.

use super::{device, ids};
use desk::{Desk, State};
use domain::value::Node;
use leptos::prelude::Set;
use storage::{IndexedDbStore, Store, StoreError, StoreEvent};

/// Opens the database, and recalls the drafts that lie in it. While another tab holds it, the desk says so, and the opening goes on by itself when it lets go.
pub async fn open(desk: Desk) -> Result<IndexedDbStore, StoreError> {
    let name = device::key("book");
    let told = move |event| match event {
        StoreEvent::Blocked => desk.state.set(State::Closed(StoreError::Blocked)),
        StoreEvent::Superseded => desk.state.set(State::Closed(StoreError::Superseded)),
        StoreEvent::Closed => desk.fault.set(Some(StoreError::Closed)),
    };
    let store = IndexedDbStore::open(&name, Node(ids::node()), told).await?.store;
    // Before the Book is loaded, because then the first form may open.
    if let Ok(kept) = store.kept().await {
        device::recall_drafts(kept, move |form, draft| desk.keep(form, draft));
    }
    Ok(store)
}
