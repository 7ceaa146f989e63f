//! When someone was last spoken or written to, and how: on the page of whoever and whatever can be spoken about.
//!
//! Nobody yet is a badge, because it says what is to be done.

use crate::{
    platform::clock,
    ui::{
        format,
        front::use_desk,
        kit::{chip::Mark, icon::IconName, live::live},
        text::{common, record as words},
    },
};
use desk::Topic;
use domain::{
    query,
    value::{Kind, RecordId},
};
use leptos::prelude::*;

/// The line.
#[component]
pub fn LastContact(
    /// With whom, or about what.
    of: RecordId,
) -> impl IntoView {
    const TOPICS: [Topic; 4] = [
        Topic::Table(Kind::Activity),
        Topic::Table(Kind::Lead),
        Topic::Table(Kind::Deal),
        Topic::Table(Kind::Contact),
    ];
    let desk = use_desk();
    let last = Memo::new(move |_| desk.read(&TOPICS, |book| query::last_contact(book, of)));
    let said = move || match last.get() {
        Some((at, kind)) => {
            let day = format::day_of(at, clock::today());
            view! { <small class="faint">{words::last_contact(&day, common::activity(kind))}</small> }
                .into_any()
        }
        None => view! { <Mark text=words::never_contacted() icon=IconName::Call /> }.into_any(),
    };
    view! { <p>{live(said)}</p> }
}
