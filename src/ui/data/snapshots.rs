//! The copies that this browser keeps beside the database.

use super::{
    intake::Intake,
    numbers::{moment, moment_mid},
};
use crate::{
    platform::{
        snapshots::{self, Snapshot},
        task,
    },
    ui::{
        format,
        front::use_desk,
        keeper::use_keeper,
        kit::{button::Button, live::live},
        text::{data, keeper as words},
    },
};
use leptos::prelude::*;

/// The copies that are there, newest first. They are looked up anew when one was made.
pub fn listed() -> RwSignal<Vec<Snapshot>, LocalStorage> {
    let (desk, keeper) = (use_desk(), use_keeper());
    let list = RwSignal::new_local(Vec::new());
    Effect::new(move |_| {
        keeper.kept.track();
        // One is made just before everything is replaced.
        desk.saved_at.track();
        task::run(async move {
            list.try_set(snapshots::all().await);
        });
    });
    list
}

/// The copies; nothing as long as there are none.
#[component]
pub fn Snapshots(
    /// Shows what one would do.
    intake: Intake,
) -> impl IntoView {
    let list = listed();
    let line = move |it: Snapshot| {
        let (when, kept) = (moment(it.kept.at), it.kept);
        let why = if kept.is_before { words::before_replacing() } else { words::by_clock() };
        let file = it.open(words::copy_of(&moment_mid(it.kept.at)));
        let look = move || {
            let file = file.clone();
            task::run(async move { intake.open(file).await });
        };
        view! {
            <tr>
                <th scope="row">{when}</th>
                <td data-from="middle" class="soft">{why}</td>
                <td data-align="end">{format::count(kept.records)}</td>
                <td data-align="end"><Button label=words::look() small=true on_press=look /></td>
            </tr>
        }
    };
    let table = move || {
        view! {
            <section aria-labelledby="copies">
                <h2 id="copies">{words::copies()}</h2>
                <p><small class="faint">{words::copies_mean()}</small></p>
                <table class="table" data-variant="plain">
                    <caption class="unseen">{words::copies()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{words::made()}</th>
                            <th scope="col" data-from="middle">{words::why()}</th>
                            <th scope="col" data-width="number" data-align="end">{data::records()}</th>
                            <th scope="col" data-width="state"><span class="unseen">{words::look()}</span></th>
                        </tr>
                    </thead>
                    <tbody>{list.get().into_iter().map(line).collect_view()}</tbody>
                </table>
            </section>
        }
    };
    live(move || (!list.read().is_empty()).then(table))
}
