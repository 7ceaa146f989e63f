//! The story of a record: what happened, newest first, with room to log more; and where the record came from.

use super::{Shown, composer::Composer, keys, timeline::Timeline};
use crate::{
    platform::clock,
    ui::{format, kit::live::live, text::record as words},
};
use domain::{record::Record, value::RecordId};
use leptos::prelude::*;

/// The middle of a record's page.
#[component]
pub fn Story(
    /// Of which record.
    of: RecordId,
    /// What it is called.
    label: &'static str,
) -> impl IntoView {
    keys::edit_by_key();
    view! {
        <section class="stack" aria-labelledby="story">
            <h2 class="unseen" id="story">{label}</h2>
            <Composer about=of />
            <Timeline of />
        </section>
    }
}

/// When and from where a record came.
pub fn origin<T: Record>(record: Shown<T>) -> impl IntoView {
    let text = move || {
        let record = record.read();
        let common = record.as_ref()?.common();
        Some(words::origin(&format::day_of(common.created, clock::today()), &common.import))
    };
    view! { <p><small class="faint">{live(text)}</small></p> }
}
