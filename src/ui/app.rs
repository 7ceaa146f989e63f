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
    dom, ids, intl, page, panic, rescue, store, tabs, task,
    world::{self, World},
};
use desk::{Clerk, Desk, Inbox, State};
use domain::{book::Book, entry::Revision, value::Node};
use leptos::prelude::*;
use storage::{IndexedDbStore, Opened};

/// What is to be served once the second module is there.
pub enum Start {
    /// A database that was made just now.
    New(Clerk<IndexedDbStore, World>),
    /// One that was there, to be read, with what is to be compared with it.
    Stored {
        /// Who looks at the Book.
        desk: Desk,
        /// What was found amiss.
        amiss: Amiss,
        /// What is sent to it meanwhile.
        inbox: Inbox,
        /// The database.
        store: IndexedDbStore,
        /// The browser around it.
        world: World,
        /// How far the data had come.
        mark: Option<HighWater>,
        /// What the browser said of a database that it threw away.
        data_loss: Option<String>,
    },
}

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
        task::run(async move {
            if store::is_forgotten().await {
                amiss.seems_blank.set(false);
            }
        });
        task::run(open(desk, front, amiss, inbox, later::serve(front)));
        page::remove_boot();
        view! { <Shell /> }
    });
}

/// Opens the store and hands it over to whoever serves the desk. What goes wrong at the start is told by the desk's state.
async fn open(desk: Desk, front: Front, amiss: Amiss, inbox: Inbox, handed: later::Handed) {
    // The mark is read before the database, because another tab may write meanwhile.
    let mark = device::high_water();
    if mark.is_some() {
        // Whoever has data is going to need it all.
        task::run(later::fetch(front));
    } else {
        // What a first visit shows needs no database.
        task::painted().await;
    }
    let node = Node(ids::node());
    let tab = tabs::name();
    let opened = store::open(desk, node).await;
    // The name is there by now. The bell is hung up before the Book is loaded, so that nothing is missed in between.
    let world = World::new(desk, tab.await, text::ME);
    match opened {
        Ok(Opened { store, is_new: true, data_loss }) => {
            let clerk = Clerk::begin(desk, inbox, store, world, node);
            compare(desk, amiss, mark, data_loss, clerk.revision());
            handed.set(Some(Start::New(clerk)));
            // The first screen has the line and the processor for itself, unless somebody is faster.
            task::wait(A_MOMENT).await;
            task::idle().await;
            later::fetch(front).await;
        }
        Ok(Opened { store, data_loss, .. }) => {
            handed.set(Some(Start::Stored { desk, amiss, inbox, store, world, mark, data_loss }));
            later::fetch(front).await;
        }
        Err(error) => desk.state.set(State::Closed(error)),
    }
}

/// Serves the desk from the start to the end of the visit. The Book is read by the second module, because a first visit has
/// none.
pub async fn serve(start: Start) {
    match start {
        Start::New(clerk) => clerk.run().await,
        Start::Stored { desk, amiss, inbox, store, world, mark, data_loss } => {
            task::run(async {
                task::breathe().await;
                intl::prepare();
            });
            if let Ok(clerk) = Clerk::open(desk, inbox, store, world).await {
                compare(desk, amiss, mark, data_loss, clerk.revision());
                clerk.run().await;
            }
        }
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

/// Says that there is something to be seen, and that the first screen stands, once all of it does.
fn settle(desk: Desk, front: Front) {
    Effect::new(move |_| {
        let is_whole = matches!(front.later.get(), Arrival::Here(_) | Arrival::Missed);
        if is_whole && desk.state.get() != State::Opening {
            dom::next_frame(rescue::shown);
            task::run(async {
                task::idle().await;
                rescue::settled();
            });
        }
    });
}
