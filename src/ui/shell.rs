//! The frame around every screen: the rail, the page, the toasts, and the keys that work everywhere.

pub mod closed;
pub mod key_list;
pub mod keys;
pub mod lost;
pub mod notes;
pub mod rail;
pub mod toasts;
pub mod under_way;

use super::{
    amiss::use_amiss,
    data::{DropFiles, stay},
    front::{use_desk, use_front},
    keeper,
    kit::{announce::Announcer, focus, live::live, print::Print},
    later::{self, Arrival, Missed},
    mode, reminders,
    routes::Route,
    text::shell as words,
};
use crate::platform::{dom, page, rescue, task};
use desk::State;
use leptos::prelude::*;
use rail::Rail;
use storage::StoreError;
use toasts::DeskToasts;

/// How long the Book may be on its way before somebody is told that nothing is lost, in milliseconds. The largest takes a
/// part of it.
const PATIENCE: i32 = 8_000;

/// What stands in the middle of the page.
#[derive(Clone, PartialEq)]
enum Shows {
    /// That the Book is on its way.
    Opening,
    /// Why there is none.
    Closed(StoreError),
    /// What was lost.
    Lost,
    /// The screen that the address names.
    Screen(Route),
}

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    let (desk, front) = (use_desk(), use_front());
    keys::listen(desk, front);
    mode::follow(desk, front);
    let route = front.route();
    follow_focus(route);
    let amiss = use_amiss();
    let is_lost = lost::is_lost(desk, amiss);
    let shows = Memo::new(move |_| match desk.state.get() {
        State::Opening if amiss.seems_blank.get() => Shows::Screen(route.get()),
        State::Opening => Shows::Opening,
        State::Closed(error) => Shows::Closed(error),
        State::Ready if is_lost.get() && !lost::is_let_through(route.get()) => Shows::Lost,
        State::Ready => Shows::Screen(route.get()),
    });
    let screen = move || match shows.get() {
        Shows::Opening => view! { <Opening /> }.into_any(),
        Shows::Closed(error) => later::closed(error),
        Shows::Lost => later::lost(),
        Shows::Screen(route) => super::screens::first(route),
    };
    let is_ready = Memo::new(move |_| desk.state.get() == State::Ready);
    let notes = move || is_ready.get().then(later::notes);
    let print = expect_context::<Print>();
    let not_printed = move || Some(print.left_out.get()).filter(|it| *it > 0).map(words::not_printed);
    // A question that is asked before waits until drafts are recalled.
    let is_open = Memo::new(move |_| desk.state.get() != State::Opening);
    view! {
        <a class="skip" href="#main" on:click=skip>{words::skip()}</a>
        <div class="shell">
            <Rail />
            <main class="page" id="main" tabindex="-1">
                <Missed />
                {live(notes)}
                {live(screen)}
                <p class="print-note">{live(not_printed)}</p>
            </main>
        </div>
        {move || is_open.get().then(|| front.asking.get().map(later::dialog))}
        {later::frame()}
        <Announcer />
    }
}

/// What of it is not there at once: the toasts, the reminders, and a place for files that are dropped.
pub fn frame() -> AnyView {
    if !page::is_beside() {
        let (desk, keeper) = (use_desk(), keeper::use_keeper());
        focus::net(move || desk.saved_at.track());
        reminders::begin(use_desk(), use_front(), keeper.has_turn);
        keeper::begin(keeper);
        stay::ask_in_time(use_desk());
    }
    view! {
        <DropFiles />
        <DeskToasts />
    }
    .into_any()
}

/// The address after the `#` is ours, so the link moves the focus by itself.
fn skip(event: leptos::ev::MouseEvent) {
    event.prevent_default();
    dom::focus_id("main");
}

/// What had the focus may go with the screen before: then it is on the heading of this one.
fn follow_focus(route: Memo<Route>) {
    Effect::new(move |before: Option<Route>| {
        let here = route.get();
        if before.is_some_and(|it| it != here) {
            dom::next_frame(focus::to_heading);
        }
        here
    });
}

/// While the Book is on its way.
#[component]
fn Opening() -> impl IntoView {
    let front = use_front();
    let opening = RwSignal::new(words::opening());
    task::run(async move {
        task::wait(PATIENCE).await;
        // While it is the line that is slow, the storage has not been asked.
        if matches!(front.later.get_untracked(), Arrival::Here(_)) {
            rescue::shown();
            opening.try_set(words::opening_is_slow());
        }
    });
    view! { <div class="empty" data-fill="" role="status"><p>{opening}</p></div> }
}
