//! A backup as a Book beside the one that is worked with: the way there, and what the page there says of itself.

use super::intake::Received;
use crate::{
    platform::{beside, device, page, task},
    ui::{
        kit::{
            announce::{announce, announce_now},
            banner::Banner,
            button::{Button, LinkButton, Variant},
            icon::{IconName, Tone},
            live::live,
        },
        text::{beside as words, refused, shell},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// How far the way there is.
#[derive(Clone, PartialEq, Eq)]
enum Way {
    /// Nobody has gone.
    Closed,
    /// It lies there.
    Open,
    /// It could not be put there.
    Failed(String),
}

/// The way there.
#[component]
pub fn OpenBeside(
    /// What is to lie there.
    received: Arc<Received>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let way = RwSignal::new(Way::Closed);
    let act = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let received = received.clone();
        task::run(async move {
            // The button must show that it is at work before a large backup keeps the page busy.
            task::wait(30).await;
            let outcome = beside::put(&received.backup, &received.file, shell::ME).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => {
                    announce(words::is_there());
                    way.try_set(Way::Open);
                    beside::open();
                }
                Err(error) => {
                    let sentence = refused::error(&error);
                    announce_now(&sentence);
                    way.try_set(Way::Failed(sentence));
                }
            }
        });
    };
    let link = move || {
        view! { <LinkButton label=words::go_there() small=true href=beside::ADDRESS.to_owned() /> }
    };
    let told = move || match way.get() {
        Way::Closed => None,
        Way::Open => {
            Some(view! { <Banner icon=IconName::Check actions=link>{words::is_there()}</Banner> }.into_any())
        }
        Way::Failed(why) => Some(
            view! { <Banner icon=IconName::Warning tone=Tone::Warn urgent=true>{why}</Banner> }.into_any(),
        ),
    };
    view! {
        {live(told)}
        <p class="faint">{words::means()}</p>
        <div class="acts cluster">
            <Button label=words::open() variant=Variant::Primary busy on_press=act />
        </div>
    }
}

/// What the page of the Book beside says of itself above every screen; nothing on any other page.
pub fn note() -> Option<AnyView> {
    page::is_beside().then(|| {
        let name = device::beside().unwrap_or_else(|| words::a_copy().to_owned());
        let busy = RwSignal::new(false);
        let discard = move || {
            if !busy.get_untracked() {
                busy.set(true);
                task::run(beside::discard());
            }
        };
        let actions = move || {
            view! {
                <LinkButton label=words::back() small=true href=page::scope() />
                <Button label=words::discard() small=true variant=Variant::Quiet busy on_press=discard />
            }
        };
        let (before, after) = words::this_is();
        view! { <Banner icon=IconName::Copy actions>{before} " " <bdi><strong>{name}</strong></bdi> {after}</Banner> }
            .into_any()
    })
}
