//! The app from its first frame to its last.

use super::{front::Front, kit::print::Print, later, shell::Shell, text::shell as text};
use crate::platform::{device, page, panic, task, world::World};
use desk::{Clerk, Desk, Inbox, State};
use leptos::prelude::*;
use storage::IndexedDbStore;

/// So long is nothing fetched after the first screen stands, in milliseconds.
const A_MOMENT: i32 = 500;

/// Puts the app on the page, opens the store, and serves until the page goes away.
pub fn start() {
    panic::install();
    leptos::mount::mount_to_body(|| {
        let (desk, inbox) = Desk::new();
        let front = Front::new();
        provide_context(desk);
        provide_context(front);
        provide_context(Print::new());
        task::run(open(desk, front, inbox, later::serve(front)));
        page::remove_boot();
        view! { <Shell /> }
    });
}

/// Opens the store and hands the clerk over who serves the desk. What goes wrong at the start is told by the desk's state.
async fn open(
    desk: Desk,
    front: Front,
    inbox: Inbox,
    clerk: RwSignal<Option<Clerk<IndexedDbStore, World>>, LocalStorage>,
) {
    // Whoever has data is going to need it all.
    if device::high_water().is_some() {
        task::run(later::fetch(front));
    }
    // The bell is hung up before the Book is loaded, so that nothing is missed in between.
    let world = World::new(desk, text::ME);
    match crate::platform::store::open(desk).await {
        Ok(store) => {
            if let Ok(it) = Clerk::open(desk, inbox, store, world).await {
                clerk.set(Some(it));
                // The first screen has the line and the processor for itself, unless somebody is faster.
                task::wait(A_MOMENT).await;
                task::idle().await;
                later::fetch(front).await;
            }
        }
        Err(error) => desk.state.set(State::Closed(error)),
    }
}
