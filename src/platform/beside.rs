//! A second Book in this browser, beside the one that is worked with: a copy or a backup that is looked at as a whole before
//! anybody decides what becomes of it.
//!
//! It is the same app under the address `?beside`, whose names in this browser are others ([`device::key`]): what is done
//! there stays there. There is one such Book; the next that is put there takes its place.

use super::{clock, device, erase, ids, page, world::World};
use desk::{Clerk, Desk, DeskError};
use domain::{
    command::Adopt,
    entry::{Label, Verb},
    merge,
    value::Node,
    wire::Backup,
};
use leptos::prelude::Owner;
use storage::IndexedDbStore;

/// Puts a backup beside the Book. `name` is what it is called there, `my_name` what to call the user until they say.
pub async fn put(backup: &Backup, name: &str, my_name: &str) -> Result<(), DeskError> {
    let owner = Owner::new();
    let (desk, inbox) = owner.with(Desk::new);
    let database = device::key_beside("book");
    let store = IndexedDbStore::open(&database, Node(ids::node()), |_| ()).await?;
    let clerk = Clerk::open(desk, inbox, store.store, World::silent(desk, my_name)).await?;
    super::task::run(clerk.run());
    let change = desk.peek(|book| merge::replacement(book, backup, clock::now()).change);
    let label = Label::of(Verb::Replaced, name);
    let outcome = desk.run(Adopt { label, change }).await;
    // With the last handle the clerk goes home, and lets go of the database.
    owner.cleanup();
    outcome?;
    device::set_beside(name);
    Ok(())
}

/// The address at which it can be looked at.
pub const ADDRESS: &str = "?beside";

/// Opens it in a tab of its own. A browser may refuse that.
pub fn open() {
    if let Some(window) = page::window() {
        window.open_with_url_and_target(ADDRESS, "_blank").ok();
    }
}

/// Deletes it, and goes back to the Book. Only from the page of the one beside.
pub async fn discard() {
    erase::databases().await;
    device::erase();
    page::go_home();
}
