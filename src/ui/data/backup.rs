//! Saving a backup: one file with everything, the same bytes for the same data.

use crate::{
    platform::{
        clock, device, dom,
        files::{self, Pieces},
        secret,
        task::{self, Slice},
    },
    ui::{
        front::{Front, use_desk, use_front},
        kit::{
            announce::{announce, announce_now},
            button::Button,
            icon::IconName,
        },
        text::{data as words, secret as secret_words},
    },
};
use desk::Desk;
use domain::{
    query,
    value::{Stamp, Timestamp},
    wire::{BackupWriter, FOOT},
};
use leptos::prelude::*;
use storage::{Course, Unasked};

/// What kind of file a backup is.
pub const JSON: &str = "application/json";
/// What kind of file a locked one is.
const LOCKED: &str = "application/octet-stream";

/// The button that saves a backup.
#[component]
pub fn SaveButton() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let busy = Memo::new(move |_| front.file_out.under_way.read().is_some());
    let kbd = if front.single_keys.get_untracked() { "Shift E" } else { "" };
    view! {
        <Button
            label=words::save_backup()
            icon=IconName::Download
            kbd
            busy
            on_press=move || save(desk, front)
        />
    }
}

/// Saves a backup, and notes how far it goes. The browser does not tell whether the file was kept.
pub fn save(desk: Desk, front: Front) {
    if front.file_out.under_way.read_untracked().is_some() {
        return;
    }
    let steps = front.file_out.course(&saving);
    steps.goes_on(0, 1); // From now on nobody begins another.
    task::run(async move {
        if let Some(written) = Written::between(desk, Slice::Awaited, task::breathe, &steps).await {
            task::breathe().await;
            let name = words::backup_name(clock::today());
            if files::save_pieces(&name, JSON, &written.pieces) {
                written.note(front);
                announce(&words::saved(&name, written.records));
            } else {
                announce_now(words::not_saved());
            }
        }
    });
}

/// Saves a backup that is locked with a passphrase. Answers whether the browser took it; nothing if it was called off.
pub async fn save_locked(desk: Desk, front: Front, passphrase: &str) -> Option<bool> {
    let steps = front.file_out.course(&saving);
    // To lock it takes about as long as to write it.
    steps.within(0, 50);
    let written = Written::between(desk, Slice::Awaited, task::breathe, &steps).await?;
    steps.within(50, 100);
    steps.goes_on(0, 1);
    let locked = secret::lock(&written.pieces, passphrase).await;
    if !steps.goes_on(1, 1) {
        return None;
    }
    let name = secret_words::name(clock::today());
    let is_saved = locked.is_some_and(|it| it.save(&name, LOCKED));
    if is_saved {
        written.note(front);
        announce(&words::saved(&name, written.records));
    }
    Some(is_saved)
}

fn saving() -> String {
    words::saving().to_owned()
}

/// A backup that is written, and how far it goes.
pub struct Written {
    /// What was written.
    pub pieces: Pieces,
    /// When everything was as it says.
    pub at: Timestamp,
    /// How many records it holds.
    pub records: usize,
    newest: Stamp,
    revision: u64,
}

impl Written {
    /// Everything as it is now, written in slices: the page goes on answering, and what changes meanwhile is left out.
    /// Somebody waits for it, and may call it off: then there is nothing.
    pub async fn of(desk: Desk, front: Front) -> Option<Written> {
        Written::between(desk, Slice::Awaited, task::breathe, &front.file_out.course(&saving)).await
    }

    /// The same when the page has nothing else to do, and lets what the user does go first. Whoever looks away may be about
    /// to leave, so then it hurries.
    pub async fn in_free_time(desk: Desk) -> Option<Written> {
        /// What has not been carried out by then may never be, in milliseconds.
        const PATIENCE: i64 = 10_000;
        let until = clock::now().0 + PATIENCE;
        let pause = async || {
            while !dom::is_hidden() {
                task::idle().await;
                if desk.pending.get_untracked() == 0 || clock::now().0 > until {
                    return;
                }
            }
            task::breathe().await;
        };
        Written::between(desk, Slice::Aside, pause, &Unasked).await
    }

    async fn between(
        desk: Desk,
        length: Slice,
        pause: impl AsyncFn(),
        course: &dyn Course,
    ) -> Option<Written> {
        const RECORDS: usize = 50;
        let revision = device::high_water().map_or(0, |it| it.revision);
        let (mut writer, newest, records) =
            desk.peek(|book| (BackupWriter::new(book), book.newest(), query::size(book)));
        let at = clock::now();
        let next = |text: &mut String| {
            writer.advance(RECORDS, text);
            writer.progress()
        };
        let pieces = Pieces::in_slices(length, pause, course, next).await?;
        pieces.put_first(&writer.head());
        pieces.push(FOOT);
        Some(Written { pieces, at, records, newest, revision })
    }

    /// Notes that it was saved where it outlives this browser.
    pub fn note(&self, front: Front) {
        let Written { newest, revision, .. } = *self;
        let backup = device::Backup { at: clock::now(), newest, revision };
        device::set_backup(backup);
        front.backup.set(Some(backup));
    }
}
