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

/// What kind of file a backup is.
pub const JSON: &str = "application/json";
/// What kind of file a locked one is.
const LOCKED: &str = "application/octet-stream";

/// The button that saves a backup.
#[component]
pub fn SaveButton() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let kbd = if front.single_keys.get_untracked() { "Shift E" } else { "" };
    view! {
        <Button
            label=words::save_backup()
            icon=IconName::Download
            kbd
            busy=front.saving
            on_press=move || save(desk, front)
        />
    }
}

/// Saves a backup, and notes how far it goes. The browser does not tell whether the file was kept.
pub fn save(desk: Desk, front: Front) {
    if front.saving.get_untracked() {
        return;
    }
    front.saving.set(true);
    task::run(async move {
        let written = Written::of(desk).await;
        let name = words::backup_name(clock::today());
        if files::save_pieces(&name, JSON, &written.pieces) {
            written.note(front);
            announce(&words::saved(&name, written.records));
        } else {
            announce_now(words::not_saved());
        }
        front.saving.set(false);
    });
}

/// Saves a backup that is locked with a passphrase. Answers whether the browser took it.
pub async fn save_locked(desk: Desk, front: Front, passphrase: &str) -> bool {
    let written = Written::of(desk).await;
    let name = secret_words::name(clock::today());
    let is_saved = secret::save(&name, LOCKED, &written.pieces, passphrase).await;
    if is_saved {
        written.note(front);
        announce(&words::saved(&name, written.records));
    }
    is_saved
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
    /// Somebody waits for it.
    pub async fn of(desk: Desk) -> Written {
        Written::between(desk, task::breathe).await
    }

    /// The same when the page has nothing else to do, and lets what the user does go first. Whoever looks away may be about
    /// to leave, so then it hurries.
    pub async fn in_free_time(desk: Desk) -> Written {
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
        Written::between(desk, pause).await
    }

    async fn between(desk: Desk, pause: impl AsyncFn()) -> Written {
        const RECORDS: usize = 50;
        let revision = device::high_water().map_or(0, |it| it.revision);
        let (mut writer, newest, records) =
            desk.peek(|book| (BackupWriter::new(book), book.newest(), query::size(book)));
        let written = Written { pieces: Pieces::default(), at: clock::now(), records, newest, revision };
        let mut is_done = false;
        while !is_done {
            pause().await;
            let mut text = String::new();
            is_done = task::slice(Slice::Aside, || {
                let more = writer.advance(RECORDS);
                text.push_str(more.as_deref().unwrap_or_default());
                more.is_none()
            });
            written.pieces.push(&text);
        }
        written.pieces.put_first(&writer.head());
        written.pieces.push(FOOT);
        written
    }

    /// Notes that it was saved where it outlives this browser.
    pub fn note(&self, front: Front) {
        let Written { newest, revision, .. } = *self;
        let backup = device::Backup { at: clock::now(), newest, revision };
        device::set_backup(backup);
        front.backup.set(Some(backup));
    }
}
