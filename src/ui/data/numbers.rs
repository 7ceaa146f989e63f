//! How much there is, and how much of it no backup has.

use super::{lock::SaveLocked, stay};
use crate::{
    platform::{clock, device},
    ui::{
        format,
        front::{use_desk, use_front},
        text::{common, data as words, secret},
    },
};
use desk::Topic;
use domain::{
    query,
    value::{Kind, Timestamp},
};
use leptos::prelude::*;

/// Every part of the Book.
pub fn everything() -> Vec<Topic> {
    Kind::ALL.into_iter().map(Topic::Table).collect()
}

/// The numbers.
#[component]
pub fn Numbers() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let records = Memo::new(move |_| desk.read(&everything(), query::size));
    let saved = move || match desk.saved_at.get() {
        Some(at) => moment(at),
        None => device::high_water().map_or_else(|| common::never().to_owned(), |it| moment(it.at)),
    };
    let backup = move || front.backup.get().map_or_else(|| common::never().to_owned(), |it| moment(it.at));
    let changed = Memo::new(move |_| {
        let backup = front.backup.get()?;
        let count = desk.read(&everything(), |book| query::changed_after(book, backup.newest));
        let is_other = device::high_water().is_some_and(|it| it.revision > backup.revision);
        Some(words::changed_records(count, is_other))
    });
    let fact = |name: &'static str, value: AnyView| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    view! {
        <section aria-labelledby="on-this-device">
            <h2 id="on-this-device">{words::on_this_device()}</h2>
            <dl class="numbers">
                {fact(words::records(), (move || format::count(records.get())).into_any())}
                {fact(words::last_saved(), saved.into_any())}
                {fact(words::last_backup(), backup.into_any())}
                {move || changed.get().map(|it| fact(words::changed_since(), it.into_any()))}
                {stay::facts()}
            </dl>
            <p><small class="faint">{words::nowhere_else()} " " {secret::locked_means()}</small></p>
            <div class="cluster"><SaveLocked /></div>
        </section>
    }
}

/// "today, 14:02", for the middle of a sentence.
pub fn moment_mid(at: Timestamp) -> String {
    format!("{}, {}", common::mid(&format::day_of(at, clock::today())), format::time(at))
}

/// "Today, 14:02".
pub fn moment(at: Timestamp) -> String {
    format!("{}, {}", format::day_of(at, clock::today()), format::time(at))
}
