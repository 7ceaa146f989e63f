//! What takes long and is under way: how far it is, and the way out of it.

use crate::{
    platform::dom::{self, Timer},
    ui::{
        format,
        front::{use_desk, use_front},
        kit::{
            announce::announce,
            button::Button,
            focus::Borrowed,
            live::live,
            meter::ProgressBar,
            toast::{ToastPart, part, spoken},
        },
        text::{common, done, shell as words},
    },
};
use desk::{Progress, UnderWay};
use domain::value::Percent;
use leptos::prelude::*;

/// What is over by then was not worth a word, in milliseconds.
const PATIENCE: i32 = 400;

/// The command that is being served and the file that is being written, each as long as it takes long.
#[component]
pub fn UnderWayLines() -> impl IntoView {
    let file = |name: &String| vec![ToastPart::Plain(name.clone())];
    view! {
        {line(use_desk().long, done::under_way, words::nothing_changed)}
        {line(use_front().file_out, file, words::nothing_saved)}
    }
}

/// One line: how `say` calls it, and what was `cancelled` says when it was.
fn line<W: Clone + Send + Sync + 'static>(
    progress: Progress<W>,
    say: fn(&W) -> Vec<ToastPart>,
    cancelled: fn() -> &'static str,
) -> impl IntoView {
    let number = Memo::new(move |_| progress.under_way.read().as_ref().map(|it| it.number));
    let waited_for = RwSignal::new(None::<u64>);
    let timer = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        let wait = |it| dom::after(PATIENCE, move || waited_for.set(Some(it)));
        timer.set_value(number.get().map(wait));
    });
    let is_long = Memo::new(move |_| number.get().filter(|it| waited_for.get() == Some(*it)));
    live(move || {
        is_long.get()?;
        let said = progress.under_way.read_untracked().as_ref().map(|it| say(&it.what))?;
        Some(shown(progress, said, cancelled))
    })
}

fn shown<W: Send + Sync + 'static>(
    progress: Progress<W>,
    said: Vec<ToastPart>,
    cancelled: fn() -> &'static str,
) -> impl IntoView {
    let name = spoken(&said);
    let label = name.clone();
    announce(&name);
    let focus = Borrowed::begin();
    let of = move |ask: fn(&UnderWay<W>) -> bool| move || progress.under_way.read().as_ref().is_some_and(ask);
    let done = Memo::new(move |_| progress.under_way.read().as_ref().map_or(Percent::ALL, |it| it.percent));
    let percent = Signal::derive(move || u32::from(done.get().value()));
    let busy = Signal::derive(of(|it| it.is_cancelled));
    let is_late = Memo::new({
        let is_late = of(|it| !it.can_cancel && !it.is_cancelled);
        move |_| is_late()
    });
    let refused = Signal::derive(move || is_late.get().then(|| words::too_late().to_owned()));
    let cancel = move || {
        if progress.cancel() {
            announce(cancelled());
        }
    };
    view! {
        <div
            class="under-way"
            role="group"
            aria-label=name
            on:focusin=move |event| focus.entered(&event)
        >
            <p>{said.into_iter().map(part).collect_view()}</p>
            <span class="faint">{live(move || format::percent(done.get()))}</span>
            <Button label=common::cancel() small=true busy refused on_press=cancel />
            <ProgressBar percent label />
        </div>
    }
}
