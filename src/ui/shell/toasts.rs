//! What the desk has to tell, as toasts with the way back.

use crate::{
    platform::{page, update},
    ui::{
        front::{use_desk, use_front},
        kit::{
            icon::Tone,
            toast::{Toast, ToastPart, Toasts},
        },
        reminders,
        text::{done, refused, shell as words},
    },
};
use desk::{Notice, NoticeKind};
use domain::entry::Verb;
use leptos::prelude::*;

/// No more than this many at a time; of more, the oldest go.
const SHOWN: usize = 3;

/// The toasts.
#[component]
pub fn DeskToasts() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let update = RwSignal::new(update::waits());
    update::on_waiting(move || update.set(true));
    let list = Signal::derive(move || {
        let notices = desk.notices.read();
        let from = notices.len().saturating_sub(SHOWN);
        let update = update.get().then(new_version);
        let reminders = reminders::toasts(desk, front);
        let notices = notices[from..].iter().map(toast);
        update.into_iter().chain(reminders).chain(notices).collect::<Vec<Toast>>()
    });
    let on_action = Callback::new(move |(number, button)| {
        if number == NEW_VERSION {
            return update::accept();
        }
        if reminders::is_one(number) {
            return reminders::act(desk, front, number, button);
        }
        let revision = desk
            .notices
            .with_untracked(|it| it.iter().find(|it| it.number == number).map(|it| it.kind.clone()));
        if let Some(NoticeKind::Done { revision, .. }) = revision {
            desk.undo_entry(revision);
        }
    });
    let on_dismiss = Callback::new(move |number| match number {
        NEW_VERSION => update.set(false),
        it if reminders::is_one(it) => reminders::dismiss(front, it),
        it => desk.dismiss(it),
    });
    view! { <Toasts label=words::notices() dismiss=words::dismiss() list on_action on_dismiss /> }
}

/// The number of the toast that offers a new version. Notices count up, and never so far.
const NEW_VERSION: u64 = u64::MAX;

fn new_version() -> Toast {
    Toast {
        id: NEW_VERSION,
        parts: vec![ToastPart::Plain(words::update().to_owned())],
        tone: Tone::Plain,
        actions: vec![words::update_now().to_owned()],
        kbd: String::new(),
        said: None,
        stays: true,
    }
}

fn toast(notice: &Notice) -> Toast {
    let base = Toast {
        id: notice.number,
        parts: Vec::new(),
        tone: Tone::Good,
        actions: Vec::new(),
        kbd: String::new(),
        said: None,
        stays: false,
    };
    match &notice.kind {
        NoticeKind::Done { label, .. } => {
            let is_undo = matches!(label.verb, Verb::Undone);
            // Whoever moved a deal has said so, with the place where it stands now.
            let is_said = matches!(label.verb, Verb::Moved | Verb::Won | Verb::Lost | Verb::Reopened);
            let keys = if page::is_mac() { "⌘ Z" } else { "Ctrl Z" };
            Toast {
                parts: done::sentence(label),
                actions: if is_undo { Vec::new() } else { vec![words::undo().to_owned()] },
                kbd: if is_undo { String::new() } else { keys.to_owned() },
                said: is_said.then(String::new),
                ..base
            }
        }
        NoticeKind::Failed(error) => Toast {
            parts: vec![ToastPart::Plain(refused::error(error))],
            tone: Tone::Danger,
            stays: true,
            ..base
        },
    }
}
