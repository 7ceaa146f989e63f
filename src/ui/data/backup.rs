//! Saving a backup: one file with everything, the same bytes for the same data.

use crate::{
    platform::{clock, device, files, secret, task},
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
use domain::{query, value::Stamp, wire::write_backup};
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
        if files::save(&name, JSON, &written.parts) {
            written.note(front, &name);
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
    let is_saved = secret::save(&name, LOCKED, &written.parts, passphrase).await;
    if is_saved {
        written.note(front, &name);
    }
    is_saved
}

/// A backup that is written, and how far it goes.
struct Written {
    parts: Vec<String>,
    newest: Stamp,
    revision: u64,
    records: usize,
}

impl Written {
    /// Everything as it is now. Writing it takes a moment: first the button shows that it is at work.
    async fn of(desk: Desk) -> Written {
        task::wait(30).await;
        let revision = device::high_water().map_or(0, |it| it.revision);
        desk.peek(|book| Written {
            parts: write_backup(book),
            newest: book.newest(),
            revision,
            records: query::size(book),
        })
    }

    /// Notes that it was saved.
    fn note(&self, front: Front, name: &str) {
        let Written { newest, revision, records, .. } = *self;
        let backup = device::Backup { at: clock::now(), newest, revision };
        device::set_backup(backup);
        front.backup.set(Some(backup));
        announce(&words::saved(name, records));
    }
}
