//! What the desk has to tell, as toasts with the way back.

use crate::{
    platform::page,
    ui::{
        front::{use_desk, use_front},
        kit::{
            icon::Tone,
            toast::{Toast, ToastPart, Toasts},
        },
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
pub(super) fn DeskToasts() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let list = Signal::derive(move || {
        let notices = desk.notices.read();
        let from = notices.len().saturating_sub(SHOWN);
        notices[from..].iter().map(|it| toast(it, front.single_keys.get())).collect::<Vec<Toast>>()
    });
    let on_action = move |number| {
        let revision = desk.notices.with_untracked(|it| it.iter().find(|it| it.number == number).map(|it| it.kind.clone()));
        if let Some(NoticeKind::Done { revision, .. }) = revision {
            desk.undo_entry(revision);
        }
    };
    // The way back is offered before the notice goes, so that it still knows its revision.
    let act = Callback::new(on_action);
    let dismiss = Callback::new(move |number| desk.dismiss(number));
    view! { <Toasts label=words::notices() dismiss=words::dismiss() list on_action=act on_dismiss=dismiss /> }
}

fn toast(notice: &Notice, _keys: bool) -> Toast {
    let base = Toast {
        id: notice.number,
        parts: Vec::new(),
        tone: Tone::Good,
        action: None,
        kbd: String::new(),
        said: None,
        stays: false,
    };
    match &notice.kind {
        NoticeKind::Done { label, .. } => {
            let is_undo = matches!(label.verb, Verb::Undone);
            let keys = if page::is_mac() { "⌘ Z" } else { "Ctrl Z" };
            Toast {
                parts: done::sentence(label),
                action: (!is_undo).then(|| words::undo().to_owned()),
                kbd: if is_undo { String::new() } else { keys.to_owned() },
                ..base
            }
        }
        NoticeKind::Failed(error) => {
            Toast { parts: vec![ToastPart::Plain(refused::error(error))], tone: Tone::Danger, stays: true, ..base }
        }
    }
}
