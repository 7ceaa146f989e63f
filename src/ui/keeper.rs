//! Copies that are made by themselves while somebody works: one beside the database every ten minutes, and, where a file or a
//! folder outside the browser was chosen, a backup there within half a minute.
//!
//! Of several tabs the one that somebody came to last does it. A timer runs only while something waits to be copied. What
//! is good is never replaced by what is empty or has shrunk to less than half: that may be a loss which nobody has noticed.

use super::{
    data::{backup::Written, numbers::everything, stay::has_own},
    front::Front,
    text::keeper as words,
};
use crate::platform::{
    clock,
    destination::{self, Destination, Unwritten},
    device::{self, Automatic},
    dom::{self, Listen, Timer},
    snapshots::{self, Unkept},
    task,
};
use desk::{Desk, State};
use domain::{
    copies::{self, EVERY, Kept},
    query,
    value::{Day, Timestamp},
};
use futures::lock::{Mutex, OwnedMutexLockFuture};
use leptos::prelude::*;
use std::sync::Arc;

/// How long after a change it is copied, in milliseconds.
const SOON: i64 = 20_000;
/// Copying takes no more than one part in so many of the time.
const SHARE: i64 = 50;

/// How backups into a file or a folder go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Nothing was chosen.
    #[default]
    Off,
    /// They are written.
    On,
    /// The user has to allow it anew.
    NotAllowed,
    /// So much less is here than was written before that the user is asked first.
    Shrunk {
        /// How many records are here.
        here: usize,
        /// How many were written before.
        there: usize,
    },
    /// They cannot be written.
    Failed(Unwritten),
}

/// Who makes the copies. `Copy`; made once at the root.
#[derive(Clone, Copy)]
pub struct Keeper {
    /// Whether it is this tab's turn to do what one of all tabs does: remind, keep copies.
    pub has_turn: RwSignal<bool>,
    /// How backups into the destination go.
    pub way: RwSignal<Way>,
    /// The file or folder that was chosen.
    pub destination: RwSignal<Option<Destination>, LocalStorage>,
    /// Goes up when a copy was kept beside the database.
    pub kept: Trigger,
    /// Whether the last copy found no room beside the database.
    pub is_full: RwSignal<bool>,
    desk: Desk,
    front: Front,
    timer: StoredValue<Option<(i64, Timer)>, LocalStorage>,
    /// Who is copying has it: a copy that was begun before must not replace one that was begun after it.
    pen: StoredValue<Arc<Mutex<()>>>,
    /// Nothing is copied before this moment.
    not_before: StoredValue<i64>,
    /// When a copy beside the database, and a backup outside, was last tried.
    tried: StoredValue<(i64, i64)>,
}

/// Who makes the copies.
pub fn use_keeper() -> Keeper {
    expect_context()
}

/// Begins to keep copies, as long as the page lives.
pub fn begin(keeper: Keeper) {
    let desk = keeper.desk;
    task::run(async move {
        if let Some(destination) = destination::recall().await {
            keeper.destination.set(Some(destination));
            keeper.way.set(Way::On);
        }
    });
    Effect::new(move |_| {
        desk.saved_at.track();
        // What another tab has written, too: it may not have the turn.
        desk.read(&everything(), |_| ());
        if keeper.has_turn.get() && desk.state.get() == State::Ready {
            keeper.copy_at(clock::now().0 + SOON);
        }
    });
    // Whoever looks away may be about to leave.
    let left = dom::listen(&document(), "visibilitychange", Listen::default(), move |_| {
        if dom::is_hidden() && keeper.timer.with_value(Option::is_some) {
            task::run(keeper.copy());
        }
    });
    StoredValue::new_local(left);
}

impl Keeper {
    /// At the start of a visit. It does nothing until it is told to begin.
    pub fn new(desk: Desk, front: Front) -> Keeper {
        Keeper {
            has_turn: RwSignal::new(false),
            way: RwSignal::new(Way::Off),
            destination: RwSignal::new_local(None),
            kept: Trigger::new(),
            is_full: RwSignal::new(false),
            desk,
            front,
            timer: StoredValue::new_local(None),
            pen: StoredValue::new(Arc::default()),
            not_before: StoredValue::new(0),
            tried: StoredValue::new((0, 0)),
        }
    }

    /// Copies at a moment, unless that is done before.
    fn copy_at(self, at: i64) {
        let at = at.max(self.not_before.get_value());
        if self.timer.with_value(|it| it.as_ref().is_some_and(|it| it.0 <= at)) {
            return;
        }
        let wait = i32::try_from(at - clock::now().0).unwrap_or(i32::MAX);
        self.timer.set_value(Some((at, dom::after(wait, move || task::run(self.copy())))));
    }

    /// Copies what has changed, where it is due.
    async fn copy(self) {
        self.timer.set_value(None);
        let is_wanted = self.has_turn.get_untracked() && self.desk.state.get_untracked() == State::Ready;
        let Some(mark) = device::high_water().filter(|_| is_wanted && has_own(self.desk)) else { return };
        let Some(_pen) = self.pen.get_value().try_lock_owned() else {
            return self.copy_at(clock::now().0 + SOON);
        };
        task::idle().await;
        let begun = clock::now().0;
        // A copy from the future tells of a clock that ran ahead for a while, and not of how old the copies are.
        let newest = snapshots::all().await.iter().map(|it| it.kept.at).find(|it| it.0 <= begun);
        let lasts = newest.map_or(0, |it| it.0).max(self.tried.get_value().0) + EVERY;
        let needs_copy = newest.is_none_or(|it| it < mark.at);
        let destination = self.destination.get_untracked().filter(|_| self.is_due(mark.at, begun));
        if needs_copy && lasts <= begun || destination.is_some() {
            if let Some(written) = Written::in_free_time(self.desk).await {
                if needs_copy && lasts <= begun {
                    self.keep_beside(&written).await;
                }
                if let Some(destination) = destination {
                    self.write(&destination, &written, false).await;
                }
            }
            let now = clock::now().0;
            self.not_before.set_value(now + SHARE * (now - begun));
        }
        if needs_copy && lasts > begun {
            self.copy_at(lasts);
        }
    }

