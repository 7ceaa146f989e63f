//! The app from its first frame to its last.

use super::{front::Front, kit::print::Print, shell::Shell, text::shell as text};
use crate::platform::{page, panic, task, world::World};
use desk::{Clerk, Desk, Inbox, State};
use leptos::prelude::*;

/// Puts the app on the page, opens the store, and serves until the page goes away.
pub fn start() {
    panic::install();
    leptos::mount::mount_to_body(|| {
        let (desk, inbox) = Desk::new();
        let front = Front::new();
        provide_context(desk);
        provide_context(front);
        provide_context(Print::new());
        task::run(serve(desk, inbox));
        page::remove_boot();
        view! { <Shell /> }
    });
}

/// Opens the store and serves the desk. What goes wrong at the start is told by the desk's state.
async fn serve(desk: Desk, inbox: Inbox) {
    // The bell is hung up before the Book is loaded, so that nothing is missed in between.
    let world = World::new(desk, text::ME);
    match crate::platform::store::open(desk).await {
        Ok(store) => {
            if let Ok(clerk) = Clerk::open(desk, inbox, store, world).await {
                clerk.run().await;
            }
        }
        Err(error) => desk.state.set(State::Closed(error)),
    }
}
