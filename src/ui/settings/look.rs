//! How it looks on this device, and whether single keys are shortcuts here.

use crate::{
    platform::device::{self, Theme},
    ui::{
        front::{Front, use_front},
        kit::choice::{Choice, Segmented, Switch},
        text::settings as words,
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
        <p class="field-hint">{words::on_this_device()}</p>
    }
}

/// Switches single-key shortcuts on or off.
pub fn set_single_keys(front: Front, on: bool) {
    device::set_single_keys(on);
    front.single_keys.set(on);
}