    /// Whether a backup outside is due: something has changed since the last, and the last attempt did not fail just now.
    fn is_due(self, changed: Timestamp, now: i64) -> bool {
        let is_open = match self.way.get_untracked() {
            Way::On => true,
            Way::Failed(_) => now >= self.tried.get_value().1 + EVERY,
            // What was missing may have come back.
            Way::Shrunk { there, .. } => self.desk.peek(query::size) * 2 >= there,
            Way::Off | Way::NotAllowed => false,
        };
        is_open && device::automatic().is_none_or(|it| it.at < changed || it.at.0 > now)
    }

    async fn keep_beside(self, written: &Written) {
        self.tried.update_value(|it| it.0 = clock::now().0);
        let kept = Kept { at: written.at, records: written.records, is_before: false };
        let outcome = snapshots::keep(kept, &written.pieces).await;
        self.is_full.set(outcome == Err(Unkept::Full));
        if outcome.is_ok() {
            self.kept.notify();
        }
    }

    /// Writes a backup there; one that has shrunk only if it was asked for.
    async fn write(self, destination: &Destination, written: &Written, is_asked: bool) {
        self.tried.update_value(|it| it.1 = clock::now().0);
        let (here, there) = (written.records, device::automatic().map_or(0, |it| it.records));
        let way = if !destination.is_allowed().await {
            Way::NotAllowed
        } else if !is_asked && here * 2 < there {
            Way::Shrunk { here, there }
        } else {
            match destination.write(&name_of(clock::today()), &written.pieces).await {
                Ok(()) => {
                    device::set_automatic(Some(Automatic { at: written.at, records: here }));
                    written.note(self.front);
                    thin(destination).await;
                    Way::On
                }
                Err(Unwritten::NotAllowed) => Way::NotAllowed,
                Err(why) => Way::Failed(why),
            }
        };
        self.way.set(way);
    }

    /// Writes a backup into the destination now, however much less is here than was written before.
    pub async fn write_now(self) {
        let _pen = self.pen().await;
        self.write_all(true).await;
    }

    /// Writes everything as it is now into the destination. Only with the pen in hand.
    async fn write_all(self, is_asked: bool) {
        let Some(destination) = self.destination.get_untracked() else { return };
        if let Some(written) = Written::of(self.desk, self.front).await {
            self.write(&destination, &written, is_asked).await;
        }
    }

    /// Waits until nobody is copying.
    fn pen(self) -> OwnedMutexLockFuture<()> {
        self.pen.get_value().lock_owned()
    }

    /// Takes a destination that the user has chosen, and writes a first backup there.
    pub async fn choose(self, chosen: Option<Destination>) {
        if let Some(destination) = chosen {
            let _pen = self.pen().await;
            device::set_automatic(None); // Nothing is known of what lies there.
            self.destination.set(Some(destination));
            self.write_all(true).await;
        }
    }

    /// Asks the browser to let it write again. Only in answer to a click.
    pub async fn ask(self) {
        let Some(destination) = self.destination.get_untracked() else { return };
        if destination.ask().await {
            let _pen = self.pen().await;
            self.write_all(false).await;
        }
    }

    /// Writes no more backups there. Those that are there stay.
    pub async fn stop(self) {
        self.destination.set(None);
        destination::forget().await;
        let _pen = self.pen().await; // What was begun is written to its end.
        device::set_automatic(None);
        self.way.set(Way::Off);
    }
}

/// What the backup of a day is called in a folder. Two devices may have chosen the same folder, so each has its own.
fn name_of(day: Day) -> String {
    words::file_name(day, &device::tag())
}

/// Deletes backups of this device that are superfluous in a folder, and nothing else.
async fn thin(destination: &Destination) {
    if !destination.is_folder {
        return;
    }
    let found = destination.files().await;
    let kept: Vec<(Kept, &str)> =
        found.iter().filter_map(|it| Some((kept_of(&it.name, it.size)?, &*it.name))).collect();
    let all: Vec<Kept> = kept.iter().map(|it| it.0).collect();
    let go = copies::superfluous(&all, clock::now());
    for (_, name) in kept.iter().filter(|it| go.contains(&it.0.at)) {
        destination.delete(name).await;
    }
}

/// A file of a folder as a copy, if this device wrote it. The larger of two files is taken to hold more.
fn kept_of(name: &str, size: u64) -> Option<Kept> {
    let day: Day = name.get(words::DAY_IN_NAME)?.parse().ok()?;
    let at = Timestamp(Day::of_utc(Timestamp(0)).days_until(day) * Timestamp::DAY);
    let is_ours = name_of(day) == name;
    is_ours.then(|| Kept { at, records: usize::try_from(size).unwrap_or(usize::MAX), is_before: false })
}
