//! Saving a backup: one file with everything, the same bytes for the same data.

use crate::{
    platform::{clock, device, files, task},
    ui::{
        front::{Front, use_desk, use_front},
        kit::{
            announce::{announce, announce_now},
            button::Button,
            icon::IconName,
        },
        text::data as words,
    },
};
use desk::Desk;
use domain::{query, wire::write_backup};
use leptos::prelude::*;

/// What kind of file a backup is.
pub const JSON: &str = "application/json";

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
        // Writing everything takes a moment: first the button shows that it is at work.
        task::wait(30).await;
        let (parts, newest, records) =
            desk.peek(|book| (write_backup(book), book.newest(), query::size(book)));
        let name = words::backup_name(clock::today());
        if files::save(&name, JSON, &parts) {
            let revision = device::high_water().map_or(0, |it| it.revision);
            let backup = device::Backup { at: clock::now(), newest, revision };
            device::set_backup(backup);
            front.backup.set(Some(backup));
            announce(&words::saved(&name, records));
        } else {
            announce_now(words::not_saved());
        }
        front.saving.set(false);
    });
}
