//! What belongs to this device: how it looks, whether single keys are shortcuts, whether the system reminds, and what its
//! browser cannot do.

use super::browser::ThisBrowser;
use crate::{
    platform::{
        device::{self, Theme},
        notify::{self, Permission},
        task,
    },
    ui::{
        front::{Front, use_front},
        kit::choice::{Choice, Segmented, Switch},
        text::{help, reminders, settings as words},
    },
};
use leptos::prelude::*;

const THEMES: [(&str, Theme); 3] =
    [("system", Theme::System), ("light", Theme::Light), ("dark", Theme::Dark)];

/// The section.
#[component]
pub fn Look() -> impl IntoView {
    let front = use_front();
    let options = THEMES.map(|it| Choice::new(it.0, words::theme_name(it.1))).to_vec();
    let value = Signal::derive(move || {
        let theme = front.theme.get();
        THEMES.iter().find(|it| it.1 == theme).map_or("system", |it| it.0).to_owned()
    });
    let choose = move |name: String| {
        if let Some((_, theme)) = THEMES.into_iter().find(|it| it.0 == name) {
            device::set_theme(theme);
            front.theme.set(theme);
        }
    };
    let switch = move |on: bool| set_single_keys(front, on);
    view! {
        <section aria-labelledby="look">
            <h2 id="look">{words::theme()}</h2>
            <div><Segmented label=words::theme() options value on_choose=choose /></div>
        </section>
        <section aria-labelledby="keys">
            <h2 id="keys">{words::keys()}</h2>
            <Switch label=words::single_keys() checked=front.single_keys on_change=switch />
            <p class="field-hint">{words::single_keys_hint()}</p>
        </section>
        <Reminders />
        <ThisBrowser />
        <p class="field-hint">{words::on_this_device()}</p>
    }
}

/// Whether the system tells what falls due. The browser asks the reader, and only because they pressed the switch.
#[component]
fn Reminders() -> impl IntoView {
    let is_on = RwSignal::new(device::notifies() && notify::permission() == Permission::Granted);
    let problem = RwSignal::new(None::<&'static str>);
    let switch = move |on: bool| {
        is_on.set(on);
        problem.set(None);
        device::set_notifies(on);
        if !on {
            return;
        }
        task::run(async move {
            let answer = notify::ask().await;
            if answer != Permission::Granted {
                device::set_notifies(false);
                // The switch has been seen to move, so that it is seen to move back.
                task::breathe().await;
                is_on.try_set(false);
                problem.try_set(Some(why(answer)));
            }
        });
    };
    view! {
        <section aria-labelledby="reminders">
            <h2 id="reminders">{help::reminders()}</h2>
            <Switch label=reminders::notify() checked=is_on on_change=switch />
            <p class="field-error" role="status">{move || problem.get()}</p>
            <p class="field-hint">{reminders::notify_hint()}</p>
        </section>
    }
}

/// Why there are no notifications.
fn why(answer: Permission) -> &'static str {
    match answer {
        Permission::Missing => reminders::missing(),
        _ => reminders::denied(),
    }
}

/// Switches single-key shortcuts on or off.
pub fn set_single_keys(front: Front, on: bool) {
    device::set_single_keys(on);
    front.single_keys.set(on);
}
