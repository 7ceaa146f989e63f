//! What the desk has to tell, as toasts with the way back.

use crate::{
    platform::{page, update},
    ui::{
        front::{use_desk, use_front},
        kit::{
            icon::Tone,
            toast::{Toast, ToastPart, Toasts},
        },
        record::history::turn,
        reminders,
        shell::under_way::UnderWayLines,
        text::{common, done, refused, shell as words},
    },
};
use desk::{Desk, Notice, NoticeKind};
use domain::{
    change::Edit,
    entry::{Label, Verb},
    record::Activity,
    row::Key,
};
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
        let told = standing(&notices);
        let from = told.len().saturating_sub(SHOWN);
        let update = update.get().then(new_version);
        let reminders = reminders::toasts(desk, front);
        let notices = told[from..].iter().map(|it| toast(desk, it));
        update.into_iter().chain(reminders).chain(notices).collect::<Vec<Toast>>()
    });
    Effect::new(move |_| {
        let gone = desk.notices.with(|all| {
            let told = standing(all);
            let is_gone = |it: &&Notice| !told.iter().any(|told| told.number == it.number);
            all.iter().filter(is_gone).map(|it| it.number).collect::<Vec<u64>>()
        });
        for it in gone {
            desk.dismiss(it);
        }
    });
    // The keys take back what was done last, and so they belong to one toast at most.
    let has_keys = Signal::derive(move || {
        let newest = desk.history.with(|it| it.next_undo().map(|it| it.revision))?;
        desk.notices.with(|all| {
            let is_newest =
                |it: &&Notice| matches!(it.kind, NoticeKind::Done { revision, .. } if revision == newest);
            all.iter().find(is_newest).map(|it| it.number)
        })
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
    view! {
        <Toasts label=words::notices() dismiss=words::dismiss() list has_keys on_action on_dismiss>
            <UnderWayLines />
        </Toasts>
    }
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

/// The notices that are still to be told: of one record the last thing that was done to it, and of what was done not more
/// than are shown. What failed stays until it is dealt with.
fn standing(notices: &[Notice]) -> Vec<&Notice> {
    let mut told: Vec<&Notice> = Vec::new();
    for notice in notices.iter().rev() {
        let is_told = match of(notice) {
            Some(key) => told.iter().any(|it| of(it).as_ref() == Some(&key)),
            None => false,
        };
        let is_done = matches!(notice.kind, NoticeKind::Done { .. });
        if !is_done || (!is_told && told.len() < SHOWN) {
            told.push(notice);
        }
    }
    told.reverse();
    told
}

/// The one record that something was done to.
fn of(notice: &Notice) -> Option<Key> {
    match &notice.kind {
        NoticeKind::Done { edit, .. } => edit.as_ref().and_then(Edit::key),
        NoticeKind::Failed(_) => None,
    }
}

fn toast(desk: Desk, notice: &Notice) -> Toast {
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
        NoticeKind::Done { label, edit, .. } => {
            let is_undo = matches!(label.verb, Verb::Undone);
            // Whoever moved a deal has said so, with the place where it stands now.
            let is_said = matches!(label.verb, Verb::Moved | Verb::Won | Verb::Lost | Verb::Reopened);
            let keys = if page::is_mac() { "⌘ Z" } else { "Ctrl Z" };
            let logged = edit.as_ref().and_then(|it| it.after.as_ref()?.get::<Activity>());
            let edit = edit.as_ref().filter(|_| label.verb == Verb::Edited && logged.is_none());
            let field = edit.and_then(|it| desk.peek(|book| turn::field(book, it)));
            // What was logged mostly has no name.
            let logged = logged.filter(|_| label.subject.is_empty()).map(|it| common::activity(it.kind));
            let named = logged.map(|it| Label { subject: it.into(), many: None, ..label.clone() });
            Toast {
                parts: done::sentence(named.as_ref().unwrap_or(label), field.as_ref()),
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
