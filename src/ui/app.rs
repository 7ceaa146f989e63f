//! The app from its first frame to its last.

use super::{
    amiss::Amiss,
    front::Front,
    keeper::Keeper,
    kit::print::Print,
    later::{self, Arrival},
    shell::Shell,
    text::shell as text,
};
use crate::platform::{
    device::{self, HighWater, Loss},
    page, panic, rescue, store, task,
    world::{self, World},
};
use desk::{Clerk, Desk, Inbox, State};
use domain::{book::Book, entry::Revision};
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
        let amiss = Amiss::new();
        provide_context(front);
        provide_context(Keeper::new(desk, front));
        provide_context(amiss);
        provide_context(Print::new());
        settle(desk, front);
        task::run(open(desk, front, amiss, inbox, later::serve(front)));
        page::remove_boot();
        view! { <Shell /> }
    });
}

/// Opens the store and hands the clerk over who serves the desk. What goes wrong at the start is told by the desk's state.
async fn open(
    desk: Desk,
    front: Front,
    amiss: Amiss,
    inbox: Inbox,
    clerk: RwSignal<Option<Clerk<IndexedDbStore, World>>, LocalStorage>,
) {
    // The mark is read before the database, because another tab may write meanwhile.
    let mark = device::high_water();
    // Whoever has data is going to need it all.
    if mark.is_some() {
        task::run(later::fetch(front));
    }
    // The bell is hung up before the Book is loaded, so that nothing is missed in between.
    let world = World::new(desk, text::ME);
    match store::open(desk).await {
        Ok((store, data_loss)) => {
            if let Ok(it) = Clerk::open(desk, inbox, store, world).await {
                compare(desk, amiss, mark, data_loss, it.revision());
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

/// Compares where the data stands with how far it had come: an empty database is a loss or a first visit, and that must be
/// known before a screen is drawn. Data without a mark, whose browser forgot it, gets one again.
fn compare(desk: Desk, amiss: Amiss, mark: Option<HighWater>, data_loss: Option<String>, revision: Revision) {
    let is_unmarked = mark.is_none() && revision > Revision::default();
    if let Some(loss) = Loss::between(mark, data_loss, revision.0) {
        amiss.note_loss(loss);
    } else if is_unmarked {
        let at = desk.peek(Book::newest).at();
        world::mark(desk, revision, at);
    }
}

/// Says that the first screen stands, once all of it does.
fn settle(desk: Desk, front: Front) {
    Effect::new(move |_| {
        let is_whole = matches!(front.later.get(), Arrival::Here(_) | Arrival::Missed);
        if is_whole && desk.state.get() != State::Opening {
            task::run(async {
                task::idle().await;
                rescue::settled();
            });
        }
    });
}
