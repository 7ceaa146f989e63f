//! When there is no Book to work on: why, what is safe, and what to do.

use crate::{
    platform::{page, rescue, store, task},
    ui::{
        kit::{
            announce::announce_now,
            banner::Empty,
            button::{Button, Variant},
            icon::IconName,
            live::live,
        },
        page::{Body, Page},
        text::{faults as words, shell},
    },
};
use leptos::prelude::*;
use storage::StoreError;

/// The screen.
pub fn closed(error: StoreError) -> AnyView {
    let title = Signal::stored(shell::NAME.to_owned());
    let said = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let copy = move || {
        busy.set(true);
        task::run(async move {
            let sentence = rescue::copy().await.unwrap_or_else(|| words::no_copy().to_owned());
            busy.try_set(false);
            said.try_set(Some(sentence));
        });
    };
    let is_there = !matches!(error, StoreError::Absent | StoreError::Blocked);
    let is_unreadable = matches!(error, StoreError::Unreadable(_));
    // What cannot be read is thrown away by nobody who has not saved it first.
    let discard = move || {
        (is_unreadable && said.read().is_some()).then(|| {
            view! { <Button label=words::discard() variant=Variant::Danger on_press=discard /> }
        })
    };
    let actions = move || {
        view! {
            <Button label=shell::reload() variant=Variant::Primary on_press=page::reload />
            {is_there.then(|| view! { <Button label=words::save_copy() icon=IconName::Download busy on_press=copy /> })}
            {live(discard)}
        }
    };
    view! {
        <Page title body=Body::Pad>
            <Empty icon=IconName::Warning title=words::closed_title(&error) fill=true actions>
                {words::closed(&error)}
            </Empty>
            <p class="said" role="status">{move || said.get()}</p>
        </Page>
    }
    .into_any()
}

fn discard() {
    task::run(async {
        match store::discard().await {
            Ok(()) => page::reload(),
            Err(_) => announce_now(words::not_discarded()),
        }
    });
}
