//! What one works with: leads, deals or both. It decides which ways are shown, and nothing else: what is hidden is still
//! there, in backups, exports and searches and at its address.
//!
//! The mode travels with the data. Before the data is open the page shows what was last known on this device, so that
//! no way comes and goes.

use super::{
    front::{Front, use_desk, use_front},
    kit::choice::{Choice, Radios},
    routes::{Route, Section},
    settings::entries::edit,
    text::mode as words,
};
use crate::platform::{device, dom, task};
use desk::{Desk, State, Topic};
use domain::{
    defaults, query,
    record::{Mode, Settings},
    value::Kind,
};
use leptos::prelude::*;

/// What one works with.
pub fn mode(desk: Desk) -> Memo<Mode> {
    Memo::new(move |_| now(desk))
}

/// What one works with now; tracked where it is read in a view.
pub fn now(desk: Desk) -> Mode {
    if desk.state.with(|it| *it == State::Ready) {
        desk.read(&[Topic::Table(Kind::Settings)], |book| query::settings(book).mode)
    } else {
        device::mode().unwrap_or_default()
    }
}

/// The screen that one comes to without an address: the first that is shown.
pub fn home(mode: Mode) -> Route {
    if mode.has_leads() { Route::Leads } else { Route::Pipeline }
}

impl Route {
    /// Whether the ways to this screen are shown.
    pub fn is_shown(self, mode: Mode) -> bool {
        match self.parent() {
            Route::Leads => mode.has_leads(),
            Route::Pipeline => mode.has_deals(),
            _ => true,
        }
    }
}

impl Section {
    /// Whether this part of the settings is shown.
    pub fn is_shown(self, mode: Mode) -> bool {
        match self {
            Section::Statuses => mode.has_leads(),
            Section::Stages => mode.has_deals(),
            _ => true,
        }
    }
}

/// Keeps where one comes to, and what this device remembers, what the mode says.
pub fn follow(desk: Desk, front: Front) {
    let mode = mode(desk);
    Effect::new(move |_| {
        let mode = mode.get();
        if desk.state.with_untracked(|it| *it != State::Ready) {
            return;
        }
        if device::mode().unwrap_or_default() != mode {
            device::set_mode(mode);
        }
        front.home.set_value(home(mode));
        front.arrive();
    });
}

/// What is only there while one works with it.
pub fn only(has: fn(Mode) -> bool, view: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let mode = mode(use_desk());
    let is_there = Memo::new(move |_| has(mode.get()));
    (move || is_there.get().then(&view)).into_any()
}

/// The question what one works with. At the first visit nothing is chosen until somebody has.
#[component]
pub fn ModeChoice(
    /// It stands on the page of the first visit, which goes to where that is in the mode that was chosen.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    let mode = mode(desk);
    let is_asked = StoredValue::new(!first || device::mode().is_some());
    // While it is being written.
    let chosen = RwSignal::new(None::<Mode>);
    let value = Signal::derive(move || {
        let mode = chosen.get().unwrap_or_else(|| mode.get());
        if is_asked.get_value() || mode != Mode::Both { mode.name().to_owned() } else { String::new() }
    });
    let options =
        Mode::ALL.iter().map(|it| Choice::new(it.name(), words::name(*it)).detail(words::means(*it)));
    let choose = move |name: String| {
        let Ok(mode) = name.parse::<Mode>() else { return };
        device::set_mode(mode);
        is_asked.set_value(true);
        chosen.set(Some(mode));
        task::run(async move {
            let command = desk
                .peek(|book| edit::<Settings>(book, defaults::SETTINGS.into(), |_| {}, |it| it.mode = mode));
            let outcome = match command {
                Some(command) => desk.run(command).await.map(drop),
                None => Ok(()),
            };
            chosen.try_set(None);
            if let Err(error) = outcome {
                return desk.report(error);
            }
            if first && front.address.with_untracked(|it| it.route != home(mode)) {
                front.replace(home(mode));
                // The page is another one now; to the reader it is the same choice.
                dom::next_frame(move || dom::focus_id(&format!("mode-{name}")));
            }
        });
    };
    view! { <Radios name="mode" label=words::question() options=options.collect() value on_choose=choose /> }
}
